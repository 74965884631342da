"""Small painted pieces of the look-up: the name to be compared with the document, and the switch for graduates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from ui import theme
from ui.screens.look_up import wording
from ui.widgets.painted import Painted, PartsLine
from ui.widgets.painting import paint_parts, parts_width
from ui.widgets.parts import CheckBox, Chip, KeyCap, Part, Text, plain_text
from ui.widgets.wrapping import wrap

if TYPE_CHECKING:
    from app.services.lookup_preview import PersonPreview

SHORT_NAME = 6  # code points; longer names name only their rare characters below


class PersonHeading(Painted):
    """The name in 28 px serif, its code points, and a chip where characters must be compared with the document."""

    NAME, LINE, CHIP = 38, 20, 26

    def __init__(self) -> None:
        super().__init__()
        self._name = ""
        self._points: tuple[str, ...] = ()
        self._rare = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_person(self, person: PersonPreview | None) -> None:
        self._name = "" if person is None else person.name
        points = () if person is None else person.code_points
        if len(points) > SHORT_NAME:
            points = tuple(point for point in points if point.is_rare)
        self._points = tuple(f"{point.character} {point.label}" for point in points)
        self._rare = 0 if person is None else len(person.rare_characters)
        self.speak()
        self.updateGeometry()
        self.update()

    def speak(self) -> None:
        self.setAccessibleName(plain_text((Text(" ".join((self._name, *self._points)), personal=True),)))

    def name_lines(self, width: int) -> list[str]:
        measure = theme.metrics(theme.NAME, serif=True).horizontalAdvance
        return wrap(self._name, width, measure) if self._name else []

    def point_lines(self, width: int) -> list[str]:
        """Pairs of character and code point stay together."""
        lines: list[str] = []
        for point in self._points:
            longer = f"{lines[-1]}   {point}" if lines else point
            if lines and theme.metrics(theme.SMALL).horizontalAdvance(longer) <= width:
                lines[-1] = longer
            else:
                lines.append(point)
        return lines

    def sizeHint(self) -> QSize:
        width = self.width() if self.width() > 100 else theme.px(230)
        high = len(self.name_lines(width)) * self.NAME + len(self.point_lines(width)) * self.LINE
        return QSize(theme.px(160), theme.px(high + (self.CHIP if self._rare else 0)))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        top = 0
        for line in self.name_lines(self.width()):
            top = self._paint(painter, top, self.NAME, (Text(line, size=theme.NAME, serif=True, personal=True),))
        for line in self.point_lines(self.width()):
            top = self._paint(painter, top, self.LINE, (Text(line, "text2", theme.SMALL, personal=True),))
        if self._rare:
            chip = Chip(wording.RARE_COUNT.format(count=self._rare), "amber", "warning")
            self._paint(painter, top, self.CHIP, (chip,))

    def _paint(self, painter: QPainter, top: int, height: int, parts: tuple[Part, ...]) -> int:
        paint_parts(painter, QRectF(0, top, self.width(), theme.px(height)), parts)
        return top + theme.px(height)


class GraduatedSwitch(PartsLine):
    """含已毕业, ticked or not; the key stands beside it."""

    toggled = Signal()

    def __init__(self) -> None:
        super().__init__(height=32, inset=0)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.set_ticked(ticked=False)

    def set_ticked(self, *, ticked: bool) -> None:
        self.set_parts([CheckBox(ticked), Text(wording.WITH_GRADUATED, "text2"), KeyCap("Alt+G")])
        self.setFixedWidth(round(parts_width(self.parts())) + 2)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.toggled.emit()
