"""Names of people: one spelling for storing, a tolerant one for comparing. Lengths are code points."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

MAX_POSITIONS = 50


class NameMatch(StrEnum):
    SAME = "same"
    SAME_AFTER_NORMALISING = "same_after_normalising"
    LOOK_ALIKE = "look_alike"
    DIFFERENT = "different"


@dataclass(frozen=True)
class LookAlikePair:
    position: int
    left: str
    right: str


@dataclass(frozen=True)
class NameComparison:
    match: NameMatch
    pairs: tuple[LookAlikePair, ...] = ()


@dataclass(frozen=True)
class CodePoint:
    character: str
    label: str
    """As `U+2CC5F`."""
    is_rare: bool


def normalise_name(text: str) -> str:
    raise NotImplementedError


def compare_names(a: str, b: str) -> NameComparison:
    raise NotImplementedError


def code_points(name: str) -> tuple[CodePoint, ...]:
    raise NotImplementedError


def rare_characters(name: str) -> tuple[str, ...]:
    raise NotImplementedError
