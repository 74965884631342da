"""The bar at the foot of the window: exactly the keys that work now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.keys import Act, KeyAct
from ui.widgets.painted import Painted
from ui.widgets.painting import paint_parts, parts_width
from ui.widgets.parts import KeyCap, Part, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

KEY_BAR_GAP = 18
START = 12


class KeyBar(Painted):
    pressed = Signal(object)  # the act whose label was clicked

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._acts: tuple[Act, ...] = ()
        self._spans: list[tuple[float, float, Act]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_acts(self, acts: Sequence[Act]) -> None:
        self._acts = tuple(act for act in acts if act.enabled and act.shown)
        self.setAccessibleName("，".join(f"{'、'.join(act.caps())} {act.label}" for act in self._acts))
        self.update()

    def acts(self) -> tuple[Act, ...]:
        """What the bar shows."""
        return self._acts

    def sizeHint(self) -> QSize:
        return QSize(theme.px(400), theme.px(32))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, theme.px(32))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("window"))
        painter.fillRect(0, 0, self.width(), 1, theme.colour("line"))
        x = float(theme.px(START))
        self._spans = []
        for act in self._fitting():
            parts = _parts(act)
            wide = parts_width(parts)
            paint_parts(painter, QRectF(x, 0, wide + 1, self.height()), parts)
            self._spans.append((x, x + wide, act))
            x += wide + theme.px(KEY_BAR_GAP)

    def drawn(self) -> tuple[Act, ...]:
        """What there was room for."""
        return tuple(act for _left, _right, act in self._spans)

    def _fitting(self) -> list[Act]:
        """Where the room is too small those before the last one give way: the last is the help."""
        acts = list(self._acts)
        room = self.width() - 2 * theme.px(START)
        while len(acts) > 1 and _width(acts) > room:
            del acts[-2]
        return acts

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        at = event.position().x()
        for left, right, act in self._spans:
            if left <= at <= right and isinstance(act, KeyAct):
                self.pressed.emit(act)


def _parts(act: Act) -> list[Part]:
    caps: list[Part] = [KeyCap(cap, gap=4) for cap in act.caps()[:-1]]
    return [*caps, KeyCap(act.caps()[-1], gap=6), Text(act.label, "text2", theme.SMALL)]


def _width(acts: Sequence[Act]) -> float:
    return sum(parts_width(_parts(act)) for act in acts) + theme.px(KEY_BAR_GAP) * (len(acts) - 1)
