"""What a clerk typed into the one box, cut into terms that all must hold. Pure: no store, no table but pinyin's.

Anything may be typed; what cannot name a person gives a query without terms.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from app.domain.name_tables import look_alikes_of, without_private_use
from app.domain.names import is_ideograph
from app.services.lookup_pinyin import Spelling, pinyin_table, without_tones

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_CODE_POINTS = 64
_LONGEST_NUMBER = 18
_WHOLE_NUMBERS = (11, 12, 15, 18)

_WIDE = {0x3000: " ", 0xFF0D: "-", 0x2010: "-", 0x2011: "-", 0x2013: "-", 0x2014: "-", 0x2019: "'"}
_WIDE |= {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_DOTS = "·•‧∙・･⋅․．。."
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff\u0300-\u036f']+")
_DATE = re.compile(
    r"(?<![0-9])((?:19|20)[0-9]{2})(?:年|([-./])(?=[0-9]))(?:([0-9]{1,2})(?:(?:月|\2)(?:([0-9]{1,2})日?)?)?)?(?![0-9])"
)
_DAY = re.compile(r"(?<![0-9年])([0-9]{1,2})月([0-9]{1,2})日?(?![0-9])")
_IDEOGRAPHS = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ue000-\uf8ff\U00020000-\U0003ffff\U000f0000-\U0010fffd"
_WORD = re.compile(
    r"(?P<digits>[0-9]+(?:-[0-9]+)*(?:x(?![a-z]))?)"
    rf"|(?P<letters>[a-z]+)|(?P<name>[{_IDEOGRAPHS}]+)|(?P<dot>[{re.escape(_DOTS)}])"
)


@dataclass(frozen=True, slots=True)
class NameTerm:
    """Ideographs that follow each other in a name, without dots."""

    text: str


@dataclass(frozen=True, slots=True)
class LetterTerm:
    """Pinyin or its initials, also the words of a name in Latin letters."""

    words: tuple[str, ...]
    spellings: tuple[Spelling, ...]


@dataclass(frozen=True, slots=True)
class DigitTerm:
    """A run of digits, x as X: part of an identity or candidate number, of a phone, or a date of birth."""

    text: str


@dataclass(frozen=True, slots=True)
class BirthTerm:
    """A date that was written as a date, so it is nothing else."""

    year: str | None
    month: str | None
    day: str | None


Term = NameTerm | LetterTerm | DigitTerm | BirthTerm


@dataclass(frozen=True, slots=True)
class LookupQuery:
    """Every term must hold. Without terms nothing was asked, or (`too_short`) what nearly everybody has."""

    terms: tuple[Term, ...]
    too_short: bool = False


NOTHING = LookupQuery(())


def searched_name(name: str) -> str:
    """Without dots and blanks, private-use characters as Unicode has them, Latin letters small."""
    if name.isalpha() and unicodedata.is_normalized("NFC", name):
        return name.casefold()
    spelling = unicodedata.normalize("NFC", without_private_use(name)).casefold()
    return "".join([each for each in spelling if each.isalnum() or is_ideograph(each)])


@lru_cache(maxsize=4096)
def alternatives(character: str) -> str:
    """The character itself first, then what looks like it."""
    return character + look_alikes_of(character)


def parse_query(text: str) -> LookupQuery:
    """Never raises. More than 64 code points, or nothing that occurs in names and numbers, is a query without terms."""
    if len(text) > MAX_CODE_POINTS:
        return NOTHING
    plain = _plain(text)
    births, rest = _dates(plain)
    words = _words(rest)
    terms: list[Term] = [*_name_terms(words), *births]
    letters = _letter_term(words)
    if letters is not None:
        terms.append(letters)
    digits = _digit_terms([word for kind, word in words if kind == "digits"], alone=not terms)
    if digits is None or (letters is not None and not letters.words):
        return NOTHING
    usable = [term for term in digits if len(term.text) > 1]
    return LookupQuery((*terms, *usable), too_short=bool(digits) and not terms and not usable)


def _plain(text: str) -> str:
    narrow = unicodedata.normalize("NFC", without_private_use(text.translate(_WIDE)))
    return _LATIN.sub(lambda match: without_tones(match.group()), narrow)


def _words(text: str) -> list[tuple[str, str]]:
    """Runs of digits, letters and ideographs in their order; everything else only parts them."""
    found: list[tuple[str, str]] = []
    after_name = False
    for match in _WORD.finditer(text):
        kind, word = match.lastgroup or "", match.group()
        if kind == "dot":
            continue
        if kind == "name" and after_name:
            found[-1] = (kind, found[-1][1] + word)
        else:
            found.append((kind, word))
        after_name = kind == "name" and text[match.end() : match.end() + 1] in tuple(_DOTS)
    return found


def _dates(text: str) -> tuple[list[BirthTerm], str]:
    found: list[BirthTerm] = []

    def whole(match: re.Match[str]) -> str:
        year, _, month, day = match.groups()
        found.append(BirthTerm(year, month and month.zfill(2), day and day.zfill(2)))
        return " "

    def without_year(match: re.Match[str]) -> str:
        found.append(BirthTerm(None, match[1].zfill(2), match[2].zfill(2)))
        return " "

    return found, _DAY.sub(without_year, _DATE.sub(whole, text))


def _name_terms(words: Iterable[tuple[str, str]]) -> list[NameTerm]:
    return [NameTerm(word) for kind, word in words if kind == "name"]


def _letter_term(words: list[tuple[str, str]]) -> LetterTerm | None:
    """All letters make one spelling; characters right before them are read (王xm as wangxm)."""
    letters = [word for kind, word in words if kind == "letters"]
    if not letters:
        return None
    first = next(at for at, (kind, _) in enumerate(words) if kind == "letters")
    readings = pinyin_table().readings(words[first - 1][1]) if first and words[first - 1][0] == "name" else ()
    spelt = (*(options[0] for options in readings), *letters)
    return LetterTerm(tuple(letters), pinyin_table().spellings(spelt))


def _digit_terms(numbers: list[str], *, alone: bool) -> list[DigitTerm] | None:
    """None where a run is longer than any number. Groups that together have a number's length are one number."""
    runs = [number.replace("-", "").upper() for number in numbers]
    joined = "".join(runs)
    if alone and len(joined) in _WHOLE_NUMBERS and "X" not in joined[:-1]:
        runs = [joined]
    if any(len(run) > _LONGEST_NUMBER for run in runs):
        return None
    return [DigitTerm(run) for run in dict.fromkeys(runs)]
