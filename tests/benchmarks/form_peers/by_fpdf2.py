"""The booklet by fpdf2, drawn box by box from the same layout; texts at their usual size, without fitting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fpdf import FPDF

from app.forms.bundle import DEFAULT
from app.forms.fields import filled
from app.paths import FONTS

if TYPE_CHECKING:
    from app.forms.layout import Cell, Page, Style, Table
    from tests.benchmarks.form_peers.prepared import PreparedForm

MM = 72 / 25.4
ALIGN = {"left": "L", "center": "C", "right": "R", "justify": "J"}


class Fpdf2Forms:
    """The fonts are parsed anew for each file: a font belongs to its document."""

    def render(self, forms: list[PreparedForm]) -> bytes:
        sheet = _Sheet()
        for form in forms:
            sheet.add(form)
        return bytes(sheet.pdf.output())


class _Sheet:
    def __init__(self) -> None:
        self.layout = DEFAULT.layout()
        self.pdf = FPDF(unit="mm", format=(297, 420), orientation="L")
        self.pdf.set_auto_page_break(False)
        self.pdf.c_margin = 0
        self.pdf.add_font("serif", fname=FONTS / "NotoSerifSC-Regular.ttf")
        self.pdf.add_font("rare", fname=FONTS / "HanaMinB.ttf")
        self.pdf.set_fallback_fonts(["rare"])

    def add(self, form: PreparedForm) -> None:
        for side in self.layout.imposition("a3-booklet").sides:
            self.pdf.add_page()
            for placed in side:
                page = self.layout.pages[placed.panel - 1]
                self.panel(page, form, placed.x, {**form.values, "panel": str(placed.panel), "panels": "4"})

    def panel(self, page: Page, form: PreparedForm, dx: float, values: dict[str, str]) -> None:
        rules = self.layout.rules
        for cell in (*page.cells, *self.layout.foot.cells):
            if cell.border:
                self.pdf.set_line_width(rules.cell / MM)
                self.pdf.rect(cell.x + dx, cell.y, cell.w, cell.h)
            if cell.underline:
                self.pdf.line(cell.x + dx, cell.y + cell.h, cell.x + dx + cell.w, cell.y + cell.h)
            self.cell(cell, filled(cell.text, values), dx)
        for table in page.tables:
            self.table(table, form.rows[table.field], dx)
        if page.frame is not None:
            self.pdf.set_line_width(rules.frame / MM)
            self.pdf.rect(page.frame.x + dx, page.frame.y, page.frame.w, page.frame.h)
        if page.photo is not None:
            box = page.photo
            self.pdf.image(form.photo, box.x + dx, box.y, box.w, box.h, keep_aspect_ratio=True)
        qr, barcode = self.layout.foot.qr, self.layout.foot.barcode
        self.pdf.image(form.qr, qr.x + dx, qr.y, qr.w, qr.h)
        self.pdf.image(form.barcode, barcode.x + dx, barcode.y, barcode.w, barcode.h)

    def cell(self, cell: Cell, text: str, dx: float) -> None:
        if text:
            self.text(cell, "\n".join(text) if cell.stacked else text, (cell.x + dx, cell.y, cell.w, cell.h))

    def text(self, style: Style, text: str, box: tuple[float, float, float, float]) -> None:
        x, y, w, h = box
        self.pdf.set_font("serif", size=style.size)
        width = w - 2 * style.padding
        if style.spread and len(text) > 1:
            self.pdf.set_char_spacing(max(style.spread * MM - len(text) * style.size, 0) / (len(text) - 1))
        if style.align == "justify" or "\n" in text:
            pitch = style.size * style.leading / MM
            lines = text.count("\n") + 1
            top = y + style.padding if style.valign == "top" else y + (h - lines * pitch) / 2
            self.pdf.set_xy(x + style.padding, top)
            self.pdf.multi_cell(width, pitch, text, align=ALIGN[style.align])
        else:
            low = h - style.size / MM * 1.2 if style.valign == "bottom" else 0
            self.pdf.set_xy(x + style.padding, y + low)
            self.pdf.cell(width, h - low, text, align=ALIGN[style.align])
        self.pdf.set_char_spacing(0)

    def table(self, table: Table, rows: list[list[str]], dx: float) -> None:
        count = int(table.body_height / table.row_height + 1e-6)
        height = table.body_height / count
        self.pdf.set_line_width(self.layout.rules.cell / MM)
        x = table.x + dx
        for place, column in enumerate(table.columns):
            self.pdf.rect(x, table.y, column.w, table.header_height)
            self.text(column, column.title, (x, table.y, column.w, table.header_height))
            for number in range(count):
                y = table.y + table.header_height + number * height
                self.pdf.rect(x, y, column.w, height)
                if number < len(rows):
                    self.text(column, rows[number][place], (x, y, column.w, height))
            x += column.w
