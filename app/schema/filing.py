"""One submit of one person in one round, its applications, their attempts and their papers."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, Index, Integer, SmallInteger, String

from app.schema.metadata import county, region, row_id, table
from app.schema.types import Document, Moment, RowId

filings = table(
    "filing",
    county(),
    row_id(),
    Column("candidate_id", RowId, nullable=False, index=True),
    Column("round_id", String(6), nullable=False),
    Column("attempt", SmallInteger, nullable=False, server_default="1"),
    Column("attempt_version", SmallInteger, nullable=False, server_default="0"),
    Column("address", String(120)),
    Column("postcode", String(6)),
    Column("phone", String(20)),
    Column("graduation_photo", String(64)),
    Column("order_no", String(32)),
    Column("amount_fen", Integer),
    Column("paid_at", Moment),
    Column("created_at", Moment, nullable=False),
    *region("photo", "none"),
    *region("payment", "closed"),
)

applications = table(
    "application",
    county(),
    row_id(),
    Column("application_no", String(16), nullable=False, unique=True),
    Column("filing_id", RowId, nullable=False),
    Column("candidate_id", RowId, nullable=False, index=True),
    Column("round_id", String(6), nullable=False),
    Column("ordinal", SmallInteger, nullable=False),  # 1 or 2: 申请一, 申请二
    Column("attempt", SmallInteger, nullable=False, server_default="1"),
    Column("specialty_code", String(8), nullable=False),
    Column("specialty_name", String(60), nullable=False),
    Column("level", String(16), nullable=False),
    Column("host_name", String(60), nullable=False),
    Column("plan_id", String(40), nullable=False),
    Column("generation", String(8), nullable=False),
    Column("to_verify", Boolean, nullable=False, server_default="0"),  # 待核实: an inner mark
    Column("to_verify_note", String(200)),
    Column("form_number", SmallInteger, nullable=False, server_default="0"),  # n-th export
    Column("form_hash", String(64)),
    Column("certificate_no", String(17)),
    Column("graduated_on", Date),
    Column("materials_until", Moment),
    Column("submitted_at", Moment),
    Column("entered_by", RowId),  # the clerk who entered it at the counter, or null: the candidate
    *region("review", "draft"),
    *region("form", "empty"),
    *region("materials", "awaited"),
    *region("decision", "none"),
    *region("hand_out", "at_office"),
)

application_attempts = table(
    "application_attempt",
    county(),
    Column("application_id", RowId, primary_key=True),
    Column("attempt", SmallInteger, primary_key=True, autoincrement=False),
    Column("declared", Document, nullable=False),  # what the candidate declared: see AttemptDeclared in services
    Column("submitted_at", Moment, nullable=False),
    Column("entered_by", RowId),
    Column("outcome", String(24)),  # null while undecided | county_approved | system_approved | refused
    Column("reasons", Document),  # [{"id":…, "version":…, "text":…}]
    Column("decided_at", Moment),
    Column("decided_by", RowId),
    Column("second_clerk_id", RowId),
)

substitution_choices = table(
    "substitution_choice",
    county(),
    Column("application_id", RowId, primary_key=True),
    Column("attempt", SmallInteger, primary_key=True, autoincrement=False),
    Column("course", String(10), primary_key=True),  # the plan course that is stood for
    Column("kind", String(12), nullable=False),  # pool | substitution
    Column("substitution_id", String(12)),
    Column("by", Document, nullable=False),  # ["00144", "00058"]
    Column("chosen_by", RowId),
)

form_contents = table(
    "form_content",
    county(),
    Column("application_id", RowId, primary_key=True),
    Column("content", Document, nullable=False),
    Column("changed_at", Moment, nullable=False),
)

form_exports = table(
    "form_export",
    county(),
    Column("application_id", RowId, primary_key=True),
    Column("number", SmallInteger, primary_key=True, autoincrement=False),
    Column("content_hash", String(64), nullable=False),
    Column("exported_at", Moment, nullable=False),
    Column("exported_by", RowId),
)

Index("ix_application_review", applications.c.county_id, applications.c.review_state, applications.c.review_changed_at)
Index(
    "ix_application_queue",
    applications.c.county_id,
    applications.c.review_state,
    applications.c.to_verify,
    applications.c.round_id,
    applications.c.attempt.desc(),
    applications.c.submitted_at,
)
Index(
    "ix_application_materials",
    applications.c.county_id,
    applications.c.materials_state,
    applications.c.materials_changed_at,
)
Index("ix_filing_photo", filings.c.county_id, filings.c.photo_state, filings.c.photo_changed_at)
Index(
    "ix_filing_payment",
    filings.c.county_id,
    filings.c.payment_state,
    filings.c.round_id,
    filings.c.payment_changed_at,
)
Index(
    "ix_application_filing",
    applications.c.county_id,
    applications.c.filing_id,
    applications.c.materials_state,
    applications.c.review_state,
)
Index(
    "ix_application_counter_draft",
    applications.c.county_id,
    applications.c.review_state,
    applications.c.review_changed_at,
    applications.c.entered_by,
    sqlite_where=applications.c.entered_by.is_not(None),
    postgresql_where=applications.c.entered_by.is_not(None),
)
