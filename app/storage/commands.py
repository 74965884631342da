"""Writing a command with its projection, and taking one back."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from sqlalchemy import insert, select, update
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from app.domain.errors import ClerkError
from app.schema.command_log import commands
from app.schema.types import from_milliseconds, to_milliseconds
from app.services.clock_check import clock_doubt
from app.services.command import UNDO_SECONDS, RecordedCommand, RegionRef
from app.services.command_text import Origin, chained, command_text, full_base, plain
from app.storage import projection, search_index
from app.storage.local_tables import device, outbox, payloads
from app.storage.permitted_columns import may_set

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from uuid import UUID

    from sqlalchemy import Connection

    from app.services.command import Act, FieldChange
    from app.services.ports import Signer

STORED = "stored"


def record(connection: Connection, act: Act, signer: Signer, second: Signer | None, now: datetime) -> RecordedCommand:
    """As UnitOfWork.record, inside a transaction that is open."""
    here = connection.execute(select(device)).one()
    _refuse_impossible(act, signer, second)
    doubt = clock_doubt(now, here.last_seen_at)
    if doubt is not None:
        raise doubt.error()
    if act.after is not None and not _is_here(connection, here.county_id, act.after):
        raise ClerkError("case.changed", columns=())
    at = from_milliseconds(to_milliseconds(now))
    base = full_base(act)
    projection.check_base(connection, here.county_id, base)
    implied = projection.apply(connection, here.county_id, act, at)
    follow(connection, act.candidate_id, act.changes)
    origin = Origin(uuid4(), here.county_id, here.workstation_id, here.counter + 1, at, here.head_hash)
    written = _write(connection, act, origin, signer, second)
    _put_in_outbox(connection, act, written, implied)
    connection.execute(
        update(device).values(counter=written.counter, head_hash=written.hash, last_seen_at=max(at, here.last_seen_at))
    )
    return written


def follow(connection: Connection, candidate_id: UUID, changes: Iterable[FieldChange]) -> None:
    """Brings what is derived from the rows after them: the look-up's index."""
    if any((change.entity, change.column) in search_index.SEARCHED_COLUMNS for change in changes):
        search_index.refresh(connection, [candidate_id])


def _refuse_impossible(act: Act, signer: Signer, second: Signer | None) -> None:
    """Raises ValueError: these are defects of the program, never a clerk's doing."""
    if second is not None and second.clerk_id == signer.clerk_id:
        raise ValueError("both signatures are one clerk's")
    created = {(row.entity, row.entity_id, row.part) for row in act.creates}
    base = full_base(act)
    for change in act.changes:
        if not may_set(act.command, change.entity, change.column):
            raise ValueError(f"{act.command} may not set {change.entity}.{change.column}")
        region = projection.region_of(change.entity, change.column)
        if (change.entity, change.entity_id, change.part) in created:
            continue
        if region is not None and RegionRef(change.entity, change.entity_id, region) not in base:
            raise ValueError(f"{act.command} sets {change.entity}.{region} without having read it")


def _is_here(connection: Connection, county_id: int, key: UUID) -> bool:
    found = select(commands.c.key).where(commands.c.county_id == county_id, commands.c.key == key)
    return connection.execute(found).one_or_none() is not None


def _write(connection: Connection, act: Act, origin: Origin, signer: Signer, second: Signer | None) -> RecordedCommand:
    text = command_text(act, origin, signer, second)
    signed = text.encode()
    link = chained(origin.previous_hash, text)
    connection.execute(
        insert(commands).values(
            county_id=origin.county_id,
            key=origin.key,
            actor="clerk",
            kind=act.command,
            entity=act.entity,
            entity_id=act.entity_id,
            candidate_id=act.candidate_id,
            at=origin.at,
            workstation_id=origin.workstation_id,
            counter=origin.counter,
            clerk_id=signer.clerk_id,
            second_clerk_id=None if second is None else second.clerk_id,
            key_version=signer.key_version,
            text=text,
            signature=signer.sign(signed),
            second_signature=None if second is None else second.sign(signed),
            previous_hash=origin.previous_hash,
            hash=link,
        )
    )
    wait = timedelta(seconds=UNDO_SECONDS if act.undoable else 0)
    return RecordedCommand(origin.key, origin.counter, origin.at, text, link, origin.at + wait)


def _put_in_outbox(
    connection: Connection, act: Act, written: RecordedCommand, implied: list[projection.Implied]
) -> None:
    if act.payload is not None:
        name = hashlib.sha256(act.payload).hexdigest()
        kept = sqlite_insert(payloads).values(sha256=name, content=act.payload)
        connection.execute(kept.on_conflict_do_nothing())
    connection.execute(
        insert(outbox).values(
            counter=written.counter,
            key=written.key,
            entity=act.entity,
            entity_id=act.entity_id,
            mark=STORED,
            send_after=written.send_after,
            implied=[_implied_document(each) for each in implied],
        )
    )


def _implied_document(each: projection.Implied) -> list[Any]:
    document: list[Any] = plain([each.ref.entity, each.ref.entity_id, each.ref.part, each.column, each.before])
    return document
