"""Paints the cells of every table from lists of parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui import theme
from ui.widgets.painting import paint_cell, parts_width
from ui.widgets.parts import Cell, TwoLines
from ui.widgets.rows import CELL_ROLE, RowsModel

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

INSET = 16  # of the first and last column; headings use the same
COLUMN_LEFT, COLUMN_RIGHT, TWO_LINES_RIGHT = 8, 16, 12


class PartsDelegate(QStyledItemDelegate):
    """Holds no logic: the model says what stands in a cell, the view which row is selected or hovered."""

    def __init__(self, parent: QWidget | None = None, *, strong_selection: bool = False) -> None:
        super().__init__(parent)
        self.hovered = -1
        self._strong_selection = strong_selection

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        model = index.model()
        rect = QRectF(option.rect)  # type: ignore[attr-defined]
        selected = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]
        section = isinstance(model, RowsModel) and model.is_section(index.row())
        token = self._background(index.row(), selected=selected, section=section)
        if token:
            painter.fillRect(rect, theme.colour(token))
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), theme.colour("line"))
        cell: Cell | None = index.data(CELL_ROLE)
        if not cell:
            return
        first, last = index.column() == 0, index.column() == model.columnCount() - 1
        left = theme.px(INSET if first else COLUMN_LEFT)
        right = TWO_LINES_RIGHT if isinstance(cell, TwoLines) else INSET if last or section else COLUMN_RIGHT
        inner = rect.adjusted(left, 0, -theme.px(right), -1)
        if isinstance(model, RowsModel) and model.columns[index.column()].align == "right" and not section:
            inner = _pushed_right(inner, cell)
        strong = True if selected and self._strong_selection and first else None
        paint_cell(painter, inner, cell, strong=strong)

    def sizeHint(
        self,
        option: QStyleOptionViewItem,  # noqa: ARG002 Qt's own signature
        index: QModelIndex | QPersistentModelIndex,  # noqa: ARG002
    ) -> QSize:
        return QSize(theme.px(40), theme.row_height())

    def _background(self, row: int, *, selected: bool, section: bool) -> str | None:
        if section:
            return "subtle"
        if selected:
            return "selected"
        return "hover" if row == self.hovered else None


def _pushed_right(rect: QRectF, cell: Cell) -> QRectF:
    if isinstance(cell, TwoLines | str):
        wide = 0.0 if isinstance(cell, TwoLines) else theme.metrics().horizontalAdvance(cell)
    else:
        wide = parts_width(cell)
    return rect.adjusted(max(0.0, rect.width() - wide), 0, 0, 0) if wide else rect
