"""Paints lists of parts. The only place that knows where a baseline, a chip or a key cap lies."""

from __future__ import annotations

import math
from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ui import icons, theme
from ui.privacy import privacy
from ui.widgets.parts import (
    CheckBox,
    Chip,
    Icon,
    KeyCap,
    Marked,
    Mask,
    Part,
    Parts,
    Space,
    Stretch,
    Text,
    TwoLines,
)

CHIP_HEIGHT, CHIP_INSET, CHIP_ICON, CHIP_ICON_GAP = 20, 6, 14, 2
KEY_HEIGHT, KEY_MIN, KEY_INSET = 18, 20, 5
BOX = 16
ELLIPSIS = "…"


def paint_parts(
    painter: QPainter, rect: QRectF, parts: Parts, *, tint: str | None = None, strong: bool | None = None
) -> None:
    """One line of parts inside `rect`. `tint` replaces every colour (disabled buttons), `strong` every weight."""
    shown = [_dressed(part, tint, strong=strong) for part in parts]
    shown = _fitted(shown, rect.width())
    stretches = sum(isinstance(part, Stretch) for part in shown)
    spare = max(0.0, rect.width() - parts_width(shown)) / max(1, stretches)
    x = rect.left()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for at, part in enumerate(shown):
        if isinstance(part, Stretch):
            x += spare
            continue
        _paint_part(painter, part, x, rect)
        x += part_width(part) + _gap_after(shown, at)
    painter.restore()


def parts_width(parts: Parts) -> float:
    """Without the gap after the last part, and before a stretch."""
    return sum(part_width(part) + _gap_after(parts, at) for at, part in enumerate(parts))


def part_width(part: Part) -> float:
    if isinstance(part, Text):
        return theme.metrics(part.size, strong=part.strong, serif=part.serif).horizontalAdvance(part.text)
    if isinstance(part, Chip):
        icon = theme.px(CHIP_ICON) + theme.px(CHIP_ICON_GAP) if part.icon else 0
        return theme.metrics(theme.SMALL).horizontalAdvance(part.text) + 2 * theme.px(CHIP_INSET) + icon
    if isinstance(part, KeyCap):
        return key_cap_width(part.text)
    if isinstance(part, Icon):
        return theme.px(part.size)
    if isinstance(part, Mask):
        metrics = theme.metrics(part.size, strong=part.strong)
        return metrics.horizontalAdvance(part.head + part.tail) + part.dots * metrics.horizontalAdvance("0")
    if isinstance(part, CheckBox):
        return theme.px(BOX)
    if isinstance(part, Marked):
        return sum(_marked_width(part, run, differs=differs) for run, differs in part.runs)
    return theme.px(part.width) if isinstance(part, Space) else 0.0


def key_cap_width(text: str) -> float:
    wide = theme.metrics(theme.SMALL).horizontalAdvance(text) + 2 * theme.px(KEY_INSET)
    return float(max(theme.px(KEY_MIN), round(wide)))


def paint_cell(painter: QPainter, rect: QRectF, cell: Parts | TwoLines | str, *, strong: bool | None = None) -> None:
    if isinstance(cell, TwoLines):
        half = rect.height() / 2
        inset = theme.px(3)
        paint_parts(painter, QRectF(rect.left(), rect.top() + inset, rect.width(), half), cell.first, strong=strong)
        paint_parts(painter, QRectF(rect.left(), rect.top() + half - inset / 2 + 1, rect.width(), half), cell.second)
    else:
        paint_parts(painter, rect, (Text(cell),) if isinstance(cell, str) else cell, strong=strong)


def paint_focus_ring(painter: QPainter, rect: QRectF, radius: float = 6) -> None:
    """The 2 px ring just inside `rect`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("focus"), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), theme.px(radius), theme.px(radius))
    painter.restore()


def paint_box(painter: QPainter, rect: QRectF, fill: str | None, edge: str | None, radius: float = 6) -> None:
    """A rounded box whose 1 px edge lies on whole pixels."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour(edge), 1) if edge else Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(fill) if fill else Qt.BrushStyle.NoBrush)
    inner = rect.adjusted(0.5, 0.5, -0.5, -0.5) if edge else rect
    painter.drawRoundedRect(inner, theme.px(radius), theme.px(radius))
    painter.restore()


