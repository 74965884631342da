"""A clerk's own work, its marks, and what colleagues have done on her cases."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import and_, func, select

from app.schema import catalogue, person
from app.schema.command_log import commands
from app.services.history import Mark, variables_of
from app.services.home_views import ColleagueDecision, MarkCounts, WaitingHere, WorkLine
from app.storage.local_tables import outbox, parked_cases, withdrawn_commands

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection

    from app.storage.store import Store

_PASS = "pass_pre_review"  # noqa: S105 - the name of a command
_OPEN_MARKS = (Mark.STORED, Mark.UPLOADED, Mark.REFUSED)


class WorkRows:
    def __init__(self, store: Store) -> None:
        self._store = store

    def work(self, clerk_id: UUID, since: datetime, *, limit: int) -> tuple[WorkLine, ...]:
        """The clerk's own acts, withdrawn ones too, newest first."""
        candidates = person.candidates
        wanted = (
            select(
                commands.c.key,
                commands.c.at,
                commands.c.candidate_id,
                commands.c.kind,
                commands.c.text,
                candidates.c.name,
                outbox.c.mark,
            )
            .outerjoin(
                candidates,
                and_(candidates.c.county_id == commands.c.county_id, candidates.c.id == commands.c.candidate_id),
            )
            .outerjoin(outbox, outbox.c.key == commands.c.key)
            .where(*self._own(clerk_id, since))
            .order_by(commands.c.at.desc(), commands.c.counter.desc())
            .limit(limit)
        )
        with self._store.read() as connection:
            standing = [
                _line(row.key, row.at, row.candidate_id, row.name, row.kind, row.text, _mark(row.mark))
                for row in connection.execute(wanted)
            ]
            taken_back = self._withdrawn(connection, clerk_id, since)
        lines = sorted((*standing, *taken_back), key=lambda line: line.at, reverse=True)
        return tuple(lines[:limit])

    def done(self, clerk_id: UUID, since: datetime) -> tuple[int, int]:
        """How many acts of hers stand, and how many she has taken back."""
        standing = select(func.count()).select_from(commands).where(*self._own(clerk_id, since))
        withdrawn = select(func.count()).select_from(withdrawn_commands).where(*_taken_back(clerk_id, since))
        with self._store.read() as connection:
            return int(connection.execute(standing).scalar_one()), int(connection.execute(withdrawn).scalar_one())

    def marks(self, clerk_id: UUID, since: datetime) -> MarkCounts:
        """All that are not confirmed, whenever done; the confirmed ones since then."""
        hers = and_(commands.c.key == outbox.c.key, commands.c.county_id == self._store.county_id)
        unconfirmed = (
            select(outbox.c.mark, func.count())
            .join(commands, hers)
            .where(outbox.c.mark.in_(_OPEN_MARKS), commands.c.clerk_id == clerk_id)
            .group_by(outbox.c.mark)
        )
        confirmed = (
            select(func.count())
            .select_from(commands.outerjoin(outbox, outbox.c.key == commands.c.key))
            .where(*self._own(clerk_id, since), outbox.c.mark.is_(None) | (outbox.c.mark == Mark.CONFIRMED))
        )
        parked = select(func.count()).select_from(parked_cases).where(parked_cases.c.clerk_id == clerk_id)
        with self._store.read() as connection:
            counts = {str(mark): int(count) for mark, count in connection.execute(unconfirmed)}
            return MarkCounts(
                stored=counts.get(Mark.STORED, 0),
                uploaded=counts.get(Mark.UPLOADED, 0),
                refused=counts.get(Mark.REFUSED, 0),
                confirmed=int(connection.execute(confirmed).scalar_one()),
                parked=int(connection.execute(parked).scalar_one()),
            )

    def waiting_here(self) -> WaitingHere:
        """Out of the index of the marks."""
        wanted = select(outbox.c.mark, func.count()).where(outbox.c.mark.in_((Mark.STORED, Mark.REFUSED)))
        with self._store.read() as connection:
            counts = {str(mark): int(count) for mark, count in connection.execute(wanted.group_by(outbox.c.mark))}
        return WaitingHere(counts.get(Mark.STORED, 0), counts.get(Mark.REFUSED, 0))

    def claimed(self, clerk_id: UUID, now: datetime) -> int:
        claims = catalogue.claims.c
        hers = (claims.county_id == self._store.county_id, claims.clerk_id == clerk_id, claims.expires_at > now)
        with self._store.read() as connection:
            return int(connection.execute(select(func.count()).select_from(catalogue.claims).where(*hers)).scalar_one())

    def by_colleagues(self, clerk_id: UUID, since: datetime, *, limit: int) -> tuple[ColleagueDecision, ...]:
        """What others have done since on persons whom this clerk has worked on, newest first."""
        clerks, candidates = catalogue.clerks, person.candidates
        own = commands.alias("own")
        hers = select(own.c.key).where(
            own.c.county_id == commands.c.county_id,
            own.c.candidate_id == commands.c.candidate_id,
            own.c.clerk_id == clerk_id,
        )
        wanted = (
            select(
                commands.c.at,
                clerks.c.name.label("clerk_name"),
                commands.c.candidate_id,
                candidates.c.name.label("candidate_name"),
                commands.c.kind,
                commands.c.text,
            )
            .select_from(clerks)
            .join(commands, and_(commands.c.county_id == clerks.c.county_id, commands.c.clerk_id == clerks.c.id))
            .join(
                candidates,
                and_(candidates.c.county_id == commands.c.county_id, candidates.c.id == commands.c.candidate_id),
            )
            .where(
                clerks.c.county_id == self._store.county_id,
                clerks.c.id != clerk_id,
                commands.c.at > since,
                hers.exists(),
            )
            .order_by(commands.c.at.desc())
            .limit(limit)
        )
        with self._store.read() as connection:
            return tuple(
                ColleagueDecision(
                    row.at, row.clerk_name, row.candidate_id, row.candidate_name, row.kind, variables_of(row.text)
                )
                for row in connection.execute(wanted)
            )

    def _own(self, clerk_id: UUID, since: datetime) -> tuple[ColumnElement[bool], ...]:
        return (
            commands.c.county_id == self._store.county_id,
            commands.c.clerk_id == clerk_id,
            commands.c.at >= since,
        )

    def _withdrawn(self, connection: Connection, clerk_id: UUID, since: datetime) -> list[WorkLine]:
        found = connection.execute(
            select(withdrawn_commands.c.key, withdrawn_commands.c.text, withdrawn_commands.c.withdrawn_at).where(
                *_taken_back(clerk_id, since)
            )
        ).all()
        lines = []
        for key, text, at in found:
            content = json.loads(text)
            candidate_id = UUID(content["candidate_id"])
            name = connection.scalar(
                select(person.candidates.c.name).where(
                    person.candidates.c.county_id == self._store.county_id, person.candidates.c.id == candidate_id
                )
            )
            lines.append(_line(key, at, candidate_id, name, content["kind"], text, Mark.WITHDRAWN))
        return lines


def _taken_back(clerk_id: UUID, since: datetime) -> tuple[ColumnElement[bool], ...]:
    return (withdrawn_commands.c.withdrawn_by == clerk_id, withdrawn_commands.c.withdrawn_at >= since)


def _mark(mark: str | None) -> Mark:
    """What is not in this workstation's outbox has come from the province."""
    return Mark.CONFIRMED if mark is None else Mark(mark)


def _line(key: UUID, at: datetime, candidate_id: UUID, name: str | None, kind: str, text: str, mark: Mark) -> WorkLine:
    waits = kind == _PASS and mark not in {Mark.CONFIRMED, Mark.WITHDRAWN}
    return WorkLine(key, at, candidate_id, name or "", kind, variables_of(text), mark, waits)
