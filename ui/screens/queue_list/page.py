"""待办名单: who waits in a queue, oldest first; from here to the person's file."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from app.services.home_views import Queue
from ui import words
from ui.keys import Act, KeyAct, KeyChoice
from ui.screen import Screen
from ui.screens.queue_list import wording
from ui.text import sentence
from ui.widgets.painted import Panel, PartsLine
from ui.widgets.parts import Cell, Part, Stretch, Text, id_number, phone
from ui.widgets.rows import Column
from ui.widgets.states import TableState
from ui.widgets.table import DeskTable

if TYPE_CHECKING:
    from app.services.queue_list import WaitingPerson
    from ui.screens.queue_list.presenter import QueueListPresenter
    from ui.screens.queue_list.state import QueueListState
    from ui.widgets.table import WidthStore

_COLUMNS = (
    Column("name", wording.COLUMNS["name"], 220),
    Column("id_number", wording.COLUMNS["id_number"], 200),
    Column("candidate_no", wording.COLUMNS["candidate_no"], 160),
    Column("phone", wording.COLUMNS["phone"], 160),
    Column("waiting", wording.COLUMNS["waiting"], 0),
)


class QueueListPage(Screen):
    name = "queue_list"
    title = wording.TITLE

    def __init__(self, presenter: QueueListPresenter, widths: WidthStore | None = None) -> None:
        super().__init__()
        self.presenter = presenter
        self._now = datetime.now(UTC)
        self._title = PartsLine(height=40, line_below=True)
        self.table = DeskTable(_COLUMNS, self._cell, name="queue_list", widths=widths)
        panel = Panel()
        panel.column.addWidget(self._title)
        panel.column.addWidget(self.table, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(panel)
        presenter.state_changed.connect(self._show)
        self.table.opened.connect(self._on_opened)
        self.table.selected.connect(lambda _row: self.acts_changed.emit())

    def key_acts(self) -> list[Act]:
        chosen = self.table.current() is not None
        return [
            KeyChoice(("↑", "↓"), wording.KEYS["choose"], self._on_step, repeats=True),
            KeyAct("Enter", wording.KEYS["open"], self.table.open_current, enabled=chosen),
            KeyAct("F8", wording.KEYS["notice"], self._on_notice, enabled=chosen),
            KeyAct("F5", wording.KEYS["refresh"], self.presenter.refresh),
        ]

    def activate(self, argument: object = None) -> None:
        if isinstance(argument, Queue):
            self.presenter.open(argument)
        else:
            self.presenter.refresh()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, state: QueueListState) -> None:
        title: list[Part] = [Text(words.QUEUES[state.queue] if state.queue is not None else "", strong=True)]
        if state.error is not None:
            self.table.set_state(TableState("error", sentence(state.error)))
        elif state.view is None:
            self.table.set_state(TableState("loading", wording.LOADING))
        else:
            self._now = state.view.at
            title += [Text(str(len(state.view.rows)), strong=True, gap=4), Text("件", "text2")]
            if state.view.more:
                title.append(Text(wording.MORE.format(count=len(state.view.rows)), "amber", 12))
            empty = TableState("empty", wording.EMPTY, wording.EMPTY_HINT)
            self.table.set_rows(state.view.rows, empty=empty, keep=True)
        self._title.set_parts([*title, Stretch(), Text(wording.HINT, "muted", 12)])
        self.acts_changed.emit()

    def _cell(self, row: WaitingPerson, column: str) -> Cell:
        if column == "name":
            return (Text(row.name, personal=True),)
        if column == "id_number":
            return id_number(row.id_number, masked=True)
        if column == "candidate_no":
            return (Text(row.candidate_no or "—", personal=True),)
        if column == "phone":
            return phone(row.phone, masked=True)
        return (Text("—" if row.waiting_since is None else words.span(self._now - row.waiting_since)),)

    def _on_step(self, key: str) -> None:
        self.table.step(-1 if key == "↑" else 1)

    def _on_opened(self, row: Any) -> None:
        self.open_requested.emit("candidate_file", row.candidate_id)

    def _on_notice(self) -> None:
        row = self.table.current()
        if row is not None:
            self.open_requested.emit("notice", row.candidate_id)
