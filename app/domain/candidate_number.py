"""准考证号: 12 digits = 2 city, 2 county, 2 year, 1 half (1 April, 2 October), 5 serial."""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.domain.errors import ClerkError
from app.domain.repaired_code import bare_code

_DIGITS = re.compile(r"[0-9]+")
_LENGTH = 12
_FIRST_YEAR = 80
"""Self-taught examinations began in the eighties: 80 to 99 are of the last century."""


@dataclass(frozen=True)
class CandidateNumber:
    text: str
    city: str
    county: str
    year: int
    half: int
    serial: str

    @property
    def first_registration_round(self) -> str:
        """As `2015-2`: the second half of 2015."""
        return f"{self.year}-{self.half}"


def parse_candidate_number(text: str) -> CandidateNumber:
    """Structure only. Raises ClerkError candidate_number.empty, .characters, .length, .half, .serial."""
    number = bare_code(text, "candidate_number")
    if not _DIGITS.fullmatch(number):
        raise ClerkError("candidate_number.characters")
    if len(number) != _LENGTH:
        raise ClerkError("candidate_number.length", length=len(number))
    if number[6] not in "12":
        raise ClerkError("candidate_number.half", half=number[6])
    if number[7:] == "00000":
        raise ClerkError("candidate_number.serial")
    short_year = int(number[4:6])
    year = short_year + (1900 if short_year >= _FIRST_YEAR else 2000)
    return CandidateNumber(number, number[:2], number[2:4], year, int(number[6]), number[7:])
