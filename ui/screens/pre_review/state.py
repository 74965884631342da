"""What the pre-review screen shows, and which decision is possible now. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from app.domain.errors import ClerkError
from app.services.pre_review_views import ActName, QueuePart
from ui.screens.pre_review.work import Asking, CaseWork

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from app.services.pre_review_views import CardView, CaseView, Decided, Offer, PreReviewQueue
    from app.services.reasons import ChosenReason, FilledReason, Reason
    from ui.screens.pre_review.undoing import Standing


@dataclass(frozen=True, slots=True)
class PreReviewState:
    """`work`: what is ticked and written on this case. `decided`: the last decision that can still be taken back.

    `near_bell_told`: the clerk has been asked to telephone before this case is refused.

    `busy`: a decision is being written. `loading`: another case is on its way, this one is left. `error`: why there
    is no queue.
    """

    part: QueuePart = QueuePart.OPEN
    queue: PreReviewQueue | None = None
    case: CaseView | None = None
    offers: tuple[Offer, ...] = ()
    work: CaseWork = field(default_factory=CaseWork)
    filled: tuple[FilledReason, ...] = ()
    unfilled: ClerkError | None = None
    asked_error: ClerkError | None = None
    courses_open: bool = False
    scan: int = 0
    decided: Standing | None = None
    near_bell_told: bool = False
    busy: bool = False
    loading: bool = False
    error: ClerkError | None = None

    @property
    def ticked(self) -> tuple[str, ...]:
        return self.work.ticked

    @property
    def asking(self) -> Asking:
        return self.work.asking

    @property
    def settled(self) -> bool:
        """Nothing is on its way: what is shown is what a key would decide."""
        return not self.busy and not self.loading

    def offer(self, act: ActName) -> Offer | None:
        return next((offer for offer in self.offers if offer.act == act), None)

    def offered(self, act: ActName) -> bool:
        offer = self.offer(act)
        return offer is not None and offer.enabled and self.settled

    @property
    def refusal_act(self) -> ActName:
        return ActName.REFUSE_AGAIN if self.case is not None and self.case.attempt > 1 else ActName.REFUSE

    @property
    def can_tick(self) -> bool:
        """Reasons are ticked for a refusal that is possible, and on no case that is frozen or a colleague's."""
        return self.offered(self.refusal_act) and self.asking is Asking.NOTHING

    @property
    def refusable(self) -> bool:
        """Also while a decision is on its way: the list does not flicker."""
        offer = self.offer(self.refusal_act)
        return offer is not None and offer.enabled

    @property
    def telephone_first(self) -> bool:
        """Refused now, the candidate may be too late to apply again, and nobody has telephoned yet."""
        case = self.case
        if case is None or case.to_verify or self.near_bell_told:
            return False
        return case.time_left.telephone_first and not case.time_left.last_chance

    @property
    def can_undo(self) -> bool:
        return self.decided is not None and not self.busy

    @property
    def can_pass(self) -> bool:
        return self.offered(ActName.PASS) and not self.ticked and self.asking is Asking.NOTHING

    @property
    def can_refuse(self) -> bool:
        return (
            self.offered(self.refusal_act)
            and bool(self.ticked)
            and self.unfilled is None
            and self.asking is Asking.NOTHING
        )

    @property
    def can_mark(self) -> bool:
        return self.offered(ActName.MARK_TO_VERIFY) and self.asking is Asking.NOTHING

    @property
    def can_clear(self) -> bool:
        return self.offered(ActName.CLEAR_TO_VERIFY) and self.asking is Asking.NOTHING

    @property
    def card(self) -> CardView | None:
        """The card whose scan is in front."""
        cards = self.scanned_cards
        return cards[self.scan % len(cards)] if cards else None

    @property
    def can_judge_card(self) -> bool:
        card = self.card
        return card is not None and self.asking is Asking.NOTHING and self.card_offered(card)

    def card_offered(self, card: CardView) -> bool:
        offers = (offer for offer in self.offers if offer.act is ActName.JUDGE_CARD and offer.card_id == card.id)
        return self.settled and any(offer.enabled for offer in offers)

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

    def target(self, wanted: UUID | None) -> UUID | None:
        """Which case to open with a queue just read: the one asked for, else the one in hand, else the first."""
        if wanted is not None or self.queue is None:
            return wanted
        held = self.case
        if held is not None and self.queue.position(held.application_id) is not None:
            return held.application_id
        return self.queue.rows[0].application_id if self.queue.rows else None

    def after(self, decided: Decided) -> tuple[PreReviewQueue | None, UUID | None]:
        """The queue and the case to go on with. A decision answers with the open cases, other parts are read anew."""
        if self.part is QueuePart.OPEN or self.queue is None:
            return decided.queue, decided.next_id
        row = self.queue.after(decided.application_id)
        return self.queue, None if row is None else row.application_id

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
                note=self.work.notes.get(code, self.case.suggested[code].note),
                candidate_text=self.work.texts.get(code, self.case.suggested[code].candidate_text),
            )
            for code in self.ticked
        )

    def reason(self, code: str) -> Reason | None:
        return None if self.case is None else next((each for each in self.case.reasons if each.id == code), None)

    def filled_in(
        self, preview: Callable[[CaseView, tuple[ChosenReason, ...]], tuple[FilledReason, ...]]
    ) -> PreReviewState:
        """With what the candidate would read of the ticked reasons, or why it cannot be said yet."""
        if self.case is None or not self.ticked:
            return replace(self, filled=(), unfilled=None)
        try:
            return replace(self, filled=preview(self.case, self.chosen()), unfilled=None)
        except ClerkError as error:
            return replace(self, filled=(), unfilled=error)

    @property
    def note_wanted(self) -> str | None:
        """The ticked reason that needs words of the clerk's own and has none yet."""
        for code in self.ticked:
            reason = self.reason(code)
            if reason is not None and reason.needs_note and not self.work.notes.get(code, "").strip():
                return code
        return None


def part_named(argument: object) -> QueuePart | None:
    """Home asks by the name of a queue."""
    if isinstance(argument, QueuePart):
        return argument
    return {
        "pre_review": QueuePart.OPEN,
        "to_verify": QueuePart.TO_VERIFY,
        "second_signature": QueuePart.SECOND_SIGNATURE,
    }.get(str(argument))


def judged(case: CaseView) -> tuple[object, ...]:
    """What a decision is taken on."""
    return (case.groups, case.courses, case.checks, case.cards, case.since_first)
