"""The rounded card of the sign-in and the note under its button."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout

from ui import theme
from ui.widgets.button import RING
from ui.widgets.painted import Painted, Paragraph
from ui.widgets.painting import paint_box, paint_parts
from ui.widgets.parts import Icon

ICON_ROOM = 24


class Card(Painted):
    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_box(QPainter(self), QRectF(self.rect()), "panel", "line")


class Note(Painted):
    """An icon and a sentence that may wrap."""

    def __init__(self) -> None:
        super().__init__()
        self._icon = Icon("info", "text2", 16)
        self._words = Paragraph(inset=0)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(ICON_ROOM) + RING, 0, RING, 0)
        row.addWidget(self._words)

    def set_note(self, icon: str, text: str, colour: str) -> None:
        self._icon = Icon(icon, colour, 16)
        self._words.set_text(text, colour=colour)
        self.setAccessibleName(text)
        self.update()

    def text(self) -> str:
        return self._words.text()

    def paintEvent(self, _event: QPaintEvent) -> None:
        line = QRectF(RING, self._words.y(), theme.px(ICON_ROOM), theme.px(22))
        paint_parts(QPainter(self), line, (self._icon,))
