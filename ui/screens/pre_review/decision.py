"""The right column: what the program has checked, the reasons, the decision. It never moves between cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QStackedWidget, QWidget

from app.services.pre_review_views import ActName, CheckLevel
from ui import theme, words
from ui.screens.pre_review import rows, wording
from ui.screens.pre_review.signature import SignaturePanel
from ui.screens.pre_review.work import WRITING, Asking
from ui.text import sentence_for
from ui.widgets.button import KeyButton
from ui.widgets.edits import DeskEdit
from ui.widgets.painted import Painted, Panel, Paragraph, PartsLine, Separator
from ui.widgets.painting import paint_parts
from ui.widgets.parts import Chip, KeyCap, Part, Stretch, Text
from ui.widgets.reason_list import Reason, ReasonList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.pre_review_views import CaseView, DeclaredChange
    from app.services.session import ClerkCard
    from ui.screens.pre_review.state import PreReviewState

WIDTH, WIDE_WIDTH = 392, 420
NOTE_LENGTH = 120
SHORT_CHANGE = 24  # characters of both values that fit one line
ERROR_ROOM = 48  # two lines that say why a signature was not taken
BOTTOM = 460  # reasons, three lines for the candidate, two of warning, buttons: nothing here scrolls or moves


class CheckList(Painted):
    """What changed since the first attempt, then the checks: those that need a look first, each with its proof."""

    ROW = 28

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[Sequence[Part], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def clear(self) -> None:
        self._lines = ()
        self.setAccessibleName("")
        self.update()

    def set_checks(self, case: CaseView) -> None:
        ordered = sorted(case.checks, key=lambda check: check.level is not CheckLevel.LOOK)
        lines: list[Sequence[Part]] = _since_first(case)
        lines += [rows.check_parts(check) for check in ordered]
        lines += _history(case)
        self._lines = tuple(lines)
        self.setAccessibleName("；".join(wording.check(check) for check in ordered))
        self.setFixedHeight(theme.px(self.ROW) * len(self._lines) + theme.px(8))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(WIDTH), theme.px(self.ROW) * len(self._lines))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        height, inset = theme.px(self.ROW), theme.px(16)
        for at, line in enumerate(self._lines):
            paint_parts(painter, QRectF(inset, at * height, self.width() - 2 * inset, height), line)


def _since_first(case: CaseView) -> list[Sequence[Part]]:
    """What the second attempt changed, under what the first was refused for."""
    if case.since_first is None:
        return []
    first = case.since_first
    lines: list[Sequence[Part]] = [
        [Text(wording.SINCE_FIRST, strong=True), Stretch(), Text(words.day(first.refused_at), "muted", 12)]
    ]
    lines += [[Text("首次原因", "muted", 12), Text(reason.title, "red")] for reason in first.reasons]
    for change in first.changes:
        lines += _change(change)
    if not first.changes and not first.cards:
        lines.append([Text(wording.NO_CHANGE, "red")])
    if first.cards:
        lines.append([Text(f"重新提交合格证 {len(first.cards)} 张", "amber")])
    return lines


def _change(change: DeclaredChange) -> list[Sequence[Part]]:
    """Two long values stand under each other: neither is cut."""
    label = Text(wording.FIELDS.get(change.field.split(".")[-1], _course_of(change.field)), "muted", 12)
    before, after = change.before or "—", change.after or "—"
    if len(before) + len(after) <= SHORT_CHANGE:
        return [[label, Text(f"{before} 改为 {after}", "amber")]]
    return [[label, Text(before, "amber")], [Text("改为", "muted", 12), Text(after, "amber")]]


def _course_of(field: str) -> str:
    parts = field.split(".")
    return f"课程 {parts[1]}" if parts[0] == "course" and len(parts) > 1 else field


def _history(case: CaseView) -> list[Sequence[Part]]:
    if not case.history:
        return []
    lines: list[Sequence[Part]] = [[Text(wording.HISTORY, strong=True)]]
    for entry in case.history[:6]:
        who = entry.clerk_name or words.ACTORS.get(entry.actor, "")
        text = words.COMMANDS.get(entry.kind, entry.kind)
        lines.append([Text(words.day_and_time(entry.at), "muted", 12), Text(text), Stretch(), Text(who, "muted", 12)])
    return lines


class DecisionColumn(Panel):
    passed = Signal()
    refused = Signal()
    marked = Signal()
    ticked = Signal(tuple)
    note_written = Signal(str)
    note_typed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._case_id: object = None
        self._title = PartsLine(height=40)
        self.checks = CheckList()
        self._reasons_title = PartsLine(height=32)
        self.reasons = ReasonList()
        self._reads_title = PartsLine(height=24)
        self._reads = Paragraph(size=12)
        self._warning = Paragraph(size=12, colour="amber")
        self.note = DeskEdit(limit=NOTE_LENGTH)
        self.pass_button = KeyButton(wording.PASS, "Enter", kind="primary")
        self.refuse_button = KeyButton(wording.REFUSE, "R", kind="danger")
        self.verify_button = KeyButton(wording.VERIFY, "H")
        self.signature = SignaturePanel()
        self._bottom = QStackedWidget()
        self._build()
        self._connect()

    def set_wide(self, wide: bool) -> None:  # noqa: FBT001 a fact about the window
        self.setFixedWidth(theme.px(WIDE_WIDTH if wide else WIDTH))

    def show_state(self, state: PreReviewState) -> None:
        case = state.case
        self.setEnabled(case is not None)
        if case is None:
            self._case_id = None
            self._title.set_parts(())
            self.reasons.set_reasons(())
            self.checks.clear()
            return
        if self._case_id != case.application_id:
            self._case_id = case.application_id
            self.reasons.set_reasons([Reason(reason.id, reason.title) for reason in case.reasons])
            self._scroll.verticalScrollBar().setValue(0)
        self._title.set_parts(_verdict_title(case))
        self.checks.set_checks(case)
        self.reasons.setEnabled(state.refusable)
        if self.reasons.ticked() != state.ticked:
            self.reasons.set_ticked(state.ticked)
        self._show_reasons(state)
        self._show_buttons(state)
        self._show_asking(state)

    # inside

    def _build(self) -> None:
        self.set_wide(False)
        self._scroll = QScrollArea()
        self._scroll.setWidget(self.checks)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.column.addWidget(self._title)
        self.column.addWidget(self._scroll, 1)
        decision = Panel(lines="top")
        for part in (self._reasons_title, self.reasons, self._reads_title, self._reads, self._warning):
            decision.column.addWidget(part)
        decision.column.addWidget(self._note_row())
        decision.column.addStretch(1)
        decision.column.addWidget(Separator())
        decision.column.addWidget(self._button_row())
        self._bottom.addWidget(decision)
        self._bottom.addWidget(self.signature)
        self._bottom.setFixedHeight(theme.px(BOTTOM))
        self.column.addWidget(self._bottom)

    def _note_row(self) -> QWidget:
        self._note_holder = Panel()
        self._note_holder.column.setContentsMargins(theme.px(16), theme.px(4), theme.px(16), theme.px(6))
        self._note_holder.column.addWidget(self.note)
        self._note_holder.hide()
        return self._note_holder

    def _button_row(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        inset = theme.px(13)
        row.setContentsMargins(inset, theme.px(5), inset, theme.px(5))
        row.setSpacing(theme.px(2))
        row.addWidget(self.pass_button, 1)
        row.addWidget(self.refuse_button, 1)
        row.addWidget(self.verify_button, 0)
        return holder

    def _connect(self) -> None:
        self.pass_button.clicked.connect(self.passed)
        self.refuse_button.clicked.connect(self.refused)
        self.verify_button.clicked.connect(self.marked)
        self.reasons.changed.connect(self.ticked)
        self.note.entered.connect(self.hand_over_note)
        self.note.line.textEdited.connect(self.note_typed)

    def hand_over_note(self) -> None:
        self.note_written.emit(self.note.text())

    def _show_reasons(self, state: PreReviewState) -> None:
        parts: list[Part] = [Text(wording.REASONS, strong=True), Text(wording.REASONS_HINT, "muted", 12), Stretch()]
        if state.ticked:
            parts += [Text("已选", "text2", 12, gap=4), Text(str(len(state.ticked)), "red", 12, strong=True, gap=4)]
            parts.append(Text("项，Enter 停用", "text2", 12))
        self._reasons_title.set_parts(parts)
        writing = state.asking in WRITING  # the line to write in takes this room
        self._reads_title.setVisible(bool(state.ticked) and not writing)
        self._reads.setVisible(bool(state.filled) and not writing)
        if state.ticked:
            self._reads_title.set_parts(
                [
                    Text(wording.CANDIDATE_READS, "muted", 12),
                    Stretch(),
                    Text(wording.EDIT_TEXT, "muted", 12, gap=6),
                    KeyCap("E"),
                ]
            )
        self._reads.set_text(_shortened("".join(reason.candidate_text for reason in state.filled)))
        self._warning.set_text(_warning(state))
        self._warning.setVisible(bool(self._warning.text()) and not writing)

    def _show_buttons(self, state: PreReviewState) -> None:
        again = state.refusal_act is ActName.REFUSE_AGAIN
        self.pass_button.set_disabled(_why_not(state, ActName.PASS, ticked=False))
        self.refuse_button.set_text(wording.REFUSE_AGAIN if again else wording.REFUSE, "R")
        self.refuse_button.set_disabled(_why_not(state, state.refusal_act, ticked=True))
        verified = state.case is not None and state.case.to_verify
        self.verify_button.set_text(wording.CLEAR if verified else wording.VERIFY, "H")
        self.verify_button.set_disabled(
            _why_not(state, ActName.CLEAR_TO_VERIFY if verified else ActName.MARK_TO_VERIFY, ticked=None)
        )

    def _show_asking(self, state: PreReviewState) -> None:
        signing = state.asking is Asking.SECOND_SIGNATURE
        self._bottom.setCurrentIndex(1 if signing else 0)
        if not signing:
            self._bottom.setFixedHeight(theme.px(BOTTOM))
        if signing:
            self.signature.show_error(state.asked_error)
        self._note_holder.setVisible(state.asking in WRITING)

    def ask_signature(self, clerks: tuple[ClerkCard, ...]) -> None:
        """The panel takes the room it needs: what changed since the first attempt is to be read above it."""
        self.signature.open_for(clerks)
        self._bottom.setFixedHeight(min(theme.px(BOTTOM), self.signature.sizeHint().height() + theme.px(ERROR_ROOM)))

    def ask_note(self, placeholder: str, text: str = "") -> None:
        """Opens the line to type in; Enter hands the words over, Esc drops them."""
        self.note.line.setPlaceholderText(placeholder)
        self.note.set_text(text)
        self.note.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.note.line.selectAll()


def _verdict_title(case: CaseView) -> list[Part]:
    looks = sum(check.level is CheckLevel.LOOK for check in case.checks)
    chip = (
        Chip(wording.VERDICT_LOOK.format(count=looks), "amber", "warning")
        if looks
        else Chip(wording.VERDICT_OK, "green", "check")
    )
    return [Text(wording.VERDICT, strong=True), chip, Stretch(), Text(wording.VERDICT_FOOT, "muted", 12)]


def _why_not(state: PreReviewState, act: ActName, *, ticked: bool | None) -> str:
    """Empty where the act works now."""
    offer = state.offer(act)
    if offer is None:
        return "当前状态下不能办理"
    if offer.refusal is not None:
        return sentence_for(offer.refusal, offer.details)
    if ticked is False and state.ticked:
        return "已勾选不通过原因"
    if ticked is True and not state.ticked:
        return "请先用数字键勾选原因"
    if ticked is True and state.unfilled is not None:
        return wording.unfilled(state.unfilled, state.reason(str(state.unfilled.details.get("id", ""))))
    return "请稍候" if state.busy else ""


def _warning(state: PreReviewState) -> str:
    if state.case is None:
        return ""
    if state.unfilled is not None:
        return wording.unfilled(state.unfilled, state.reason(str(state.unfilled.details.get("id", ""))))
    if not state.ticked:
        blocked = state.offer(ActName.PASS)
        if blocked is not None and blocked.refusal is not None:
            return sentence_for(blocked.refusal, blocked.details)
        return ""
    times = state.case.time_left
    return wording.TELEPHONE_FIRST if times.telephone_first and not times.last_chance else wording.reapply(times)


def _shortened(text: str, limit: int = 88) -> str:
    """The whole text is behind E; three lines are shown here."""
    return text if len(text) <= limit else text[: limit - 1] + "…"
