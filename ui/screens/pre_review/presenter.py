"""县区预审: reads cases ahead, carries out decisions, keeps the next case ready."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, Signal

from app.domain.errors import ClerkError
from app.services.pre_review_views import ActName, CaseView, QueuePart
from ui.screens.pre_review.state import Asking, PreReviewState

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from uuid import UUID

    from app.services.ports import Signer
    from app.services.pre_review_views import Decided, Offer, PreReviewQueue
    from app.services.reasons import ChosenReason, FilledReason
    from app.services.session import ClerkCard
    from ui.jobs import JobRunner

AHEAD = 3


class PreReviewService(Protocol):
    def queue(self, signer: Signer, part: QueuePart) -> PreReviewQueue: ...
    def open_case(self, application_id: UUID, signer: Signer) -> CaseView: ...
    def prefetch(self, application_id: UUID, signer: Signer) -> CaseView: ...
    def available_acts(self, view: CaseView, signer: Signer) -> tuple[Offer, ...]: ...
    def heartbeat(self, application_id: UUID, signer: Signer) -> None: ...
    def release(self, application_id: UUID, signer: Signer) -> None: ...
    def preview(self, view: CaseView, reasons: Sequence[ChosenReason]) -> tuple[FilledReason, ...]: ...
    def pass_case(self, application_id: UUID, signer: Signer) -> Decided: ...
    def refuse_case(self, application_id: UUID, reasons: Sequence[ChosenReason], signer: Signer) -> Decided: ...
    def refuse_again(
        self, application_id: UUID, reasons: Sequence[ChosenReason], signer: Signer, second: Signer
    ) -> Decided: ...
    def propose_refusal(self, application_id: UUID, reasons: Sequence[ChosenReason], signer: Signer) -> None: ...
    def mark_to_verify(self, application_id: UUID, note: str, signer: Signer) -> Decided: ...
    def clear_to_verify(self, application_id: UUID, signer: Signer) -> Decided: ...
    def judge_card(
        self, application_id: UUID, card_id: UUID, signer: Signer, *, refused_for: str | None = None
    ) -> CaseView: ...
    def undo(self, command: UUID, signer: Signer) -> PreReviewQueue: ...


class SecondSignatures(Protocol):
    def clerks(self) -> tuple[ClerkCard, ...]: ...
    def sign_second(self, clerk_id: UUID, password: str) -> Signer: ...


@dataclass(frozen=True, slots=True)
class Handed:
    application_id: UUID
    part: QueuePart
    ticked: tuple[str, ...]
    notes: Mapping[str, str]
    texts: Mapping[str, str]


class PreReviewPresenter(QObject):
    state_changed = Signal(object)
    case_shown = Signal(object)  # CaseView that has just come to the front
    decided = Signal(object, object)  # Decided, the name of the candidate
    withdrawn = Signal()

    def __init__(
        self,
        service: PreReviewService,
        session: SecondSignatures,
        signer: Callable[[], Signer],
        jobs: JobRunner,
    ) -> None:
        super().__init__()
        self._service, self._session, self._signer, self._jobs = service, session, signer, jobs
        self._read_ahead: dict[UUID, CaseView] = {}
        self._handed: Handed | None = None
        self.state = PreReviewState()

    # the queue

    def read(self, part: QueuePart | None = None, then: UUID | None = None) -> None:
        """Reads the queue and opens `then`, or the case in hand, or the first one."""
        part = self.state.part if part is None else part
        signer = self._signer()
        if part is not self.state.part:
            self._set(PreReviewState(part=part))
        self._ask(
            "pre_review.queue", lambda: self._service.queue(signer, part), lambda queue: self._on_queue(queue, then)
        )

    def open(self, application_id: UUID) -> None:
        """What was read ahead is shown at once; the claim and today's rows follow."""
        known = self._read_ahead.pop(application_id, None)
        held = self.state.case
        if held is not None and held.application_id != application_id:
            self._release(held)
        if known is not None:
            self._show(known)
        signer = self._signer()
        self._ask("pre_review.case", lambda: self._service.open_case(application_id, signer), self._on_case)

    def step(self, step: int) -> None:
        target = self.state.neighbour(step)
        if target is not None:
            self.open(target)

    def heartbeat(self) -> None:
        case, signer = self.state.case, self._signer()
        if case is not None and case.claim is not None and case.claim.mine:
            self._jobs.command(
                lambda: self._service.heartbeat(case.application_id, signer), lambda _none: None, self._failed
            )

    def leave(self) -> None:
        """The clerk goes elsewhere: the case is free for colleagues."""
        if self.state.case is not None:
            self._release(self.state.case)

    # reasons

    def tick(self, codes: Sequence[str]) -> None:
        self._set(replace(self.state, ticked=tuple(codes)))
        self._fill()

    def write(self, text: str) -> None:
        """The clerk's own words: for the reason that needs them, else in place of the last reason's text."""
        wanted = self.state.note_wanted
        if wanted is not None:
            self._set(replace(self.state, notes={**self.state.notes, wanted: text}))
        elif self.state.ticked:
            self._set(replace(self.state, texts={**self.state.texts, self.state.ticked[-1]: text}))
        self._fill()

    # a walk-in

    def parked(self) -> Handed | None:
        """What must come back with F4: the case, what is ticked and what is written."""
        state = self.state
        if state.case is None:
            return None
        return Handed(state.case.application_id, state.part, state.ticked, state.notes, state.texts)

    def resume(self, handed: object) -> None:
        if isinstance(handed, Handed):
            self._handed = handed
            self.read(handed.part, handed.application_id)

    def ask(self, asking: Asking) -> None:
        self._set(replace(self.state, asking=asking, asked_error=None))

    # decisions

    def pass_case(self) -> None:
        if self.state.can_pass:
            self._decide(self._service.pass_case)

    def refuse(self) -> None:
        """The first attempt is refused; a second one asks for a second clerk's signature first."""
        if not self.state.can_refuse:
            return
        if self.state.refusal_act is ActName.REFUSE_AGAIN:
            self.ask(Asking.SECOND_SIGNATURE)
            return
        chosen = self.state.chosen()
        self._decide(lambda case, signer: self._service.refuse_case(case, chosen, signer))

    def second_clerks(self) -> tuple[ClerkCard, ...]:
        """Colleagues who may sign a second refusal; never the clerk herself."""
        own = self._signer().clerk_id
        return tuple(
            card
            for card in self._session.clerks()
            if card.id != own and {"second_review", "county_admin"}.intersection(card.roles)
        )

    def refuse_again(self, clerk_id: UUID, password: str) -> None:
        """Both clerks sign on this screen; the session stays the first clerk's."""
        case, chosen, signer = self.state.case, self.state.chosen(), self._signer()
        if case is None:
            return
        self._set(replace(self.state, busy=True, asked_error=None))

        def work() -> Decided:
            second = self._session.sign_second(clerk_id, password)
            return self._service.refuse_again(case.application_id, chosen, signer, second)

        self._jobs.command(work, self._on_decided, self._on_second_failed)

    def propose_refusal(self) -> None:
        """No second clerk is at hand: the reasons are kept for her signature."""
        case, chosen, signer = self.state.case, self.state.chosen(), self._signer()
        if case is None:
            return
        following = self.state.queue.after(case.application_id) if self.state.queue is not None else None
        self._set(replace(self.state, busy=True, asking=Asking.NOTHING))

        def work() -> None:
            self._service.propose_refusal(case.application_id, chosen, signer)

        then = None if following is None else following.application_id
        self._jobs.command(work, lambda _none: self._on_proposed(then), self._failed)

    def mark_to_verify(self, note: str) -> None:
        self._decide(lambda case, signer: self._service.mark_to_verify(case, note, signer))

    def clear_to_verify(self) -> None:
        if self.state.can_clear:
            self._decide(self._service.clear_to_verify)

    def judge_card(self, refused_for: str | None = None) -> None:
        card, case, signer = self.state.card, self.state.case, self._signer()
        if card is None or case is None or not self.state.can_judge_card:
            return
        self._set(replace(self.state, busy=True, asking=Asking.NOTHING))

        def work() -> CaseView:
            return self._service.judge_card(case.application_id, card.id, signer, refused_for=refused_for)

        self._jobs.command(work, self._on_case, self._failed)

    def undo(self) -> None:
        """Takes the last decision back while it has not left the workstation."""
        last, signer = self.state.decided, self._signer()
        if last is None:
            return
        self._jobs.command(
            lambda: self._service.undo(last.command, signer),
            lambda queue: self._on_undone(queue, last.application_id),
            self._failed,
        )

    def forget_undo(self) -> None:
        self._set(replace(self.state, decided=None))

    # looking

    def toggle_courses(self) -> None:
        self._set(replace(self.state, courses_open=not self.state.courses_open))

    def turn_scan(self, step: int) -> None:
        self._set(replace(self.state, scan=self.state.scan + step))

    # inside

    def _decide(self, act: Callable[[UUID, Signer], Decided]) -> None:
        case, signer = self.state.case, self._signer()
        if case is None:
            return
        self._set(replace(self.state, busy=True, asking=Asking.NOTHING))
        self._jobs.command(lambda: act(case.application_id, signer), self._on_decided, self._failed)

    def _on_decided(self, decided: Decided) -> None:
        name = "" if self.state.case is None else self.state.case.name
        self._read_ahead.pop(decided.application_id, None)
        following = decided.next_id
        state = PreReviewState(part=self.state.part, queue=decided.queue, decided=decided)
        known = None if following is None else self._read_ahead.get(following)
        self._set(state if known is not None or following is None else replace(state, case=None, busy=True))
        if following is not None:
            self.open(following)
        self.decided.emit(decided, name)

    def _on_queue(self, queue: PreReviewQueue, then: UUID | None) -> None:
        self._set(replace(self.state, queue=queue, error=None, busy=False))
        held = self.state.case
        target = then
        if target is None and held is not None and queue.position(held.application_id) is not None:
            target = held.application_id
        if target is None and queue.rows:
            target = queue.rows[0].application_id
        if target is None:
            self._set(replace(self.state, case=None, offers=()))
        elif held is None or held.application_id != target:
            self.open(target)

    def _on_case(self, case: CaseView) -> None:
        offers = self._service.available_acts(case, self._signer())
        held = self.state.case
        if held is not None and held.application_id == case.application_id:
            self._set(replace(self.state, case=case, offers=offers, busy=False))
            if held.claim != case.claim or held.cards != case.cards:
                self._fill()
        else:
            self._show(case)
        self._prefetch()

    def _show(self, case: CaseView) -> None:
        """A case comes to the front: nothing ticked, nothing asked."""
        offers = self._service.available_acts(case, self._signer())
        proposed = () if case.proposed_refusal is None else case.proposed_refusal.reasons
        self._set(
            PreReviewState(
                part=self.state.part,
                queue=self.state.queue,
                case=case,
                offers=offers,
                ticked=tuple(reason.id for reason in proposed),
                notes={reason.id: reason.note for reason in proposed if reason.note},
                texts={reason.id: reason.candidate_text for reason in proposed if reason.candidate_text is not None},
                decided=self.state.decided,
            )
        )
        handed, self._handed = self._handed, None
        if handed is not None and handed.application_id == case.application_id:
            self._set(replace(self.state, ticked=handed.ticked, notes=handed.notes, texts=handed.texts))
        if self.state.ticked:
            self._fill()
        self.case_shown.emit(case)

    def _fill(self) -> None:
        case = self.state.case
        if case is None or not self.state.ticked:
            self._set(replace(self.state, filled=(), unfilled=None))
            return
        try:
            filled = self._service.preview(case, self.state.chosen())
        except ClerkError as error:
            self._set(replace(self.state, filled=(), unfilled=error))
            return
        self._set(replace(self.state, filled=filled, unfilled=None))

    def _prefetch(self) -> None:
        signer = self._signer()
        wanted = self.state.ahead(AHEAD)
        self._read_ahead = {key: view for key, view in self._read_ahead.items() if key in wanted}
        for application_id in wanted:
            if application_id not in self._read_ahead:
                self._jobs.prefetch(_reading(self._service, application_id, signer), self._on_read_ahead)

    def _on_read_ahead(self, case: CaseView) -> None:
        self._read_ahead[case.application_id] = case

    def _on_proposed(self, then: UUID | None) -> None:
        self._set(PreReviewState(part=self.state.part, queue=self.state.queue))
        self.read(then=then)

    def _on_undone(self, queue: PreReviewQueue, application_id: UUID) -> None:
        self._read_ahead.clear()
        self._set(PreReviewState(part=self.state.part, queue=queue))
        self.open(application_id)
        self.withdrawn.emit()

    def _on_second_failed(self, error: BaseException) -> None:
        if not isinstance(error, ClerkError):
            raise error
        self._set(replace(self.state, busy=False, asked_error=error))

    def _release(self, case: CaseView) -> None:
        signer = self._signer()
        if case.claim is not None and case.claim.mine:
            self._jobs.command(
                lambda: self._service.release(case.application_id, signer), lambda _none: None, self._failed
            )

    def _ask(self, key: str, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        self._jobs.query(key, work, done, self._failed)

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, ClerkError):
            raise error
        self._set(replace(self.state, busy=False, error=error))

    def _set(self, state: PreReviewState) -> None:
        self.state = state
        self.state_changed.emit(state)


def _reading(service: PreReviewService, application_id: UUID, signer: Signer) -> Callable[[], CaseView]:
    return lambda: service.prefetch(application_id, signer)
