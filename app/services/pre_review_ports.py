"""What the pre-review needs from the rooms beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from uuid import UUID

    from app.services.case_record import CaseReader
    from app.services.claims import Claim
    from app.services.history import HistoryReader
    from app.services.ports import Signer, UnitOfWork, ViewLog
    from app.services.pre_review_views import ProposedRefusal, QueuePart, StandingDecision, WaitingRow
    from app.services.reasons import ChosenReason, ReasonReader
    from app.services.rounds_at_hand import RoundReader


@dataclass(frozen=True, slots=True)
class WaitingCounts:
    parts: Mapping[QueuePart, int]
    second_attempts: int


class ReviewReader(Protocol):
    def waiting(self, part: QueuePart, limit: int, *, inside: UnitOfWork | None = None) -> tuple[WaitingRow, ...]:
        """By turn."""

    def counts(self, *, inside: UnitOfWork | None = None) -> WaitingCounts: ...

    def proposed_refusal(self, application_id: UUID) -> ProposedRefusal | None: ...

    def keep_proposal(self, proposal: ProposedRefusal, application_id: UUID, *, inside: UnitOfWork) -> None: ...

    def undoable(self, clerk_id: UUID, now: datetime) -> tuple[StandingDecision, ...]:
        """The clerk's decisions that have not been sent, newest first."""

    def settle(self, application_id: UUID, *, inside: UnitOfWork) -> None:
        """The case is decided: its claim and its proposed refusal go with it."""


class CaseClaims(Protocol):
    """What ClaimService answers."""

    def claim(self, entity: str, entity_id: UUID, signer: Signer) -> Claim: ...

    def release(self, entity: str, entity_id: UUID, signer: Signer) -> None: ...

    def beat(self, signer: Signer) -> None: ...

    def held(self, entity: str) -> Mapping[UUID, Claim]: ...


@dataclass(frozen=True, slots=True)
class PreReviewReads:
    cases: CaseReader
    history: HistoryReader
    rounds: RoundReader
    reviews: ReviewReader
    reasons: ReasonReader
    view_log: ViewLog


def chosen_document(reason: ChosenReason) -> dict[str, object]:
    return {
        "id": reason.id,
        "variables": dict(reason.variables),
        "note": reason.note,
        "candidate_text": reason.candidate_text,
    }