def tone_colours(tone: str) -> tuple[str, str | None, str | None]:
    """Text, fill and edge of a chip."""
    if tone == "plain":
        return "text2", None, "edge"
    if tone == "primary":
        return "primary", "selected", None
    return tone, f"{tone}_bg", None


def _gap_after(parts: Parts, at: int) -> float:
    part = parts[at]
    last = at + 1 == len(parts) or isinstance(parts[at + 1], Stretch)
    return 0.0 if last or isinstance(part, Space | Stretch) else theme.px(part.gap)


def _dressed(part: Part, tint: str | None, *, strong: bool | None) -> Part:
    if isinstance(part, Text | Marked) and part.personal and privacy().hidden():
        length = len(part.text) if isinstance(part, Text) else sum(len(run) for run, _ in part.runs)
        part = Mask("", length, "", part.colour, part.size, gap=part.gap)
    elif isinstance(part, Mask) and privacy().hidden():
        part = replace(part, head="", tail="", dots=len(part.head) + part.dots + len(part.tail))
    if tint is not None and not isinstance(part, Chip | CheckBox | Space | Stretch):
        part = replace(part, colour=tint)
        part = replace(part, edge=tint) if isinstance(part, KeyCap) else part
    if strong is not None and isinstance(part, Text | Mask | Marked):
        part = replace(part, strong=part.strong or strong)
    return part


def _fitted(parts: list[Part], width: float) -> list[Part]:
    """The longest text gives way where a line is too narrow; a surrogate pair stays whole."""
    over = parts_width(parts) - width
    if over <= 0.5:
        return parts
    texts = [(at, part) for at, part in enumerate(parts) if isinstance(part, Text)]
    if not texts:
        return parts
    longest, part = max(texts, key=lambda entry: part_width(entry[1]))
    metrics = theme.metrics(part.size, strong=part.strong, serif=part.serif)
    room = max(0.0, part_width(part) - over)
    short = metrics.elidedText(part.text, Qt.TextElideMode.ElideRight, room)
    return [*parts[:longest], replace(part, text=short), *parts[longest + 1 :]]


def _paint_part(painter: QPainter, part: Part, x: float, rect: QRectF) -> None:
    if isinstance(part, Text):
        painter.setFont(theme.font(part.size, strong=part.strong, serif=part.serif))
        painter.setPen(theme.colour(part.colour))
        painter.drawText(QPointF(x, theme.baseline(rect.top(), rect.height(), part.size)), part.text)
    elif isinstance(part, Chip):
        _paint_chip(painter, part, x, rect)
    elif isinstance(part, KeyCap):
        paint_key_cap(painter, part, x, rect)
    elif isinstance(part, Icon):
        size = theme.px(part.size)
        top = rect.top() + (rect.height() - size) / 2
        icons.paint(painter, part.name, x, top, size, theme.colour(part.colour))
    elif isinstance(part, Mask):
        _paint_mask(painter, part, x, rect)
    elif isinstance(part, CheckBox):
        _paint_check_box(painter, part, x, rect)
    elif isinstance(part, Marked):
        _paint_marked(painter, part, x, rect)


def _centred(x: float, width: float, height: float, rect: QRectF) -> QRectF:
    top = math.floor(rect.top() + (rect.height() - height) / 2 + 0.5)
    return QRectF(round(x), top, round(width), round(height))


