"""The right column: the way of the paper as far as it is known, what to look at before printing, the acts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui import theme, words
from ui.screens.registration_form import wording
from ui.screens.registration_form.sheets import PANELS
from ui.widgets.button import KeyButton
from ui.widgets.fact_list import Fact, FactList
from ui.widgets.painted import Panel, Paragraph, PartsLine, Separator
from ui.widgets.parts import Chip, Icon, Part, Stretch, Text
from ui.widgets.steps import Stage, StateLine

if TYPE_CHECKING:
    from app.services.registration_form_views import FormDeskView, FormExportRecord
    from ui.screens.registration_form.state import FormState

WIDTH = 352
MOST_EXPORTS = 3
CHECK_ROW = 28


class CheckColumn(Panel):
    def __init__(self) -> None:
        super().__init__(lines="left")
        self.setFixedWidth(theme.px(WIDTH))
        self._refusal = Paragraph(colour="amber")
        self._refusal_title = PartsLine(height=36)
        self._paper_title = PartsLine(
            [Text(wording.PAPER_STATE, strong=True), Stretch(), Text(wording.COPIES, "text2")]
        )
        self.paper = StateLine()
        self._honest = Paragraph(wording.HONEST, size=theme.SMALL, colour="muted")
        self._checks: list[PartsLine] = [PartsLine(height=CHECK_ROW) for _row in range(6)]
        self.exports = FactList(label_width=72)
        self.printing = FactList(label_width=72)
        self.export_button = KeyButton(wording.MAIN, "Ctrl+P", kind="primary")
        self.layout_button = KeyButton("", "V")
        self.notice_button = KeyButton(wording.NOTICE, "F8")
        self._build()

    def _build(self) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, theme.px(8))
        column.setSpacing(0)
        for part in (self._refusal_title, self._refusal):
            column.addWidget(part)
        column.addWidget(self._paper_title)
        column.addWidget(self.paper)
        column.addWidget(self._honest)
        column.addSpacing(theme.px(8))
        self._section(column, wording.CHECKS, *self._checks)
        self._section(column, wording.EXPORTS, self.exports)
        self._section(column, wording.PRINTING, self.printing)
        column.addStretch(1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(body)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.column.addWidget(area, 1)
        self.column.addWidget(self._buttons())

    @staticmethod
    def _section(column: QVBoxLayout, title: str, *parts: QWidget) -> None:
        column.addWidget(Separator())
        column.addWidget(PartsLine([Text(title, strong=True)], height=36))
        for part in parts:
            column.addWidget(part)
        column.addSpacing(theme.px(4))

    def _buttons(self) -> QWidget:
        bar = Panel(lines="top")
        column = QVBoxLayout()
        column.setContentsMargins(theme.px(13), theme.px(9), theme.px(13), theme.px(9))
        column.setSpacing(theme.px(2))
        column.addWidget(self.export_button)
        row = QHBoxLayout()
        row.setSpacing(theme.px(1))
        row.addWidget(self.layout_button, 1)
        row.addWidget(self.notice_button, 1)
        column.addLayout(row)
        bar.column.addLayout(column)
        return bar

    # showing

    def show_state(self, state: FormState) -> None:
        if state.desk is None:
            return
        self._show_refusal(state)
        self._show_paper(state)
        checks = check_lines(state)
        for line, parts in zip(self._checks, checks + [[]] * (len(self._checks) - len(checks)), strict=True):
            line.set_parts(parts)
            line.setVisible(bool(parts))
        self.exports.set_facts(_exports(state.desk.exports))
        self.printing.set_facts(_printing(state))
        self.layout_button.set_text(wording.OTHER_LAYOUT[state.layout])
        self.export_button.set_disabled(blocked(state))

    def _show_refusal(self, state: FormState) -> None:
        said = state.refusal
        for part in (self._refusal_title, self._refusal):
            part.setVisible(said is not None)
        if said is None:
            return
        word = wording.DRAFT if state.draft else wording.CLOSED
        self._refusal_title.set_parts([Icon("warning", "amber", gap=8), Text(word, "amber", strong=True)])
        self._refusal.set_text(wording.refusal(said))

    def _show_paper(self, state: FormState) -> None:
        self.paper.set_stages(paper_steps(state))
        self._honest.setVisible(bool(state.desk and state.desk.exports))


def blocked(state: FormState) -> str:
    """Why 导出并打印 does not work now; "" where it does."""
    if state.refusal is not None:
        return wording.refusal(state.refusal)
    if state.exporting:
        return wording.BUSY
    if state.unseen is not None:
        return wording.UNSEEN
    return "" if state.sheets else wording.READING


def paper_steps(state: FormState) -> list[Stage]:
    """Only what is recorded counts as done: that a PDF was made, that papers came back; nobody saw them printed."""
    desk = state.desk
    if desk is None:
        return []
    exported = bool(desk.permission.newest_number)
    newest = max(desk.exports, key=lambda each: each.number, default=None)
    when = "" if newest is None else words.short_day(newest.exported_at) + " " + words.clock_time(newest.exported_at)
    until = words.day(desk.permission.hand_in_until) + " 前" if desk.permission.hand_in_until is not None else ""
    if state.handed_in:
        last = Stage(wording.STEPS["hand_in"], "done", wording.HANDED_IN)
    else:
        last = Stage(wording.STEPS["hand_in"], "next", until)
    if exported:
        first = Stage(wording.STEPS["exported"], "done", when)
    else:
        first = Stage(wording.STEPS["to_export"], "next" if state.draft else "here")
    return [first, Stage(wording.STEPS["print"], "next", wording.NOT_CONFIRMED), last]


def check_lines(state: FormState) -> list[list[Part]]:
    desk = state.desk
    if desk is None:
        return []
    form, found = desk.form, desk.rare_characters
    same = not state.changed_since_export
    code = f"校验码 {wording.short_hash(form.content_hash)}"
    lines = [
        _check(wording.compared(state), code, good=same),
        _check("签名栏留空", "打印后手签"),
    ]
    if found:
        characters = "".join(list(found)[:8])
        text = f"生僻字 {sum(found.values())} 处："
        rare = _check(text, "请逐字目视", good=False)
        lines.append([*rare[:2], Text(characters, "primary", serif=True, personal=True), *rare[2:]])
    else:
        lines.append(_check("没有生僻字", ""))
    lines.append(_courses(state, desk))
    empty = not form.filled.self_assessment
    lines.append(_check("自我鉴定空白" if empty else "自我鉴定已填写", "可打印后手写" if empty else "", good=not empty))
    if form.missing:
        lines.append(_check(f"{len(form.missing)} 栏空白", wording.missing(form.missing), good=False))
    return lines


def _courses(state: FormState, desk: FormDeskView) -> list[Part]:
    more = len(state.places) > PANELS
    text = f"课程 {desk.form.course_count} 门，{desk.form.credit_sum} 学分"
    return _check(text, "有续页" if more else "未超出" if state.places else "", good=not more)


def _check(text: str, right: str, *, good: bool = True) -> list[Part]:
    icon = Icon("check", "green", gap=8) if good else Icon("warning", "amber", gap=8)
    return [icon, Text(text, gap=4), Stretch(), Text(right, "muted", theme.SMALL)]


def _exports(exports: tuple[FormExportRecord, ...]) -> list[Fact]:
    if not exports:
        return [Fact("", (Text(wording.NO_EXPORTS, "muted"),))]
    newest = sorted(exports, key=lambda each: each.number, reverse=True)[:MOST_EXPORTS]
    facts = []
    for at, each in enumerate(newest):
        colour = "text" if at == 0 else "muted"
        parts: list[Part] = [Text(words.day_and_time(each.exported_at), colour)]
        if each.exported_by_name:
            parts.append(Text(each.exported_by_name, "text2"))
        parts.append(Stretch())
        parts.append(Chip("有效", "green") if at == 0 else Text(wording.short_hash(each.content_hash), "muted", 12))
        facts.append(Fact(wording.EXPORT_NUMBER.format(number=each.number), parts))
    return facts


def _printing(state: FormState) -> list[Fact]:
    facts = [
        Fact(wording.PRINT_FACTS["layout"], wording.LAYOUTS_LONG[state.layout]),
        Fact(wording.PRINT_FACTS["copies"], wording.COPIES_LONG),
    ]
    until = None if state.desk is None else state.desk.permission.hand_in_until
    if until is not None:
        facts.append(Fact(wording.PRINT_FACTS["until"], words.day_and_time(until)))
    return facts
