"""The commands of a person, with the names of who did them and how far they have come."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, select

from app.schema import catalogue
from app.schema.command_log import commands
from app.services.history import HistoryEntry, Mark, variables_of
from app.storage.local_tables import outbox
from app.storage.reading import reading

if TYPE_CHECKING:
    from collections.abc import Collection
    from uuid import UUID

    from sqlalchemy import Row, Select

    from app.services.ports import UnitOfWork
    from app.storage.store import Store

_FIRST = catalogue.clerks.alias("first_clerk")
_SECOND = catalogue.clerks.alias("second_clerk")


class HistoryRows:
    def __init__(self, store: Store) -> None:
        self._store = store

    def of_candidate(self, candidate_id: UUID, *, limit: int) -> tuple[HistoryEntry, ...]:
        """Newest first."""
        wanted = (
            select_entries()
            .where(commands.c.county_id == self._store.county_id, commands.c.candidate_id == candidate_id)
            .order_by(commands.c.at.desc(), commands.c.counter.desc())
            .limit(limit)
        )
        with self._store.read() as connection:
            return tuple(entry(row) for row in connection.execute(wanted))

    def signed_by(
        self, candidate_id: UUID, entity_ids: Collection[UUID], *, inside: UnitOfWork | None = None
    ) -> dict[str, frozenset[UUID]]:
        """For each kind of command on these rows, the clerks who have put a signature under one."""
        wanted = select(commands.c.kind, commands.c.entity_id, commands.c.clerk_id, commands.c.second_clerk_id).where(
            commands.c.county_id == self._store.county_id,
            commands.c.candidate_id == candidate_id,
            commands.c.actor == "clerk",
        )
        found: dict[str, set[UUID]] = {}
        with reading(self._store, inside) as connection:
            for kind, entity_id, *clerks in connection.execute(wanted):
                if entity_id in entity_ids:
                    found.setdefault(kind, set()).update(clerk for clerk in clerks if clerk is not None)
        return {kind: frozenset(clerks) for kind, clerks in found.items()}

    def unconfirmed_on(self, entity_ids: Collection[UUID], *, inside: UnitOfWork | None = None) -> UUID | None:
        """The newest command of this workstation on one of these rows that the province has not confirmed."""
        wanted = (
            select(outbox.c.key)
            .where(outbox.c.mark.in_((Mark.STORED, Mark.UPLOADED)), outbox.c.entity_id.in_(entity_ids))
            .order_by(outbox.c.counter.desc())
            .limit(1)
        )
        with reading(self._store, inside) as connection:
            key: UUID | None = connection.scalar(wanted)
        return key


def select_entries() -> Select[Any]:
    """Commands with the names that a person reads; the caller says which."""
    wanted = select(
        commands.c.key,
        commands.c.at,
        commands.c.actor,
        commands.c.kind,
        commands.c.entity,
        commands.c.entity_id,
        commands.c.candidate_id,
        commands.c.text,
        commands.c.clerk_id,
        _FIRST.c.name.label("clerk_name"),
        _SECOND.c.name.label("second_clerk_name"),
        catalogue.workstations.c.name.label("workstation_name"),
        outbox.c.mark,
    )
    return wanted.select_from(
        commands.outerjoin(_FIRST, and_(_FIRST.c.county_id == commands.c.county_id, _FIRST.c.id == commands.c.clerk_id))
        .outerjoin(
            _SECOND, and_(_SECOND.c.county_id == commands.c.county_id, _SECOND.c.id == commands.c.second_clerk_id)
        )
        .outerjoin(
            catalogue.workstations,
            and_(
                catalogue.workstations.c.county_id == commands.c.county_id,
                catalogue.workstations.c.id == commands.c.workstation_id,
            ),
        )
        .outerjoin(outbox, outbox.c.key == commands.c.key)
    )


def entry(row: Row[Any]) -> HistoryEntry:
    """What is not in this workstation's outbox has come from the province."""
    return HistoryEntry(
        key=row.key,
        at=row.at,
        actor=row.actor,
        kind=row.kind,
        entity=row.entity,
        entity_id=row.entity_id,
        variables=variables_of(row.text),
        clerk_id=row.clerk_id,
        clerk_name=row.clerk_name,
        second_clerk_name=row.second_clerk_name,
        workstation_name=row.workstation_name,
        mark=Mark.CONFIRMED if row.mark is None else Mark(row.mark),
    )
