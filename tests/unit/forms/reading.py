"""Reads a PDF back: its text as a copy would give it, its pages as a camera would see them."""

from __future__ import annotations

import re
import shutil
import subprocess
from io import BytesIO
from typing import TYPE_CHECKING

import cv2
import numpy as np
import pikepdf
import pytest

from app.forms.preview import render_page_images

if TYPE_CHECKING:
    from numpy.typing import NDArray


def text_of(pdf: bytes, first: int | None = None, last: int | None = None) -> str:
    """All characters without white space, by pdftotext in the order of the content."""
    program = shutil.which("pdftotext")
    if program is None:
        pytest.fail("pdftotext is missing: install poppler-utils")
    pages = [*(["-f", str(first)] if first else []), *(["-l", str(last)] if last else [])]
    done = subprocess.run([program, "-raw", *pages, "-", "-"], input=pdf, capture_output=True, check=True)
    return re.sub(r"\s", "", done.stdout.decode())


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def page_sizes(pdf: bytes) -> list[tuple[int, int]]:
    """Millimetres."""
    with pikepdf.open(BytesIO(pdf)) as document:
        boxes = [[float(edge) for edge in page.mediabox] for page in document.pages]
    return [(round(box[2] / 72 * 25.4), round(box[3] / 72 * 25.4)) for box in boxes]


def content_streams(pdf: bytes) -> list[bytes]:
    with pikepdf.open(BytesIO(pdf)) as document:
        return [page.Contents.read_bytes() for page in document.pages]


def seen(pdf: bytes, page: int = 0, dpi: int = 200) -> NDArray[np.uint8]:
    """The page as grey pixels."""
    (image,) = render_page_images(pdf, dpi, [page])
    pixels = np.frombuffer(image.rgba, np.uint8).reshape(image.height, image.width, 4)
    return np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGBA2GRAY), dtype=np.uint8)


def part(pixels: NDArray[np.uint8], x: float, y: float, w: float, h: float, dpi: int = 200) -> NDArray[np.uint8]:
    """The rectangle, in millimetres."""
    left, top, right, bottom = (round(edge / 25.4 * dpi) for edge in (x, y, x + w, y + h))
    return pixels[top:bottom, left:right]


def qr_texts(pixels: NDArray[np.uint8]) -> list[str]:
    found, texts, _, _ = cv2.QRCodeDetector().detectAndDecodeMulti(pixels)
    return [text for text in texts if text] if found else []
