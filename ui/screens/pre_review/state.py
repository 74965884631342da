"""What the pre-review screen shows, and which decision is possible now. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from app.services.pre_review_views import ActName, QueuePart

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from app.domain.errors import ClerkError
    from app.services.pre_review_views import CardView, CaseView, Decided, Offer, PreReviewQueue
    from app.services.reasons import ChosenReason, FilledReason, Reason


class Asking(StrEnum):
    """What the decision column asks for instead of the plain decision."""

    NOTHING = "nothing"
    REASON_TEXT = "reason_text"  # E: the text that the candidate will read
    VERIFY_NOTE = "verify_note"  # H: what to ask on the telephone
    SECOND_SIGNATURE = "second_signature"  # R on the second attempt
    CARD_REASON = "card_reason"  # why a card is refused


@dataclass(frozen=True, slots=True)
class PreReviewState:
    """`ticked` in the order of the list; `texts` and `notes` by reason. `decided` can still be taken back."""

    part: QueuePart = QueuePart.OPEN
    queue: PreReviewQueue | None = None
    case: CaseView | None = None
    offers: tuple[Offer, ...] = ()
    ticked: tuple[str, ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    filled: tuple[FilledReason, ...] = ()
    unfilled: ClerkError | None = None
    asking: Asking = Asking.NOTHING
    asked_error: ClerkError | None = None
    courses_open: bool = False
    scan: int = 0
    decided: Decided | None = None
    busy: bool = False
    error: ClerkError | None = None

    def offer(self, act: ActName) -> Offer | None:
        return next((offer for offer in self.offers if offer.act == act), None)

    def _offered(self, act: ActName) -> bool:
        offer = self.offer(act)
        return offer is not None and offer.enabled and not self.busy

    @property
    def refusal_act(self) -> ActName:
        return ActName.REFUSE_AGAIN if self.case is not None and self.case.attempt > 1 else ActName.REFUSE

    @property
    def can_pass(self) -> bool:
        return self._offered(ActName.PASS) and not self.ticked and self.asking is Asking.NOTHING

    @property
    def can_refuse(self) -> bool:
        return (
            self._offered(self.refusal_act)
            and bool(self.ticked)
            and self.unfilled is None
            and self.asking is Asking.NOTHING
        )

    @property
    def can_mark(self) -> bool:
        return self._offered(ActName.MARK_TO_VERIFY) and self.asking is Asking.NOTHING

    @property
    def can_clear(self) -> bool:
        return self._offered(ActName.CLEAR_TO_VERIFY) and self.asking is Asking.NOTHING

    @property
    def card(self) -> CardView | None:
        """The card whose scan is in front."""
        cards = self.scanned_cards
        return cards[self.scan % len(cards)] if cards else None

    @property
    def can_judge_card(self) -> bool:
        card = self.card
        return card is not None and self._card_offered(card)

    def _card_offered(self, card: CardView) -> bool:
        offers = (offer for offer in self.offers if offer.act is ActName.JUDGE_CARD and offer.card_id == card.id)
        return not self.busy and any(offer.enabled for offer in offers)

    @property
    def scanned_cards(self) -> tuple[CardView, ...]:
        return () if self.case is None else tuple(card for card in self.case.cards if card.scan is not None)

    @property
    def position(self) -> int | None:
        """Of the case in the queue, from 1."""
        if self.queue is None or self.case is None:
            return None
        at = self.queue.position(self.case.application_id)
        return None if at is None else at + 1

    def neighbour(self, step: int) -> UUID | None:
        """The case above or below; stays at the ends."""
        if self.queue is None or not self.queue.rows:
            return None
        at = self.queue.position(self.case.application_id) if self.case is not None else None
        if at is None:
            return self.queue.rows[0].application_id
        target = at + step
        return self.queue.rows[target].application_id if 0 <= target < len(self.queue.rows) else None

    def ahead(self, count: int) -> tuple[UUID, ...]:
        """The cases that come next, to be read before they are wanted."""
        if self.queue is None:
            return ()
        at = -1 if self.case is None else self.queue.position(self.case.application_id)
        at = -1 if at is None else at
        return tuple(row.application_id for row in self.queue.rows[at + 1 : at + 1 + count])

    def chosen(self) -> tuple[ChosenReason, ...]:
        """The ticked reasons with what is known to fill them."""
        if self.case is None:
            return ()
        return tuple(
            replace(
                self.case.suggested[code],
                note=self.notes.get(code, self.case.suggested[code].note),
                candidate_text=self.texts.get(code, self.case.suggested[code].candidate_text),
            )
            for code in self.ticked
        )

    def reason(self, code: str) -> Reason | None:
        return None if self.case is None else next((each for each in self.case.reasons if each.id == code), None)

    @property
    def note_wanted(self) -> str | None:
        """The ticked reason that needs words of the clerk's own and has none yet."""
        for code in self.ticked:
            reason = self.reason(code)
            if reason is not None and reason.needs_note and not self.notes.get(code, "").strip():
                return code
        return None
