"""The registration form (毕业生登记表) as a PDF: filled panels laid on paper, every copy the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.domain.errors import ClerkError
from app.forms import bundle, errors
from app.forms.codes import acceptance_code
from app.forms.content import short_hash
from app.forms.document import PdfDocument
from app.forms.drawing import MM, Brush
from app.forms.fields import filled, places, text_values
from app.forms.panels import PanelFiller
from app.forms.preflight import check_content
from app.forms.typefaces import SANS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from app.forms.bundle import Bundle
    from app.forms.content import FormContent
    from app.forms.layout import Cell, Imposition, Placed

A3_BOOKLET: Final = "a3-booklet"
A4: Final = "a4"
PANEL_PLACES: Final = frozenset({"panel", "panels"})


def render_registration_form(
    content: FormContent, layout: str = A3_BOOKLET, copies: int = 2, resources: Bundle = bundle.DEFAULT
) -> bytes:
    """The PDF file of one form; see `render_registration_forms`."""
    return render_registration_forms((content,), layout, copies, resources)


def render_registration_forms(
    contents: Iterable[FormContent],
    layout: str = A3_BOOKLET,
    copies: int = 2,
    resources: Bundle = bundle.DEFAULT,
) -> bytes:
    """One PDF file of many forms, in order, the copies of a form one after the other.

    Raises: ClerkError with one of the ``form.*`` codes; nothing is ever cut off to make it fit.
    """
    if not 1 <= copies <= 9:
        raise ClerkError(errors.COPIES, copies=copies)
    writer = _FormWriter(resources, layout)
    for content in contents:
        writer.write(content, copies)
    return writer.document.finish()


class _FormWriter:
    def __init__(self, resources: Bundle, imposition: str) -> None:
        self._layout = resources.layout()
        self._imposition: Imposition = self._layout.imposition(imposition)
        self._typefaces = resources.typefaces
        self.document = PdfDocument(self._layout.name)
        self.document.print_as_it_is(flip_on_short_edge=self._imposition.flip_on_short_edge)
        self._brush = Brush(self.document, self._typefaces, self._layout.panel_height)
        self._filler = PanelFiller(self._layout, self._brush)
        fonts = {cell.font for page in self._layout.pages for cell in page.cells if places(cell.text)}
        fonts |= {column.font for page in self._layout.pages for table in page.tables for column in table.columns}
        self._value_typefaces = [self._typefaces[font] for font in sorted(fonts)]

    def write(self, content: FormContent, copies: int) -> None:
        check_content(content, self._value_typefaces)
        values = text_values(content, short_hash(content))
        panels = self._panels(content, values)
        pages = [
            self.document.add_page(operators, (self._imposition.width * MM, self._imposition.height * MM))
            for operators in self._sides(panels)
        ]
        for _ in range(copies - 1):
            for page in pages:
                self.document.repeat_page(page)

    def _panels(self, content: FormContent, values: dict[str, str]) -> list[str]:
        """The operators of every panel, in the order of their numbers."""
        panels: list[list[str]] = []
        left_over = []
        for number, page in enumerate(self._layout.pages, 1):
            values["panel"] = str(number)
            filled_panel = self._filler.fill(page, content, values)
            panels.append(filled_panel.operators)
            left_over += filled_panel.left_over
        if left_over:
            panels += self._filler.continuation(left_over)
        values["panels"] = str(len(panels))
        foot = self._foot(content, values)
        mark = [self._watermark()] if content.draft else []
        for number, operators in enumerate(panels, 1):
            values["panel"] = str(number)
            if number > len(self._layout.pages):
                operators.extend(self._cells(self._layout.continuation.cells, values))
            operators.append(foot)
            operators.extend(self._cells(self._foot_cells(content, every_panel=False), values))
        return ["\n".join(filter(None, [*mark, *operators])) for operators in panels]

    def _foot(self, content: FormContent, values: Mapping[str, str]) -> str:
        """What is the same under every panel of a form, as one drawing."""
        operators = self._cells(self._foot_cells(content, every_panel=True), values)
        if not content.draft:
            code = str(acceptance_code(content.application_no, content.form_version, short_hash(content)))
            foot = self._layout.foot
            operators.append(self._brush.qr_code(code, foot.qr))
            operators.append(self._brush.barcode(code, foot.barcode, foot.barcode_module))
        return self._shared(operators)

    def _foot_cells(self, content: FormContent, *, every_panel: bool) -> list[Cell]:
        foot = self._layout.foot
        cells = [*foot.cells]
        cells += foot.draft_cells if content.draft else ()
        cells += foot.reprint_cells if content.reprint is not None else ()
        return [cell for cell in cells if PANEL_PLACES.isdisjoint(places(cell.text)) == every_panel]

    def _cells(self, cells: Iterable[Cell], values: Mapping[str, str]) -> list[str]:
        return [self._filler.label(cell, filled(cell.text, values)) for cell in cells]

    def _watermark(self) -> str:
        mark = self._layout.watermark
        typeface = self._typefaces[SANS]
        width = self._layout.panel_width
        return self._shared([self._brush.watermark(mark.text, typeface, mark.size, mark.angle, mark.grey, width)])

    def _shared(self, operators: Sequence[str]) -> str:
        size = (self._layout.panel_width * MM, self._layout.panel_height * MM)
        return f"/{self.document.add_drawing(chr(10).join(filter(None, operators)), size)} Do"

    def _sides(self, panels: Sequence[str]) -> list[str]:
        """The operators of every side of paper; an even number, so that the next copy begins on a new sheet."""
        imposition = self._imposition
        sides = [self._side(side, panels) for side in imposition.sides]
        further = panels[len(self._layout.pages) :]
        spots = imposition.continuation
        chunks = [further[start : start + len(spots)] for start in range(0, len(further), len(spots))]
        sides += [self._side(spots[: len(chunk)], chunk) for chunk in chunks]
        return [*sides, ""] if len(sides) % 2 else sides

    def _side(self, placed: Sequence[Placed], panels: Sequence[str]) -> str:
        height = self._imposition.height - self._layout.panel_height
        return "\n".join(
            f"q 1 0 0 1 {place.x * MM:.2f} {(height - place.y) * MM:.2f} cm\n{panels[place.panel - 1]}\nQ"
            for place in placed
        )
