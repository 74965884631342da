"""Taking back a command that has not left the workstation: nothing of it is ever sent, and the chain still holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import delete, insert, select

from app.domain.errors import ClerkError
from app.schema.command_log import commands
from app.services.command import FieldChange, RowRef
from app.services.command_text import read_text
from app.storage import projection
from app.storage.commands import STORED, follow
from app.storage.local_tables import outbox, withdrawn_commands

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import Connection, Row

    from app.services.ports import Signer


def withdraw(connection: Connection, key: UUID, signer: Signer, now: datetime) -> None:
    """As UnitOfWork.withdraw, inside a transaction that is open."""
    found = connection.execute(
        select(commands, outbox.c.mark, outbox.c.send_after, outbox.c.implied)
        .join(outbox, outbox.c.key == commands.c.key)
        .where(commands.c.key == key)
    ).one_or_none()
    if found is None:
        if _was_withdrawn(connection, key):
            return
        raise ClerkError("undo.too_late")
    if found.clerk_id != signer.clerk_id:
        raise ClerkError("undo.not_yours")
    if found.mark != STORED or now >= found.send_after:
        raise ClerkError("undo.too_late")
    content = read_text(found.text)
    _refuse_if_stood_on(connection, found, content)
    changes = _changes(content)
    projection.take_back(connection, found.county_id, changes, _created(content), map(_implied, found.implied))
    follow(connection, found.candidate_id, changes)
    _move(connection, found, signer, now)


def undoable(connection: Connection, clerk_id: UUID, now: datetime) -> tuple[UUID, ...]:
    """The clerk's own commands that can still be taken back, newest first."""
    return tuple(
        connection.execute(
            select(outbox.c.key)
            .join(commands, commands.c.key == outbox.c.key)
            .where(outbox.c.mark == STORED, outbox.c.send_after > now, commands.c.clerk_id == clerk_id)
            .order_by(outbox.c.counter.desc())
        ).scalars()
    )


def _was_withdrawn(connection: Connection, key: UUID) -> bool:
    found = select(withdrawn_commands.c.key).where(withdrawn_commands.c.key == key)
    return connection.execute(found).one_or_none() is not None


def _refuse_if_stood_on(connection: Connection, command: Row[Any], content: Mapping[str, Any]) -> None:
    """A later own command that names it, or has read or set a region that it set."""
    later = connection.execute(
        select(commands.c.text).join(outbox, outbox.c.key == commands.c.key).where(outbox.c.counter > command.counter)
    ).scalars()
    mine = _touched(content)
    for text in later:
        other = read_text(text)
        if other["after"] == content["key"] or mine & (_touched(other) | _read(other)):
            raise ClerkError("undo.stands_on")


def _touched(content: Mapping[str, Any]) -> set[tuple[str, ...]]:
    """Regions and plain columns that a command set, as far as others can build on them."""
    found: set[tuple[str, ...]] = set()
    for change in content["changes"]:
        region = projection.region_of(change["entity"], change["column"])
        found.add((change["entity"], change["id"], *map(str, change["part"]), region or change["column"]))
    return found | {(entity, row_id, *map(str, part)) for entity, row_id, part in content["creates"]}


def _read(content: Mapping[str, Any]) -> set[tuple[str, ...]]:
    return {(entity, row_id, region) for entity, row_id, region, _version in content["base"]}


def _changes(content: Mapping[str, Any]) -> list[FieldChange]:
    return [
        FieldChange(
            each["entity"],
            UUID(each["id"]),
            each["column"],
            projection.column_value(each["entity"], each["column"], each["old"]),
            projection.column_value(each["entity"], each["column"], each["new"]),
            tuple(each["part"]),
        )
        for each in content["changes"]
    ]


def _created(content: Mapping[str, Any]) -> list[RowRef]:
    return [RowRef(entity, UUID(row_id), tuple(part)) for entity, row_id, part in content["creates"]]


def _implied(document: list[Any]) -> projection.Implied:
    entity, row_id, part, column, before = document
    value = projection.column_value(entity, column, before)
    return projection.Implied(RowRef(entity, UUID(row_id), tuple(part)), column, value)


def _move(connection: Connection, command: Row[Any], signer: Signer, now: datetime) -> None:
    connection.execute(
        insert(withdrawn_commands).values(
            counter=command.counter,
            key=command.key,
            text=command.text,
            signature=command.signature,
            second_signature=command.second_signature,
            previous_hash=command.previous_hash,
            hash=command.hash,
            withdrawn_at=now,
            withdrawn_by=signer.clerk_id,
        )
    )
    connection.execute(delete(commands).where(commands.c.county_id == command.county_id, commands.c.key == command.key))
    connection.execute(delete(outbox).where(outbox.c.counter == command.counter))
