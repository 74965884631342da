"""Headings, paragraphs and tables one under the other, over as many panels as they need."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from app.domain.errors import ClerkError
from app.forms import errors
from app.forms.drawing import MM, box_rules, inner_width
from app.forms.fields import filled, places
from app.forms.fitting import divided, set_at
from app.forms.layout import Style
from app.forms.tables import draw_row, height_for

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.forms.drawing import Brush, Rule
    from app.forms.fitting import Rest
    from app.forms.layout import Box, Column


ROW_MARGIN = 2.6
"""Millimetres that a row is higher than its highest value."""


class Flow:
    """Fills an area from the top; when it is full, the same area of the next panel."""

    def __init__(self, brush: Brush, area: Box, rule: float, first_top: float | None = None) -> None:
        """``rule`` in points; ``first_top`` where the first panel begins lower than the area."""
        self._brush = brush
        self._area = area
        self._rule = rule
        self._y = area.y if first_top is None else first_top
        self.panels: list[list[str]] = [[]]

    @property
    def y(self) -> float:
        """Where the next piece goes, in millimetres from the panel's top."""
        return self._y

    @property
    def _room(self) -> float:
        return self._area.y + self._area.h - self._y

    def space(self, height: float) -> None:
        self._y += height

    def next_panel(self) -> None:
        self.panels.append([])
        self._y = self._area.y

    def keep_together(self, height: float) -> None:
        """The next ``height`` millimetres stand on one panel."""
        if height > self._room:
            self.next_panel()

    def heading(self, text: str, style: Style, height: float) -> None:
        self.keep_together(height * 2.5)
        fitted = self._brush.fit(text, style, self._area.w, height)
        if fitted is None:
            raise ClerkError(errors.TOO_LONG, field="heading", length=len(text))
        self._draw(self._brush.text(fitted, style, self._area.x, self._y, self._area.w, height))
        self._y += height

    def paragraph(self, text: Rest, style: Style) -> None:
        """The text at the style's own size over the whole width; ``valign`` is top."""
        width = inner_width(style, self._area.w)
        margin = 2 * style.padding
        left = text
        while left.text:
            typeface = self._brush.typeface(style)
            fitted = set_at(left.text, typeface, style, style.size, width, goes_on=left.goes_on)
            drawn, left = divided(fitted, (self._room - margin) * MM)
            if drawn.lines:
                height = drawn.height / MM + margin
                self._draw(self._brush.text(drawn, style, self._area.x, self._y, self._area.w, height))
                self._y += height
            if left.text:
                self.next_panel()

    def table(self, columns: Sequence[Column], rows: Sequence[Mapping[str, str]], heights: tuple[float, float]) -> None:
        """``heights`` of the header and of the lowest row; a row grows to its longest value, the header is repeated.

        Raises: ClerkError ``form.too_long`` for a row higher than the area.
        """
        header, lowest = heights
        needed = [self._row_height(columns, row, lowest, self._area.h - header) for row in rows]
        self.keep_together(header + (needed[0] if needed else 0))
        top = self._begin_table(columns, header)
        tops = [top, self._y]
        for row, height in zip(rows, needed, strict=True):
            if height > self._room:
                self._end_table(columns, tops)
                self.next_panel()
                tops = [self._begin_table(columns, header), self._y]
            for operators in draw_row(self._brush, columns, row, (self._area.x, self._y, height)):
                self._draw(operators)
            self._y += height
            tops.append(self._y)
        self._end_table(columns, tops)

    def _row_height(self, columns: Sequence[Column], row: Mapping[str, str], lowest: float, limit: float) -> float:
        height = lowest
        for column in columns:
            text = filled(column.text, row)
            height = max(height, height_for(self._brush, column, text, lowest))
            if height > limit - ROW_MARGIN:
                raise ClerkError(errors.TOO_LONG, field=next(iter(places(column.text)), ""), length=len(text))
        return height + ROW_MARGIN

    def _begin_table(self, columns: Sequence[Column], header: float) -> float:
        top = self._y
        x = self._area.x
        for column in columns:
            style = _heading_of(column)
            fitted = self._brush.fit(column.title, style, column.w, header)
            if fitted is not None:
                self._draw(self._brush.text(fitted, style, x, top, column.w, header))
            x += column.w
        self._y += header
        return top

    def _end_table(self, columns: Sequence[Column], tops: Sequence[float]) -> None:
        rules: list[Rule] = []
        for upper, lower in pairwise(tops):
            x = self._area.x
            for column in columns:
                rules += box_rules(x, upper, column.w, lower - upper)
                x += column.w
        self._draw(self._brush.rules(rules, self._rule))

    def _draw(self, operators: str) -> None:
        if operators:
            self.panels[-1].append(operators)


def _heading_of(column: Column) -> Style:
    return Style(font=column.font, size=column.size, min_size=column.min_size, wrap_below=column.min_size)
