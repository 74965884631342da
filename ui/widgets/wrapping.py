"""Line breaking for office Chinese: any ideograph may end a line, a date, a code or a word may not be cut."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_TOKEN = re.compile(r"\n|[0-9A-Za-z@#%&+\-./:_]+|\s+|.", re.DOTALL)
NOT_FIRST = frozenset("，。、；：？！）》」』”’％·…")
NOT_LAST = frozenset("（《「『“‘")


def tokens(text: str) -> list[str]:
    """Pieces that stay whole; closing punctuation hangs on to what it closes."""
    pieces: list[str] = []
    for found in _TOKEN.findall(text):
        if pieces and pieces[-1] != "\n" and (found in NOT_FIRST or pieces[-1][-1] in NOT_LAST):
            pieces[-1] += found
        else:
            pieces.append(found)
    return pieces


def wrap(text: str, width: float, measure: Callable[[str], float]) -> list[str]:
    """Lines no wider than `width`; only a single token wider than the line is cut, between code points."""
    lines: list[str] = []
    line = ""
    for piece in tokens(text):
        if piece == "\n":
            lines.append(line.rstrip())
            line = ""
        elif measure((line + piece).rstrip()) <= width:
            line += piece if line or not piece.isspace() else ""
        else:
            if line:
                lines.append(line.rstrip())
            *full, line = _cut(piece.lstrip(), width, measure)
            lines.extend(full)
    lines.append(line.rstrip())
    return lines


def _cut(piece: str, width: float, measure: Callable[[str], float]) -> list[str]:
    pieces = [""]
    for character in piece:
        if pieces[-1] and measure(pieces[-1] + character) > width:
            pieces.append("")
        pieces[-1] += character
    return pieces
