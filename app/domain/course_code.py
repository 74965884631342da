"""课程代码: five digits as text, leading zeros count; provincial additions such as 43-00526."""

from __future__ import annotations

import re

from app.domain.errors import ClerkError
from app.domain.repaired_code import RepairedCode, as_typed, bare_code

__all__ = ["RepairedCode", "repair_course_code"]

_DIGITS = re.compile(r"(?P<province>[0-9]{2}-)?(?P<digits>[0-9]{1,6})(?P<rest>\.0+)?")
_LENGTH = 5


def repair_course_code(value: str | float) -> RepairedCode:
    """Puts lost leading zeros back: 15 and 15.0 become 00015.

    Raises ClerkError course_code.empty, .characters, .length.
    """
    original = as_typed(value)
    code = bare_code(original, "course_code", keep_hyphens=True)
    found = _DIGITS.fullmatch(code)
    if found is None:
        raise ClerkError("course_code.characters")
    digits = found["digits"]
    if len(digits) > _LENGTH:
        raise ClerkError("course_code.length", length=len(digits))
    text = f"{found['province'] or ''}{digits.zfill(_LENGTH)}"
    return RepairedCode(text, original, repaired=len(digits) < _LENGTH)
