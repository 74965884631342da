"""Paper on the screen and on its way out: pages as pictures, and how a PDF becomes a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

PAPER_DPI = 84  # at 100 % a page of A4 is about 700 px wide
LEAST_DPI = 24


class PageImage(NamedTuple):
    """One page or side of a sheet: rows from the top, three (RGB) or four (RGBA) bytes a pixel."""

    width: int
    height: int
    pixels: bytes


class PageImages(Protocol):
    def render(self, pdf: bytes, dpi: int) -> Sequence[tuple[int, int, bytes]]:
        """Width, height and pixels of every page, as `PageImage` has them."""


class PaperFiles(NamedTuple):
    """How a PDF leaves the program.

    `choose` asks for the place, suggesting a name; None: the clerk does not want to after all.
    `write` writes the file whole or not at all. Raises ClerkError `file.disk_full`, `file.unwritable`.
    """

    choose: Callable[[str], Path | None]
    write: Callable[[Path, bytes], None]


def page_images(images: PageImages, pdf: bytes, dpi: int) -> tuple[PageImage, ...]:
    return tuple(PageImage(*page) for page in images.render(pdf, dpi))


def dpi(zoom: int, dots: float) -> int:
    """`zoom` in per cent, `dots` pixels of the screen for one px of the tokens."""
    return max(LEAST_DPI, round(PAPER_DPI * zoom / 100 * dots))


def as_image(page: PageImage) -> QImage:
    """A picture of its own memory, so that the bytes may go."""
    depth = len(page.pixels) // max(1, page.width * page.height)
    kind = QImage.Format.Format_RGB888 if depth == 3 else QImage.Format.Format_RGBX8888
    return QImage(page.pixels, page.width, page.height, page.width * depth, kind).copy()
