"""县区预审: reads cases ahead, carries out decisions, keeps the next case ready."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.domain.errors import ClerkError
from app.services.pre_review_views import ActName, QueuePart
from ui.screens.pre_review.holding import CaseHolding
from ui.screens.pre_review.read_ahead import AHEAD, ReadAhead
from ui.screens.pre_review.second import second_clerks
from ui.screens.pre_review.state import PreReviewState, judged
from ui.screens.pre_review.undoing import Undoing
from ui.screens.pre_review.walk_in import WalkIn, nothing_to_show
from ui.screens.pre_review.work import Asking, CaseWork

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from uuid import UUID

    from app.services.ports import Signer
    from app.services.pre_review_views import CaseView, Decided, PreReviewQueue
    from app.services.session import ClerkCard
    from ui.jobs import JobRunner
    from ui.screens.pre_review.desk_work import DeskWork, Opened
    from ui.screens.pre_review.holding import Parking
    from ui.screens.pre_review.ports import PreReviewService, SecondSignatures


class PreReviewPresenter(QObject):
    state_changed = Signal(object)
    case_shown = Signal(object)  # CaseView that has just come to the front, or has changed while in front
    work_restored = Signal(object)  # CaseWork whose half-written line is to be opened again
    case_ahead = Signal(object)  # CaseView read before it is wanted
    decided = Signal(object, object)  # Decided, the name of the candidate
    kept_for_second = Signal()
    undo_offered = Signal(object)  # Standing after a restart or a visit elsewhere, or None
    near_bell = Signal()  # telephone first: a second time the refusal goes through
    withdrawn = Signal()
    failed = Signal(object)  # ClerkError, told once

    def __init__(
        self,
        service: PreReviewService,
        session: SecondSignatures,
        signer: Callable[[], Signer],
        jobs: JobRunner,
        parking: Parking,
        work: DeskWork,
    ) -> None:
        super().__init__()
        self._service, self._session, self._signer, self._jobs = service, session, signer, jobs
        self._holding = CaseHolding(service, parking)
        self.walk_in = WalkIn(service, self._holding, signer, jobs, self._failed)
        self.walk_in.back.connect(self._on_back)
        self.undoing = Undoing(service, signer, jobs, self._failed)
        self.undoing.read_again.connect(self._on_undoable)
        self.undoing.undone.connect(self._on_undone)
        self._work = work
        self._read_ahead = ReadAhead(service, jobs, self.case_ahead.emit)
        self._wanted: UUID | None = None
        self._away = True
        self.state = PreReviewState()

    # the queue

    def read(self, part: QueuePart | None = None, then: UUID | None = None) -> None:
        """Reads the queue and opens `then`, or the case in hand, or the first one."""
        self._away = False
        if self.state.busy:
            return
        part = self.state.part if part is None else part
        signer = self._signer()
        if part is not self.state.part:
            self._set(PreReviewState(part=part, decided=self.state.decided, loading=True))
        self._jobs.query(
            "pre_review.queue",
            lambda: self._service.queue(signer, part),
            lambda queue: self._on_queue(queue, then),
            self._on_no_queue,
        )

    def open(self, application_id: UUID) -> None:
        """What was read ahead is shown at once; the claim and today's rows follow."""
        if self.state.busy:
            return
        signer = self._signer()
        self._wanted = application_id
        held = self.state.case
        if held is None or held.application_id != application_id:
            known = self._read_ahead.take(application_id)
            if known is None:
                self._set(replace(self.state, loading=True))
            else:
                self._show(known, signer)

        def work() -> Opened | None:
            if self._wanted != application_id:  # the clerk has walked on meanwhile
                return None
            return self._work.opened(self._holding.take(application_id, signer))

        self._jobs.command_after_paint(work, lambda opened: self._on_opened(opened, signer), self._failed)

    def step(self, step: int) -> None:
        target = self.state.neighbour(step)
        if target is not None:
            self.open(target)

    def heartbeat(self) -> None:
        case = self.state.case
        if case is None or case.claim is None or not case.claim.mine:
            return
        signer = self._signer()
        held = case.application_id
        self._jobs.command(lambda: self._service.heartbeat(held, signer), nothing_to_show, self._on_claim_lost)

    def leave(self) -> None:
        """The clerk goes elsewhere: the case is free for colleagues, unless it is parked."""
        self._away, self._wanted = True, None
        signer = self._signer()
        self._jobs.command(lambda: self._holding.leave(signer), nothing_to_show, self._failed)

    def rest(self) -> None:
        """The program is locked: answers under way are taken in, nothing new is asked."""
        self._away = True

    # a walk-in

    def park(self) -> CaseView | None:
        """The case in hand stays claimed, with what is ticked and written, until `resume`."""
        case = self.state.case
        if case is not None:
            self.walk_in.park(case)
        return case

    def resume(self, application_id: UUID) -> None:
        """A case that was decided meanwhile is said so and not opened."""
        self._away = False
        self.walk_in.resume(application_id)

    @property
    def in_hand(self) -> UUID | None:
        """The case on the screen; None while another is on its way."""
        case = self.state.case
        return case.application_id if case is not None and case.application_id == self._wanted else None

    # reasons and words

    def tick(self, codes: Sequence[str]) -> None:
        self._change(replace(self.state.work, ticked=tuple(codes)))
        self._fill()

    def ask(self, asking: Asking) -> None:
        self.state = replace(self.state, asked_error=None)
        self._change(replace(self.state.work, asking=asking, typed=""))

    def type(self, text: str) -> None:
        """The line being written; it is kept as it grows."""
        if text != self.state.work.typed:
            self.state = replace(self.state, work=replace(self.state.work, typed=text))
            self._work.touched(self.state)

    def write(self, text: str) -> None:
        """The clerk's own words: for the reason that needs them, else in place of the last reason's text."""
        self._change(self.state.work.said(text, self.state.note_wanted))
        self._fill()

    # decisions

    def pass_case(self) -> None:
        if self.state.can_pass:
            self._decide(self._service.pass_case)

    def refuse(self) -> None:
        """The first attempt is refused; a second one asks for a second clerk's signature first."""
        if not self.state.can_refuse:
            return
        if self.state.telephone_first:
            self._set(replace(self.state, near_bell_told=True))
            self.near_bell.emit()
            return
        if self.state.refusal_act is ActName.REFUSE_AGAIN:
            self.ask(Asking.SECOND_SIGNATURE)
            return
        chosen = self.state.chosen()
        self._decide(lambda case, signer: self._service.refuse_case(case, chosen, signer))

    def second_clerks(self) -> tuple[ClerkCard, ...]:
        return second_clerks(self._session, self._signer().clerk_id)

    def refuse_again(self, clerk_id: UUID, password: str) -> None:
        """Both clerks sign on this screen; the session stays the first clerk's."""
        if self.state.busy or self.state.asking is not Asking.SECOND_SIGNATURE:
            return
        chosen = self.state.chosen()

        def act(case: UUID, signer: Signer) -> Decided:
            return self._service.refuse_again(case, chosen, signer, self._session.sign_second(clerk_id, password))

        self._decide(act, self._on_second_failed)

    def propose_refusal(self) -> None:
        """No second clerk is at hand: the reasons are kept for her signature."""
        case, chosen, signer = self.state.case, self.state.chosen(), self._signer()
        if case is None or self.state.busy:
            return
        following = self.state.queue.after(case.application_id) if self.state.queue is not None else None
        self._set(replace(self.state, busy=True))

        def work() -> None:
            self._service.propose_refusal(case.application_id, chosen, signer)

        then = None if following is None else following.application_id
        self._jobs.command(work, lambda _none: self._on_proposed(case, then), self._failed)

    def mark_to_verify(self, note: str) -> None:
        if self.state.offered(ActName.MARK_TO_VERIFY):
            self._decide(lambda case, signer: self._service.mark_to_verify(case, note, signer))

    def clear_to_verify(self) -> None:
        if self.state.can_clear:
            self._decide(self._service.clear_to_verify)

    def judge_card(self, refused_for: str | None = None) -> None:
        """`refused_for` None: what the scan shows is so."""
        card, case, signer = self.state.card, self.state.case, self._signer()
        if card is None or case is None or not self.state.card_offered(card):
            return
        self._set(replace(self.state, busy=True))

        def work() -> CaseView:
            return self._service.judge_card(case.application_id, card.id, signer, refused_for=refused_for)

        self._jobs.command(work, lambda view: self._on_judged(view, signer), self._failed)

    def undo(self) -> None:
        """Takes the last decision back while it has not left the workstation; again, the one before."""
        last = self.undoing.top()
        if last is not None and not self.state.busy:
            self._set(replace(self.state, busy=True, decided=None))
            self.undoing.take_back(last)

    def offer_undo(self) -> None:
        """What can be taken back now; its time may have ended."""
        self._set(replace(self.state, decided=self.undoing.top()))

    def _on_undoable(self) -> None:
        if not self._away and not self.state.busy:
            self.offer_undo()
            self.undo_offered.emit(self.state.decided)

    def toggle_courses(self) -> None:
        self._set(replace(self.state, courses_open=not self.state.courses_open))

    def turn_scan(self, step: int) -> None:
        self._set(replace(self.state, scan=self.state.scan + step))

    # what jobs answer

    def _decide(
        self, act: Callable[[UUID, Signer], Decided], failed: Callable[[BaseException], None] | None = None
    ) -> None:
        case, signer = self.state.case, self._signer()
        if case is None:
            return
        self._set(replace(self.state, busy=True, asked_error=None))

        def work() -> Decided:
            done = act(case.application_id, signer)
            self._holding.settled(case.application_id, signer)
            return done

        self._jobs.command(work, lambda done: self._on_decided(done, case), self._failed if failed is None else failed)

    def _on_decided(self, decided: Decided, case: CaseView) -> None:
        self._work.settled(self.state)
        self._read_ahead.forget(case.candidate_id)
        queue, following = self.state.after(decided)
        standing = self.undoing.add(decided, case.name)
        self.state = PreReviewState(part=self.state.part, queue=queue, decided=standing)
        self._go_on(following)
        self.decided.emit(decided, case.name)

    def _go_on(self, following: UUID | None) -> None:
        """The case just dealt with is out of hand."""
        self._wanted = None
        self._set(self.state) if following is None or self._away else self.open(following)
        if self.state.part is not QueuePart.OPEN and not self._away:
            self.read(then=following)

    def _on_queue(self, queue: PreReviewQueue, then: UUID | None) -> None:
        if queue.part is not self.state.part or self.state.busy or self._away:
            return
        self._set(replace(self.state, queue=queue, error=None, loading=False))
        target = self.state.target(then)
        if target is None:
            self._set(PreReviewState(part=queue.part, queue=queue, decided=self.state.decided))
        else:
            self.open(target)

    def _on_back(self, then: UUID | None) -> None:
        if not self._away:
            self.read(then=then)

    def _on_no_queue(self, error: BaseException) -> None:
        self._failed(error)
        if isinstance(error, ClerkError):
            self._set(replace(self.state, error=error))

    def _on_opened(self, opened: Opened | None, signer: Signer) -> None:
        if opened is None or opened.view.application_id != self._wanted:
            return
        case, held = opened.view, self.state.case
        if held is None or held.application_id != case.application_id:
            self._show(case, signer)
        else:
            self._set(replace(self.state, case=case, offers=self._service.available_acts(case, signer), loading=False))
            if judged(held) != judged(case):
                self.case_shown.emit(case)
            self._fill()
        if opened.draft is not None and self.state.work == CaseWork.proposed(case):
            self._restore(opened.draft.fitting(case))
        self._read_ahead.want(self.state.ahead(AHEAD), signer)

    def _show(self, case: CaseView, signer: Signer) -> None:
        """A case comes to the front, with what this clerk has ticked on it before."""
        offers = self._service.available_acts(case, signer)
        left = self._work.of(case.application_id)
        part, queue, decided = self.state.part, self.state.queue, self.state.decided
        work = CaseWork.proposed(case)
        self._set(PreReviewState(part=part, queue=queue, case=case, offers=offers, work=work, decided=decided))
        self.case_shown.emit(case)
        if left is not None:
            self._restore(left.fitting(case))
        elif work.ticked:
            self._fill()

    def _restore(self, work: CaseWork) -> None:
        self._set(replace(self.state, work=work))
        self._work.adopt(self.state)
        self._fill()
        if work.asking is not Asking.NOTHING:
            self.work_restored.emit(work)

    def _on_judged(self, view: CaseView, signer: Signer) -> None:
        self._read_ahead.forget(view.candidate_id)
        offers = self._service.available_acts(view, signer)
        self._set(replace(self.state, case=view, offers=offers, busy=False))
        self._fill()

    def _on_proposed(self, case: CaseView, then: UUID | None) -> None:
        self._work.settled(self.state)
        self._read_ahead.forget(case.candidate_id)
        self._wanted = None
        self._set(PreReviewState(part=self.state.part, queue=self.state.queue, decided=self.state.decided))
        self.kept_for_second.emit()
        if not self._away:
            self.read(then=then)

    def _on_undone(self, queue: PreReviewQueue, application_id: UUID) -> None:
        self._read_ahead.forget()
        part = self.state.part
        shown = queue if part is QueuePart.OPEN else self.state.queue
        self.state = PreReviewState(part=part, queue=shown, decided=self.undoing.top())
        self._work.take_back(application_id)
        self._go_on(application_id)
        self.withdrawn.emit()

    def _on_second_failed(self, error: BaseException) -> None:
        if not isinstance(error, ClerkError):
            raise error
        self._set(replace(self.state, busy=False, asked_error=error))

    def _on_claim_lost(self, error: BaseException) -> None:
        self._failed(error)
        if self.state.case is not None and not self._away:
            self.open(self.state.case.application_id)

    def _failed(self, error: BaseException) -> None:
        self._set(replace(self.state, busy=False, loading=False))
        if not isinstance(error, ClerkError):
            raise error
        self.failed.emit(error)

    # the state

    def _change(self, work: CaseWork) -> None:
        self._set(replace(self.state, work=work))
        self._work.touched(self.state)

    def _fill(self) -> None:
        self._set(self.state.filled_in(self._service.preview))

    def _set(self, state: PreReviewState) -> None:
        self.state = state
        self.state_changed.emit(state)
