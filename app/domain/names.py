"""Names of people: one spelling for storing, a tolerant one for comparing. Lengths are code points, never units."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from app.domain.errors import ClerkError
from app.domain.name_tables import are_look_alikes, without_private_use
from app.domain.repaired_code import half_width

MAX_POSITIONS = 50
"""The national rule wants room for at least 25 characters (50 positions); longer ones are refused, never cut."""

SEPARATOR = "·"
_LONGEST_INPUT = 4 * MAX_POSITIONS
_HAN = (
    "\u2e80-\u2fdf\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ue000-\uf8ff"
    "\U00020000-\U0003ffff\U000f0000-\U000ffffd\U00100000-\U0010fffd"
)
"""Ideographs and radicals, and private use, which in a name stands for one."""
_SEPARATORS = "·•・．‧.∙⋅･"
_BETWEEN_HAN = re.compile(rf"(?<=[{_HAN}])\s*[{_SEPARATORS}]\s*(?=[{_HAN}])")
_GAP_AT_HAN = re.compile(rf"(?<=[{_HAN}])\s+(?=[{_HAN}])")
_FULL_WIDTH_LETTER = re.compile(r"[Ａ-Ｚａ-ｚ＇－]+")
_SIGNS = frozenset(" ·.'’-()（）?*")
_VARIATION_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")


class NameMatch(StrEnum):
    SAME = "same"
    SAME_AFTER_NORMALISING = "same_after_normalising"
    LOOK_ALIKE = "look_alike"
    DIFFERENT = "different"


@dataclass(frozen=True)
class LookAlikePair:
    """`position` counts code points from 0 in the normalised names."""

    position: int
    left: str
    right: str


@dataclass(frozen=True)
class NameComparison:
    match: NameMatch
    pairs: tuple[LookAlikePair, ...] = ()


@dataclass(frozen=True)
class CodePoint:
    """`label` as `U+2CC5F`."""

    character: str
    label: str
    is_rare: bool


def normalise_name(text: str) -> str:
    """NFC; · between ideographs; no space between ideographs, single ones elsewhere; private use to Unicode.

    Raises ClerkError name.empty, .too_long, .control_character, .unpaired_surrogate, .characters.
    """
    if len(text) > _LONGEST_INPUT:
        raise ClerkError("name.too_long", length=len(text), longest=MAX_POSITIONS)
    name = text.strip(" \u3000\u00a0")
    if not name:
        raise ClerkError("name.empty")
    _refuse_invisible(name)
    name = unicodedata.normalize("NFC", without_private_use(name))
    name = _FULL_WIDTH_LETTER.sub(lambda found: half_width(found[0]), name)
    name = _GAP_AT_HAN.sub("", _BETWEEN_HAN.sub(SEPARATOR, name))
    name = unicodedata.normalize("NFC", " ".join(name.split()))
    for position, character in enumerate(name):
        if not _belongs(character):
            raise ClerkError("name.characters", position=position, code_point=_label(character))
    if len(name) > MAX_POSITIONS:
        raise ClerkError("name.too_long", length=len(name), longest=MAX_POSITIONS)
    return name


def compare_names(a: str, b: str) -> NameComparison:
    """Look-alikes are never equal: they are shown with their code points for a clerk to decide."""
    if a == b:
        return NameComparison(NameMatch.SAME)
    left, right = _comparable(a), _comparable(b)
    if left == right:
        return NameComparison(NameMatch.SAME_AFTER_NORMALISING)
    if len(left) != len(right):
        return NameComparison(NameMatch.DIFFERENT)
    pairs = tuple(LookAlikePair(n, x, y) for n, (x, y) in enumerate(zip(left, right, strict=True)) if x != y)
    alike = all(are_look_alikes(pair.left, pair.right) for pair in pairs)
    return NameComparison(NameMatch.LOOK_ALIKE, pairs) if alike else NameComparison(NameMatch.DIFFERENT)


def code_points(name: str) -> tuple[CodePoint, ...]:
    return tuple(CodePoint(character, _label(character), is_rare(character)) for character in name)


def rare_characters(name: str) -> tuple[str, ...]:
    """Each once, in the order of the name."""
    return tuple(dict.fromkeys(character for character in name if is_rare(character)))


def is_rare(character: str) -> bool:
    """An ideograph outside the 20,902 that every old system has (U+4E00 to U+9FA5), or a private one."""
    return is_ideograph(character) and not "\u4e00" <= character <= "\u9fa5" and character != "〇"


def is_ideograph(character: str) -> bool:
    """Private use counts as one: in a name it stands for an ideograph."""
    return _ONE_HAN.fullmatch(character) is not None


_ONE_HAN = re.compile(f"[{_HAN}]")


def _refuse_invisible(name: str) -> None:
    for position, character in enumerate(name):
        category = unicodedata.category(character)
        if category == "Cs":
            raise ClerkError("name.unpaired_surrogate", position=position)
        if category in {"Cc", "Cf", "Zl", "Zp"}:
            raise ClerkError("name.control_character", position=position, code_point=_label(character))


def _belongs(character: str) -> bool:
    """Unassigned ideographs pass: new ones are given to people before Python knows them."""
    return character in _SIGNS or is_ideograph(character) or unicodedata.category(character)[0] in "LM"


def _comparable(name: str) -> str:
    try:
        spelling = normalise_name(name)
    except ClerkError:
        spelling = name.strip()
    return _VARIATION_SELECTORS.sub("", spelling).casefold()


def _label(character: str) -> str:
    return f"U+{ord(character):04X}"
