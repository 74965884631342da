"""Which characters of two values differ; what the comparison fills and underlines."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import accumulate

Runs = tuple[tuple[str, bool], ...]
SHORT_NUMBER = 4
SHORT_VALUE = 6
LEAST_LIKENESS = 0.6
_PIECE = re.compile(r"[0-9]+|[A-Za-z]+|.[\ufe00-\ufe0f\U000e0100-\U000e01ef]*", re.DOTALL)


def differing_runs(left: str, right: str) -> tuple[Runs, Runs]:
    """(text, differs) runs of both values. A house number differs as a whole, a long number by its digits.

    Two long values with little in common are left unmarked: marks on every second character would tell nothing.
    """
    first, second = _pieces(left), _pieces(right)
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    if max(len(first), len(second)) > SHORT_VALUE and matcher.ratio() < LEAST_LIKENESS:
        return ((left, False),), ((right, False),)
    left_runs: list[tuple[str, bool]] = []
    right_runs: list[tuple[str, bool]] = []
    for tag, start, end, other_start, other_end in matcher.get_opcodes():
        differs = tag != "equal"
        if end > start:
            left_runs.append(("".join(first[start:end]), differs))
        if other_end > other_start:
            right_runs.append(("".join(second[other_start:other_end]), differs))
    return tuple(left_runs), tuple(right_runs)


def grouped(runs: Runs, groups: tuple[int, ...]) -> Runs:
    """A number of just so many digits with a space between its groups; anything else as it is."""
    if sum(len(text) for text, _differs in runs) != sum(groups):
        return runs
    ends = set(accumulate(groups[:-1]))
    broken: list[tuple[str, bool]] = []
    at = 0
    for text, differs in runs:
        spaced = "".join(f" {character}" if at + place in ends else character for place, character in enumerate(text))
        broken.append((spaced, differs))
        at += len(text)
    return tuple(broken)


def _pieces(text: str) -> list[str]:
    pieces: list[str] = []
    for found in _PIECE.findall(text):
        pieces.extend([found] if len(found) <= SHORT_NUMBER or not found.isascii() else found)
    return pieces
