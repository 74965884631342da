"""Table headings of 28 px: 12 px muted text at the same inset as the cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QWidget

from ui import theme
from ui.widgets.delegate import COLUMN_LEFT, COLUMN_RIGHT, INSET
from ui.widgets.painting import paint_parts, parts_width
from ui.widgets.parts import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QMouseEvent, QPainter

    from ui.widgets.rows import Column


class DeskHeader(QHeaderView):
    dragged = Signal()  # a person, not the layout, has set a width

    def __init__(self, columns: Sequence[Column], parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._columns = columns
        self._by_hand = False
        self.setHighlightSections(False)
        self.setSectionsClickable(False)
        self.sectionResized.connect(self._on_resized)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme.px(28))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803 Qt's name
        box = QRectF(rect)
        painter.fillRect(box, theme.colour("panel"))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), theme.colour("line"))
        column = self._columns[logicalIndex]
        title = (Text(column.title, "muted", theme.SMALL),)
        left = theme.px(INSET if logicalIndex == 0 else COLUMN_LEFT)
        inner = box.adjusted(left, 0, -theme.px(COLUMN_RIGHT), 0)
        if column.align == "right":
            inner.adjust(max(0.0, inner.width() - parts_width(title)), 0, 0, 0)
        paint_parts(painter, inner, title)

    def mousePressEvent(self, e: QMouseEvent) -> None:
        self._by_hand = True
        super().mousePressEvent(e)

    def mouseReleaseEvent(self, e: QMouseEvent) -> None:
        super().mouseReleaseEvent(e)
        self._by_hand = False

    def _on_resized(self) -> None:
        if self._by_hand:
            self._by_hand = False
            self.dragged.emit()
            self._by_hand = True
