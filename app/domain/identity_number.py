"""Identity numbers: 18 and 15 digits, residence permits of 港澳台, permanent residence cards of foreigners.

Blocks only on the check digit and on impossible or future dates (GB 11643-1999); area codes only warn, because they
name the place where a number was first given, and many such places (142xxx) are gone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from app.domain.errors import ClerkError
from app.domain.repaired_code import bare_code
from app.domain.rounds import BEIJING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"
_LONG = re.compile(r"[0-9]{17}[0-9X]")
_SHORT = re.compile(r"[0-9]{15}")
_FOREIGN_2017 = re.compile(r"[A-Z]{3}[0-9]{12}")
_ELSEWHERE = ("810000", "820000", "830000")
_USUAL_AGES = range(14, 101)


class NumberKind(StrEnum):
    RESIDENT_18 = "resident_18"
    RESIDENT_15 = "resident_15"
    HONG_KONG_MACAO_TAIWAN = "hong_kong_macao_taiwan"
    FOREIGN_2017 = "foreign_2017"
    FOREIGN_2023 = "foreign_2023"


class Sex(StrEnum):
    """Codes of GB/T 2261.1, as the tables hold them."""

    MALE = "1"
    FEMALE = "2"


@dataclass(frozen=True)
class AreaName:
    """A place that bore a code from `first_year` to `last_year` (None: still does)."""

    name: str
    first_year: int | None = None
    last_year: int | None = None


@dataclass(frozen=True)
class NumberWarning:
    code: str
    details: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class IdentityNumber:
    """`text` is canonical: half-width, X upper case. `area`, `birth_on`, `sex` are None where the number lacks them."""

    text: str
    kind: NumberKind
    area: str | None
    birth_on: date | None
    sex: Sex | None
    warnings: tuple[NumberWarning, ...] = ()

    def masked(self) -> str:
        return masked(self.text)

    def grouped(self) -> str:
        return grouped(self.text)


def parse_identity_number(
    text: str, today: date | None = None, areas: Mapping[str, Sequence[AreaName]] | None = None
) -> IdentityNumber:
    """`today` defaults to the day in Beijing; without `areas` nothing is said about area codes.

    Raises ClerkError identity_number.empty, .length, .characters, .check_digit, .date_impossible, .date_future.
    """
    number = normalise_number(text)
    day = datetime.now(BEIJING).date() if today is None else today
    if _FOREIGN_2017.fullmatch(number):
        return _foreign_2017(number)
    if len(number) not in {15, 18}:
        raise ClerkError("identity_number.length", length=len(number))
    if _SHORT.fullmatch(number):
        return _resident_15(number, day, areas)
    if not _LONG.fullmatch(number):
        raise ClerkError("identity_number.characters")
    return _eighteen(number, day, areas)


def normalise_number(text: str) -> str:
    """Half-width, upper case, without spaces and hyphens. Raises ClerkError identity_number.empty, .length."""
    return bare_code(text, "identity_number")


def check_digit(first17: str) -> str:
    """GB 11643 (ISO 7064 MOD 11-2). Raises ClerkError identity_number.characters unless 17 digits are given."""
    if not re.fullmatch(r"[0-9]{17}", first17):
        raise ClerkError("identity_number.characters")
    total = sum(int(digit) * weight for digit, weight in zip(first17, _WEIGHTS, strict=True))
    return _CHECK_DIGITS[total % 11]


def expand_15(text: str) -> str:
    """The 18 digits of the same person: the century 19 and the check digit added.

    Raises ClerkError identity_number.characters unless it has 15 digits.
    """
    number = normalise_number(text)
    if not _SHORT.fullmatch(number):
        raise ClerkError("identity_number.characters")
    first17 = f"{number[:6]}19{number[6:]}"
    return first17 + check_digit(first17)


def same_person_number(a: str, b: str) -> bool:
    """Equal once a number of 15 digits is expanded. Says nothing where a person was given another number."""
    try:
        return _comparable(a) == _comparable(b)
    except ClerkError:
        return False


def names_of_area(number: IdentityNumber, areas: Mapping[str, Sequence[AreaName]]) -> tuple[AreaName, ...]:
    """Every place that bore the code at or after the birth: one code may have named several."""
    if number.area is None:
        return ()
    return tuple(name for name in areas.get(number.area, ()) if _may_have_given(name, number.birth_on))


def masked(text: str) -> str:
    """Four characters, eight dots, four characters; short ones all dots."""
    return f"{text[:4]}{'•' * 8}{text[-4:]}" if len(text) > 8 else "•" * len(text)


def grouped(text: str) -> str:
    """In groups with a space between: 6-8-4, for 15 digits 6-6-3; the 2017 foreign card 3-4-6-2."""
    if _FOREIGN_2017.fullmatch(text):
        return f"{text[:3]} {text[3:7]} {text[7:13]} {text[13:]}"
    if len(text) == 15:
        return f"{text[:6]} {text[6:12]} {text[12:]}"
    return " ".join(part for part in (text[:6], text[6:14], text[14:]) if part)


def _comparable(text: str) -> str:
    number = normalise_number(text)
    return expand_15(number) if _SHORT.fullmatch(number) else number


def _eighteen(number: str, today: date, areas: Mapping[str, Sequence[AreaName]] | None) -> IdentityNumber:
    birth_on = _date(number[6:14])
    if check_digit(number[:17]) != number[17]:
        raise ClerkError("identity_number.check_digit")
    _refuse_future(birth_on, today)
    kind = NumberKind.RESIDENT_18
    if number.startswith("9"):
        kind = NumberKind.FOREIGN_2023
    elif number.startswith(_ELSEWHERE):
        kind = NumberKind.HONG_KONG_MACAO_TAIWAN
    area = number[:6] if kind is NumberKind.RESIDENT_18 else None
    warnings = _age_warnings(birth_on, today) + _area_warnings(area, birth_on, areas)
    return IdentityNumber(number, kind, area, birth_on, _sex(number[16]), warnings)


def _resident_15(number: str, today: date, areas: Mapping[str, Sequence[AreaName]] | None) -> IdentityNumber:
    birth_on = _date(f"19{number[6:12]}")
    _refuse_future(birth_on, today)
    warnings = (NumberWarning("identity_number.no_check_digit"), *_age_warnings(birth_on, today))
    warnings += _area_warnings(number[:6], birth_on, areas)
    return IdentityNumber(number, NumberKind.RESIDENT_15, number[:6], birth_on, _sex(number[14]), warnings)


def _foreign_2017(number: str) -> IdentityNumber:
    """Three letters of a country, four digits of the place, YYMMDD, two digits: the century is not in it."""
    if not any(_is_date(century + number[7:13]) for century in ("19", "20")):
        raise ClerkError("identity_number.date_impossible")
    return IdentityNumber(number, NumberKind.FOREIGN_2017, None, None, None)


def _sex(order_digit: str) -> Sex:
    return Sex.MALE if int(order_digit) % 2 else Sex.FEMALE


def _is_date(digits: str) -> bool:
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return False
    return True


def _date(digits: str) -> date:
    if not _is_date(digits):
        raise ClerkError("identity_number.date_impossible")
    return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))


def _refuse_future(birth_on: date, today: date) -> None:
    if birth_on > today:
        raise ClerkError("identity_number.date_future")


def _age_warnings(birth_on: date, today: date) -> tuple[NumberWarning, ...]:
    age = today.year - birth_on.year - ((today.month, today.day) < (birth_on.month, birth_on.day))
    return () if age in _USUAL_AGES else (NumberWarning("identity_number.age_unusual", {"age": age}),)


def _may_have_given(name: AreaName, birth_on: date | None) -> bool:
    """A number is given at birth or later: only a place gone before the birth cannot have given it."""
    return name.last_year is None or birth_on is None or name.last_year >= birth_on.year


def _area_warnings(
    area: str | None, birth_on: date, areas: Mapping[str, Sequence[AreaName]] | None
) -> tuple[NumberWarning, ...]:
    if area is None or areas is None:
        return ()
    if not areas.get(area):
        return (NumberWarning("identity_number.area_unknown", {"area": area}),)
    if any(_may_have_given(name, birth_on) for name in areas[area]):
        return ()
    return (NumberWarning("identity_number.area_not_of_that_year", {"area": area, "year": birth_on.year}),)
