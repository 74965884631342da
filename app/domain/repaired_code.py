"""Codes as they are typed and as spreadsheets spoil them: one bare spelling, and what was repaired."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.errors import ClerkError

_LONGEST_INPUT = 64
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")


@dataclass(frozen=True)
class RepairedCode:
    """`repaired`: leading zeros were put back; the user is shown `original` beside `text`."""

    text: str
    original: str
    repaired: bool


def half_width(text: str) -> str:
    """Full-width letters, digits and signs as ASCII; every kind of dash as a hyphen."""
    return text.translate(_FULL_WIDTH).translate(_DASHES)


def bare_code(text: str, what: str, *, keep_hyphens: bool = False) -> str:
    """Half-width, upper case, no spaces, no hyphens. Raises ClerkError `what`.empty, `what`.length."""
    if len(text) > _LONGEST_INPUT:
        raise ClerkError(f"{what}.length", length=len(text))
    bare = "".join(half_width(text).split()).upper()
    if not keep_hyphens:
        bare = bare.replace("-", "")
    if not bare:
        raise ClerkError(f"{what}.empty")
    return bare


def as_typed(value: str | float) -> str:
    """What a spreadsheet's cell shows: 15.0 is 15, a leading apostrophe is none of the code."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip().removeprefix("'")
