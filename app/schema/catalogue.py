"""What the province publishes to every office: counties, rounds, plans, reasons, clerks, settings."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, Integer, SmallInteger, String

from app.schema.metadata import county, row_id, table
from app.schema.types import Document, Moment, RowId

counties = table(
    "county",
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("code", String(6), nullable=False, unique=True),
    Column("name", String(40), nullable=False),
    Column("city_name", String(40), nullable=False),
)

offices = table(
    "office",
    county(),
    Column("official_name", String(80), nullable=False),
    Column("address", String(120)),
    Column("phone", String(40)),
    Column("hours", String(80)),
)

rounds = table(
    "round",
    Column("id", String(6), primary_key=True),  # 2026-2: the second half of 2026
    Column("graduation_on", Date, nullable=False),
    Column("times", Document, nullable=False),  # {kind: {"opens": iso, "closes": iso, "grace_hours": n}}
    Column("non_working_days", Document, nullable=False),  # ["2026-12-05", …]
)

provincial_settings = table(
    "provincial_setting",
    Column("name", String(60), primary_key=True),
    Column("content", Document, nullable=False),
)

hosts = table(
    "host",
    Column("id", SmallInteger, primary_key=True, autoincrement=False),
    Column("name", String(60), nullable=False, unique=True),
)

specialties = table(
    "specialty",
    Column("code", String(8), primary_key=True),
    Column("name", String(60), nullable=False),
    Column("level", String(16), nullable=False),  # junior_college | bachelor
    Column("host_id", SmallInteger, primary_key=True, autoincrement=False),
    Column("stopped", Boolean, nullable=False, server_default="0"),
)

rule_packs = table(
    "rule_pack",
    Column("id", String(40), primary_key=True),
    Column("specialty_code", String(8), nullable=False),
    Column("generation", String(8), nullable=False),  # old | new
    Column("content", Document, nullable=False),
    Column("sha256", String(64), nullable=False),
)

reasons = table(
    "reason",
    Column("id", String(40), primary_key=True),
    Column("version", SmallInteger, primary_key=True, autoincrement=False),
    Column("kind", String(24), nullable=False),  # pre_review | identity | photo | …: the act it serves
    Column("position", SmallInteger, nullable=False),  # the digit that ticks it, 1…9
    Column("title", String(60), nullable=False),
    Column("candidate_text", String(300), nullable=False),
    Column("file_text", String(300), nullable=False),
    Column("retired", Boolean, nullable=False, server_default="0"),
)

clerks = table(
    "clerk",
    county(),
    row_id(),
    Column("name", String(50), nullable=False),
    Column("roles", Document, nullable=False),  # ["review", …]
    Column("active", Boolean, nullable=False, server_default="1"),
    Column("key_version", SmallInteger, nullable=False, server_default="1"),
    Column("credentials", Document, nullable=False),  # see app/services/clerk_keys.py
    Column("changed_at", Moment),
)

workstations = table(
    "workstation",
    county(),
    row_id(),
    Column("name", String(40), nullable=False),
    Column("active", Boolean, nullable=False, server_default="1"),
)

claims = table(
    "claim",
    county(),
    Column("entity", String(20), primary_key=True),
    Column("entity_id", RowId, primary_key=True),
    Column("clerk_id", RowId, nullable=False),
    Column("workstation_id", RowId, nullable=False),
    Column("taken_at", Moment, nullable=False),
    Column("beaten_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
)
