"""The strip under the top bar: what happened, what was kept, what to do. Never a pop-up for news."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.keys import KeyAct
from ui.widgets.painted import Painted
from ui.widgets.painting import paint_parts, parts_width
from ui.widgets.parts import GAP, Icon, KeyCap, Part, Stretch, Text, plain_text

if TYPE_CHECKING:
    from ui.screen import Message


class MessageStrip(Painted):
    dismissed = Signal()
    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._message: Message | None = None
        self._over: Message | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.dismiss)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_message(self, message: Message | None) -> None:
        self._timer.stop()
        self._message = message
        if message is not None and message.seconds is not None:
            self._timer.start(round(message.seconds * 1000))
        self._tell()

    def warn(self, message: Message | None) -> None:
        """Stands before what the strip says, which comes back with None; its own time runs on meanwhile."""
        self._over = message
        self._tell()

    def message(self) -> Message | None:
        """What is to be read now."""
        return self._message if self._over is None else self._over

    def dismiss(self) -> None:
        """The timer's end takes what stands behind a warning, too."""
        if self._message is not None:
            self.show_message(None)
            self.dismissed.emit()

    def _tell(self) -> None:
        message = self.message()
        self.setVisible(message is not None)
        self.speak()
        self.update()
        self.changed.emit()

    def speak(self) -> None:
        message = self.message()
        if message is not None:
            self.setAccessibleName(plain_text((*_strong(message, "text"), Text(message.text))))

    def acts(self) -> list[KeyAct]:
        """The keys that belong to what the strip says."""
        message = self.message()
        if message is None:
            return []
        act = message.act
        return [KeyAct("Esc", "知道了", self.dismiss, shown=False)] if act is None else [act]

    def sizeHint(self) -> QSize:
        return QSize(theme.px(400), theme.px(32))

    def paintEvent(self, _event: QPaintEvent) -> None:
        message = self.message()
        if message is None:
            return
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour(f"{message.tone}_bg"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.colour("line"))
        colour = "text" if message.tone == "wait" else message.tone
        parts: list[Part] = [Icon(message.icon, "text2" if message.tone == "wait" else message.tone, 16, gap=10)]
        parts += _strong(message, colour)
        parts += [Text(message.text, colour), Stretch(), *self._right()]
        paint_parts(painter, QRectF(self.rect()).adjusted(theme.px(16), 0, -theme.px(12), 0), parts)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        room = parts_width(self._right()) + theme.px(12)
        if event.position().x() > self.width() - room:
            for act in self.acts():
                act.run()

    def _right(self) -> list[Part]:
        message = self.message()
        act = message.act if message is not None else None
        if act is None:
            return [Text("知道了", "text2", theme.SMALL, gap=6), KeyCap("Esc")]
        return [Text(act.label, "text", gap=6), KeyCap(act.key)]


def _strong(message: Message, colour: str) -> list[Part]:
    before, person, after = message.strong.partition(message.personal) if message.personal else (message.strong, "", "")
    texts = [text for text in (before, person, after) if text]
    parts = [Text(text, colour, strong=True, personal=text == person, gap=0) for text in texts]
    return [*parts[:-1], replace(parts[-1], gap=GAP)] if parts else []
