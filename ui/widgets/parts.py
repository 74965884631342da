"""What stands in one line of the screen: a list of parts, painted by one function everywhere.

Table cells, buttons, the key bar and strips all use it, so baselines and gaps are equal.
`Personal` texts and masks turn into dots while personal data is hidden.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from ui.privacy import privacy

HIDDEN = "已遮盖"

Tone = Literal["plain", "green", "amber", "red", "wait", "primary"]
GAP, ICON_GAP, GROUP_GAP = 8, 6, 12


@dataclass(frozen=True, slots=True)
class Text:
    text: str
    colour: str = "text"
    size: int = 14
    strong: bool = False
    serif: bool = False
    personal: bool = False
    gap: float = GAP  # to the next part


@dataclass(frozen=True, slots=True)
class Chip:
    text: str
    tone: Tone = "plain"
    icon: str | None = None
    gap: float = 6


@dataclass(frozen=True, slots=True)
class KeyCap:
    text: str
    colour: str = "text2"
    edge: str = "edge"
    gap: float = GAP


@dataclass(frozen=True, slots=True)
class Icon:
    name: str
    colour: str = "text2"
    size: int = 16
    gap: float = ICON_GAP


@dataclass(frozen=True, slots=True)
class Mask:
    """A number of which only head and tail are shown; the dots are drawn, each as wide as a digit."""

    head: str
    dots: int
    tail: str
    colour: str = "text"
    size: int = 14
    strong: bool = False
    gap: float = GAP


@dataclass(frozen=True, slots=True)
class CheckBox:
    ticked: bool
    tone: Literal["primary", "red"] = "primary"
    radio: bool = False
    gap: float = GAP


@dataclass(frozen=True, slots=True)
class Marked:
    """A value whose differing characters are filled and underlined; runs are (text, differs)."""

    runs: tuple[tuple[str, bool], ...]
    size: int = 14
    serif: bool = False
    strong: bool = False
    colour: str = "text"
    personal: bool = False
    gap: float = GAP


@dataclass(frozen=True, slots=True)
class Space:
    width: float


@dataclass(frozen=True, slots=True)
class Stretch:
    """Takes the room to spare: what follows stands at the right edge; one on both sides centres."""


Part = Text | Chip | KeyCap | Icon | Mask | CheckBox | Marked | Space | Stretch
Parts = Sequence[Part]


@dataclass(frozen=True, slots=True)
class TwoLines:
    """A cell of two lines, as in the queue of 52 px."""

    first: tuple[Part, ...]
    second: tuple[Part, ...]


Cell = Parts | TwoLines | str


def as_parts(cell: Parts | str, *, colour: str = "text", size: int = 14) -> Parts:
    return (Text(cell, colour, size),) if isinstance(cell, str) else cell


def id_number(number: str, *, masked: bool = False, **look: object) -> tuple[Part, ...]:
    """An identity number in groups 6-8-4 (15 digits: 6-6-3), or masked as lists show it: four, dots, four."""
    if not number:
        return (Text("—", "muted"),)
    if masked:
        return (masked_number(number, 4, 4, dots=8),)
    groups = (number[:6], number[6:14], number[14:]) if len(number) == 18 else (number[:6], number[6:12], number[12:])
    whole = Text("  ".join(group for group in groups if group), personal=True)
    return (replace(whole, **look),) if look else (whole,)  # type: ignore[arg-type]


def phone(number: str, *, masked: bool = False) -> tuple[Part, ...]:
    if not number:
        return (Text("—", "muted"),)
    if masked:
        return (masked_number(number, 3, 4),)
    if len(number) != 11:
        return (Text(number, personal=True),)
    return (Text(f"{number[:3]}  {number[3:7]}  {number[7:]}", personal=True),)


def masked_number(
    number: str, head: int, tail: int, *, dots: int | None = None, colour: str = "text", size: int = 14
) -> Mask:
    """Numbers too short to hide anything between head and tail show no character at all.

    `dots`: always so many, so that 15 and 18 digits line up; None: as many as there are hidden characters.
    """
    if len(number) <= head + tail:
        return Mask("", len(number), "", colour, size)
    hidden = len(number) - head - tail if dots is None else dots
    return Mask(number[:head], hidden, number[-tail:], colour, size)


def plain_text(cell: Cell) -> str:
    """What a screen reader or the clipboard gets; masked digits stay masked, and what Alt+P hides is not said."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, TwoLines):
        return f"{plain_text(cell.first)} {plain_text(cell.second)}"
    return " ".join(filter(None, (_spoken(part) for part in cell)))


def _is_personal(part: Part) -> bool:
    return isinstance(part, Mask) or (isinstance(part, Text | Marked) and part.personal)


def _spoken(part: Part) -> str:
    if _is_personal(part) and privacy().hidden():
        return HIDDEN
    if isinstance(part, Text | Chip | KeyCap):
        return part.text
    if isinstance(part, Mask):
        return f"{part.head}{'*' * part.dots}{part.tail}"
    if isinstance(part, Marked):
        return "".join(run for run, _ in part.runs)
    if isinstance(part, CheckBox):
        return "已选" if part.ticked else "未选"
    return ""
