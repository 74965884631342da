"""Small widgets that are nothing but paint: lines of parts, separators, panels, paragraphs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.privacy import privacy
from ui.widgets.painting import paint_parts, parts_width
from ui.widgets.parts import Parts, Text, as_parts, plain_text
from ui.widgets.wrapping import wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

INSET = 16


class Painted(QWidget):
    """Repaints when the theme or the hiding of personal data changes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.changes().changed.connect(self._on_look_changed)
        privacy().changed.connect(self._on_privacy_changed)

    def _on_look_changed(self) -> None:
        self.updateGeometry()
        self.update()

    def _on_privacy_changed(self) -> None:
        self.speak()
        self.update()

    def speak(self) -> None:
        """Sets the accessible name, where it says something personal."""


class Panel(Painted):
    """A filled area; children in `column`. Lines at its edges leave themselves 1 px of margin."""

    def __init__(self, fill: str = "panel", *, lines: str = "", inset: int = 0, parent: QWidget | None = None) -> None:
        """`lines`: any of "left top right bottom", 1 px separators painted at those edges."""
        super().__init__(parent)
        self._fill = fill
        self._lines = lines.split()
        self.column = QVBoxLayout(self)
        left, top, right, bottom = (1 if side in self._lines else 0 for side in ("left", "top", "right", "bottom"))
        margin = theme.px(inset)
        self.column.setContentsMargins(left + margin, top + margin, right + margin, bottom + margin)
        self.column.setSpacing(0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour(self._fill))
        colour = theme.colour("line")
        wide, high = self.width(), self.height()
        edges = {
            "left": (0, 0, 1, high),
            "top": (0, 0, wide, 1),
            "right": (wide - 1, 0, 1, high),
            "bottom": (0, high - 1, wide, 1),
        }
        for side in self._lines:
            painter.fillRect(*edges[side], colour)


class PartsLine(Painted):
    """One line of parts: panel titles, labels, hints. `Stretch()` sends what follows to the right."""

    def __init__(
        self,
        parts: Parts | str = (),
        *,
        height: int = 40,
        inset: int = INSET,
        fill: str | None = None,
        line_below: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._height, self._inset, self._fill, self._line_below = height, inset, fill, line_below
        self._parts: Parts = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_parts(parts)

    def set_parts(self, parts: Parts | str) -> None:
        self._parts = as_parts(parts)
        self.speak()
        self.updateGeometry()
        self.update()

    def parts(self) -> Parts:
        return self._parts

    def speak(self) -> None:
        self.setAccessibleName(plain_text(self._parts))

    def sizeHint(self) -> QSize:
        return QSize(round(parts_width(self._parts)) + 2 * theme.px(self._inset), theme.px(self._height))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, theme.px(self._height))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._fill is not None:
            painter.fillRect(self.rect(), theme.colour(self._fill))
        inset = theme.px(self._inset)
        paint_parts(painter, QRectF(self.rect()).adjusted(inset, 0, -inset, 0), self._parts)
        if self._line_below:
            painter.fillRect(0, self.height() - 1, self.width(), 1, theme.colour("line"))


def panel_title(title: str, *more: object, height: int = 40, line_below: bool = False) -> PartsLine:
    """A bold title and whatever parts follow it."""
    parts = [Text(title, strong=True), *more]
    return PartsLine(parts, height=height, line_below=line_below)  # type: ignore[arg-type]


class Separator(Painted):
    """A line of 1 px, or a band between panels (`band`: 8 px in the window's colour)."""

    def __init__(self, *, upright: bool = False, band: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._band = band
        thick = theme.px(8) if band else 1
        if upright:
            self.setFixedWidth(thick)
        else:
            self.setFixedHeight(thick)

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.colour("window" if self._band else "line"))


class Paragraph(Painted):
    """Running text, wrapped by tokens: a date or a course code never breaks in the middle."""

    def __init__(
        self, text: str = "", *, size: int = 14, colour: str = "text", inset: int = INSET, personal: bool = False
    ) -> None:
        super().__init__()
        self._text, self._size, self._colour, self._inset, self._personal = text, size, colour, inset, personal
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.speak()

    def set_text(self, text: str, *, colour: str | None = None) -> None:
        self._text = text
        self._colour = self._colour if colour is None else colour
        self.speak()
        self.updateGeometry()
        self.update()

    def speak(self) -> None:
        self.setAccessibleName(plain_text((Text(self._text, personal=self._personal),)))

    def text(self) -> str:
        return self._text

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return len(self._wrapped(width)) * self._line_height()

    def sizeHint(self) -> QSize:
        wide = self.width() if self.width() > 100 else theme.px(320)
        return QSize(theme.px(120), self.heightForWidth(wide))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        left, step = theme.px(self._inset), self._line_height()
        for number, line in enumerate(self._wrapped(self.width())):
            row = QRectF(left, number * step, self.width() - 2 * left, step)
            if self._personal and privacy().hidden():
                paint_parts(painter, row, (Text(line, self._colour, self._size, personal=True),))
                continue
            painter.setFont(theme.font(self._size))
            painter.setPen(theme.colour(self._colour))
            painter.drawText(QPointF(left, theme.baseline(row.top(), step, self._size)), line)

    def _line_height(self) -> int:
        return theme.px({12: 20, 14: 22}.get(self._size, round(self._size * 1.6)))

    def _wrapped(self, width: int) -> Sequence[str]:
        metrics = theme.metrics(self._size)
        return wrap(self._text, width - 2 * theme.px(self._inset), metrics.horizontalAdvance)
