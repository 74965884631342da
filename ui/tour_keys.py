"""Key names of the key bar as Qt's keys."""

from __future__ import annotations

from PySide6.QtCore import Qt

_MODIFIERS = {
    "Ctrl": Qt.KeyboardModifier.ControlModifier,
    "Alt": Qt.KeyboardModifier.AltModifier,
    "Shift": Qt.KeyboardModifier.ShiftModifier,
}
_NAMED = {
    "Enter": Qt.Key.Key_Return,
    "Esc": Qt.Key.Key_Escape,
    "←": Qt.Key.Key_Left,
    "→": Qt.Key.Key_Right,
    "↑": Qt.Key.Key_Up,
    "↓": Qt.Key.Key_Down,
    "空格": Qt.Key.Key_Space,
    "Tab": Qt.Key.Key_Tab,
}


def key_of(name: str) -> tuple[Qt.Key, Qt.KeyboardModifier]:
    *held, last = name.split("+")
    modifiers = Qt.KeyboardModifier.NoModifier
    for each in held:
        modifiers |= _MODIFIERS[each]
    return _NAMED.get(last) or Qt.Key[f"Key_{last}"], modifiers
