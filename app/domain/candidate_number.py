"""准考证号: 12 digits = 2 city, 2 county, 2 year, 1 half (1 April, 2 October), 5 serial."""

from __future__ import annotations

from dataclasses import dataclass


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
        """The round of first registration as `2015-2`."""
        return f"{self.year}-{self.half}"


def parse_candidate_number(text: str) -> CandidateNumber:
    raise NotImplementedError
