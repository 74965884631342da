"""The rounds of the demo: the present one lies around `now`, so that its times are always near; four earlier ones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from app.demo.holidays import calendar, holidays_between
from app.domain.rounds import BEIJING, Round, RoundTime, TimeKind, WorkCalendar
from app.schema.types import to_milliseconds

EARLIER_ROUNDS = 5
DAY = timedelta(days=1)

_DAYS_FROM_NOW: dict[TimeKind, tuple[int, int]] = {
    TimeKind.APPLICATION: (-8, 2),
    TimeKind.CORRECTION: (-8, 2),
    TimeKind.REAPPLICATION: (-5, 6),
    TimeKind.PRE_REVIEW: (-8, 8),
    TimeKind.PHOTO: (-8, 9),
    TimeKind.PAYMENT: (-6, 13),
    TimeKind.HAND_IN: (-4, 16),
}
"""Each opens on the working day at or before the first, and closes on the working day at or after the second."""
_OPENS, _CLOSES = time(8, 0), time(18, 0)
_GRACE = timedelta(hours=24)
_AFTERWARDS = 45 * DAY
"""Holidays are named until then: papers still go to the city and the host."""


@dataclass(frozen=True, slots=True)
class Window:
    """Milliseconds since 1970."""

    opens: int
    closes: int
    grace_ends: int


@dataclass(frozen=True, slots=True)
class DemoRound:
    id: str
    round: Round
    graduation_on: date
    windows: dict[TimeKind, Window]

    @property
    def year(self) -> int:
        return self.round.year

    @property
    def half(self) -> int:
        return self.round.half

    def document(self) -> dict[str, dict[str, object]]:
        """As in the column `round.times`."""
        return {
            each.kind.value: {
                "opens": each.opens.isoformat(),
                "closes": each.closes.isoformat(),
                "grace_hours": int(each.grace / timedelta(hours=1)),
            }
            for each in self.round.times
        }


def demo_rounds(now: datetime) -> tuple[DemoRound, ...]:
    """The present round first, then those before it."""
    today = now.astimezone(BEIJING).date()
    year, half = _half_of(today + 20 * DAY)
    rounds = []
    for back in range(EARLIER_ROUNDS + 1):
        anchor = today if back == 0 else _graduation(year, half) - 37 * DAY
        rounds.append(_round(year, half, anchor))
        year, half = (year, 1) if half == 2 else (year - 1, 2)
    return tuple(rounds)


def _half_of(day: date) -> tuple[int, int]:
    """The first round whose graduation date is not before `day`."""
    if day <= _graduation(day.year, 1):
        return day.year, 1
    return (day.year, 2) if day <= _graduation(day.year, 2) else (day.year + 1, 1)


def _graduation(year: int, half: int) -> date:
    return date(year, 6, 30) if half == 1 else date(year, 12, 30)


def _round(year: int, half: int, anchor: date) -> DemoRound:
    days = calendar()
    times = tuple(
        RoundTime(
            kind,
            datetime.combine(days.last_working_day(anchor + first * DAY), _OPENS, BEIJING),
            datetime.combine(days.next_working_day(anchor + last * DAY), _CLOSES, BEIJING),
            _GRACE,
        )
        for kind, (first, last) in _DAYS_FROM_NOW.items()
    )
    off = holidays_between(
        min(each.opens for each in times).date(), max(each.closes for each in times).date() + _AFTERWARDS
    )
    windows = {
        each.kind: Window(
            to_milliseconds(each.opens), to_milliseconds(each.closes), to_milliseconds(each.closes + each.grace)
        )
        for each in times
    }
    made = Round(year, half, times, WorkCalendar(off=off))
    return DemoRound(made.code, made, _graduation(year, half), windows)
