"""The queue of the pre-review out of its index, and refusals that wait for a second signature."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, delete, func, select
from sqlalchemy.dialects.sqlite import insert

from app.schema import catalogue, filing, person
from app.schema.command_log import commands
from app.services.pre_review_ports import WaitingCounts, chosen_document
from app.services.pre_review_views import ProposedRefusal, QueuePart, StandingDecision, WaitingRow
from app.services.reasons import ChosenReason
from app.storage import undo
from app.storage.local_tables import outbox, proposed_refusals
from app.storage.reading import reading

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from sqlalchemy import ColumnElement, Connection

    from app.services.ports import UnitOfWork
    from app.storage.store import Store

_APPLICATIONS = filing.applications.c
_ENTITY = "application"


class ReviewRows:
    def __init__(self, store: Store) -> None:
        self._store = store

    def waiting(self, part: QueuePart, limit: int, *, inside: UnitOfWork | None = None) -> tuple[WaitingRow, ...]:
        """By turn: the round that closes first, second attempts, then the oldest."""
        candidates = person.candidates
        wanted = (
            select(
                _APPLICATIONS.id.label("application_id"),
                _APPLICATIONS.candidate_id,
                candidates.c.name,
                candidates.c.id_number,
                _APPLICATIONS.round_id,
                _APPLICATIONS.attempt,
                _APPLICATIONS.ordinal,
                _APPLICATIONS.submitted_at,
                _APPLICATIONS.review_changed_at,
                _APPLICATIONS.to_verify_note,
            )
            .join(
                candidates,
                and_(candidates.c.county_id == _APPLICATIONS.county_id, candidates.c.id == _APPLICATIONS.candidate_id),
            )
            .where(*self._awaiting(part))
            .order_by(
                _APPLICATIONS.round_id, _APPLICATIONS.attempt.desc(), _APPLICATIONS.submitted_at, _APPLICATIONS.id
            )
            .limit(limit)
        )
        with reading(self._store, inside) as connection:
            return tuple(_waiting(row) for row in connection.execute(wanted))

    def counts(self, *, inside: UnitOfWork | None = None) -> WaitingCounts:
        with reading(self._store, inside) as connection:
            parts = {part: self._count(connection, part) for part in QueuePart}
            second = self._count(connection, QueuePart.OPEN, _APPLICATIONS.attempt == 2)
        return WaitingCounts(parts, second)

    def proposed_refusal(self, application_id: UUID) -> ProposedRefusal | None:
        clerks = catalogue.clerks
        wanted = (
            select(proposed_refusals, clerks.c.name)
            .outerjoin(
                clerks,
                and_(clerks.c.county_id == self._store.county_id, clerks.c.id == proposed_refusals.c.clerk_id),
            )
            .where(proposed_refusals.c.application_id == application_id)
        )
        with self._store.read() as connection:
            row = connection.execute(wanted).one_or_none()
        if row is None:
            return None
        reasons = tuple(ChosenReason(**each) for each in row.reasons)
        return ProposedRefusal(row.clerk_id, row.name or "", row.proposed_at, reasons)

    def keep_proposal(self, proposal: ProposedRefusal, application_id: UUID, *, inside: UnitOfWork) -> None:
        """One a case: a later proposal takes the earlier one's place."""
        values = {
            "clerk_id": proposal.clerk_id,
            "reasons": [chosen_document(each) for each in proposal.reasons],
            "proposed_at": proposal.at,
        }
        wanted = insert(proposed_refusals).values(application_id=application_id, **values)
        inside.rows.execute(wanted.on_conflict_do_update(index_elements=["application_id"], set_=values))

    def undoable(self, clerk_id: UUID, now: datetime) -> tuple[StandingDecision, ...]:
        """The clerk's decisions that have not been sent, newest first."""
        candidates = person.candidates
        with self._store.read() as connection:
            keys = undo.undoable(connection, clerk_id, now)
            if not keys:
                return ()
            rows = connection.execute(
                select(outbox.c.key, outbox.c.entity_id, outbox.c.send_after, commands.c.kind, candidates.c.name)
                .join(commands, commands.c.key == outbox.c.key)
                .join(
                    candidates,
                    and_(candidates.c.county_id == commands.c.county_id, candidates.c.id == commands.c.candidate_id),
                )
                .where(outbox.c.key.in_(keys), outbox.c.entity == _ENTITY)
                .order_by(outbox.c.counter.desc())
            )
            return tuple(StandingDecision(row.key, row.entity_id, row.name, row.kind, row.send_after) for row in rows)

    def settle(self, application_id: UUID, *, inside: UnitOfWork) -> None:
        claims = catalogue.claims.c
        inside.rows.execute(delete(proposed_refusals).where(proposed_refusals.c.application_id == application_id))
        inside.rows.execute(
            delete(catalogue.claims).where(
                claims.county_id == self._store.county_id, claims.entity == _ENTITY, claims.entity_id == application_id
            )
        )

    def _count(self, connection: Connection, part: QueuePart, *more: ColumnElement[bool]) -> int:
        wanted = select(func.count()).select_from(filing.applications).where(*self._awaiting(part), *more)
        return int(connection.execute(wanted).scalar_one())

    def _awaiting(self, part: QueuePart) -> tuple[ColumnElement[bool], ...]:
        """A case to be verified stays there also where a refusal has been proposed for it."""
        proposed = _APPLICATIONS.id.in_(select(proposed_refusals.c.application_id))
        placed: tuple[ColumnElement[bool], ...] = (_APPLICATIONS.to_verify == (part is QueuePart.TO_VERIFY),)
        if part is QueuePart.OPEN:
            placed += (~proposed,)
        if part is QueuePart.SECOND_SIGNATURE:
            placed += (proposed,)
        here = (_APPLICATIONS.county_id == self._store.county_id, _APPLICATIONS.review_state == "awaiting_county")
        return (*here, *placed)


def _waiting(row: Any) -> WaitingRow:
    return WaitingRow(
        application_id=row.application_id,
        candidate_id=row.candidate_id,
        name=row.name,
        id_number=row.id_number,
        round_id=row.round_id,
        attempt=row.attempt,
        ordinal=row.ordinal,
        submitted_at=row.submitted_at,
        waiting_since=row.review_changed_at or row.submitted_at,
        note=row.to_verify_note,
    )
