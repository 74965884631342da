"""Over which hours of today the signed-in clerk's own work is spread.

In the day's office hours so far, also on a day off. Before the office opens they have not begun, but whoever makes the
demo then is at the desk at that moment: the work lies in the two hours before, never before midnight.
"""

from __future__ import annotations

from app.demo.office_hours import HOUR, MINUTE, SHIFTS, at, day_and_time

Stretch = tuple[int, int]

ENOUGH = 15 * MINUTE
_LAST_ACT = 2 * MINUTE
_NIGHT = 2 * HOUR


def stretches(now: int) -> tuple[Stretch, ...]:
    """Rising; the last ends two minutes ago."""
    day, time = day_and_time(now - _LAST_ACT)
    worked = tuple((at(day, begin), at(day, min(end - MINUTE, time))) for begin, end in SHIFTS if begin < time)
    if sum(end - begin for begin, end in worked) >= ENOUGH:
        return worked
    latest = now - _LAST_ACT
    return ((min(max(at(day, MINUTE), latest - _NIGHT), latest - MINUTE), latest),)


def moment_of(part: float, worked: tuple[Stretch, ...]) -> int:
    """`part`, from 0 to 1, of all stretches laid end to end."""
    left = int(part * sum(end - begin for begin, end in worked))
    for begin, end in worked[:-1]:
        if left < end - begin:
            return begin + left
        left -= end - begin
    return worked[-1][0] + left
