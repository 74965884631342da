"""The button of the desktop: a verb and its key in one box."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QSizePolicy, QWidget

from ui import theme
from ui.widgets.painting import paint_box, paint_focus_ring, paint_parts, parts_width
from ui.widgets.parts import Icon, KeyCap, Part, Text

Kind = Literal["primary", "plain", "danger", "quiet"]
RING = 3  # room around the fill for ring and gap, always kept so that nothing jumps


class KeyButton(QAbstractButton):
    """`primary` only once a decision. Disabled with a reason it stays visible and says why when asked."""

    refused = Signal(str)  # pressed while disabled: the reason

    def __init__(
        self,
        text: str,
        key: str = "",
        *,
        kind: Kind = "plain",
        icon: str | None = None,
        tall: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._key, self._kind, self._icon, self._tall = key, kind, icon, tall
        self._reason = ""
        self.setText(text)
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changes().changed.connect(self._on_look_changed)

    def set_kind(self, kind: Kind) -> None:
        self._kind = kind
        self.update()

    def set_text(self, text: str, key: str | None = None) -> None:
        self._key = self._key if key is None else key
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def set_disabled(self, reason: str) -> None:
        """Why this cannot be done now; "" makes it work again."""
        self._reason = reason
        self.setToolTip(reason)
        self.setAccessibleDescription(reason)
        self.update()

    def reason(self) -> str:
        return self._reason

    def works(self) -> bool:
        return self.isEnabled() and not self._reason

    def sizeHint(self) -> QSize:
        wide = parts_width(self._parts()) + 2 * theme.px(12) + 2 * RING
        return QSize(round(wide), theme.px(40 if self._tall else 32) + 2 * RING)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def nextCheckState(self) -> None:
        if not self.works():
            self.refused.emit(self._reason)

    def click_if_works(self) -> None:
        if self.works():
            self.click()
        else:
            self.refused.emit(self._reason)

    def mouseReleaseEvent(self, event: object) -> None:
        if self._reason:
            self.setDown(False)
            self.refused.emit(self._reason)
            return
        super().mouseReleaseEvent(event)  # type: ignore[arg-type]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space} and not event.isAutoRepeat():
            self.click_if_works()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect()).adjusted(RING, RING, -RING, -RING)
        fill, edge, _ink = self._colours()
        if self.isDown() and self.works() and self._kind != "primary":
            fill = "hover"
        paint_box(painter, box, fill, edge)
        parts = self._parts()
        room = max(0.0, (box.width() - parts_width(parts)) / 2)
        paint_parts(painter, box.adjusted(room, 0, -room, 0), parts)
        if self.hasFocus():
            paint_focus_ring(painter, QRectF(self.rect()), 8)

    def _parts(self) -> list[Part]:
        _fill, _edge, ink = self._colours()
        strong = self._kind in {"primary", "danger"} and self.works()
        parts: list[Part] = [Icon(self._icon, ink)] if self._icon else []
        parts.append(Text(self.text(), ink, strong=strong))
        if self._key:
            cap = ink if self._kind != "plain" or not self.works() else "text2"
            parts.append(KeyCap(self._key, cap, cap if self._kind != "plain" or not self.works() else "edge"))
        return parts

    def _colours(self) -> tuple[str | None, str | None, str]:
        if not self.works():
            return "disabled_bg", None, "disabled"
        if self._kind == "primary":
            return "primary", None, "on_primary"
        if self._kind == "danger":
            return "red_bg", "red_line", "red"
        if self._kind == "quiet":
            return None, None, "text2"
        return "panel", "edge", "text"

    def _on_look_changed(self) -> None:
        self.updateGeometry()
        self.update()


def on_another_button(own: KeyButton) -> bool:
    """Enter belongs to the button that has the focus."""
    focus = QApplication.focusWidget()
    return isinstance(focus, KeyButton) and focus is not own
