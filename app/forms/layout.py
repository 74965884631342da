"""The layout of a form as data: where each box stands on the panels and how panels lie on paper.

A form from an office replaces ``resources/forms/*.json``; nothing here or in the filling code changes for it.
All lengths are millimetres from the panel's upper left corner, all font sizes points.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from app.domain.errors import ClerkError
from app.forms import errors

if TYPE_CHECKING:
    from pathlib import Path

Positive = Annotated[float, Meta(gt=0)]
NotNegative = Annotated[float, Meta(ge=0)]
Size = Annotated[float, Meta(ge=4, le=96)]


class Style(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How text stands in its box: on one line down to ``wrap_below``, then wrapped down to ``min_size``."""

    font: Literal["serif", "sans"] = "serif"
    size: Size = 10.5
    min_size: Size = 5.5
    wrap_below: Size = 8.5
    wrap: bool = True
    align: Literal["left", "center", "right", "justify"] = "center"
    valign: Literal["top", "middle", "bottom"] = "middle"
    leading: Annotated[float, Meta(ge=1, le=3)] = 1.3
    padding: NotNegative = 1.0
    indent: NotNegative = 0
    """First line of each paragraph, in characters."""
    spread: NotNegative = 0
    """Width over which the characters of a label are spread; 0 leaves them together."""
    stacked: bool = False
    """One character under the other."""
    stroke: NotNegative = 0
    """Extra weight of a title, in points."""
    grey: Annotated[float, Meta(ge=0, le=1)] = 0


class Cell(Style, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A box with a text in which ``{field}`` is filled in; without such a place it is a printed label."""

    x: NotNegative
    y: NotNegative
    w: Positive
    h: Positive
    text: str = ""
    border: bool = True
    underline: bool = False
    overflow: Literal["refuse", "continue"] = "refuse"
    title: str = ""
    """What the box is called where its text goes on, on the continuation sheet."""


class Column(Style, frozen=True, forbid_unknown_fields=True, kw_only=True):
    title: str
    text: str
    """With ``{column}`` of a row filled in; ``{row}`` is its number."""
    w: Positive


class Table(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Rows of one field. A row is ``row_height`` high, or lower down to ``min_row_height`` when many must fit."""

    field: str
    title: str
    x: NotNegative
    y: NotNegative
    h: Positive
    header_height: NotNegative
    header_size: Size = 10.5
    row_height: Positive
    min_row_height: Positive
    columns: Annotated[tuple[Column, ...], Meta(min_length=1)]

    @property
    def w(self) -> float:
        return sum(column.w for column in self.columns)

    @property
    def body_height(self) -> float:
        return self.h - self.header_height


class Box(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    x: NotNegative
    y: NotNegative
    w: Positive
    h: Positive


class Page(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One panel. Panels are numbered from 1 in the order of the file."""

    name: str
    frame: Box | None = None
    photo: Box | None = None
    photo_hint: str = ""
    cells: tuple[Cell, ...] = ()
    tables: tuple[Table, ...] = ()


class Foot(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What every panel carries. ``draft_cells`` stand in place of the codes on a draft."""

    qr: Box
    barcode: Box
    barcode_module: Annotated[float, Meta(ge=0.19, le=0.5)]
    """Width of the narrowest bar."""
    cells: tuple[Cell, ...]
    draft_cells: tuple[Cell, ...]
    reprint_cells: tuple[Cell, ...]


class Watermark(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    text: str
    size: Annotated[float, Meta(gt=0, le=400)]
    angle: float
    grey: Annotated[float, Meta(ge=0, le=1)]


class Continuation(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The panel on which what does not fit its box goes on."""

    area: Box
    cells: tuple[Cell, ...]
    heading: Style
    paragraph: Style


class Placed(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A panel on a side of paper."""

    panel: Annotated[int, Meta(ge=1)]
    x: NotNegative
    y: NotNegative


class Imposition(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Sides of paper in printing order; continuation panels fill sides shaped like ``continuation``."""

    name: str
    width: Positive
    height: Positive
    flip_on_short_edge: bool
    sides: Annotated[tuple[tuple[Placed, ...], ...], Meta(min_length=1)]
    continuation: Annotated[tuple[Placed, ...], Meta(min_length=1)]


class Rules(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Stroke widths in points."""

    cell: Positive
    frame: Positive
    underline: Positive


class FormLayout(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    name: str
    version: str
    panel_width: Positive
    panel_height: Positive
    rules: Rules
    pages: Annotated[tuple[Page, ...], Meta(min_length=1)]
    foot: Foot
    continuation: Continuation
    watermark: Watermark
    impositions: Annotated[tuple[Imposition, ...], Meta(min_length=1)]

    def imposition(self, name: str) -> Imposition:
        """Raises: ClerkError ``form.layout_unknown``."""
        for imposition in self.impositions:
            if imposition.name == name:
                return imposition
        known = tuple(imposition.name for imposition in self.impositions)
        raise ClerkError(errors.LAYOUT_UNKNOWN, layout=name, known=known)


@lru_cache(maxsize=4)
def load_layout(path: Path) -> FormLayout:
    """Reads and checks a layout file; kept for the life of the process.

    Raises: ClerkError ``form.layout_missing`` or ``form.layout_invalid`` with where and what.
    """
    try:
        data = path.read_bytes()
    except OSError as problem:
        raise ClerkError(errors.LAYOUT_MISSING, file=path.name) from problem
    return read_layout(data, path.name)


def read_layout(data: bytes, file: str) -> FormLayout:
    """Raises: ClerkError ``form.layout_invalid``."""
    from app.forms.layout_check import check_layout  # the check reads the structures above

    try:
        layout = msgspec.json.decode(data, type=FormLayout)
    except msgspec.ValidationError as problem:
        what, _, where = str(problem).partition(" - at ")
        raise ClerkError(errors.LAYOUT_INVALID, file=file, where=where.strip("`"), problem=what) from problem
    except msgspec.DecodeError as problem:
        raise ClerkError(errors.LAYOUT_INVALID, file=file, where="", problem=str(problem)) from problem
    check_layout(layout, file)
    return layout
