"""Ctrl+K: one box that finds a person or an act from anywhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import theme
from ui.widgets.painted import Panel, PartsLine
from ui.widgets.parts import Cell, KeyCap, Part, Stretch, Text
from ui.widgets.rows import Column, SectionRow
from ui.widgets.states import TableState
from ui.widgets.table import DeskTable

if TYPE_CHECKING:
    from ui.jobs import JobRunner
    from ui.widgets.edits import SearchEdit

MOST_ROWS = 10
QUERY_KEY = "palette"


@dataclass(frozen=True, slots=True)
class PaletteHit:
    """A person or an act. `run` is called on the UI thread once it is chosen."""

    parts: tuple[Part, ...]
    run: Callable[[], None]
    key: str = ""


FindPeople = Callable[[str], Sequence[PaletteHit]]


class Palette(QWidget):
    """The list below the search box of the top bar."""

    closed = Signal()

    def __init__(
        self,
        search: SearchEdit,
        jobs: JobRunner,
        acts: Callable[[str], Sequence[PaletteHit]],
        people: FindPeople | None,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._search, self._jobs, self._acts, self._people = search, jobs, acts, people
        self._over = parent
        self._came_from: QWidget | None = None
        self.table = DeskTable((Column("hit", ""),), self._cell, header=False)
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        panel = Panel(lines="left top right bottom")
        panel.column.addWidget(self.table, 1)
        panel.column.addWidget(
            PartsLine((Text("↑ ↓ 选择，Enter 打开，Esc 关闭", "muted", 12),), height=28, fill="subtle")
        )
        column.addWidget(panel)
        self.hide()
        search.forward_to(self.table)
        search.text_changed.connect(self._on_text)
        search.line.installEventFilter(self)
        self.table.opened.connect(self._on_opened)

    def open(self, came_from: QWidget | None) -> None:
        self._came_from = came_from
        self._search.line.setFocus()
        self._search.line.selectAll()
        self._on_text(self._search.text())

    def close_list(self) -> None:
        """Back to where the clerk was."""
        if not self.isVisible() and not self._search.text():
            return
        self._jobs.forget(QUERY_KEY)
        self.hide()
        self._search.set_text("")
        self.hide()
        if self._came_from is not None:
            self._came_from.setFocus()
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._search.line and event.type() == QEvent.Type.FocusOut:
            self.hide()
        return False

    def _on_text(self, text: str) -> None:
        wanted = text.strip()
        if not self._search.line.hasFocus():
            return
        self._show(self._acts(wanted), ())
        people = self._people
        if wanted and people is not None:
            self._jobs.query(
                QUERY_KEY,
                lambda: people(wanted),
                lambda found: self._show(self._acts(wanted), found),
                lambda _error: self._show(self._acts(wanted), ()),
            )

    def _show(self, acts: Sequence[PaletteHit], people: Sequence[PaletteHit]) -> None:
        rows: list[object] = []
        if people:
            rows += [SectionRow((Text("考生", "muted", theme.SMALL),)), *people[:MOST_ROWS]]
        if acts:
            rows += [SectionRow((Text("操作", "muted", theme.SMALL),)), *acts[:MOST_ROWS]]
        self.table.set_rows(
            rows, empty=TableState("empty", "没有相符的考生或操作", "可输入姓名、拼音、准考证号或操作名称")
        )
        if rows:
            self.table.select_row(0)
        self._place(rows)
        self.setVisible(self._search.line.hasFocus())
        self.raise_()

    def _place(self, rows: Sequence[object]) -> None:
        below = self._search.mapTo(self._over, self._search.rect().bottomLeft())
        heights = [theme.px(28) if isinstance(row, SectionRow) else theme.row_height() for row in rows[:MOST_ROWS]]
        height = (sum(heights) or 3 * theme.row_height()) + theme.px(28) + 2
        self.setGeometry(below.x(), below.y() + theme.px(4), max(self._search.width(), theme.px(440)), height)

    def _on_opened(self, row: object) -> None:
        """The focus goes back first: the act may be one of the screen that had it."""
        self.close_list()
        if isinstance(row, PaletteHit):
            row.run()

    @staticmethod
    def _cell(row: object, _column: str) -> Cell:
        if not isinstance(row, PaletteHit):
            return ""
        return (*row.parts, Stretch(), KeyCap(row.key)) if row.key else row.parts
