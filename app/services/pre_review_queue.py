"""The queue of the pre-review in the order it must be worked, with who holds what."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from app.domain.rounds import TimeKind
from app.services.pre_review_views import ClaimView, PreReviewQueue, QueuePart, QueueRow

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from app.services.claims import Claim
    from app.services.ports import UnitOfWork
    from app.services.pre_review_ports import CaseClaims, PreReviewReads
    from app.services.pre_review_views import Turn, WaitingRow

ENTITY = "application"
ROWS_SHOWN = 200


class QueueReading:
    def __init__(self, reads: PreReviewReads, claims: CaseClaims) -> None:
        self._reads = reads
        self._claims = claims

    def read_open(self, clerk_id: UUID, *, inside: UnitOfWork | None = None) -> PreReviewQueue:
        return self.read(QueuePart.OPEN, clerk_id, inside=inside)

    def read(self, part: QueuePart, clerk_id: UUID, *, inside: UnitOfWork | None = None) -> PreReviewQueue:
        """Inside a unit of work the rows are still in the writer's memory; after its end every reader reads anew."""
        waiting = self._reads.reviews.waiting(part, ROWS_SHOWN, inside=inside)
        counts = self._reads.reviews.counts(inside=inside)
        held = self._claims.held(ENTITY)
        due = {round_id: self._due(round_id) for round_id in {row.round_id for row in waiting}}
        rows = tuple(
            _row(row, part, due[row.round_id], claim_view(held.get(row.application_id), clerk_id)) for row in waiting
        )
        return PreReviewQueue(part, rows, counts.parts, counts.second_attempts)

    def next_after(self, queue: PreReviewQueue, turn: Turn, decided: UUID) -> UUID | None:
        """The first that comes after the decided one and that no colleague holds; at the end, the first of all."""
        free = [row for row in queue.rows if row.application_id != decided and (row.claim is None or row.claim.mine)]
        later = (row for row in free if row.turn > turn)
        row = next(later, free[0] if free else None)
        return None if row is None else row.application_id

    def _due(self, round_id: str) -> datetime | None:
        its_round = self._reads.rounds.round(round_id)
        return None if its_round is None else its_round.binding_close(TimeKind.PRE_REVIEW)


def claim_view(claim: Claim | None, clerk_id: UUID) -> ClaimView | None:
    if claim is None:
        return None
    mine = claim.clerk_id == clerk_id
    return ClaimView(claim.clerk_id, claim.clerk_name, mine, claim.taken_at, claim.expires_at)


def _row(row: WaitingRow, part: QueuePart, due: datetime | None, claim: ClaimView | None) -> QueueRow:
    known: dict[str, Any] = {field.name: getattr(row, field.name) for field in fields(row)}
    return QueueRow(**known, part=part, due=due, claim=claim)
