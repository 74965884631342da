"""What the structure alone cannot see in a layout: unknown fields, boxes off the panel, panels that do not exist."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NoReturn

from app.domain.errors import ClerkError
from app.forms import errors
from app.forms.fields import ROW_FIELDS, TEXT_FIELDS, places

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.forms.layout import Cell, FormLayout, Style, Table

FORBIDDEN_WORDS = "同意毕业"
TOLERANCE_MM = 0.05


def check_layout(layout: FormLayout, file: str) -> None:
    """Raises: ClerkError ``form.layout_invalid``."""
    for where, problem in chain(_boxes(layout), _styles(layout), _names(layout), _tables(layout), _sides(layout)):
        _refuse(file, where, problem)


def _refuse(file: str, where: str, problem: str) -> NoReturn:
    raise ClerkError(errors.LAYOUT_INVALID, file=file, where=where, problem=problem)


def _cells(layout: FormLayout) -> Iterator[tuple[str, Cell]]:
    for number, page in enumerate(layout.pages):
        for index, cell in enumerate(page.cells):
            yield f"pages[{number}].cells[{index}]", cell
    for name in ("cells", "draft_cells", "reprint_cells"):
        for index, cell in enumerate(getattr(layout.foot, name)):
            yield f"foot.{name}[{index}]", cell
    for index, cell in enumerate(layout.continuation.cells):
        yield f"continuation.cells[{index}]", cell


def _all_tables(layout: FormLayout) -> Iterator[tuple[str, Table]]:
    for number, page in enumerate(layout.pages):
        for index, table in enumerate(page.tables):
            yield f"pages[{number}].tables[{index}]", table


def _boxes(layout: FormLayout) -> Iterator[tuple[str, str]]:
    boxes = [(where, cell.x, cell.y, cell.w, cell.h) for where, cell in _cells(layout)]
    boxes += [(where, table.x, table.y, table.w, table.h) for where, table in _all_tables(layout)]
    named = [("foot.qr", layout.foot.qr), ("foot.barcode", layout.foot.barcode)]
    named.append(("continuation.area", layout.continuation.area))
    for number, page in enumerate(layout.pages):
        named += [
            (f"pages[{number}].{name}", box) for name, box in (("frame", page.frame), ("photo", page.photo)) if box
        ]
    boxes += [(where, box.x, box.y, box.w, box.h) for where, box in named]
    for where, x, y, w, h in boxes:
        if x + w > layout.panel_width + TOLERANCE_MM or y + h > layout.panel_height + TOLERANCE_MM:
            yield where, f"reaches beyond the panel: {x} + {w}, {y} + {h}"


def _styles(layout: FormLayout) -> Iterator[tuple[str, str]]:
    styles: list[tuple[str, Style]] = list(_cells(layout))
    for where, table in _all_tables(layout):
        styles += [(f"{where}.columns[{index}]", column) for index, column in enumerate(table.columns)]
    for where, style in styles:
        if style.min_size > style.size:
            yield where, f"min_size {style.min_size} is above size {style.size}"


def _names(layout: FormLayout) -> Iterator[tuple[str, str]]:
    for where, cell in _cells(layout):
        for name in places(cell.text):
            if name not in TEXT_FIELDS:
                yield f"{where}.text", f"unknown field {name}"
        if FORBIDDEN_WORDS in cell.text:
            yield f"{where}.text", f"holds the words {FORBIDDEN_WORDS}"


def _tables(layout: FormLayout) -> Iterator[tuple[str, str]]:
    for where, table in _all_tables(layout):
        if table.field not in ROW_FIELDS:
            yield f"{where}.field", f"unknown rows {table.field}"
            continue
        for index, column in enumerate(table.columns):
            for name in places(column.text):
                if name not in ROW_FIELDS[table.field]:
                    yield f"{where}.columns[{index}].text", f"unknown field {name}"
        if table.min_row_height > table.row_height:
            yield f"{where}.min_row_height", f"is above row_height {table.row_height}"
        if table.body_height < table.row_height:
            yield f"{where}.h", "leaves no room for a row"


def _sides(layout: FormLayout) -> Iterator[tuple[str, str]]:
    for number, imposition in enumerate(layout.impositions):
        where = f"impositions[{number}]"
        placed = [panel.panel for side in imposition.sides for panel in side]
        if sorted(placed) != list(range(1, len(layout.pages) + 1)):
            yield f"{where}.sides", f"must hold every panel once, holds {placed}"
        for panel in chain(*imposition.sides, imposition.continuation):
            right, bottom = panel.x + layout.panel_width, panel.y + layout.panel_height
            if right > imposition.width + TOLERANCE_MM or bottom > imposition.height + TOLERANCE_MM:
                yield where, f"panel {panel.panel} reaches beyond the paper"
