"""Two texts side by side, and where exactly they differ."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from app.domain.identity_number import same_person_number
from app.domain.names import NameMatch, code_points, compare_names

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class Span:
    """Code points from `start` up to, but without, `end`; empty where the other side has something more there."""

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


@dataclass(frozen=True, slots=True)
class Dates:
    """When the one side was declared and the other recorded, as days in Beijing."""

    declared_on: date | None = None
    recorded_on: date | None = None


_UNDATED = Dates()


def compare_text(field: str, declared: str, recorded: str, dates: Dates = _UNDATED) -> ComparisonRow:
    """Spaces at the ends do not count; everything else does."""
    declared, recorded = declared.strip(), recorded.strip()
    return _row(field, declared, recorded, dates, differs=declared != recorded)


def compare_name(field: str, declared: str, recorded: str, dates: Dates = _UNDATED) -> ComparisonRow:
    """Spellings of one name are no difference (· and •, NFC); look-alike characters are one, and are named."""
    comparison = compare_names(declared, recorded)
    differs = comparison.match in {NameMatch.LOOK_ALIKE, NameMatch.DIFFERENT}
    pairs = tuple(
        LookAlike(pair.position, pair.left, _label(pair.left), pair.right, _label(pair.right))
        for pair in comparison.pairs
    )
    return _row(field, declared, recorded, dates, differs=differs, look_alikes=pairs)


def compare_identity_number(field: str, declared: str, recorded: str, dates: Dates = _UNDATED) -> ComparisonRow:
    """15 and 18 digits of one person, and x and X, are no difference."""
    differs = declared != recorded and not same_person_number(declared, recorded)
    return _row(field, declared, recorded, dates, differs=differs)


def differing_spans(declared: str, recorded: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """The parts of each text that the other does not have, in code points."""
    matcher = SequenceMatcher(None, declared, recorded, autojunk=False)
    changed = [each for each in matcher.get_opcodes() if each[0] != "equal"]
    return (
        tuple(Span(start, end) for _, start, end, _, _ in changed),
        tuple(Span(start, end) for _, _, _, start, end in changed),
    )


def _row(
    field: str,
    declared: str,
    recorded: str,
    dates: Dates,
    *,
    differs: bool,
    look_alikes: tuple[LookAlike, ...] = (),
) -> ComparisonRow:
    left, right = differing_spans(declared, recorded) if differs else ((), ())
    return ComparisonRow(
        field, declared, recorded, differs, left, right, look_alikes, dates.declared_on, dates.recorded_on
    )


def _label(character: str) -> str:
    return code_points(character)[0].label
