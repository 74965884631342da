"""A value with marked runs broken into lines, so that nothing of what is compared is cut off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui import theme
from ui.widgets.wrapping import wrap

if TYPE_CHECKING:
    from ui.widgets.differences import Runs

MOST_LINES = 4


def run_lines(runs: Runs, width: float, size: int, *, serif: bool) -> tuple[Runs, ...]:
    """At most four lines: what is longer still is elided by the painter of the last."""
    whole = "".join(text for text, _differs in runs)
    lines = wrap(whole, width, theme.metrics(size, serif=serif).horizontalAdvance)
    if len(lines) <= 1:
        return (runs,)
    marks = [differs for text, differs in runs for _character in text]
    found: list[Runs] = []
    at = 0
    for line in lines[:MOST_LINES]:
        at = whole.index(line, at)
        last = len(found) == MOST_LINES - 1
        shown = whole[at:] if last else line  # spaces at a break belong to no line
        found.append(_joined(shown, marks[at : at + len(shown)]))
        at += len(line)
    return tuple(found)


def _joined(line: str, marks: list[bool]) -> Runs:
    runs: list[tuple[str, bool]] = []
    for character, differs in zip(line, marks, strict=True):
        if runs and runs[-1][1] == differs:
            runs[-1] = (runs[-1][0] + character, differs)
        else:
            runs.append((character, differs))
    return tuple(runs)
