"""工作台: the queues, my work today, 下班前核对 and the round's times."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.services.history import Mark
from ui import theme, words
from ui.keys import Act, KeyAct, KeyChoice
from ui.marks import LOOK
from ui.screen import Message, Screen
from ui.screens.home import tables, wording
from ui.text import sentence
from ui.widgets.button import KeyButton
from ui.widgets.painted import Panel, PartsLine, Separator
from ui.widgets.parts import Chip, Icon, Part, Stretch, Text
from ui.widgets.states import TableState
from ui.widgets.table import DeskTable

if TYPE_CHECKING:
    from app.services.home_views import Handover, HomeView, MarkCounts, Queue, WorkLine
    from ui.screens.home.presenter import HomePresenter
    from ui.screens.home.state import HomeState, QueueLine
    from ui.widgets.table import WidthStore

RIGHT = 432
REFRESH_MS = 60_000
WORK_ROWS = 3
QUEUES_FIRST = 100  # on a low screen the queues keep their rows as long as the work has its three

_LOADING = TableState("loading", "正在读取…")


class HomePage(Screen):
    name = "home"
    title = wording.TITLE

    def __init__(self, presenter: HomePresenter, screens: dict[Queue, str], widths: WidthStore | None = None) -> None:
        """`screens`: which screen works a queue; queues without a desk of their own open as a list of people."""
        super().__init__()
        self.presenter, self._screens = presenter, screens
        self._now = datetime.now(UTC)
        self.queues = DeskTable(tables.QUEUE_COLUMNS, self._queue_cell, name="home.queues", widths=widths)
        self.work = DeskTable(tables.WORK_COLUMNS, tables.work_cell, name="home.work", widths=widths)
        self.times = DeskTable(tables.TIME_COLUMNS, tables.time_cell, name="home.times", widths=widths)
        self._queues_title, self._work_title = PartsLine(height=36), PartsLine(height=36)
        self._evening_title, self._round_title = PartsLine(height=40), PartsLine(height=40)
        self._mark_lines = {name: PartsLine(height=32) for name in ("stored", "uploaded", "refused", "confirmed")}
        self._parked = PartsLine(height=32)
        self.check_button = KeyButton(wording.START_CHECK, "K", kind="primary")
        self._build()
        self._connect()
        self._render(presenter.state)

    def key_acts(self) -> list[Act]:
        digits = self.presenter.state.digit_keys()
        shown = (f"{digits[0]}–9、0",) if len(digits) == 10 else digits[:1]
        in_work = self.work.hasFocus()
        return [
            KeyChoice(("↑", "↓"), wording.KEYS["choose"], self._on_step, repeats=True),
            KeyAct("Enter", wording.KEYS["work" if in_work else "open"], self._open_current),
            KeyChoice(digits, wording.KEYS["digits"], self._on_digit, shown, enabled=bool(digits)),
            KeyAct("K", wording.KEYS["check"], self.presenter.check),
            KeyAct("J", wording.KEYS["handover"], self.presenter.read_handover),
            KeyAct("F5", wording.KEYS["refresh"], self.presenter.read),
        ]

    def activate(self, argument: object = None) -> None:
        self.presenter.read()
        self._timer.start()
        self.queues.setFocus(Qt.FocusReason.OtherFocusReason)
        if argument == "handover":
            self.presenter.read_handover()

    def deactivate(self) -> None:
        self._timer.stop()

    # building

    def _build(self) -> None:
        left = Panel()
        for part in (self._queues_title, self.queues, Separator(band=True), self._work_title, self.work):
            left.column.addWidget(part)
        self.work.setMinimumHeight(theme.px(28) + WORK_ROWS * theme.row_height())
        left.column.setStretchFactor(self.queues, QUEUES_FIRST)
        left.column.setStretchFactor(self.work, 1)
        right = Panel(lines="left")
        right.setFixedWidth(theme.px(RIGHT))
        right.column.addWidget(self._evening_title)
        for line in self._mark_lines.values():
            right.column.addWidget(line)
        right.column.addWidget(Separator())
        right.column.addWidget(self._parked)
        right.column.addWidget(self._button_row())
        right.column.addWidget(Separator(band=True))
        right.column.addWidget(self._round_title)
        right.column.addWidget(self.times, 1)
        for table in (self.times,):
            table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            table.setSelectionMode(DeskTable.SelectionMode.NoSelection)
        self.queues.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(left, 1)
        row.addWidget(right)
        self.setTabOrder(self.queues, self.work)
        self.setTabOrder(self.work, self.check_button)

    def _button_row(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        inset = theme.px(13)
        column.setContentsMargins(inset, theme.px(4), inset, theme.px(8))
        column.addWidget(self.check_button, 0, Qt.AlignmentFlag.AlignLeft)
        return holder

    def _connect(self) -> None:
        self._timer = QTimer(self)
        self._timer.setInterval(REFRESH_MS)
        self._timer.timeout.connect(self.presenter.read)
        self.presenter.state_changed.connect(self._render)
        self.presenter.checked.connect(self._on_checked)
        self.presenter.news.connect(self._on_news)
        self.presenter.failed.connect(lambda error: self.message.emit(Message(sentence(error), "red", "warning")))
        self.queues.opened.connect(self._on_queue_opened)
        self.work.opened.connect(self._on_work_opened)
        self.queues.selected.connect(lambda _row: self.acts_changed.emit())
        self.check_button.clicked.connect(self.presenter.check)

    # showing

    def _render(self, state: HomeState) -> None:
        if state.view is None:
            for table in (self.queues, self.work, self.times):
                table.set_state(_LOADING if state.error is None else TableState("error", sentence(state.error)))
            return
        self._now = state.view.at
        lines = state.queue_lines()
        first = self.queues.current() is None
        self.queues.set_rows(lines, keep=not first)
        if first and lines:
            self.queues.select_row(_start_row(state.view, lines))
        self.queues.setMaximumHeight(theme.px(28) + len(lines) * theme.row_height())
        empty = TableState("empty", wording.NO_WORK, wording.NO_WORK_HINT)
        self.work.set_rows(state.view.work, empty=empty, keep=self.work.current() is not None)
        self._render_titles(state.view)
        self._render_marks(state.view.marks)
        self._render_round(state.view)
        self.acts_changed.emit()

    def _render_titles(self, view: HomeView) -> None:
        counts = _counted(wording.QUEUES, ("共", view.total, "件，我已认领"), ("", view.claimed_by_me, "件"))
        self._queues_title.set_parts([counts[0], *_nearest(view), *counts[1:]])
        self._work_title.set_parts(
            _counted(wording.WORK, ("办结", view.done_today, "件，撤销"), ("", view.withdrawn_today, "件"))
        )

    def _render_marks(self, marks: MarkCounts) -> None:
        title: list[Part] = [Text(wording.EVENING, strong=True), Stretch()]
        if marks.unconfirmed:
            title.append(Chip(wording.unconfirmed(marks.unconfirmed), "amber", "warning"))
        else:
            title += [Icon("double_check", "green"), Text(wording.ALL_CONFIRMED, "green", 12)]
        self._evening_title.set_parts(title)
        for mark, line in self._mark_lines.items():
            icon, colour = LOOK[Mark(mark)]
            figure = "red" if mark == "refused" and marks.refused else "text"
            count = getattr(marks, mark)
            line.set_parts(
                [
                    Icon(icon, colour, gap=8),
                    Text(words.MARKS[mark], colour),
                    Stretch(),
                    Text(str(count), figure, strong=True),
                    Text("件", "muted", 12),
                ]
            )
        self._parked.set_parts(
            [
                Icon("pause", "text2", gap=8),
                Text(wording.PARKED),
                Stretch(),
                Text(str(marks.parked), strong=True),
                Text("件", "muted", 12),
            ]
        )

    def _render_round(self, view: HomeView) -> None:
        if view.round is None:
            self._round_title.set_parts([Text(wording.ROUND, strong=True)])
            self.times.set_rows((), empty=TableState("empty", wording.NO_ROUND, wording.NO_ROUND_HINT))
            return
        self._round_title.set_parts(
            [
                Text(wording.ROUND, strong=True),
                Text(words.round_name(view.round.round_id), "text2"),
                Stretch(),
                Text(wording.GRADUATION, "muted", 12),
                Text(view.round.graduation_on.isoformat(), "text2", 12),
            ]
        )
        self.times.set_rows(view.round.times)

    def _queue_cell(self, line: QueueLine, column: str) -> Any:
        return tables.queue_cell(line, column, self._now)

    # acts

    def _on_step(self, key: str) -> None:
        table = self.work if self.work.hasFocus() else self.queues
        table.step(-1 if key == "↑" else 1)

    def _on_digit(self, key: str) -> None:
        queue = self.presenter.state.queue_by_key(key)
        if queue is not None:
            self._open_queue(queue)

    def _open_current(self) -> None:
        (self.work if self.work.hasFocus() else self.queues).open_current()

    def _on_queue_opened(self, line: QueueLine) -> None:
        self._open_queue(line.count.queue)

    def _open_queue(self, queue: Queue) -> None:
        self.open_requested.emit(self._screens.get(queue, "queue_list"), queue)

    def _on_work_opened(self, line: WorkLine) -> None:
        self.open_requested.emit("candidate_file", line.candidate_id)

    def _on_checked(self, marks: MarkCounts) -> None:
        calm = marks.unconfirmed == 0
        icon, tone = ("double_check", "green") if calm else ("warning", "amber")
        if self.isVisible():
            self.message.emit(Message(wording.checked(marks), tone, icon))  # type: ignore[arg-type]
            self.presenter.read()

    def _on_news(self, handover: Handover) -> None:
        """Whoever has gone on to a queue meanwhile is not interrupted; J tells it again."""
        if self.isVisible():
            self.message.emit(Message(wording.news(handover), strong=wording.HANDOVER + "　", seconds=None))


def _start_row(view: HomeView, lines: tuple[QueueLine, ...]) -> int:
    """The queue whose time binds first has the focus when Home opens."""
    return next((at for at, line in enumerate(lines) if line.count.queue == view.nearest), 0)


def _nearest(view: HomeView) -> list[Part]:
    """Which queue's time binds first, whatever row it stands in."""
    found = next((count for count in view.queues if count.queue == view.nearest), None)
    if found is None or found.due is None:
        return []
    return [
        Text(wording.NEAREST, "muted", 12, gap=6),
        Text(words.QUEUES[found.queue], gap=6),
        Text(words.day_and_time(found.due), "text2"),
    ]


def _counted(title: str, *counts: tuple[str, int, str]) -> list[Part]:
    parts: list[Part] = [Text(title, strong=True), Stretch()]
    for before, count, after in counts:
        if before:
            parts.append(Text(before, "text2", gap=4))
        parts += [Text(str(count), strong=True, gap=4), Text(after, "text2", gap=4)]
    return parts
