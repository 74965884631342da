"""A candidate and everything that belongs to the person rather than to one application."""

from __future__ import annotations

from sqlalchemy import Column, Date, Index, Integer, SmallInteger, String

from app.schema.metadata import county, region, row_id, table
from app.schema.types import Document, Moment, RowId

candidates = table(
    "candidate",
    county(),
    row_id(),
    Column("registration_county_id", Integer, nullable=False),  # 报名点: decides identity checks
    Column("name", String(50), nullable=False),
    Column("id_number", String(18), nullable=False),
    Column("sex", String(1), nullable=False),  # GB/T 2261.1
    Column("ethnicity", String(2), nullable=False),  # GB/T 3304
    Column("political_status", String(2)),  # GB/T 4762
    Column("born_on", Date, nullable=False),
    Column("phone", String(20)),
    Column("address", String(120)),
    Column("postcode", String(6)),
    Column("first_round", String(6)),  # 首次报考
    Column("admission_photo", String(64)),  # SHA-256 of the 准考证照片
    Column("identity_portrait", String(64)),
    Column("identity_handheld", String(64)),
    *region("registration", "none"),
    *region("identity", "none"),
    *region("prior", "none"),
)

candidate_numbers = table(
    "candidate_number",
    county(),
    Column("candidate_no", String(12), primary_key=True),
    Column("candidate_id", RowId, nullable=False, index=True),
    Column("position", SmallInteger, nullable=False),  # 0: the one in use; others wait to be merged
)

former_identities = table(
    "former_identity",
    county(),
    Column("candidate_id", RowId, primary_key=True),
    Column("kind", String(12), primary_key=True),  # name | id_number
    Column("value", String(50), primary_key=True),
)

prior_qualifications = table(
    "prior_qualification",
    county(),
    Column("candidate_id", RowId, primary_key=True),
    Column("source", String(12), nullable=False),  # chsi | counter
    Column("school", String(60), nullable=False),
    Column("specialty", String(60), nullable=False),
    Column("level", String(16), nullable=False),
    Column("graduated_on", Date, nullable=False),
    Column("certificate_no", String(20)),
    Column("name", String(50), nullable=False),  # as on that certificate
    Column("id_number", String(18)),
    Column("sex", String(1)),
    Column("document_kind", String(24)),  # filing_form | recognition_report | foreign_recognition | printout
    Column("document_no", String(24)),
    Column("compared_at", Moment),
)

passed_records = table(
    "passed_record",
    county(),
    Column("candidate_id", RowId, primary_key=True),
    Column("position", SmallInteger, primary_key=True, autoincrement=False),
    Column("code", String(10), nullable=False),
    Column("name", String(60), nullable=False),
    Column("credits", SmallInteger, nullable=False),
    Column("kind", String(12), nullable=False),  # written | practical | graduation
    Column("passed_on", String(7), nullable=False),  # 2016-04
    Column("score", String(8), nullable=False),
    Column("source", String(16), nullable=False),  # exam | exempt | old_card | practical_card
    Column("used_by", String(60)),  # an earlier graduation
)

course_cards = table(
    "course_card",
    county(),
    row_id(),
    Column("candidate_id", RowId, nullable=False, index=True),
    Column("kind", String(12), nullable=False),  # red | green | practical
    Column("code", String(10), nullable=False),
    Column("name", String(60), nullable=False),
    Column("credits", SmallInteger, nullable=False),
    Column("score", String(8), nullable=False),
    Column("passed_on", String(7), nullable=False),
    Column("card_no", String(24)),
    Column("scan", String(64)),
    Column("entered_by", RowId),  # a clerk, or null: the candidate
    Column("entered_at", Moment),
    *region("card", "entered"),
    *region("original", "awaited"),
)

corrections = table(
    "correction",
    county(),
    row_id(),
    Column("candidate_id", RowId, nullable=False, index=True),
    Column("field", String(24), nullable=False),
    Column("old_value", String(120)),
    Column("new_value", String(120)),
    Column("evidence", Document),
    Column("asked_by", RowId, nullable=False),
    Column("asked_at", Moment, nullable=False),
    Column("decided_by", RowId),
    *region("correction", "proposed"),
)

Index("ix_candidate_name", candidates.c.county_id, candidates.c.name)
Index("ix_candidate_id_number", candidates.c.county_id, candidates.c.id_number)
Index(
    "ix_candidate_identity",
    candidates.c.county_id,
    candidates.c.identity_state,
    candidates.c.registration_county_id,
    candidates.c.identity_changed_at,
)
Index(
    "ix_correction_state", corrections.c.county_id, corrections.c.correction_state, corrections.c.correction_changed_at
)
Index(
    "ix_course_card_state",
    course_cards.c.county_id,
    course_cards.c.card_state,
    course_cards.c.candidate_id,
    course_cards.c.entered_at,
)
Index(
    "ix_course_card_original",
    course_cards.c.county_id,
    course_cards.c.original_state,
    course_cards.c.original_changed_at,
)
Index("ix_candidate_prior", candidates.c.county_id, candidates.c.prior_state, candidates.c.prior_changed_at)
