"""The marks of a command, the same on every record: sign, colour and word."""

from __future__ import annotations

from app.services.history import Mark
from ui import words
from ui.widgets.parts import Icon, Text

LOOK = {
    Mark.STORED: ("disk", "wait"),
    Mark.UPLOADED: ("upload", "wait"),
    Mark.CONFIRMED: ("double_check", "green"),
    Mark.REFUSED: ("cross_circle", "red"),
    Mark.WITHDRAWN: ("undo", "muted"),
}


def mark_parts(mark: Mark, *, small: bool = False) -> tuple[Icon, Text]:
    icon, colour = LOOK[mark]
    if small:
        return Icon(icon, colour, 14, gap=4), Text(words.MARKS[mark], colour, 12)
    return Icon(icon, colour), Text(words.MARKS[mark], colour)
