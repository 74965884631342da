"""The code by which a sheet of paper is taken back in, as text, as QR code and as Code 128."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import segno

from app.domain.errors import ClerkError
from app.forms import errors

if TYPE_CHECKING:
    from collections.abc import Sequence

PATTERN: Final = re.compile(r"ZK/([0-9A-Z.\-]{1,40})/([0-9]{1,4})/([0-9A-F]{8})")
START_B, START_C, TO_B, TO_C, STOP = 104, 105, 100, 99, 106
MODULUS: Final = 103
# ISO/IEC 15417, table 1: widths of bar, space, bar, space, bar, space for the values 0 to 105; the stop has a seventh.
WIDTHS: Final = re.findall(
    r"\d+",
    """
    212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231
    113222 123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211
    212123 212321 232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131
    113123 113321 133121 313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111
    314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211
    241211 221114 413111 241112 134111 111242 121142 121241 114212 124112 124211 411212 421112 421211 212141
    214121 412121 111143 111341 131141 114113 114311 411113 411311 113141 114131 311141 411131 211412 211214
    211232 2331112
    """,
)


@dataclass(frozen=True, slots=True)
class AcceptanceCode:
    """What the code on a sheet says: which application's form, which export of it, and what stood in it."""

    application_no: str
    form_version: int
    short_hash: str
    """8 hexadecimal digits, upper case."""

    def __str__(self) -> str:
        return f"ZK/{self.application_no}/{self.form_version}/{self.short_hash}"


def acceptance_code(application_no: str, form_version: int, short_hash: str) -> AcceptanceCode:
    """Raises: ClerkError ``form.acceptance_code`` where a scanner could not give the number back."""
    code = AcceptanceCode(application_no.upper(), form_version, short_hash)
    if PATTERN.fullmatch(str(code)) is None:
        raise ClerkError(errors.ACCEPTANCE_CODE, field="application_no")
    return code


def read_acceptance_code(scanned: str) -> AcceptanceCode | None:
    """None for anything that is not a registration form's code."""
    found = PATTERN.fullmatch(scanned.strip().upper())
    return None if found is None else AcceptanceCode(found[1], int(found[2]), found[3])


def qr_modules(text: str) -> Sequence[Sequence[int]]:
    """Rows of dark (1) and light (0) modules, without the quiet zone."""
    return [list(row) for row in segno.make(text, error="m", micro=False).matrix]


def code128_values(text: str) -> list[int]:
    """Start, data and check values; four and more digits in a row are packed in pairs (set C)."""
    values: list[int] = []
    packed = False
    for piece in re.findall(r"(?:\d\d){2,}|[\x20-\x7e]", text):
        if len(piece) > 1:
            values.append(START_C if not values else TO_C)
            values.extend(int(piece[at : at + 2]) for at in range(0, len(piece), 2))
            packed = True
        else:
            if packed or not values:
                values.append(START_B if not values else TO_B)
                packed = False
            values.append(ord(piece) - 32)
    check = (values[0] + sum(place * value for place, value in enumerate(values[1:], 1))) % MODULUS
    return [*values, check, STOP]


def code128_bars(text: str) -> tuple[list[tuple[int, int]], int]:
    """(start, width) of every dark bar in modules, and the width of the whole, without the quiet zones."""
    bars = []
    position = 0
    for value in code128_values(text):
        for index, digit in enumerate(WIDTHS[value]):
            if index % 2 == 0:
                bars.append((position, int(digit)))
            position += int(digit)
    return bars, position
