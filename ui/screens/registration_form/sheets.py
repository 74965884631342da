"""Where the panels (面) of a form lie on its sheets: the A3 imposition 4|1 outside, 2|3 inside, or one panel a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from app.services.registration_form_views import FormLayout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.papers import PageImage

Half = Literal["left", "right", "whole"]
PANELS = 4  # of the form itself; further ones are continuation sheets
_BOOKLET: tuple[tuple[int, int], ...] = ((4, 1), (2, 3))


@dataclass(frozen=True, slots=True)
class PanelPlace:
    """`sheet` counts the sides from 0."""

    number: int
    sheet: int
    half: Half


def panels(layout: FormLayout, sheets: Sequence[PageImage]) -> tuple[PanelPlace, ...]:
    """In the order of their numbers; blank sides at the end of a copy are no panels."""
    if layout is FormLayout.A4:
        every = [PanelPlace(at + 1, at, "whole") for at in range(len(sheets))]
        return tuple(place for place in every if place.number <= PANELS or not _is_blank(sheets[place.sheet], "whole"))
    places = [
        PanelPlace(number, sheet, half)
        for sheet in range(len(sheets))
        for number, half in zip(_numbers(sheet), _HALVES, strict=True)
    ]
    found = (place for place in places if place.number <= PANELS or not _is_blank(sheets[place.sheet], place.half))
    return tuple(sorted(found, key=lambda place: place.number))


def on_sheet(places: Sequence[PanelPlace], sheet: int) -> tuple[PanelPlace, ...]:
    """From left to right."""
    return tuple(sorted((place for place in places if place.sheet == sheet), key=lambda place: place.half))


_HALVES: tuple[Half, Half] = ("left", "right")


def _numbers(sheet: int) -> tuple[int, int]:
    if sheet < len(_BOOKLET):
        left, right = _BOOKLET[sheet]
        return left, right
    return 2 * sheet + 1, 2 * sheet + 2


def _is_blank(image: PageImage, half: Half) -> bool:
    stride = len(image.pixels) // max(1, image.height)
    middle = stride // 2
    begin, end = {"left": (0, middle), "right": (middle, stride), "whole": (0, stride)}[half]
    rows = (image.pixels[row * stride + begin : row * stride + end] for row in range(image.height))
    return all(row.count(b"\xff") == len(row) for row in rows)
