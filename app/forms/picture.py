"""A portrait as bytes that a PDF can carry unchanged."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Final

from app.domain.errors import ClerkError
from app.forms import errors

if TYPE_CHECKING:
    from PIL import Image as Pictures

JPEG_START: Final = b"\xff\xd8\xff"
FRAME_MARKERS: Final = frozenset({0xC0, 0xC1, 0xC2})
COLOUR_SPACES: Final = {1: "DeviceGray", 3: "DeviceRGB", 4: "DeviceCMYK"}
QUALITY: Final = 92
MOST_PIXELS: Final = 40_000_000
"""A whole A4 page at 600 dpi; what claims more is refused before it is unpacked."""


@dataclass(frozen=True, slots=True)
class Jpeg:
    data: bytes
    width: int
    height: int
    colour_space: str


def as_jpeg(data: bytes) -> Jpeg:
    """A JPEG is taken byte for byte; any other picture is saved as one.

    Raises: ClerkError ``form.photo_unreadable``.
    """
    if data.startswith(JPEG_START):
        jpeg = _read_header(data)
        if jpeg is not None:
            return jpeg
    return _converted(data)


def _read_header(data: bytes) -> Jpeg | None:
    position = 2
    try:
        while data[position] == 0xFF:
            marker, length = struct.unpack_from(">BH", data, position + 1)
            if marker in FRAME_MARKERS:
                _, height, width, components = struct.unpack_from(">BHHB", data, position + 4)
                return Jpeg(data, width, height, COLOUR_SPACES[components])
            position += 2 + length
    except (IndexError, KeyError, struct.error):
        return None
    return None


def _converted(data: bytes) -> Jpeg:
    from PIL import Image  # only for the rare picture that is not a plain JPEG

    out = BytesIO()
    try:
        flat = _on_white(data)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as problem:
        raise ClerkError(errors.PHOTO_UNREADABLE) from problem
    flat.save(out, "JPEG", quality=QUALITY)
    return Jpeg(out.getvalue(), *flat.size, "DeviceRGB")


def _on_white(data: bytes) -> Pictures.Image:
    """Raises OSError, SyntaxError or ValueError for what is no picture that fits a page."""
    from PIL import Image

    with Image.open(BytesIO(data)) as image:
        if image.width * image.height > MOST_PIXELS:
            raise ValueError("more pixels than a page has")
        flat = Image.new("RGB", image.size, "white")
        rgba = image.convert("RGBA")
        flat.paste(rgba, mask=rgba.getchannel("A"))
    return flat
