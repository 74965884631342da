"""Smooth flat drawing: coordinates are those of the finished picture, drawn twice as large and reduced."""

from __future__ import annotations

import io
import math
from typing import TYPE_CHECKING

from PIL import Image, ImageChops, ImageDraw

from app.demo.chance import stream

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.demo.faces import Color

Point = tuple[float, float]
_SCALE = 2


def shade(color: Color, by: float) -> Color:
    """Darker where `by` is below 1, lighter where it is above."""
    red, green, blue = (max(0, min(255, round(part * by))) for part in color)
    return red, green, blue


class Canvas:
    def __init__(self, width: int, height: int, background: Color) -> None:
        self.width = width
        self.height = height
        self._image = Image.new("RGB", (width * _SCALE, height * _SCALE), background)
        self._draw = ImageDraw.Draw(self._image)

    def polygon(self, points: Iterable[Point], color: Color) -> None:
        self._draw.polygon([(x * _SCALE, y * _SCALE) for x, y in points], fill=color)

    def curve(self, corners: Sequence[Point], color: Color) -> None:
        """A closed shape that passes smoothly through its corners."""
        self.polygon(smooth(corners), color)

    def ellipse(self, x: float, y: float, rx: float, ry: float, color: Color) -> None:
        self._draw.ellipse(_box(x, y, rx, ry), fill=color)

    def ring(self, x: float, y: float, radii: Point, color: Color, width: float) -> None:
        self._draw.ellipse(_box(x, y, *radii), outline=color, width=round(width * _SCALE))

    def line(self, points: Sequence[Point], color: Color, width: float) -> None:
        scaled = [(x * _SCALE, y * _SCALE) for x, y in points]
        self._draw.line(scaled, fill=color, width=round(width * _SCALE), joint="curve")

    def arc(self, x: float, y: float, radii: Point, bend: Point, color: Color, width: float) -> None:
        """Part of an ellipse from the first to the second angle of `bend`, in degrees clockwise from three o'clock."""
        self._draw.arc(_box(x, y, *radii), bend[0], bend[1], fill=color, width=round(width * _SCALE))

    def finished(self) -> Image.Image:
        return self._image.reduce(_SCALE)


def _box(x: float, y: float, rx: float, ry: float) -> tuple[float, float, float, float]:
    return (x - rx) * _SCALE, (y - ry) * _SCALE, (x + rx) * _SCALE, (y + ry) * _SCALE


def smooth(corners: Sequence[Point], steps: int = 10) -> list[Point]:
    """A closed Catmull-Rom curve."""
    points: list[Point] = []
    count = len(corners)
    for place in range(count):
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = (corners[(place + offset) % count] for offset in (-1, 0, 1, 2))
        for step in range(steps):
            t = step / steps
            points.append((_spline(ax, bx, cx, dx, t), _spline(ay, by, cy, dy, t)))
    return points


def _spline(a: float, b: float, c: float, d: float, t: float) -> float:
    return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)


def oval(x: float, y: float, rx: float, ry: float, *, squareness: float = 2.0) -> list[Point]:
    """A superellipse: 2 is an ellipse, more is squarer."""
    angles = (step * math.tau / 72 for step in range(72))
    return [(x + rx * _power(math.cos(a), squareness), y + ry * _power(math.sin(a), squareness)) for a in angles]


def _power(value: float, squareness: float) -> float:
    return math.copysign(abs(value) ** (2 / squareness), value)


def grainy(image: Image.Image, seed: int, strength: int) -> Image.Image:
    """With the grain of a small camera; `strength` is its largest step in brightness."""
    bits = stream(seed, 9).randbytes(image.width * image.height)
    noise = Image.frombytes("L", image.size, bits).point([level * strength // 255 for level in range(256)])
    return ImageChops.subtract(image, Image.merge("RGB", (noise, noise, noise)))


def jpeg(image: Image.Image, quality: int) -> bytes:
    content = io.BytesIO()
    image.save(content, "JPEG", quality=quality, dpi=(300, 300))
    return content.getvalue()
