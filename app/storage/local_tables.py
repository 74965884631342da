"""Tables of the workstation alone: never synced as rows, and gone with its store."""

from __future__ import annotations

from sqlalchemy import (
    DDL,
    BigInteger,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    event,
)

from app.schema.types import Document, Moment, RowId

local_metadata = MetaData()

device = Table(
    "device",
    local_metadata,
    Column("id", SmallInteger, primary_key=True, autoincrement=False),  # always 1
    Column("county_id", Integer, nullable=False),
    Column("workstation_id", RowId, nullable=False),
    Column("counter", BigInteger, nullable=False),  # of the last command written here; only rises
    Column("head_hash", String(64), nullable=False),
    Column("last_seen_at", Moment, nullable=False),  # the latest moment that this store knows has been
)

outbox = Table(
    "outbox",
    local_metadata,
    Column("counter", BigInteger, primary_key=True, autoincrement=False),
    Column("key", RowId, nullable=False, unique=True),
    Column("entity", String(20), nullable=False),
    Column("entity_id", RowId, nullable=False),
    Column("mark", String(12), nullable=False),  # stored | uploaded | confirmed | refused
    Column("send_after", Moment, nullable=False),
    Column("implied", Document, nullable=False),  # versions and moments before it: see projection.Implied
    Column("answer", Document),  # of the province: reason, today's row
    Index("ix_outbox_mark", "mark", "send_after"),
)

withdrawn_commands = Table(
    "withdrawn_command",
    local_metadata,
    Column("counter", BigInteger, primary_key=True, autoincrement=False),
    Column("key", RowId, nullable=False, unique=True),
    Column("text", Text, nullable=False),
    Column("signature", String(64), nullable=False),
    Column("second_signature", String(64)),
    Column("previous_hash", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    Column("withdrawn_at", Moment, nullable=False),
    Column("withdrawn_by", RowId, nullable=False),
)

payloads = Table(
    "payload",
    local_metadata,
    Column("sha256", String(64), primary_key=True),
    Column("content", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)

drafts = Table(
    "draft",
    local_metadata,
    Column("clerk_id", RowId, primary_key=True),
    Column("screen", String(40), primary_key=True),
    Column("case_id", String(60), primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
    Column("saved_at", Moment, nullable=False),
    sqlite_with_rowid=False,
)

view_log = Table(
    "view_log",
    local_metadata,
    Column("number", Integer, primary_key=True),
    Column("clerk_id", RowId, nullable=False),
    Column("candidate_id", RowId, nullable=False),
    Column("screen", String(40), nullable=False),
    Column("at", Moment, nullable=False),
)

for _verb in ("UPDATE", "DELETE"):
    event.listen(
        view_log,
        "after_create",
        DDL(  # type: ignore[no-untyped-call]
            f"CREATE TRIGGER view_log_no_{_verb.lower()} BEFORE {_verb} ON view_log"
            " BEGIN SELECT RAISE(ABORT, 'the log of views is only added to'); END"
        ),
    )

sign_offs = Table(
    "sign_off",
    local_metadata,
    Column("number", Integer, primary_key=True),
    Column("clerk_id", RowId, nullable=False, index=True),
    Column("at", Moment, nullable=False),
)

take_overs = Table(
    "claim_take_over",
    local_metadata,
    Column("number", Integer, primary_key=True),
    Column("entity", String(20), nullable=False),
    Column("entity_id", RowId, nullable=False),
    Column("from_clerk_id", RowId, nullable=False),
    Column("to_clerk_id", RowId, nullable=False),
    Column("reason", String(200), nullable=False),
    Column("at", Moment, nullable=False),
)

parked_cases = Table(
    "parked_case",
    local_metadata,
    Column("clerk_id", RowId, primary_key=True),
    Column("entity", String(20), primary_key=True),
    Column("entity_id", RowId, primary_key=True),
    Column("candidate_id", RowId, nullable=False),
    Column("screen", String(40), nullable=False),
    Column("position", Document, nullable=False),
    Column("parked_at", Moment, nullable=False),
    sqlite_with_rowid=False,
)

sync_state = Table(
    "sync_state",
    local_metadata,
    Column("name", String(40), primary_key=True),
    Column("content", Document, nullable=False),
)

store_meta = Table(
    "store_meta",
    local_metadata,
    Column("name", String(40), primary_key=True),
    Column("content", Document, nullable=False),
)

proposed_refusals = Table(
    "proposed_refusal",
    local_metadata,
    Column("application_id", RowId, primary_key=True),
    Column("clerk_id", RowId, nullable=False),
    Column("reasons", Document, nullable=False),  # what the first clerk ticked, until a second one signs
    Column("proposed_at", Moment, nullable=False),
    sqlite_with_rowid=False,
)
