"""Drawn portraits: nobody's photo, but with what a photo desk looks at (eye line, chin, crown, background)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.demo.canvas import Canvas, oval, shade
from app.demo.hair import draw_hair_behind, draw_hair_in_front

if TYPE_CHECKING:
    from app.demo.faces import Color, Face

WIDTH, HEIGHT = 480, 640
_CENTRE = WIDTH / 2
_SHIRT_WHITE: Color = (246, 247, 249)


def draw_bust(one: Face, background: Color, clothes: Color) -> Canvas:
    """Head and shoulders from the front, 480 × 640."""
    canvas = Canvas(WIDTH, HEIGHT, background)
    draw_hair_behind(canvas, one, _CENTRE)
    _draw_shoulders(canvas, one, clothes)
    _draw_head(canvas, one)
    _draw_eyes(canvas, one)
    _draw_nose(canvas, one)
    _draw_mouth(canvas, one)
    draw_hair_in_front(canvas, one, _CENTRE)
    if one.glasses:
        _draw_glasses(canvas, one)
    return canvas


def _draw_shoulders(canvas: Canvas, one: Face, clothes: Color) -> None:
    neck = one.half_width * (0.5 if one.female else 0.58)
    slope = 186 if one.female else 206
    top = one.chin + 62
    dark = shade(one.skin, 0.87)
    half = ((neck + 4, top - 22), (neck + 62, top + 8), (slope, top + 58), (slope + 30, HEIGHT + 60))
    left = [(_CENTRE - x, y) for x, y in half]
    canvas.curve([*left, *((_CENTRE + x, y) for x, y in reversed(half))], clothes)
    corners = ((-neck, one.chin - 50), (neck, one.chin - 50), (neck + 6, top - 4), (-neck - 6, top - 4))
    canvas.polygon([(_CENTRE + x, y) for x, y in corners], dark)
    canvas.ellipse(_CENTRE, top - 4, neck + 6, 26, dark)
    if one.neckline == "suit":
        _draw_suit(canvas, clothes, neck, top)
    elif one.neckline in {"shirt", "polo"}:
        _draw_collar(canvas, clothes, neck, top)
    else:
        canvas.arc(_CENTRE, top - 8, (neck + 18, 38), (6, 174), shade(clothes, 0.8), 11)


def _draw_suit(canvas: Canvas, clothes: Color, neck: float, top: float) -> None:
    front = ((-neck - 6, top - 4), (neck + 6, top - 4), (12, HEIGHT), (-12, HEIGHT))
    throat = ((-neck + 6, top - 6), (neck - 6, top - 6), (0, top + 46))
    canvas.polygon([(_CENTRE + x, y) for x, y in front], _SHIRT_WHITE)
    canvas.polygon([(_CENTRE + x, y) for x, y in throat], shade((226, 190, 160), 0.92))
    for side in (-1, 1):
        collar = ((neck + 10, top - 20), (4, top + 44), (neck - 4, top + 66))
        lapel = ((neck + 12, top - 18), (neck + 52, top + 44), (20, HEIGHT), (6, HEIGHT))
        canvas.polygon([(_CENTRE + side * x, y) for x, y in lapel], shade(clothes, 0.84))
        canvas.polygon([(_CENTRE + side * x, y) for x, y in collar], shade(_SHIRT_WHITE, 0.95))


def _draw_collar(canvas: Canvas, clothes: Color, neck: float, top: float) -> None:
    for side in (-1, 1):
        collar = ((neck + 8, top - 24), (2, top + 26), (neck + 14, top + 56), (neck + 34, top - 2))
        canvas.polygon([(_CENTRE + side * x, y) for x, y in collar], shade(clothes, 1.22))
    canvas.line(((_CENTRE, top + 34), (_CENTRE, HEIGHT)), shade(clothes, 0.84), 2.5)


def _draw_head(canvas: Canvas, one: Face) -> None:
    middle = (one.eye_line + one.chin) / 2 - 62
    for side in (-1, 1):
        canvas.ellipse(_CENTRE + side * (one.half_width - 1), one.eye_line + 18, 15, 31, shade(one.skin, 0.95))
        canvas.ellipse(_CENTRE + side * (one.half_width + 2), one.eye_line + 18, 7, 19, shade(one.skin, 0.86))
    canvas.ellipse(_CENTRE, one.chin - 4, one.half_width * 0.5, 24, shade(one.skin, 0.79))
    canvas.polygon(oval(_CENTRE, middle, one.half_width, middle - CROWN_OF_SKULL, squareness=2.3), one.skin)
    jaw = one.half_width * (0.66 + 0.16 * one.jaw)
    half = (
        (one.half_width * 0.92, one.eye_line - 88),
        (one.half_width, one.eye_line - 30), (one.half_width * 0.98, one.eye_line + 52), (jaw, one.chin - 40),
        (one.half_width * 0.34, one.chin - 2),
    )  # fmt: skip
    left = [(_CENTRE - x, y) for x, y in half]
    canvas.curve([*left, *((_CENTRE + x, y) for x, y in reversed(half))], one.skin)
    for side in (-1, 1):
        canvas.ellipse(_CENTRE + side * one.half_width * 0.58, one.eye_line + 58, 20, 13, _blush(one.skin))
    if one.mole is not None:
        canvas.ellipse(_CENTRE + one.mole[0], one.eye_line + one.mole[1], 2.6, 2.6, (92, 62, 52))


CROWN_OF_SKULL = 92


def _blush(skin: Color) -> Color:
    return shade((skin[0], skin[1] - 6, skin[2] - 6), 0.99)


def _draw_eyes(canvas: Canvas, one: Face) -> None:
    brow_color = shade(one.hair, 1.1) if one.hair[0] < 100 else (84, 80, 78)
    width, height = 20 * one.eye_size, 9.5 * one.eye_size
    for side in (-1, 1):
        x, y = _CENTRE + side * one.eye_gap, one.eye_line
        canvas.polygon(oval(x, y, width, height), (252, 250, 248))
        canvas.ellipse(x, y - 0.5, 9.0 * one.eye_size, 9.2 * one.eye_size, (44, 32, 28))
        canvas.ellipse(x + 3, y - 3, 2.6, 2.6, (250, 250, 250))
        canvas.arc(x, y, (width + 1, height + 2), (188, 352), (38, 30, 30), 3.4 if one.female else 2.6)
        canvas.arc(x, y - 3, (width + 4, height + 9), (212, 328), shade(one.skin, 0.84), 1.6)
        brow = y - 31
        stroke = (
            (-22, brow + 4), (-2, brow - one.brow * 0.55), (26, brow + 3), (2, brow + one.brow * 0.45),
            (-22, brow + 4 + one.brow * 0.6),
        )  # fmt: skip
        canvas.polygon([(x + side * dx, dy) for dx, dy in stroke], brow_color)
        if one.older:
            canvas.arc(x, y + 12, (22, 10), (25, 150), shade(one.skin, 0.88), 1.6)


def _draw_nose(canvas: Canvas, one: Face) -> None:
    base = one.eye_line + (one.chin - one.eye_line) * 0.44
    canvas.line(((_CENTRE - 4, one.eye_line + 12), (_CENTRE - 9, base - 8)), shade(one.skin, 0.93), 3)
    canvas.arc(_CENTRE, base - 4, (17, 11), (20, 160), shade(one.skin, 0.8), 3.2)
    for side in (-1, 1):
        canvas.ellipse(_CENTRE + side * 9, base + 2, 4, 2.4, shade(one.skin, 0.68))


def _draw_mouth(canvas: Canvas, one: Face) -> None:
    base = one.eye_line + (one.chin - one.eye_line) * 0.44
    mouth = one.eye_line + (one.chin - one.eye_line) * 0.69
    lips: Color = (200, 104, 102) if one.female else (188, 120, 108)
    depth = 7 + 5 * one.smile
    canvas.polygon(oval(_CENTRE, mouth + 1, one.mouth, 7 if one.female else 5.5, squareness=1.6), lips)
    canvas.arc(_CENTRE, mouth - depth + 1, (one.mouth + 1, depth), (12, 168), shade(lips, 0.66), 2.4)
    canvas.arc(_CENTRE, mouth + 8, (one.mouth * 0.55, 9), (40, 140), shade(one.skin, 0.88), 2)
    if one.older:
        for side in (-1, 1):
            fold = ((_CENTRE + side * 27, base + 4), (_CENTRE + side * (one.mouth + 12), mouth + 4))
            canvas.line(fold, shade(one.skin, 0.88), 2)


def _draw_glasses(canvas: Canvas, one: Face) -> None:
    frame: Color = (52, 48, 52) if one.number % 5 else (126, 96, 70)
    for side in (-1, 1):
        x = _CENTRE + side * one.eye_gap
        canvas.ring(x, one.eye_line + 3, (34, 27), frame, 3.2)
        temple = ((x + side * 33, one.eye_line - 4), (_CENTRE + side * (one.half_width - 2), one.eye_line - 10))
        canvas.line(temple, frame, 3)
    canvas.arc(_CENTRE, one.eye_line, (one.eye_gap - 32, 8), (190, 350), frame, 3)