def _paint_chip(painter: QPainter, part: Chip, x: float, rect: QRectF) -> None:
    text, fill, edge = tone_colours(part.tone)
    box = _centred(x, part_width(part), theme.px(CHIP_HEIGHT), rect)
    paint_box(painter, box, fill, edge, 4)
    at = box.left() + theme.px(CHIP_INSET)
    if part.icon:
        size = theme.px(CHIP_ICON)
        icons.paint(painter, part.icon, at, box.center().y() - size / 2, size, theme.colour(text))
        at += size + theme.px(CHIP_ICON_GAP)
    painter.setFont(theme.font(theme.SMALL))
    painter.setPen(theme.colour(text))
    painter.drawText(QPointF(at, theme.baseline(box.top(), box.height(), theme.SMALL)), part.text)


def paint_key_cap(painter: QPainter, part: KeyCap, x: float, rect: QRectF) -> None:
    box = _centred(x, key_cap_width(part.text), theme.px(KEY_HEIGHT), rect)
    paint_box(painter, box, None, part.edge, 4)
    painter.setFont(theme.font(theme.SMALL))
    painter.setPen(theme.colour(part.colour))
    width = theme.metrics(theme.SMALL).horizontalAdvance(part.text)
    at = box.left() + (box.width() - width) / 2
    painter.drawText(QPointF(at, theme.baseline(box.top(), box.height(), theme.SMALL)), part.text)


def _paint_mask(painter: QPainter, part: Mask, x: float, rect: QRectF) -> None:
    metrics = theme.metrics(part.size, strong=part.strong)
    digit = metrics.horizontalAdvance("0")
    base = theme.baseline(rect.top(), rect.height(), part.size)
    painter.setFont(theme.font(part.size, strong=part.strong))
    painter.setPen(theme.colour(part.colour))
    if part.head:
        painter.drawText(QPointF(x, base), part.head)
    x += metrics.horizontalAdvance(part.head)
    colour = QColor(theme.colour(part.colour))
    painter.setBrush(colour)
    painter.setPen(Qt.PenStyle.NoPen)
    radius = theme.px(part.size) * 0.15
    middle = base - 0.36 * theme.px(part.size)
    for dot in range(part.dots):
        painter.drawEllipse(QPointF(x + (dot + 0.5) * digit, middle), radius, radius)
    x += part.dots * digit
    painter.setPen(theme.colour(part.colour))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if part.tail:
        painter.drawText(QPointF(x, base), part.tail)


def _paint_check_box(painter: QPainter, part: CheckBox, x: float, rect: QRectF) -> None:
    box = _centred(x, theme.px(BOX), theme.px(BOX), rect)
    radius = BOX / 2 if part.radio else 3
    if not part.ticked:
        paint_box(painter, box, "panel", "edge", radius)
        return
    if part.radio:
        paint_box(painter, box, "panel", "primary", radius)
        dot = theme.px(4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("primary"))
        painter.drawEllipse(box.center(), dot, dot)
        return
    paint_box(painter, box, "red_line" if part.tone == "red" else "primary", None, radius)
    ink = theme.colour("on_primary" if part.tone == "primary" else "panel")
    icons.paint(painter, "check", box.left() + theme.px(2), box.top() + theme.px(2), theme.px(BOX - 4), ink)


MARK_INSET = 2


def _marked_width(part: Marked, run: str, *, differs: bool) -> float:
    wide = theme.metrics(part.size, strong=part.strong, serif=part.serif).horizontalAdvance(run)
    return wide + (2 * theme.px(MARK_INSET) if differs else 0)


def _paint_marked(painter: QPainter, part: Marked, x: float, rect: QRectF) -> None:
    base = theme.baseline(rect.top(), rect.height(), part.size)
    height = theme.px(part.size) * 1.45
    for run, differs in part.runs:
        width = _marked_width(part, run, differs=differs)
        if differs:
            top = rect.top() + (rect.height() - height) / 2
            painter.fillRect(QRectF(x, top, width, height), theme.colour("diff_bg"))
            painter.fillRect(QRectF(x, top + height - 2, width, 2), theme.colour("amber_line"))
        painter.setFont(theme.font(part.size, strong=part.strong, serif=part.serif))
        painter.setPen(theme.colour(part.colour))
        painter.drawText(QPointF(x + (theme.px(MARK_INSET) if differs else 0), base), run)
        x += width
