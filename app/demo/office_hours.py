"""When an office works: 8:30 to 12:00 and 14:30 to 18:00 in Beijing on working days. Moments in milliseconds."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from app.demo.holidays import calendar

MINUTE = 60_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR
BEIJING = 8 * HOUR

MORNING = (8 * HOUR + 30 * MINUTE, 12 * HOUR)
AFTERNOON = (14 * HOUR + 30 * MINUTE, 18 * HOUR)
SHIFTS = (MORNING, AFTERNOON)
WORKED_A_DAY = sum(end - begin for begin, end in SHIFTS)

_EPOCH = date(1970, 1, 1).toordinal()


@lru_cache(maxsize=8192)
def is_worked(day: int) -> bool:
    """`day` counts from 1970-01-01 in Beijing."""
    return calendar().is_working_day(date.fromordinal(_EPOCH + day))


def day_and_time(moment: int) -> tuple[int, int]:
    """The day in Beijing, and the milliseconds since its midnight."""
    return divmod(moment + BEIJING, DAY)


def at(day: int, time: int) -> int:
    return day * DAY + time - BEIJING


def in_office_hours(moment: int) -> bool:
    day, time = day_and_time(moment)
    return is_worked(day) and any(begin <= time < end for begin, end in SHIFTS)


def last_before(moment: int) -> int:
    """`moment` itself in office hours, else the last minute of the shift before it."""
    day, time = day_and_time(moment)
    while True:
        if is_worked(day):
            for begin, end in reversed(SHIFTS):
                if time >= begin:
                    return at(day, min(time, end - MINUTE))
        day, time = day - 1, DAY


def first_after(moment: int) -> int:
    """`moment` itself in office hours, else the beginning of the next shift."""
    day, time = day_and_time(moment)
    while True:
        if is_worked(day):
            for begin, end in SHIFTS:
                if time < end:
                    return at(day, max(time, begin))
        day, time = day + 1, 0


def next_worked_day(day: int) -> int:
    """`day` itself where it is worked."""
    while not is_worked(day):
        day += 1
    return day


def within_day(day: int, part: float) -> int:
    """The moment at which `part` (0 … 1) of a day's work is done."""
    done = int(part * (WORKED_A_DAY - MINUTE))
    morning = MORNING[1] - MORNING[0]
    return at(day, MORNING[0] + done if done < morning else AFTERNOON[0] + done - morning)
