"""县区预审: the queue, one case against the record, the decision; worked through without the mouse."""

from __future__ import annotations

import time
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from app.services.pre_review_views import ActName, QueuePart
from ui import theme, words
from ui.keys import Act, KeyAct, KeyChoice, digits
from ui.screen import Message, Parked, Screen
from ui.screens.pre_review import wording
from ui.screens.pre_review.columns import CaseColumn, QueueColumn, ScanColumn
from ui.screens.pre_review.decision import DecisionColumn
from ui.screens.pre_review.state import part_named
from ui.screens.pre_review.work import WRITING, Asking, CaseWork
from ui.text import sentence
from ui.widgets.button import on_another_button

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent

    from app.services.pre_review_views import CaseView, Decided
    from ui.images import PictureShelf
    from ui.screens.pre_review.presenter import PreReviewPresenter
    from ui.screens.pre_review.state import PreReviewState
    from ui.screens.pre_review.undoing import Standing

WIDE = 1720
HEARTBEAT_MS = 60_000
_QUEUE, _QUEUE_WIDE, _SCANS = 204, 248, 560
_PARTS = tuple(QueuePart)
_PLACEHOLDERS = {
    Asking.REASON_TEXT: wording.NOTE_PLACEHOLDER,
    Asking.VERIFY_NOTE: wording.VERIFY_PLACEHOLDER,
    Asking.CARD_REASON: wording.CARD_PLACEHOLDER,
}


