"""Label and value rows of 28 px, for the facts beside a case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.widgets.painted import Painted
from ui.widgets.painting import paint_parts
from ui.widgets.parts import Parts, Text, plain_text
from ui.widgets.wrapping import wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

LINE = 22


@dataclass(frozen=True, slots=True)
class Fact:
    """`value` may be plain text, which wraps, or parts, which stay on one line. `line`: a separator before it.

    `personal`: the plain text is hidden by Alt+P.
    """

    label: str
    value: Parts | str
    line: bool = False
    personal: bool = False

    @property
    def parts(self) -> Parts:
        return (Text(self.value, personal=self.personal),) if isinstance(self.value, str) else self.value


class FactList(Painted):
    def __init__(
        self, facts: Sequence[Fact] = (), *, label_width: int = 80, inset: int = 16, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._facts: tuple[Fact, ...] = ()
        self._label_width, self._inset = label_width, inset
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_facts(facts)

    def set_facts(self, facts: Sequence[Fact]) -> None:
        self._facts = tuple(facts)
        self.speak()
        self.updateGeometry()
        self.update()

    def speak(self) -> None:
        self.setAccessibleName("；".join(f"{fact.label} {plain_text(fact.parts)}" for fact in self._facts))

    def facts(self) -> tuple[Fact, ...]:
        return self._facts

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return sum(self._height(fact, width) for fact in self._facts)

    def sizeHint(self) -> QSize:
        wide = self.width() if self.width() > 100 else theme.px(292)
        return QSize(theme.px(self._label_width + 120), self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.heightForWidth(max(self.width(), theme.px(200))))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        top = 0
        for fact in self._facts:
            height = self._height(fact, self.width())
            self._paint_fact(painter, fact, top, height)
            top += height

    def _paint_fact(self, painter: QPainter, fact: Fact, top: int, height: int) -> None:
        inset, row = theme.px(self._inset), theme.px(28)
        if fact.line:
            painter.fillRect(0, top + theme.px(4), self.width(), 1, theme.colour("line"))
            top, height = top + theme.px(9), height - theme.px(9)
        label = QRectF(inset, top, theme.px(self._label_width) - theme.px(4), row)
        paint_parts(painter, label, (Text(fact.label, "muted"),))
        left = inset + theme.px(self._label_width)
        room = self.width() - left - inset
        if not isinstance(fact.value, str):
            paint_parts(painter, QRectF(left, top, room, row), fact.value)
            return
        for number, line in enumerate(self._lines(fact.value, self.width())):
            at = QRectF(left, top + number * theme.px(LINE), room, row)
            paint_parts(painter, at, (Text(line, personal=fact.personal),))

    def _height(self, fact: Fact, width: int) -> int:
        lines = 1 if not isinstance(fact.value, str) else len(self._lines(fact.value, width))
        return theme.px(28) + (lines - 1) * theme.px(LINE) + (theme.px(9) if fact.line else 0)

    def _lines(self, value: str, width: int) -> list[str]:
        room = width - 2 * theme.px(self._inset) - theme.px(self._label_width)
        return wrap(value, max(room, theme.px(60)), theme.metrics().horizontalAdvance)
