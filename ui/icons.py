"""Line icons: one SVG set, tinted by the theme, the stroke kept at its weight in every size."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from app.paths import RESOURCES

ICONS = RESOURCES / "icons"
VIEW_BOX = 20
STROKE_AT_20 = 1.5
_CACHE_LIMIT = 512
_rendered: dict[tuple[str, int, int, float], QPixmap] = {}


@cache
def _source(name: str) -> str:
    return (ICONS / f"{name}.svg").read_text(encoding="utf-8")


@cache
def names() -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in ICONS.glob("*.svg")))


def stroke_width(size: int) -> float:
    """In units of the view box: an icon drawn smaller keeps a line of 1.5 px instead of turning grey."""
    return STROKE_AT_20 * VIEW_BOX / max(size, 1)


def pixmap(name: str, size: int, colour: QColor, ratio: float = 1.0) -> QPixmap:
    key = (name, size, colour.rgba(), ratio)
    known = _rendered.get(key)
    if known is not None:
        return known
    if len(_rendered) > _CACHE_LIMIT:
        _rendered.clear()
    from PySide6.QtSvg import QSvgRenderer  # costs start-up time until the first icon is painted

    width = stroke_width(size) if size < VIEW_BOX else STROKE_AT_20
    text = _source(name).replace("currentColor", colour.name())
    text = text.replace('stroke-width="1.5"', f'stroke-width="{width:.3f}"')
    made = QPixmap(round(size * ratio), round(size * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    QSvgRenderer(QByteArray(text.encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    _rendered[key] = made
    return made


def paint(painter: QPainter, name: str, left: float, top: float, size: int, colour: QColor) -> None:
    device = painter.device()
    ratio = device.devicePixelRatioF() if device is not None else 1.0
    painter.drawPixmap(round(left), round(top), pixmap(name, size, colour, ratio))
