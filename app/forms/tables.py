"""Rows in a table of fixed height: at their usual height, lower where many must fit, and the rest goes on elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from app.domain.errors import ClerkError
from app.forms import errors
from app.forms.drawing import Rule, box_rules
from app.forms.fields import filled, places

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.forms.drawing import Brush
    from app.forms.layout import Column, Table

ROUNDING: Final = 0.05
"""Millimetres added to a computed height, so that the text surely fits."""

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class FilledTable:
    operators: list[str]
    heights: tuple[float, ...]
    rest: list[Row]
    """Rows that did not fit."""


def fill_table(brush: Brush, table: Table, rows: Sequence[Row]) -> FilledTable:
    """Raises: ClerkError ``form.too_long`` for a value that not even a row of the whole table's height holds."""
    heights = usual_heights(table)
    if len(rows) <= len(heights):
        operators = _at_usual_height(brush, table, rows, heights)
        if operators is not None:
            return FilledTable(operators, heights, [])
    base = table.row_height
    needed = row_heights(brush, table, rows, base)
    if sum(needed) > table.body_height:
        base = table.min_row_height
        needed = row_heights(brush, table, rows, base)
    count = _how_many_fit(needed, table.body_height)
    heights = _stretched(needed[:count], table.body_height, table.row_height)
    return FilledTable(draw_rows(brush, table, rows[:count], heights), heights, list(rows[count:]))


def usual_heights(table: Table) -> tuple[float, ...]:
    count = int(table.body_height / table.row_height + 1e-6)
    return (table.body_height / count,) * count


def _at_usual_height(brush: Brush, table: Table, rows: Sequence[Row], heights: tuple[float, ...]) -> list[str] | None:
    operators = []
    y = table.y + table.header_height
    for row, height in zip(rows, heights, strict=False):
        x = table.x
        for column in table.columns:
            drawn = brush.placed(filled(column.text, row), column, x, y, column.w, height)
            if drawn is None:
                return None
            if drawn:
                operators.append(drawn)
            x += column.w
        y += height
    return operators


def row_heights(brush: Brush, table: Table, rows: Sequence[Row], base: float) -> list[float]:
    """For each row the least height, from ``base`` up, at which all its values fit."""
    heights = []
    for number, row in enumerate(rows):
        height = base
        for column in table.columns:
            text = filled(column.text, row)
            height = max(height, height_for(brush, column, text, base))
            if height > table.body_height:
                raise ClerkError(errors.TOO_LONG, field=field_name(table, number, column), length=len(text))
        heights.append(height)
    return heights


def height_for(brush: Brush, column: Column, text: str, base: float) -> float:
    """``base``, or what more the text needs at its smallest size."""
    least = brush.least_height(text, column, column.w)
    return base if least <= base else least + ROUNDING


def field_name(table: Table, number: int, column: Column) -> str:
    return f"{table.field}[{number}].{next(iter(places(column.text)), column.title)}"


def _how_many_fit(heights: Sequence[float], room: float) -> int:
    used = 0.0
    for count, height in enumerate(heights):
        used += height
        if used > room + 0.01:
            return count
    return len(heights)


def _stretched(heights: Sequence[float], room: float, usual: float) -> tuple[float, ...]:
    """Blank rows of about the usual height fill the table; what is left over is shared out."""
    blanks = int((room - sum(heights)) / usual + 1e-6)
    every = [*heights, *([usual] * blanks)]
    share = (room - sum(every)) / len(every)
    return tuple(height + share for height in every)


def draw_rows(brush: Brush, table: Table, rows: Sequence[Row], heights: Sequence[float]) -> list[str]:
    operators = []
    y = table.y + table.header_height
    for row, height in zip(rows, heights, strict=False):
        operators += draw_row(brush, table.columns, row, (table.x, y, height))
        y += height
    return operators


def draw_row(
    brush: Brush, columns: Sequence[Column], row: Mapping[str, str], place: tuple[float, float, float]
) -> list[str]:
    """``place`` is x, y and height; the height must be enough."""
    x, y, height = place
    operators = []
    for column in columns:
        drawn = brush.placed(filled(column.text, row), column, x, y, column.w, height)
        if drawn:
            operators.append(drawn)
        x += column.w
    return operators


def grid_rules(table: Table, heights: Sequence[float]) -> list[Rule]:
    rules = box_rules(table.x, table.y, table.w, table.h)
    y = table.y + table.header_height
    for height in heights:
        rules.append((table.x, y, table.x + table.w, y))
        y += height
    x = table.x
    for column in table.columns[:-1]:
        x += column.w
        rules.append((x, table.y, x, table.y + table.h))
    return rules
