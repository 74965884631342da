"""Pages of a PDF as pictures, for the screen and for printers that take only pictures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pypdfium2

from app.domain.errors import ClerkError
from app.forms import errors

if TYPE_CHECKING:
    from collections.abc import Iterable

POINTS_PER_INCH: Final = 72


@dataclass(frozen=True, slots=True)
class PageImage:
    """Rows from the top, four bytes a pixel: red, green, blue, opacity (always full)."""

    width: int
    height: int
    rgba: bytes


def page_count(pdf: bytes) -> int:
    """Raises: ClerkError ``form.pdf_unreadable``."""
    document = _opened(pdf)
    try:
        return len(document)
    finally:
        document.close()


def render_page_images(pdf: bytes, dpi: float = 96, pages: Iterable[int] | None = None) -> list[PageImage]:
    """The pages with these numbers from 0, or all of them.

    Raises: ClerkError ``form.pdf_unreadable``.
    """
    document = _opened(pdf)
    try:
        chosen = range(len(document)) if pages is None else pages
        return [_rendered(document[number], dpi) for number in chosen]
    finally:
        document.close()


def _opened(pdf: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as problem:
        raise ClerkError(errors.PDF_UNREADABLE) from problem


def _rendered(page: pypdfium2.PdfPage, dpi: float) -> PageImage:
    bitmap = page.render(scale=dpi / POINTS_PER_INCH, rev_byteorder=True, prefer_bgrx=True)
    width, height, stride = bitmap.width, bitmap.height, bitmap.stride
    data = bytes(bitmap.buffer)
    if stride != width * 4:
        data = b"".join(data[row * stride : row * stride + width * 4] for row in range(height))
    bitmap.close()
    page.close()
    return PageImage(width, height, data)
