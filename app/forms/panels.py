"""The panels of a form: what is printed on every form drawn once per document, what differs filled in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from app.domain.errors import ClerkError
from app.forms import errors
from app.forms.drawing import MM, box_rules, inner_height
from app.forms.fields import filled, places, row_values
from app.forms.fitting import Rest, divided, set_at
from app.forms.flow import Flow
from app.forms.layout import Style
from app.forms.picture import as_jpeg
from app.forms.tables import fill_table, grid_rules

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.forms.content import FormContent
    from app.forms.drawing import Brush, Rule
    from app.forms.layout import Cell, Column, FormLayout, Page, Table
    from app.forms.tables import Row

NOTHING: Final = Rest("", goes_on=False)
GOES_ON: Final = "（下接续页）"
CONTINUED: Final = "（续）"
PHOTO_GREY: Final = 0.55


@dataclass(frozen=True, slots=True)
class LeftOver:
    """What did not fit its box: text of a cell, or rows of a table."""

    title: str
    text: Rest = NOTHING
    table: Table | None = None
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class FilledPanel:
    operators: list[str]
    left_over: list[LeftOver]


class PanelFiller:
    """Fills the panels of one layout in one document. Keep one for a batch: it remembers what repeats."""

    def __init__(self, layout: FormLayout, brush: Brush) -> None:
        self._layout = layout
        self._brush = brush
        self._printed: dict[tuple[object, ...], str] = {}
        self._wide: dict[str, tuple[Column, ...]] = {}

    def fill(self, page: Page, content: FormContent, values: Mapping[str, str]) -> FilledPanel:
        operators = [self._printed_part(page)]
        left_over: list[LeftOver] = []
        for cell in page.cells:
            if places(cell.text):
                self._fill_cell(cell, filled(cell.text, values), operators, left_over)
        for table in page.tables:
            rows = [row_values(row, number) for number, row in enumerate(getattr(content, table.field), 1)]
            table_filled = fill_table(self._brush, table, rows)
            operators.append(self._grid(table, table_filled.heights))
            operators += table_filled.operators
            if table_filled.rest:
                left_over.append(LeftOver(table.title, table=table, rows=tuple(table_filled.rest)))
        if page.photo is not None:
            operators.append(self._photo(page, content))
        return FilledPanel(operators, left_over)

    def _printed_part(self, page: Page) -> str:
        """The rules and labels of a page, as one drawing that every form of the document shows."""
        key = ("page", page.name)
        if key not in self._printed:
            rules = [rule for cell in page.cells if cell.border for rule in _cell_rules(cell)]
            operators = [self._brush.rules(rules, self._layout.rules.cell)]
            lines: list[Rule] = [
                (cell.x, cell.y + cell.h, cell.x + cell.w, cell.y + cell.h) for cell in page.cells if cell.underline
            ]
            operators.append(self._brush.rules(lines, self._layout.rules.underline))
            operators += [self.label(cell, cell.text) for cell in page.cells if cell.text and not places(cell.text)]
            for table in page.tables:
                operators += self._table_header(table)
            if page.frame is not None:
                operators.append(self._brush.rectangle(page.frame, self._layout.rules.frame))
            self._printed[key] = self._shared(operators)
        return self._printed[key]

    def _shared(self, operators: list[str]) -> str:
        size = (self._layout.panel_width * MM, self._layout.panel_height * MM)
        return f"/{self._brush.document.add_drawing(chr(10).join(filter(None, operators)), size)} Do"

    def label(self, cell: Cell, text: str) -> str:
        """Raises: ClerkError ``form.too_long`` naming the first field of the cell."""
        operators = self._brush.placed(text, cell, cell.x, cell.y, cell.w, cell.h)
        if operators is None:
            field = next(iter(places(cell.text)), cell.text)
            raise ClerkError(errors.TOO_LONG, field=field, length=len(text))
        return operators

    def _table_header(self, table: Table) -> list[str]:
        style = Style(size=table.header_size, wrap_below=6, padding=0.5)
        operators = []
        x = table.x
        for column in table.columns:
            if table.header_height and column.title:
                fitted = self._brush.fit(column.title, style, column.w, table.header_height)
                if fitted is None:
                    raise ClerkError(errors.TOO_LONG, field=column.title, length=len(column.title))
                operators.append(self._brush.text(fitted, style, x, table.y, column.w, table.header_height))
            x += column.w
        return operators

    def _grid(self, table: Table, heights: tuple[float, ...]) -> str:
        key = ("grid", table.field, heights)
        if key not in self._printed:
            self._printed[key] = self._shared([self._brush.rules(grid_rules(table, heights), self._layout.rules.cell)])
        return self._printed[key]

    def _fill_cell(self, cell: Cell, text: str, operators: list[str], left_over: list[LeftOver]) -> None:
        if not text:
            return
        drawn = self._brush.placed(text, cell, cell.x, cell.y, cell.w, cell.h)
        if drawn is None and cell.overflow == "continue":
            drawn, rest = self._divided(cell, text)
            left_over.append(LeftOver(cell.title, text=rest))
        operators.append(self.label(cell, text) if drawn is None else drawn)

    def _divided(self, cell: Cell, text: str) -> tuple[str, Rest]:
        """As much of the text as the cell holds at its smallest size, a word that it goes on, and the rest."""
        brush = self._brush
        fitted = set_at(text, brush.typeface(cell), cell, cell.min_size, (cell.w - 2 * cell.padding) * MM)
        room = inner_height(cell, cell.h) - fitted.pitch
        first, rest = divided(fitted, room)
        hint = _hint_of(cell)
        note = brush.fit(GOES_ON, hint, cell.w, cell.h)
        drawn = [brush.text(first, cell, cell.x, cell.y, cell.w, cell.h)]
        if note is not None:
            drawn.append(brush.text(note, hint, cell.x, cell.y, cell.w, cell.h))
        return "\n".join(drawn), rest

    def _photo(self, page: Page, content: FormContent) -> str:
        assert page.photo is not None  # noqa: S101  # the caller asks for pages with a photo only
        if content.photo is not None:
            return self._brush.picture(as_jpeg(content.photo), page.photo)
        style = Style(size=10.5, grey=PHOTO_GREY)
        fitted = self._brush.fit(page.photo_hint, style, page.photo.w, page.photo.h)
        box = page.photo
        return "" if fitted is None else self._brush.text(fitted, style, box.x, box.y, box.w, box.h)

    def _widened(self, table: Table) -> tuple[Column, ...]:
        """The columns over the whole width of the continuation sheet; the same objects each time."""
        if table.field not in self._wide:
            ratio = self._layout.continuation.area.w / table.w
            self._wide[table.field] = tuple(replace(column, w=column.w * ratio) for column in table.columns)
        return self._wide[table.field]

    def continuation(self, left_over: list[LeftOver]) -> list[list[str]]:
        """What did not fit, on as many further panels as it needs."""
        form = self._layout.continuation
        flow = Flow(self._brush, form.area, self._layout.rules.cell)
        for piece in left_over:
            flow.heading(piece.title + CONTINUED, form.heading, 10)
            if piece.text.text:
                flow.paragraph(piece.text, form.paragraph)
            if piece.table is not None:
                heights = (piece.table.header_height or piece.table.row_height, piece.table.row_height)
                flow.table(self._widened(piece.table), piece.rows, heights)
            flow.space(4)
        return flow.panels


def _hint_of(cell: Cell) -> Style:
    return Style(size=cell.min_size, min_size=cell.min_size, align="right", valign="bottom", padding=cell.padding)


def _cell_rules(cell: Cell) -> list[Rule]:
    return box_rules(cell.x, cell.y, cell.w, cell.h)
