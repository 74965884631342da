"""The table of the desktop: painted rows, kept column widths, four states drawn on purpose."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QModelIndex, QPoint, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from ui import theme
from ui.privacy import privacy
from ui.widgets.delegate import PartsDelegate
from ui.widgets.header import DeskHeader
from ui.widgets.painting import paint_focus_ring
from ui.widgets.rows import Column, RowsModel
from ui.widgets.states import TableState, paint_state

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ui.widgets.parts import Cell

LOADING_AFTER_MS = 200
LEAST_COLUMN = 40
BAR = 3


class WidthStore(Protocol):
    """Keeps the column widths a clerk has chosen, by the name of the table."""

    def widths(self, table: str) -> Sequence[int]: ...

    def keep(self, table: str, widths: Sequence[int]) -> None: ...


class NoWidths:
    """Where nothing is kept."""

    def widths(self, table: str) -> Sequence[int]:  # noqa: ARG002
        return ()

    def keep(self, table: str, widths: Sequence[int]) -> None:
        pass


class DeskTable(QTableView):
    """`selected` follows the current row (None: no row), `opened` is Enter or a double click on it."""

    selected = Signal(object)
    opened = Signal(object)

    def __init__(
        self,
        columns: Sequence[Column],
        cell: Callable[[Any, str], Cell],
        *,
        name: str = "",
        widths: WidthStore | None = None,
        row_height: int | None = None,
        header: bool = True,
        strong_selection: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.rows_model = RowsModel(columns, cell)
        self._name = name
        self._widths: WidthStore = NoWidths() if widths is None else widths
        self._own_height = row_height
        self._state: TableState | None = None
        self._delegate = PartsDelegate(self, strong_selection=strong_selection)
        self._loading = QTimer(self)
        self._loading.setSingleShot(True)
        self._loading.setInterval(LOADING_AFTER_MS)
        self._loading.timeout.connect(self._on_loading_long)
        self._build(header=header)

    # rows

    def set_rows(self, rows: Sequence[Any], *, empty: TableState | None = None, keep: bool = False) -> None:
        """Shows `rows`; `empty` is said where there is none; `keep` holds the selected place."""
        self._loading.stop()
        at = self.currentIndex().row() if keep else -1
        self._state = empty if not rows else None
        self.rows_model.reset(rows)
        self._lay_out_rows()
        self.viewport().update()
        if rows and (keep or self.hasFocus()):
            self.select_row(min(max(at, 0), len(rows) - 1))

    def set_state(self, state: TableState) -> None:
        """Loading, error, no permission or empty instead of rows. Loading shows only after 200 ms."""
        if state.kind == "loading":
            self._state = None
            self._loading.start()
            return
        self._loading.stop()
        self._state = state
        self.rows_model.reset(())
        self.viewport().update()

    def drawn_state(self) -> TableState | None:
        """What is drawn now instead of rows."""
        return self._state

    def current(self) -> Any | None:
        at = self.currentIndex().row()
        return None if at < 0 or self.rows_model.is_section(at) else self.rows_model.row(at)

    def select_row(self, at: int) -> None:
        """Selects the row, or the next one that is no section."""
        rows = self.rows_model.rowCount()
        while at < rows and self.rows_model.is_section(at):
            at += 1
        if 0 <= at < rows:
            self.setCurrentIndex(self.rows_model.index(at, 0))

    def step(self, step: int) -> None:
        """Up and down by rows, past sections; stays at the ends."""
        at = self.currentIndex().row() + step
        while self.rows_model.is_section(at):
            at += 1 if step > 0 else -1
        if 0 <= at < self.rows_model.rowCount():
            self.select_row(at)

    def page_rows(self) -> int:
        return max(1, self.viewport().height() // max(1, self._height()) - 1)

    # Qt

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:  # type: ignore[override]
        super().currentChanged(current, previous)
        self.viewport().update()
        self.selected.emit(self.current())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_PageUp: -self.page_rows(),
            Qt.Key.Key_PageDown: self.page_rows(),
        }
        key = Qt.Key(event.key()) if event.key() in steps else None
        if key is not None and event.modifiers() in {
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        }:
            self._step(steps[key])
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.open_current()
        elif event.key() in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            self.select_row(0 if event.key() == Qt.Key.Key_Home else self.rows_model.rowCount() - 1)
        else:
            event.ignore()

    def open_current(self) -> None:
        row = self.current()
        if row is not None:
            self.opened.emit(row)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        self.open_current()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.rowAt(event.position().toPoint().y()))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: Any) -> None:
        self._hover(-1)
        super().leaveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.current() is None:
            self.select_row(0)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._stretch()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        if self._state is not None:
            paint_state(painter, QRectF(self.viewport().rect()), self._state)
            return
        at = self.currentIndex().row()
        if at < 0 or self.rows_model.is_section(at):
            return
        row = self._row_rect(at)
        painter.fillRect(QRect(row.left(), row.top(), theme.px(BAR), row.height() - 1), theme.colour("primary"))
        if self.hasFocus():
            paint_focus_ring(painter, QRectF(row), 4)

    # inside

    def _build(self, *, header: bool) -> None:
        self.setModel(self.rows_model)
        self.setItemDelegate(self._delegate)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        heading = DeskHeader(self.rows_model.columns, self)
        self.setHorizontalHeader(heading)
        heading.setVisible(header)
        heading.setMinimumSectionSize(theme.px(LEAST_COLUMN))
        heading.dragged.connect(self._on_column_dragged)
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setMinimumSectionSize(1)
        self._set_widths()
        self._lay_out_rows()
        theme.changes().changed.connect(self._on_look_changed)
        privacy().changed.connect(self._on_privacy_changed)

    def _height(self) -> int:
        return theme.row_height() if self._own_height is None else theme.px(self._own_height)

    def _lay_out_rows(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._height())
        self.clearSpans()
        columns = len(self.rows_model.columns)
        for at in range(self.rows_model.rowCount()):
            if self.rows_model.is_section(at):
                if columns > 1:
                    self.setSpan(at, 0, 1, columns)
                self.setRowHeight(at, theme.px(28))
            elif self.rowHeight(at) != self._height():
                self.setRowHeight(at, self._height())

    def _set_widths(self) -> None:
        kept = self._widths.widths(self._name) if self._name else ()
        for at, column in enumerate(self.rows_model.columns):
            if len(kept) == len(self.rows_model.columns) and column.width:
                self.setColumnWidth(at, kept[at])
            elif column.width:
                self.setColumnWidth(at, theme.px(column.width))
        self._stretch()

    def _stretch(self) -> None:
        """Columns of width 0 share what the others leave."""
        flexible = [at for at, column in enumerate(self.rows_model.columns) if not column.width]
        if not flexible:
            return
        fixed = sum(self.columnWidth(at) for at, column in enumerate(self.rows_model.columns) if column.width)
        share = max(theme.px(LEAST_COLUMN), (self.viewport().width() - fixed) // len(flexible))
        for at in flexible:
            self.setColumnWidth(at, share)

    def _on_column_dragged(self) -> None:
        self._stretch()
        if self._name:
            self._widths.keep(self._name, [self.columnWidth(at) for at in range(len(self.rows_model.columns))])

    def _on_loading_long(self) -> None:
        self._state = TableState("loading", "正在读取…")
        self.rows_model.reset(())
        self.viewport().update()

    def _on_look_changed(self) -> None:
        self._set_widths()
        self._lay_out_rows()
        self.viewport().update()

    def _on_privacy_changed(self) -> None:
        self.viewport().update()

    def _hover(self, row: int) -> None:
        if row != self._delegate.hovered:
            self._delegate.hovered = row
            self.viewport().update()

    def _step(self, step: int) -> None:
        last = self.rows_model.rowCount() - 1
        target = self.currentIndex().row() + step
        self.step(step) if 0 <= target <= last else self.select_row(0 if step < 0 else last)

    def _row_rect(self, at: int) -> QRect:
        top = self.rowViewportPosition(at)
        return QRect(QPoint(0, top), QPoint(self.viewport().width() - 1, top + self.rowHeight(at) - 1))
