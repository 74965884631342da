"""What a list says when it has no rows: loading, empty, error, no permission."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QRectF

from ui import theme
from ui.widgets.painting import paint_parts, parts_width
from ui.widgets.parts import Icon, Text

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

Kind = Literal["loading", "empty", "error", "no_permission"]
_ICONS = {"loading": "clock", "empty": "empty", "error": "warning", "no_permission": "no_entry"}
_COLOURS = {"loading": "wait", "empty": "muted", "error": "red", "no_permission": "amber"}


@dataclass(frozen=True, slots=True)
class TableState:
    """`text` says what is so and why, `hint` what can be done."""

    kind: Kind
    text: str
    hint: str = ""


LOADING = TableState("loading", "正在读取…")


def paint_state(painter: QPainter, rect: QRectF, state: TableState) -> None:
    """Icon and sentence in the upper third, the hint below them."""
    line = theme.px(24)
    top = rect.top() + max(theme.px(16), rect.height() / 3 - line)
    colour = _COLOURS[state.kind]
    text_colour = "text2" if state.kind in {"loading", "empty"} else colour
    parts = (Icon(_ICONS[state.kind], colour, 18), Text(state.text, text_colour))
    _centred(painter, QRectF(rect.left(), top, rect.width(), line), parts)
    if state.hint:
        hint = (Text(state.hint, "muted", theme.SMALL),)
        _centred(painter, QRectF(rect.left(), top + line, rect.width(), line), hint)


def _centred(painter: QPainter, rect: QRectF, parts: tuple[Icon | Text, ...]) -> None:
    room = max(float(theme.px(16)), (rect.width() - parts_width(parts)) / 2)
    paint_parts(painter, rect.adjusted(room, 0, -theme.px(16), 0), parts)
