"""Hair of the drawn portraits: what lies behind the head, and what lies over the forehead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.demo.canvas import Canvas, Point, oval, shade

if TYPE_CHECKING:
    from app.demo.faces import Face

CROWN = 76
"""Top of the hair in the finished picture."""

Inner = tuple[tuple[float, float], ...]
"""Edge of the hair over the forehead, from the right temple: how much of the half width, and the height."""

_INNER: dict[str, tuple[Inner, float]] = {
    "short": (((0.91, 206), (0.72, 158), (0.1, 150), (-0.72, 160), (-0.91, 206)), 0),
    "side_part": (((0.92, 204), (0.82, 172), (0.2, 164), (-0.42, 130), (-0.84, 162), (-0.92, 204)), 8),
    "crew": (((0.9, 196), (0.76, 150), (0.0, 136), (-0.76, 150), (-0.9, 196)), -4),
    "thinning": (((0.92, 206), (0.8, 164), (0.5, 124), (0, 112), (-0.5, 124), (-0.8, 164), (-0.92, 206)), -8),
    "fringe": (((0.92, 212), (0.78, 190), (0.34, 186), (-0.06, 192), (-0.46, 184), (-0.8, 192), (-0.92, 212)), 4),
    "parted": (((0.95, 250), (0.84, 196), (0.46, 150), (0.04, 118), (-0.46, 152), (-0.84, 196), (-0.95, 250)), 6),
    "swept": (((0.94, 212), (0.84, 158), (0.4, 128), (-0.1, 120), (-0.84, 158), (-0.94, 212)), 2),
}
_FRONT = {
    "bob": "parted", "long": "parted", "ponytail": "swept", "bun": "swept", "short_curls": "short",
    "fringe_long": "fringe",
}  # fmt: skip
_CURLS = (
    (-104, 190, 34), (-112, 244, 28), (-96, 138, 38), (-58, 100, 40), (0, 86, 44), (58, 100, 40), (96, 138, 38),
    (104, 190, 34), (112, 244, 28),
)  # fmt: skip


def draw_hair_behind(canvas: Canvas, one: Face, centre: float) -> None:
    dark = shade(one.hair, 0.85)
    side = one.half_width
    if one.style in {"long", "fringe_long"}:
        _curtain(canvas, centre, ((side + 4, 170), (side + 26, 320), (side + 16, 520), (40, 540)), dark)
    elif one.style == "bob":
        _curtain(canvas, centre, ((side + 6, 160), (side + 24, 300), (side + 8, 418), (50, 424)), dark)
    elif one.style == "bun":
        canvas.ellipse(centre, CROWN, 46, 38, dark)
    elif one.style == "ponytail":
        tail = ((30, 90), (side + 34, 190), (side + 30, 400), (side, 470), (side - 20, 300))
        canvas.curve([(centre + x, y) for x, y in tail], dark)
    elif one.style == "short_curls":
        for x, y, radius in _CURLS:
            canvas.ellipse(centre + x, y, radius, radius, dark)


def _curtain(canvas: Canvas, centre: float, right: tuple[Point, ...], color: tuple[int, int, int]) -> None:
    left = [(centre - x, y) for x, y in right]
    canvas.curve([*left, *((centre + x, y) for x, y in reversed(right))], color)


def draw_hair_in_front(canvas: Canvas, one: Face, centre: float) -> None:
    inner, lift = _INNER[_FRONT.get(one.style, one.style)]
    forehead = [(centre + part * one.half_width, y) for part, y in inner]
    canvas.curve([*_crown(one, centre, lift), *forehead], one.hair)
    canvas.arc(centre - 10, 196, (one.half_width - 26, 112), (214, 280), shade(one.hair, 1.4), 4)
    if one.style == "short_curls":
        for x, y, radius in _CURLS:
            canvas.polygon(oval(centre + x * 0.96, y - 2, radius * 0.72, radius * 0.7), one.hair)


def _crown(one: Face, centre: float, lift: float) -> list[Point]:
    """The outer edge of the hair from the left ear over the head to the right ear."""
    side = one.half_width + 7
    top = CROWN - lift
    return [
        (centre - side, one.eye_line - 6), (centre - side - 3, 190), (centre - side + 18, 122), (centre - 52, top + 10),
        (centre, top), (centre + 52, top + 10), (centre + side - 18, 122), (centre + side + 3, 190),
        (centre + side, one.eye_line - 6),
    ]  # fmt: skip
