"""Fields to type in: code-point limits, the search box that lends its arrows, the password box."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QValidator
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from ui import theme
from ui.widgets.painted import Painted
from ui.widgets.painting import paint_box, paint_focus_ring, paint_parts, parts_width
from ui.widgets.parts import Icon, KeyCap, Part, Text
from ui.widgets.table import DeskTable

DOT_SIZE = 10
ICON = 18
FORWARDED = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}


class CodePointLimit(QValidator):
    """A limit counted as people count: `setMaxLength` counts UTF-16 units and would cut 𠮷 in two."""

    def __init__(self, limit: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._limit = limit

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        allowed = len(unicodedata.normalize("NFC", text)) <= self._limit
        return (QValidator.State.Acceptable if allowed else QValidator.State.Invalid), text, position

    def fixup(self, text: str) -> str:
        return text[: self._limit]


class DeskEdit(Painted):
    """A line edit in the box of the desktop: icon left, hint or key cap right, ring when it has the focus."""

    text_changed = Signal(str)
    entered = Signal()

    def __init__(
        self,
        placeholder: str = "",
        *,
        icon: str | None = None,
        key: str = "",
        tall: bool = False,
        limit: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon, self._key, self._tall = icon, key, tall
        self._hint = ""
        self.line = QLineEdit(self)
        self.line.setFrame(False)
        self.line.setFont(theme.font(theme.LARGE if tall else theme.BASE))
        self.line.setPlaceholderText(placeholder)
        self.line.setAccessibleName(placeholder)
        if limit is not None:
            self.line.setValidator(CodePointLimit(limit, self.line))
        self._box = QHBoxLayout(self)
        self._box.setSpacing(0)
        self._box.addWidget(self.line)
        self.setFocusProxy(self.line)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.line.textChanged.connect(self.text_changed)
        self.line.installEventFilter(self)
        self._place()

    def text(self) -> str:
        return self.line.text()

    def set_text(self, text: str) -> None:
        self.line.setText(text)

    def set_hint(self, hint: str) -> None:
        """Small muted words at the right end, hidden where the text needs the room."""
        self._hint = hint
        self._place()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(200), theme.px(40 if self._tall else 32))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self.line:
            return False
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            self.update()
        return event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._on_key(event)

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        self.line.setFocus()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect())
        paint_box(painter, rect, "panel", "edge")
        if self._icon:
            colour = "primary" if self._icon == "search" and self._tall and self.line.hasFocus() else "text2"
            paint_parts(painter, rect.adjusted(theme.px(11), 0, 0, 0), (Icon(self._icon, colour, ICON),))
        right = self._right_parts()
        if right:
            room = parts_width(right) + theme.px(self._right_inset())
            paint_parts(painter, QRectF(rect.right() - room, rect.top(), room, rect.height()), right)
        if self.line.hasFocus():
            paint_focus_ring(painter, rect)

    def _on_key(self, event: QKeyEvent) -> bool:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered.emit()
            return True
        return False

    def _right_parts(self) -> list[Part]:
        parts: list[Part] = []
        if self._hint:
            parts.append(Text(self._hint, "muted", theme.SMALL))
        if self._key:
            parts.append(KeyCap(self._key))
        return parts

    def _right_inset(self) -> int:
        return 12 if self._hint and not self._key else 8 if self._tall else 6

    def _place(self) -> None:
        left = theme.px(11) + (theme.px(ICON) + theme.px(8) if self._icon else 0)
        parts = self._right_parts()
        right = round(parts_width(parts)) + theme.px(self._right_inset() + 8) if parts else theme.px(12)
        self._box.setContentsMargins(left - 2, 1, right, 1)

    def _on_look_changed(self) -> None:
        self.line.setFont(theme.font(theme.LARGE if self._tall else theme.BASE))
        self._place()
        super()._on_look_changed()


class SearchEdit(DeskEdit):
    """Keeps the focus while Up, Down, PgUp and PgDn move the rows of a table and Enter opens one."""

    def __init__(self, placeholder: str, *, key: str = "", tall: bool = False, limit: int = 60) -> None:
        super().__init__(placeholder, icon="search", key=key, tall=tall, limit=limit)
        self._table: QWidget | None = None

    def forward_to(self, table: QWidget) -> None:
        """The widget that gets the arrows; a `DeskTable` also gets Enter."""
        self._table = table

    def _on_key(self, event: QKeyEvent) -> bool:
        if self._table is not None and event.key() in FORWARDED:
            copy = QKeyEvent(event.type(), event.key(), event.modifiers(), event.text(), event.isAutoRepeat())
            QApplication.sendEvent(self._table, copy)
            return True
        entered = super()._on_key(event)
        if entered and isinstance(self._table, DeskTable):
            self._table.open_current()
        return entered


class PasswordEdit(DeskEdit):
    """Eight dots or, while `set_shown(True)`, the letters. Nothing of it reaches the clipboard while hidden."""

    def __init__(self, placeholder: str = "") -> None:
        super().__init__(placeholder, icon="lock", key="Alt+V")
        self._tall = True
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)
        self._set_font()
        self._place()

    def is_shown(self) -> bool:
        return self.line.echoMode() == QLineEdit.EchoMode.Normal

    def set_shown(self, shown: bool) -> None:  # noqa: FBT001 a slot
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self._set_font()
        self._place()
        self.update()

    def _right_parts(self) -> list[Part]:
        return [Icon("eye" if self.is_shown() else "eye_off", "text2", 18), *super()._right_parts()]

    def _on_look_changed(self) -> None:
        super()._on_look_changed()
        self._set_font()

    def _set_font(self) -> None:
        """The dot of a hidden letter is a whole em wide: smaller they read as one word."""
        close = QFont(theme.font())
        if not self.is_shown():
            close.setPixelSize(theme.px(DOT_SIZE))
        self.line.setFont(close)
