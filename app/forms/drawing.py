"""PDF operators for what a form is made of: rules, boxes, text in boxes, pictures, codes.

Lengths in millimetres from the upper left corner of a panel; the operators count points from its lower left.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from app.forms.codes import code128_bars, qr_modules
from app.forms.fitting import Fitted, Line, fit, least_height

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.forms.document import PdfDocument
    from app.forms.layout import Box, Style
    from app.forms.picture import Jpeg
    from app.forms.typefaces import Typeface

MM: Final = 72 / 25.4
RISE: Final = 0.88
"""Of a Chinese character's square, the part above the baseline."""
EDGE: Final = 0.3
"""Least room between text and the rule above and below, in millimetres."""

REMEMBERED_LENGTH: Final = 40
REMEMBERED_TEXTS: Final = 20_000

Rule = tuple[float, float, float, float]
"""x, y, x, y of a horizontal or vertical rule."""


class Brush:
    """Draws on panels of one height into one document."""

    def __init__(self, document: PdfDocument, typefaces: Mapping[str, Typeface], panel_height: float) -> None:
        self.document = document
        self._typefaces = typefaces
        self._top = panel_height * MM
        self._placed: dict[tuple[int, float, float, float, str], str | None] = {}

    def typeface(self, style: Style) -> Typeface:
        return self._typefaces[style.font]

    def fit(self, text: str, style: Style, w: float, h: float) -> Fitted | None:
        """The text set for a box of ``w`` by ``h``; None where it cannot be."""
        return fit(text, self.typeface(style), style, inner_width(style, w), inner_height(style, h))

    def least_height(self, text: str, style: Style, w: float) -> float:
        """Millimetres of the lowest box ``w`` wide that holds the text; infinite where none does."""
        points = least_height(text, self.typeface(style), style, inner_width(style, w))
        return points / MM + 2 * edge(style)

    def placed(self, text: str, style: Style, x: float, y: float, w: float, h: float) -> str | None:
        """Operators for the text in the box, remembered for the next form; None where it does not fit.

        ``style`` must live as long as the brush.
        """
        key = (id(style), x, y, h, text)
        if key in self._placed:
            return self._placed[key]
        fitted = self.fit(text, style, w, h)
        operators = None if fitted is None else self.text(fitted, style, x, y, w, h)
        if len(text) <= REMEMBERED_LENGTH:
            if len(self._placed) >= REMEMBERED_TEXTS:
                self._placed.clear()
            self._placed[key] = operators
        return operators

    def text(self, fitted: Fitted, style: Style, x: float, y: float, w: float, h: float) -> str:
        """The set text placed in the box by the style's alignment."""
        room = inner_height(style, h) - fitted.height
        share = {"top": 0.0, "middle": 0.5, "bottom": 1.0}[style.valign]
        top = y * MM + (h * MM - inner_height(style, h)) / 2 + room * share
        baseline = self._top - top - RISE * fitted.size
        left, width = (x + style.padding) * MM, inner_width(style, w)
        pieces = []
        for line in fitted.lines:
            if line.text.strip():
                pieces.append(self._line(line, style, fitted.size, (left, baseline, width)))
            baseline -= fitted.pitch
        return self._toned(style, "\n".join(pieces)) if pieces else ""

    def _line(self, line: Line, style: Style, size: float, place: tuple[float, float, float]) -> str:
        left, baseline, width = place
        typeface = self.typeface(style)
        text = line.text.rstrip(" ")
        room = width - line.indent - typeface.width(text, size)
        spacing, start = 0.0, left + line.indent
        if style.spread and len(text) > 1:
            spacing = max(style.spread * MM - typeface.width(text, size), 0) / (len(text) - 1)
            room -= spacing * (len(text) - 1)
        if style.align == "justify":
            if line.full and len(text) > 1:
                spacing = room / (len(text) - 1)
        elif style.align != "left":
            start += room / (2 if style.align == "center" else 1)
        shown = " ".join(f"/{font} {size:g} Tf <{codes}> Tj" for font, codes, _ in self.document.encode(typeface, text))
        if abs(spacing) < 0.005:
            return f"BT 1 0 0 1 {start:.2f} {baseline:.2f} Tm {shown} ET"
        return f"BT {spacing:.3f} Tc 1 0 0 1 {start:.2f} {baseline:.2f} Tm {shown} 0 Tc ET"

    @staticmethod
    def _toned(style: Style, operators: str) -> str:
        if style.stroke:
            operators = f"q 2 Tr {style.stroke:g} w {style.grey:g} G 1 j\n{operators}\nQ"
        return f"{style.grey:g} g\n{operators}\n0 g" if style.grey else operators

    def rules(self, rules: Iterable[Rule], width: float) -> str:
        """Each rule once, rules that continue each other joined; ``width`` in points."""
        drawn = [
            f"{x1 * MM:.2f} {self._top - y1 * MM:.2f} m {x2 * MM:.2f} {self._top - y2 * MM:.2f} l"
            for x1, y1, x2, y2 in joined(rules)
        ]
        return "\n".join([f"{width:g} w", *drawn, "S"]) if drawn else ""

    def rectangle(self, box: Box, width: float) -> str:
        lower = self._top - (box.y + box.h) * MM
        return f"{width:g} w {box.x * MM:.2f} {lower:.2f} {box.w * MM:.2f} {box.h * MM:.2f} re S"

    def picture(self, picture: Jpeg, box: Box) -> str:
        """As large as the box allows, its proportions kept, in the middle."""
        scale = min(box.w / picture.width, box.h / picture.height) * MM
        w, h = picture.width * scale, picture.height * scale
        x = box.x * MM + (box.w * MM - w) / 2
        y = self._top - box.y * MM - (box.h * MM + h) / 2
        name = self.document.add_jpeg(picture)
        return f"q {w:.2f} 0 0 {h:.2f} {x:.2f} {y:.2f} cm /{name} Do Q"

    def qr_code(self, text: str, box: Box) -> str:
        """One-bit picture of the modules; the box is without the quiet zone."""
        modules = qr_modules(text)
        count = len(modules)
        lines = (int("".join(map(str, row)).ljust(-(-count // 8) * 8, "0"), 2) for row in modules)
        data = "".join(f"{line:0{-(-count // 8) * 2}X}" for line in lines)
        side = min(box.w, box.h) * MM
        matrix = f"{side:.2f} 0 0 {side:.2f} {box.x * MM:.2f} {self._top - box.y * MM - side:.2f}"
        return f"q {matrix} cm BI /W {count} /H {count} /IM true /BPC 1 /D [1 0] /F /AHx ID {data}> EI Q"

    def barcode(self, text: str, box: Box, module: float) -> str:
        """Code 128 at the right end of the box; narrower modules where it would not fit. Quiet zones lie outside."""
        bars, count = code128_bars(text)
        unit = min(module, box.w / count) * MM
        left = (box.x + box.w) * MM - count * unit
        lower, height = self._top - (box.y + box.h) * MM, box.h * MM
        drawn = [f"{left + at * unit:.3f} {lower:.2f} {wide * unit:.3f} {height:.2f} re" for at, wide in bars]
        return "\n".join([*drawn, "f"])

    def watermark(self, text: str, typeface: Typeface, size: float, angle: float, grey: float, w: float) -> str:
        """One large word across the middle of a panel ``w`` millimetres wide."""
        turn = math.radians(angle)
        cos, sin = math.cos(turn), math.sin(turn)
        across, up = typeface.width(text, size) / 2, 0.38 * size
        x = w * MM / 2 - across * cos + up * sin
        y = self._top / 2 - across * sin - up * cos
        shown = " ".join(f"/{font} {size:g} Tf <{codes}> Tj" for font, codes, _ in self.document.encode(typeface, text))
        return f"{grey:g} g BT {cos:.4f} {sin:.4f} {-sin:.4f} {cos:.4f} {x:.2f} {y:.2f} Tm {shown} ET 0 g"


def inner_width(style: Style, w: float) -> float:
    return (w - 2 * style.padding) * MM


def inner_height(style: Style, h: float) -> float:
    return (h - 2 * edge(style)) * MM


def edge(style: Style) -> float:
    """Millimetres kept free above and below."""
    return max(style.padding, EDGE) if style.valign != "middle" else EDGE


def box_rules(x: float, y: float, w: float, h: float) -> list[Rule]:
    return [(x, y, x + w, y), (x, y + h, x + w, y + h), (x, y, x, y + h), (x + w, y, x + w, y + h)]


def joined(rules: Iterable[Rule]) -> list[Rule]:
    """Rules on one line that touch or overlap become one, so that no edge is stroked twice."""
    lines: dict[tuple[bool, float], list[tuple[float, float]]] = {}
    for x1, y1, x2, y2 in rules:
        flat = abs(y1 - y2) < 1e-6
        key = (flat, round(y1 if flat else x1, 2))
        lines.setdefault(key, []).append((x1, x2) if flat else (y1, y2))
    result: list[Rule] = []
    for (flat, at), spans in lines.items():
        for start, end in _merged(spans):
            result.append((start, at, end, at) if flat else (at, start, at, end))
    return result


def _merged(spans: list[tuple[float, float]]) -> list[tuple[float, float]]:
    merged: list[tuple[float, float]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1] + 0.01:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged
