"""县区预审: the queue, one case to compare, and the decisions on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from app.services.ports import Signer
    from app.services.pre_review_views import CaseView, Decided, Offer, PreReviewQueue, QueuePart
    from app.services.reasons import ChosenReason, FilledReason


class PreReview:
    def queue(self, signer: Signer, part: QueuePart) -> PreReviewQueue:
        raise NotImplementedError

    def open_case(self, application_id: UUID, signer: Signer) -> CaseView:
        """Claims the case for the clerk where nobody else holds it, and reads it."""
        raise NotImplementedError

    def prefetch(self, application_id: UUID, signer: Signer) -> CaseView:
        """The same view without a claim: what comes next, read ahead."""
        raise NotImplementedError

    def available_acts(self, view: CaseView, signer: Signer) -> tuple[Offer, ...]:
        raise NotImplementedError

    def heartbeat(self, application_id: UUID, signer: Signer) -> None:
        raise NotImplementedError

    def release(self, application_id: UUID, signer: Signer) -> None:
        raise NotImplementedError

    def preview(self, view: CaseView, reasons: Sequence[ChosenReason]) -> tuple[FilledReason, ...]:
        """What the candidate would read. Raises as ReasonLibrary.fill."""
        raise NotImplementedError

    def pass_case(self, application_id: UUID, signer: Signer) -> Decided:
        raise NotImplementedError

    def refuse_case(self, application_id: UUID, reasons: Sequence[ChosenReason], signer: Signer) -> Decided:
        """The first attempt. Raises workflow.attempt_second_only's opposite and pre_review.reason_missing."""
        raise NotImplementedError

    def refuse_again(
        self, application_id: UUID, reasons: Sequence[ChosenReason], signer: Signer, second: Signer
    ) -> Decided:
        raise NotImplementedError

    def propose_refusal(self, application_id: UUID, reasons: Sequence[ChosenReason], signer: Signer) -> None:
        """Keeps the reasons of a second refusal until a second clerk signs: 再次不通过，待复核人签."""
        raise NotImplementedError

    def mark_to_verify(self, application_id: UUID, note: str, signer: Signer) -> Decided:
        raise NotImplementedError

    def clear_to_verify(self, application_id: UUID, signer: Signer) -> Decided:
        raise NotImplementedError

    def judge_card(
        self, application_id: UUID, card_id: UUID, signer: Signer, *, refused_for: str | None = None
    ) -> CaseView:
        """`refused_for` None: the card is ok. The case is read again, because the checks change."""
        raise NotImplementedError

    def undo(self, command: UUID, signer: Signer) -> PreReviewQueue:
        """Raises as UnitOfWork.withdraw."""
        raise NotImplementedError
