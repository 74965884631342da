"""How a text stands in a box: on one line while it can, smaller, then wrapped; never cut."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import floor, inf
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.forms.layout import Style
    from app.forms.typefaces import Typeface

STEP: Final = 0.25
"""Sizes are tried in quarter points."""
SLACK: Final = 0.01
NOT_FIRST: Final = frozenset("，。、；：？！）》〉】」』”’…—·%,.;:?!)]}")
NOT_LAST: Final = frozenset("（《〈【「『“‘([{")
WORDS: Final = re.compile(r"[!-~]+ *|[^!-~]", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Line:
    text: str
    indent: float
    """In points."""
    full: bool
    """The paragraph goes on in the next line."""


@dataclass(frozen=True, slots=True)
class Fitted:
    size: float
    lines: tuple[Line, ...]
    pitch: float
    """From one baseline to the next, in points."""

    @property
    def height(self) -> float:
        return self.size + (len(self.lines) - 1) * self.pitch


def units(text: str) -> Iterator[str]:
    """Pieces that must stay together: words, and punctuation with the character it belongs to."""
    held = ""
    for piece in WORDS.findall(text):
        if held and (piece[0] in NOT_FIRST or held[-1] in NOT_LAST):
            held += piece
            continue
        if held:
            yield held
        held = piece
    if held:
        yield held


def wrapped(
    text: str, typeface: Typeface, size: float, width: float, indent: float = 0, *, goes_on: bool = False
) -> list[Line]:
    """Lines no wider than ``width`` points; ``indent`` characters before each paragraph that begins here."""
    lines: list[Line] = []
    for number, paragraph in enumerate(text.split("\n")):
        first = 0 if goes_on and number == 0 else indent * size
        lines += _wrapped_paragraph(paragraph, typeface, size, width, first)
    return lines


def _wrapped_paragraph(text: str, typeface: Typeface, size: float, width: float, indent: float) -> list[Line]:
    lines: list[Line] = []
    line, used, room = "", 0.0, width - indent
    for unit in units(text):
        for piece in _pieces(unit, typeface, size, width):
            needed = typeface.width(piece.rstrip(" "), size)
            if line and used + needed > room + SLACK:
                lines.append(Line(line, 0 if lines else indent, full=True))
                line, used, room = "", 0.0, width
            line += piece
            used += typeface.width(piece, size)
    lines.append(Line(line, 0 if lines else indent, full=False))
    return lines


def _pieces(unit: str, typeface: Typeface, size: float, width: float) -> Iterator[str]:
    """The unit, or its characters where it is wider than a whole line."""
    if typeface.width(unit.rstrip(" "), size) <= width:
        yield unit
    else:
        yield from unit


def fit(text: str, typeface: Typeface, style: Style, width: float, height: float) -> Fitted | None:
    """None where the text does not go into ``width`` by ``height`` points at the smallest size."""
    if style.stacked:
        return _fit_stacked(text, style, height)
    if "\n" not in text and not style.indent:
        one = _fit_one_line(text, typeface, style, width, height)
        if one is not None or not style.wrap:
            return one
    return _fit_wrapped(text, typeface, style, width, height)


def _fit_stacked(text: str, style: Style, height: float) -> Fitted | None:
    size = min(style.size, height / (1 + (len(text) - 1) * style.leading)) if text else style.size
    if size < style.min_size:
        return None
    return Fitted(size, tuple(Line(character, 0, full=False) for character in text), size * style.leading)


def _fit_one_line(text: str, typeface: Typeface, style: Style, width: float, height: float) -> Fitted | None:
    natural = typeface.width(text, 1)
    largest = min(style.size, height, width / natural if natural else style.size)
    lowest = style.wrap_below if style.wrap else style.min_size
    largest = style.size if largest >= style.size - SLACK else largest // STEP * STEP
    if largest < min(lowest, style.size):
        return None
    return Fitted(largest, (Line(text, 0, full=False),), largest * style.leading)


def _fit_wrapped(text: str, typeface: Typeface, style: Style, width: float, height: float) -> Fitted | None:
    size = style.size
    while size >= style.min_size - SLACK:
        fitted = set_at(text, typeface, style, size, width)
        if fitted.height <= height + SLACK:
            return fitted
        size -= STEP
    return None


def set_at(text: str, typeface: Typeface, style: Style, size: float, width: float, *, goes_on: bool = False) -> Fitted:
    """The text wrapped at one size, however high it becomes; ``goes_on`` in the middle of a paragraph."""
    lines = wrapped(text, typeface, size, width, style.indent, goes_on=goes_on)
    return Fitted(size, tuple(lines), size * style.leading)


def least_height(text: str, typeface: Typeface, style: Style, width: float) -> float:
    """Points below which `fit` finds no size; infinite where no height helps."""
    if style.stacked:
        return style.min_size * (1 + (len(text) - 1) * style.leading)
    if not style.wrap:
        return style.min_size if typeface.width(text, style.min_size) <= width else inf
    return set_at(text, typeface, style, style.min_size, width).height


@dataclass(frozen=True, slots=True)
class Rest:
    """Text that found no room; ``goes_on`` where it begins in the middle of a paragraph."""

    text: str
    goes_on: bool


def divided(fitted: Fitted, height: float) -> tuple[Fitted, Rest]:
    """The lines that go into ``height`` points, and the text that is left."""
    count = max(floor((height - fitted.size + SLACK) / fitted.pitch) + 1, 0)
    here, left = fitted.lines[:count], fitted.lines[count:]
    text = "".join(line.text if line.full else f"{line.text}\n" for line in left).rstrip("\n")
    return Fitted(fitted.size, here, fitted.pitch), Rest(text, goes_on=bool(here) and here[-1].full)
