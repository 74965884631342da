"""Identity numbers: 18 and 15 digits, residence permits of 港澳台, permanent residence cards of foreigners.

Blocks only on the check digit and on impossible or future dates (GB 11643-1999); area codes only warn, because they name
the place where a number was first given, and many such places (142xxx) are gone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date


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
    """`text` is canonical: half-width, X upper case. `area`, `birth_on` and `sex` are None where the number lacks them."""

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
    raise NotImplementedError


def check_digit(first17: str) -> str:
    raise NotImplementedError


def expand_15(text: str) -> str:
    raise NotImplementedError


def same_person_number(a: str, b: str) -> bool:
    raise NotImplementedError


def normalise_number(text: str) -> str:
    raise NotImplementedError


def masked(text: str) -> str:
    """Four characters, eight dots, four characters."""
    raise NotImplementedError


def grouped(text: str) -> str:
    """In groups 6-8-4, separated by a space."""
    raise NotImplementedError
