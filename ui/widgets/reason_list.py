"""Reasons as a numbered list: a digit ticks one, several may be ticked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.widgets.painted import Painted
from ui.widgets.painting import paint_focus_ring, paint_parts
from ui.widgets.parts import CheckBox, KeyCap, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

ROW, INSET, OUTSET = 28, 16, 4


@dataclass(frozen=True, slots=True)
class Reason:
    code: str
    text: str


class ReasonList(Painted):
    """Never scrolls: at most nine reasons with a digit, further ones without."""

    changed = Signal(tuple)  # codes ticked, in the order of the list

    def __init__(self, reasons: Sequence[Reason] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reasons: tuple[Reason, ...] = ()
        self._ticked: set[str] = set()
        self._at = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_reasons(reasons)

    def set_reasons(self, reasons: Sequence[Reason]) -> None:
        self._reasons = tuple(reasons)
        self._ticked.clear()
        self._at = 0
        self._tell()
        self.updateGeometry()
        self.update()

    def ticked(self) -> tuple[str, ...]:
        return tuple(reason.code for reason in self._reasons if reason.code in self._ticked)

    def set_ticked(self, codes: Sequence[str]) -> None:
        """Without a signal: for a draft that comes back, or a new case."""
        self._ticked = {reason.code for reason in self._reasons if reason.code in set(codes)}
        self._tell()
        self.update()

    def toggle(self, at: int) -> None:
        if not 0 <= at < len(self._reasons):
            return
        code = self._reasons[at].code
        self._ticked ^= {code}
        self._at = at
        self._tell()
        self.update()
        self.changed.emit(self.ticked())

    def toggle_digit(self, digit: str) -> None:
        """What a `KeyChoice` of digits calls."""
        self.toggle(int(digit) - 1)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(360), theme.px(ROW) * len(self._reasons))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(200), theme.px(ROW) * len(self._reasons))

    def focusInEvent(self, event: object) -> None:
        super().focusInEvent(event)  # type: ignore[arg-type]
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            step = -1 if event.key() == Qt.Key.Key_Up else 1
            self._at = min(max(self._at + step, 0), max(0, len(self._reasons) - 1))
            self.update()
        elif event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.toggle(self._at)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus()
        self.toggle(int(event.position().y() // theme.px(ROW)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        for at, reason in enumerate(self._reasons):
            row = QRectF(theme.px(OUTSET), at * theme.px(ROW), self.width() - 2 * theme.px(OUTSET), theme.px(ROW))
            ticked = reason.code in self._ticked
            if ticked:
                painter.save()
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.colour("red_bg"))
                painter.drawRoundedRect(row, theme.px(6), theme.px(6))
                painter.restore()
            inset = theme.px(INSET - OUTSET)
            cap = KeyCap(str(at + 1) if at < 9 else "·")
            parts = (cap, CheckBox(ticked, "red"), Text(reason.text, strong=ticked))
            paint_parts(painter, row.adjusted(inset, 0, -inset, 0), parts)
            if at == self._at and self.hasFocus():
                paint_focus_ring(painter, row)

    def _tell(self) -> None:
        chosen = "、".join(reason.text for reason in self._reasons if reason.code in self._ticked)
        self.setAccessibleName("不通过原因")
        self.setAccessibleDescription(f"已选 {len(self._ticked)} 项 {chosen}" if chosen else "未选")
