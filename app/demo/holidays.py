"""Days off in Shanxi: weekends and the statutory holidays.

The working Saturdays and Sundays that make up for long holidays (调休) are announced each autumn and left out.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from app.domain.rounds import SATURDAY, WorkCalendar

FIRST_YEAR, LAST_YEAR = 2015, 2040

_SPRING_FESTIVAL = {
    2021: (2, 12), 2022: (2, 1), 2023: (1, 22), 2024: (2, 10), 2025: (1, 29), 2026: (2, 17), 2027: (2, 6),
    2028: (1, 26), 2029: (2, 13), 2030: (2, 3),
}  # fmt: skip
_DRAGON_BOAT = {
    2021: (6, 14), 2022: (6, 3), 2023: (6, 22), 2024: (6, 10), 2025: (5, 31), 2026: (6, 19), 2027: (6, 9),
    2028: (5, 28), 2029: (6, 16), 2030: (6, 5),
}  # fmt: skip
_MID_AUTUMN = {
    2021: (9, 21), 2022: (9, 10), 2023: (9, 29), 2024: (9, 17), 2025: (10, 6), 2026: (9, 25), 2027: (9, 15),
    2028: (10, 3), 2029: (9, 22), 2030: (9, 12),
}  # fmt: skip
"""By the lunar calendar, as far as they are written here; other years go without them."""

_LONG = (((5, 1), 5), ((10, 1), 7))
_SPRING_FESTIVAL_DAYS = 8
"""From New Year's Eve on."""


@lru_cache(maxsize=1)
def calendar() -> WorkCalendar:
    years = range(FIRST_YEAR, LAST_YEAR + 1)
    return WorkCalendar(off=frozenset(day for year in years for day in _of_year(year)))


def holidays_between(first: date, last: date) -> frozenset[date]:
    """Those of a round's span; weekends need not be named."""
    return frozenset(day for day in calendar().off if first <= day <= last)


def _of_year(year: int) -> set[date]:
    found = {_not_on_a_weekend(date(year, 1, 1)), _not_on_a_weekend(_tomb_sweeping(year))}
    for table in (_DRAGON_BOAT, _MID_AUTUMN):
        if year in table:
            found.add(_not_on_a_weekend(date(year, *table[year])))
    for (month, day), days in _LONG:
        found |= _run(date(year, month, day), days)
    if year in _SPRING_FESTIVAL:
        found |= _run(date(year, *_SPRING_FESTIVAL[year]) - timedelta(days=1), _SPRING_FESTIVAL_DAYS)
    return found


def _tomb_sweeping(year: int) -> date:
    return date(year, 4, 4 if year % 4 in {0, 1} else 5)


def _not_on_a_weekend(day: date) -> date:
    """The Monday after instead."""
    return day + timedelta(days=7 - day.weekday()) if day.weekday() >= SATURDAY else day


def _run(first: date, days: int) -> set[date]:
    return {first + timedelta(days=each) for each in range(days)}
