"""Every act of everybody, in the order this county knows it."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, SmallInteger, String, Text

from app.schema.metadata import county, table
from app.schema.types import Moment, RowId

commands = table(
    "command",
    county(),
    Column("key", RowId, primary_key=True),
    Column("actor", String(12), nullable=False),  # clerk | candidate | system | city | host | province
    Column("kind", String(40), nullable=False),
    Column("entity", String(20), nullable=False),
    Column("entity_id", RowId, nullable=False),
    Column("candidate_id", RowId, nullable=False),
    Column("at", Moment, nullable=False),
    Column("workstation_id", RowId),
    Column("counter", BigInteger),  # of the workstation; only rises
    Column("clerk_id", RowId),
    Column("second_clerk_id", RowId),
    Column("key_version", SmallInteger),
    Column("text", Text, nullable=False),  # exactly what was signed
    Column("signature", String(64)),
    Column("second_signature", String(64)),
    Column("previous_hash", String(64)),
    Column("hash", String(64)),
    Column("position", Integer),  # in the county's feed, once the province has confirmed it
    Index("ix_command_candidate", "county_id", "candidate_id", "at"),
    Index("ix_command_clerk", "county_id", "clerk_id", "at"),
)