class PreReviewPage(Screen):
    name = "pre_review"
    title = wording.TITLE

    def __init__(self, presenter: PreReviewPresenter, pictures: PictureShelf) -> None:
        super().__init__()
        self.presenter, self._pictures = presenter, pictures
        self.queue = QueueColumn()
        self.case = CaseColumn()
        self.scans = ScanColumn(pictures)
        self.decision = DecisionColumn()
        self._scans_open = False
        self._shown_at = 0.0
        self._build()
        self._connect()
        self._show(presenter.state)

    # the frame's side

    def activate(self, argument: object = None) -> None:
        """`argument`: an application to open, or the part of the queue to work."""
        self._beat.start()
        self._take_focus()
        self.presenter.read(part_named(argument), argument if isinstance(argument, UUID) else None)
        self.presenter.undoing.read()

    def deactivate(self) -> None:
        self._beat.stop()
        self.presenter.leave()

    def rest(self) -> None:
        """The case stays claimed and in hand behind the lock; a colleague's password does not stay."""
        self._beat.stop()
        self.presenter.rest()
        self.decision.signature.forget_password()

    def park(self) -> Parked | None:
        case = self.presenter.park()
        if case is None:
            return None
        return Parked(self.name, case.application_id, f"{wording.TITLE} {case.name}", case.name)

    def resume(self, parked: Parked) -> None:
        self._beat.start()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(parked.argument, UUID):
            self.presenter.resume(parked.argument)

    def case_in_hand(self) -> object | None:
        return self.presenter.in_hand

    def taken_up(self, parked: Parked) -> None:
        if isinstance(parked.argument, UUID):
            self.presenter.walk_in.taken_up(parked.argument)

    def holds_clerk(self) -> bool:
        return self.presenter.state.asking is Asking.SECOND_SIGNATURE

    def key_acts(self) -> list[Act]:
        state = self.presenter.state
        if state.asking is Asking.SECOND_SIGNATURE:
            return self._signature_keys()
        if state.asking is not Asking.NOTHING:
            return self._writing_keys()
        return [*self._decision_keys(state), *self._looking_keys(state)]

    def _writing_keys(self) -> list[Act]:
        return [
            KeyAct("Enter", wording.KEYS["write"], self.decision.hand_over_note, in_text=True),
            KeyAct("Esc", wording.KEYS["cancel"], self._cancel_asking, in_text=True),
            KeyAct("F7", wording.KEYS["file"], self._on_file),
        ]

    def _decision_keys(self, state: PreReviewState) -> list[Act]:
        reasons = 0 if state.case is None or not state.can_tick else len(state.case.reasons)
        free = not on_another_button(self.decision.pass_button)
        verified = state.case is not None and state.case.to_verify
        act = self.presenter
        again = state.refusal_act is ActName.REFUSE_AGAIN
        refusal = wording.REFUSE_AGAIN if again else wording.REFUSE
        return [
            digits(min(9, reasons), wording.KEYS["reasons"], self.decision.reasons.toggle_digit),
            KeyAct("Enter", wording.KEYS["pass"], act.pass_case, enabled=state.can_pass and free, decides=True),
            KeyAct("R", refusal, self._on_refuse, enabled=state.can_refuse, decides=True),
            KeyAct("H", wording.KEYS["verify"], self._on_verify, enabled=state.can_mark and not verified),
            KeyAct("H", wording.KEYS["clear"], act.clear_to_verify, enabled=state.can_clear and verified, decides=True),
            KeyAct("Z", wording.KEYS["undo"], act.undo, enabled=state.can_undo),
            KeyAct("E", wording.KEYS["text"], self._on_edit, enabled=bool(state.ticked), shown=False),
        ]

    def _looking_keys(self, state: PreReviewState) -> list[Act]:
        has = state.case is not None
        judging = self._scans_visible() and state.can_judge_card
        seen = judging and state.card is not None and self.scans.shows(state.card.id)
        return [
            KeyAct("D", wording.KEYS["differences"], self.case.toggle_differences, enabled=has),
            KeyAct("N", wording.KEYS["next"], self._on_next_difference, enabled=has, shown=False),
            KeyAct("S", wording.KEYS["scans"], self._toggle_scans, enabled=bool(state.scanned_cards)),
            KeyAct("C", wording.KEYS["ok"], self.presenter.judge_card, enabled=seen, decides=True),
            KeyAct("X", wording.KEYS["bad"], self._on_refuse_card, enabled=judging),
            KeyAct("]", wording.KEYS["next_scan"], self._on_next_scan, enabled=len(state.scanned_cards) > 1),
            KeyChoice(("←", "→"), wording.KEYS["neighbour"], self._on_neighbour, enabled=state.queue is not None),
            KeyAct("O", wording.KEYS["courses"], self.presenter.toggle_courses, enabled=has, shown=False),
            KeyAct("Q", wording.KEYS["part"], self._on_part, shown=state.queue is not None and not state.queue.rows),
            KeyAct("F7", wording.KEYS["file"], self._on_file, enabled=has, shown=False),
            KeyAct("F8", wording.KEYS["notice"], self._on_notice, enabled=has),
            KeyAct("F5", "刷新", self.presenter.read, shown=False),
        ]

    def _signature_keys(self) -> list[Act]:
        panel = self.decision.signature
        shown = panel.password.is_shown()
        return [
            KeyChoice(("↑", "↓"), wording.KEYS["second"], panel.on_arrow, in_text=True, repeats=True),
            KeyAct("Enter", wording.SECOND_SIGN, panel.sign, enabled=panel.can_sign(), in_text=True),
            KeyAct("Alt+V", wording.KEYS["hide" if shown else "show"], panel.toggle_shown),
            KeyAct("F6", wording.SECOND_LATER, self._on_postponed, in_text=True),
            KeyAct("Esc", wording.KEYS["cancel"], self._cancel_asking, in_text=True),
        ]

    # building

    def _build(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.queue)
        row.addWidget(self.case, 1)
        row.addWidget(self.scans)
        row.addWidget(self.decision)
        self._lay_out(wide=False)
        buttons = (self.decision.pass_button, self.decision.refuse_button, self.decision.verify_button)
        order = (self.case.table, self.decision.reasons, *buttons)
        for first, second in pairwise(order):
            QWidget.setTabOrder(first, second)

    def _connect(self) -> None:
        self._beat, self._undo = QTimer(self), QTimer(self)
        self._beat.setInterval(HEARTBEAT_MS)
        self._undo.setSingleShot(True)
        self._beat.timeout.connect(self.presenter.heartbeat)
        self._undo.timeout.connect(self.presenter.offer_undo)
        act = self.presenter
        act.state_changed.connect(self._show)
        act.case_shown.connect(self._on_case_shown)
        act.decided.connect(self._on_decided)
        act.withdrawn.connect(self._on_withdrawn)
        act.undo_offered.connect(self._on_undo_offered)
        act.near_bell.connect(lambda: self.message.emit(Message(wording.NEAR_BELL, "amber", "phone")))
        self.queue.chosen.connect(act.open)
        act.case_ahead.connect(lambda case: self._pictures.ahead(card.scan for card in case.cards))
        act.work_restored.connect(self._on_work_restored)
        act.walk_in.decided_elsewhere.connect(self._on_decided_elsewhere)
        act.kept_for_second.connect(self._on_kept_for_second)
        act.failed.connect(lambda error: self.message.emit(Message(sentence(error), "red", "warning")))
        self.scans.arrived.connect(self.acts_changed)
        self.decision.passed.connect(lambda: self._by_mouse(act.pass_case))
        self.decision.refused.connect(lambda: self._by_mouse(self._on_refuse))
        self.decision.marked.connect(self._on_mark_button)
        self.decision.ticked.connect(self._on_ticked)
        self.decision.note_written.connect(self._on_note)
        self.decision.note_typed.connect(act.type)
        self.decision.signature.changed.connect(self.acts_changed)
        self.decision.signature.signed.connect(act.refuse_again)
        self.decision.signature.postponed.connect(self._on_postponed)
        self.decision.signature.cancelled.connect(self._cancel_asking)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out(wide=self.width() >= theme.px(WIDE))

    def _lay_out(self, *, wide: bool) -> None:
        self._wide = wide
        self.queue.setFixedWidth(theme.px(_QUEUE_WIDE if wide else _QUEUE))
        self.decision.set_wide(wide)
        self.scans.setMinimumWidth(theme.px(_SCANS if wide else 0))
        self.scans.setMaximumWidth(theme.px(_SCANS) if wide else 16_777_215)
        self._show_scans()

    def _scans_visible(self) -> bool:
        """Where there is room they stand beside the comparison; without any it takes their place."""
        return bool(self.presenter.state.scanned_cards) if self._wide else self._scans_open

    def _show_scans(self) -> None:
        if self._scans_visible():
            self.case.setVisible(self._wide)
            self.scans.show()
        else:
            self.scans.hide()
            self.case.show()
        self.scans.show_state(self.presenter.state, wide=self._wide)

    # showing

    def _show(self, state: PreReviewState) -> None:
        self.queue.show_state(state)
        self.case.show_state(state)
        self.decision.show_state(state)
        if self._wide:
            self._show_scans()
        elif self._scans_open:
            self.scans.show_state(state, wide=False)
        self.acts_changed.emit()

    def _on_case_shown(self, case: CaseView) -> None:
        """Nothing may be decided before it is painted; where scans cover the comparison they give way."""
        self._shown_at = time.monotonic()
        self._scans_open = False
        self._show_scans()
        self.gate.shut(self.case.table, self.decision.checks)
        self._pictures.ahead(card.scan for card in case.cards)

    def _on_decided(self, decided: Decided, name: str) -> None:
        self.case_settled.emit(decided.application_id)
        strong, text = wording.decided(decided.state, name, decided.next_id is not None)
        tone = {"county_approved": "green", "refused": "red"}.get(decided.state, "wait")
        self._offer_undo(Message(text, tone, "disk", strong + "　", name))  # type: ignore[arg-type]
        if self.isVisible():
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_undo_offered(self, standing: Standing | None) -> None:
        if standing is None:
            return
        strong, _text = wording.decided(standing.state, standing.name, next_exists=True)
        self._offer_undo(Message(wording.STILL_UNDOABLE, "wait", "disk", strong + "　", standing.name))

    def _on_withdrawn(self) -> None:
        if self.presenter.state.decided is None:
            self.message.emit(Message(wording.UNDONE, icon="undo", seconds=6))
            return
        self._offer_undo(Message(wording.BEFORE_UNDOABLE, "wait", "undo", wording.UNDONE + "　"))

    def _offer_undo(self, message: Message) -> None:
        """For as long as the newest decision has left."""
        standing = self.presenter.undoing.top()
        left = 0.0 if standing is None else self.presenter.undoing.seconds_left(standing)
        self._undo.start(round(left * 1000) + 1)
        self.message.emit(replace(message, act=KeyAct("Z", "撤销", self.presenter.undo), seconds=left))

    def _on_work_restored(self, work: CaseWork) -> None:
        if work.asking in WRITING and self.isVisible():
            self.decision.ask_note(_PLACEHOLDERS[work.asking], work.typed)

    def _take_focus(self) -> None:
        asking = self.presenter.state.asking
        if asking is Asking.SECOND_SIGNATURE:
            self.decision.signature.password.line.setFocus(Qt.FocusReason.OtherFocusReason)
        elif asking in WRITING:
            self.decision.note.line.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    # acts

    def _on_ticked(self, codes: tuple[str, ...]) -> None:
        self.presenter.tick(codes)
        if self.presenter.state.note_wanted is not None:
            self._ask(Asking.REASON_TEXT)

    def _on_refuse(self) -> None:
        self.presenter.refuse()
        if self.presenter.state.asking is Asking.SECOND_SIGNATURE:
            self.decision.ask_signature(self.presenter.second_clerks())
            self.acts_changed.emit()

    def _on_edit(self) -> None:
        filled = self.presenter.state.filled
        self._ask(Asking.REASON_TEXT, filled[-1].candidate_text if filled else "")

    def _on_verify(self) -> None:
        self._ask(Asking.VERIFY_NOTE)

    def _on_mark_button(self) -> None:
        state = self.presenter.state
        if state.can_clear and state.case is not None and state.case.to_verify:
            self.presenter.clear_to_verify()
        elif state.can_mark:
            self._on_verify()

    def _on_refuse_card(self) -> None:
        self._ask(Asking.CARD_REASON)

    def _ask(self, asking: Asking, text: str = "") -> None:
        self.presenter.ask(asking)
        self.decision.ask_note(_PLACEHOLDERS[asking], text)

    def _on_note(self, text: str) -> None:
        """An empty line is no answer where one is needed."""
        asking, said = self.presenter.state.asking, text.strip()
        if asking not in WRITING or (not said and asking is not Asking.REASON_TEXT):
            return
        self._cancel_asking()
        if asking is Asking.REASON_TEXT:
            self.presenter.write(said)
        elif asking is Asking.VERIFY_NOTE:
            self.presenter.mark_to_verify(said)
        else:
            self.presenter.judge_card(said)

    def _cancel_asking(self) -> None:
        self.presenter.ask(Asking.NOTHING)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_postponed(self) -> None:
        self.presenter.propose_refusal()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_decided_elsewhere(self, case: CaseView) -> None:
        text = wording.DECIDED_ELSEWHERE.format(state=words.STATES["review"].get(case.state, ""))
        self.message.emit(Message(text, "amber", "warning", strong=case.name + "　"))

    def _on_kept_for_second(self) -> None:
        self.message.emit(Message(wording.KEPT_FOR_SECOND, "amber", "clock", seconds=8))

    def _by_mouse(self, act: Callable[[], None]) -> None:
        """The second click of a double click must not decide the case that came after the first."""
        calm = (time.monotonic() - self._shown_at) * 1000 > QApplication.doubleClickInterval()
        if calm and self.gate.is_open():
            act()

    def _on_next_difference(self) -> None:
        self.case.table.next_difference()

    def _toggle_scans(self) -> None:
        self._scans_open = not self._scans_open
        self._show_scans()
        self.acts_changed.emit()

    def _on_next_scan(self) -> None:
        self.presenter.turn_scan(1)

    def _on_neighbour(self, key: str) -> None:
        self.presenter.step(-1 if key == "←" else 1)

    def _on_part(self) -> None:
        at = _PARTS.index(self.presenter.state.part)
        self.presenter.read(_PARTS[(at + 1) % len(_PARTS)])

    def _on_file(self) -> None:
        case = self.presenter.state.case
        if case is not None:
            self.park_requested.emit("candidate_file", case.candidate_id)

    def _on_notice(self) -> None:
        case = self.presenter.state.case
        if case is not None:
            self.park_requested.emit("notice", case.candidate_id)
