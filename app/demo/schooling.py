"""School years: junior middle school from twelve, senior from fifteen, full-time college from eighteen."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from app.demo.rows import Row

FULL_TIME = "1"
"""The digit in a college certificate's number that says so; 5 is adult, 7 online education."""
_TYPE_AT = 5
_COLLEGE_YEARS = 3
SCHOOL_YEAR_BEGINS = 9


def junior_school_from(born_on: date) -> int:
    """Whoever is born after the summer goes to school a year later."""
    return born_on.year + 12 + (born_on.month >= SCHOOL_YEAR_BEGINS)


def leaves_college(born_on: date) -> int:
    """The year in which full-time college ends, begun right after school."""
    return junior_school_from(born_on) + 6 + _COLLEGE_YEARS


def college_years(prior: Row | None) -> tuple[int, int] | None:
    """From and to, where it was full-time; who studied beside work has no such line."""
    if prior is None or prior["certificate_no"][_TYPE_AT] != FULL_TIME:
        return None
    ends = int(prior["graduated_on"][:4])
    return ends - _COLLEGE_YEARS, ends
