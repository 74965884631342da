"""Two texts side by side, and where exactly they differ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class Span:
    """Code points from `start` up to, but without, `end`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class LookAlike:
    """Two characters that look the same and are not, with their code points: 龑 U+9F91, 䶮 U+4DAE."""

    position: int
    declared: str
    declared_label: str
    recorded: str
    recorded_label: str


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """`field` names the row (its label is the screen's); an empty text is a value that is not there."""

    field: str
    declared: str
    recorded: str
    differs: bool
    declared_spans: tuple[Span, ...] = ()
    recorded_spans: tuple[Span, ...] = ()
    look_alikes: tuple[LookAlike, ...] = ()
    declared_on: date | None = None
    recorded_on: date | None = None


@dataclass(frozen=True, slots=True)
class ComparisonGroup:
    """`name` is person (个人信息) or application (申请信息)."""

    name: str
    rows: tuple[ComparisonRow, ...]
