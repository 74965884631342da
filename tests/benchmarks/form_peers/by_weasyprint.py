"""The booklet by weasyprint: boxes placed by style, tables as tables, from the same layout."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from app.forms.bundle import DEFAULT
from app.forms.fields import filled
from app.paths import FONTS

if TYPE_CHECKING:
    from app.forms.layout import Cell, Page, Table
    from tests.benchmarks.form_peers.prepared import PreparedForm

STYLE = f"""
@font-face {{ font-family: serif-cn; src: url(file://{FONTS}/NotoSerifSC-Regular.ttf) }}
@font-face {{ font-family: rare; src: url(file://{FONTS}/HanaMinB.ttf) }}
@page {{ size: 420mm 297mm; margin: 0 }}
body {{ margin: 0; font-family: serif-cn, rare }}
section {{ position: relative; width: 420mm; height: 297mm; page-break-after: always }}
div, img, table {{ position: absolute; box-sizing: border-box }}
table {{ border-collapse: collapse; table-layout: fixed }}
td, th {{ border: 0.5pt solid; padding: 0; font-weight: normal }}
th {{ font-size: 10pt; text-align: center }}
div, td, th {{ white-space: nowrap }}
div.words {{ white-space: normal }}
"""


class WeasyprintForms:
    def __init__(self) -> None:
        self._layout = DEFAULT.layout()
        self._fonts = FontConfiguration()
        self._style = CSS(string=STYLE, font_config=self._fonts)

    def render(self, forms: list[PreparedForm]) -> bytes:
        text = "<!DOCTYPE html><body>" + "".join(self._sections(form) for form in forms)
        pdf = HTML(string=text).write_pdf(stylesheets=[self._style], font_config=self._fonts)
        assert isinstance(pdf, bytes)
        return pdf

    def _sections(self, form: PreparedForm) -> str:
        sides = []
        for side in self._layout.imposition("a3-booklet").sides:
            panels = [
                self._panel(
                    self._layout.pages[placed.panel - 1],
                    form,
                    placed.x,
                    {**form.values, "panel": str(placed.panel), "panels": "4"},
                )
                for placed in side
            ]
            sides.append(f"<section>{''.join(panels)}</section>")
        return "".join(sides)

    def _panel(self, page: Page, form: PreparedForm, dx: float, values: dict[str, str]) -> str:
        foot = self._layout.foot
        parts = [_cell(cell, filled(cell.text, values), dx) for cell in (*page.cells, *foot.cells)]
        parts += [_table(table, form.rows[table.field], dx) for table in page.tables]
        if page.frame is not None:
            frame = page.frame
            parts.append(f'<div style="{_place(frame.x + dx, frame.y, frame.w, frame.h)}border:1pt solid"></div>')
        pictures = [(foot.qr, form.qr), (foot.barcode, form.barcode)]
        pictures += [(page.photo, form.photo)] if page.photo is not None else []
        parts += [
            f'<img src="file://{file}" style="{_place(box.x + dx, box.y, box.w, box.h)}">' for box, file in pictures
        ]
        return "".join(parts)


def _place(x: float, y: float, w: float, h: float) -> str:
    return f"left:{x}mm;top:{y}mm;width:{w}mm;height:{h}mm;"


def _cell(cell: Cell, text: str, dx: float) -> str:
    lines = list(text) if cell.stacked else text.split("\n")
    pitch = f"{cell.size * cell.leading}pt" if len(lines) > 1 or cell.align == "justify" else f"{cell.h}mm"
    align = cell.align
    edge = "border:0.5pt solid;" if cell.border else "border-bottom:0.6pt solid;" if cell.underline else ""
    space = max(cell.spread * 72 / 25.4 - len(text) * cell.size, 0) / max(len(text) - 1, 1) if cell.spread else 0
    kind = ' class="words"' if align == "justify" else ""
    return (
        f'<div{kind} style="{_place(cell.x + dx, cell.y, cell.w, cell.h)}{edge}font-size:{cell.size}pt;'
        f'line-height:{pitch};text-align:{align};letter-spacing:{space:.2f}pt">{"<br>".join(map(escape, lines))}</div>'
    )


def _table(table: Table, rows: list[list[str]], dx: float) -> str:
    count = int(table.body_height / table.row_height + 1e-6)
    height = table.body_height / count
    head = "".join(f'<th style="width:{column.w}mm">{escape(column.title)}' for column in table.columns)
    body = []
    for number in range(count):
        texts = rows[number] if number < len(rows) else [""] * len(table.columns)
        cells = "".join(
            f'<td style="text-align:{column.align};font-size:{column.size}pt">{escape(text)}'
            for column, text in zip(table.columns, texts, strict=True)
        )
        body.append(f'<tr style="height:{height}mm">{cells}')
    place = _place(table.x + dx, table.y, table.w, table.h)
    return f'<table style="{place}"><tr style="height:{table.header_height}mm">{head}{"".join(body)}</table>'
