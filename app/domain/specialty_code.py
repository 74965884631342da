"""专业代码: six digits as text, with K (国控), T (特设) or TK; older ones such as B020115 and 050105."""

from __future__ import annotations

import re

from app.domain.errors import ClerkError
from app.domain.repaired_code import RepairedCode, as_typed, bare_code

__all__ = ["RepairedCode", "repair_specialty_code"]

_PATTERN = re.compile(r"(?P<letter>[A-Z]?)(?P<digits>[0-9]+)(?P<rest>\.0+)?(?P<mark>|K|T|TK)")
_LENGTH = 6


def repair_specialty_code(value: str | float) -> RepairedCode:
    """Puts the one leading zero back that a spreadsheet drops: 20101 becomes 020101, 30101K becomes 030101K.

    Raises ClerkError specialty_code.empty, .characters, .length.
    """
    original = as_typed(value)
    found = _PATTERN.fullmatch(bare_code(original, "specialty_code"))
    if found is None or (found["letter"] and found["mark"]):
        raise ClerkError("specialty_code.characters")
    digits = found["digits"]
    lost = _LENGTH - len(digits)
    if lost not in {0, 1} or (lost and found["letter"]):
        raise ClerkError("specialty_code.length", length=len(digits))
    text = f"{found['letter']}{digits.zfill(_LENGTH)}{found['mark']}"
    return RepairedCode(text, original, repaired=lost > 0)
