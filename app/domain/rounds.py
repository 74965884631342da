"""A round of graduation applications and its seven times. Stored in UTC, reckoned in Beijing time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from enum import StrEnum
from typing import TYPE_CHECKING

from app.domain.errors import ClerkError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

BEIJING = timezone(timedelta(hours=8), "Asia/Shanghai")
"""China keeps one time the whole year: no zone database is needed."""


class TimeKind(StrEnum):
    APPLICATION = "application"
    REAPPLICATION = "reapplication"
    CORRECTION = "correction"
    PRE_REVIEW = "pre_review"
    PHOTO = "photo"
    PAYMENT = "payment"
    HAND_IN = "hand_in"


COUNTER_TIMES = frozenset({TimeKind.CORRECTION, TimeKind.PRE_REVIEW, TimeKind.HAND_IN})
"""Times of things done in the office itself, which is shut on days that are not worked."""

SATURDAY = 5


@dataclass(frozen=True)
class RoundTime:
    """`grace` is how long after `closes` a decision signed in time may still arrive."""

    kind: TimeKind
    opens: datetime
    closes: datetime
    grace: timedelta = timedelta(0)


@dataclass(frozen=True)
class WorkCalendar:
    """Saturdays and Sundays are off unless in `worked` (调休); other days are worked unless in `off`."""

    off: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()

    def is_working_day(self, day: date) -> bool:
        if day in self.off:
            return False
        return day in self.worked or day.weekday() < SATURDAY

    def next_working_day(self, day: date) -> date:
        """`day` itself where it is worked."""
        while not self.is_working_day(day):
            day += timedelta(days=1)
        return day

    def last_working_day(self, day: date) -> date:
        """`day` itself where it is worked."""
        while not self.is_working_day(day):
            day -= timedelta(days=1)
        return day

    def add_working_days(self, day: date, count: int) -> date:
        """The `count`-th working day after `day` (before it, where negative); 0 gives `day` as it is."""
        step = timedelta(days=1 if count >= 0 else -1)
        for _ in range(abs(count)):
            day += step
            while not self.is_working_day(day):
                day += step
        return day

    def working_days(self, first: date, last: date) -> int:
        """Working days from `first` to `last`, both counted."""
        days = (last - first).days + 1
        return sum(self.is_working_day(first + timedelta(days=n)) for n in range(max(days, 0)))


@dataclass(frozen=True)
class Round:
    """`half` 1 graduates on 30 June, 2 on 30 December. Every time named once; opens before closes.

    Raises ClerkError round.time_missing, round.time_order.
    """

    year: int
    half: int
    times: tuple[RoundTime, ...]
    calendar: WorkCalendar = WorkCalendar()

    def __post_init__(self) -> None:
        missing = [kind for kind in TimeKind if sum(t.kind is kind for t in self.times) != 1]
        if missing or self.half not in {1, 2}:
            raise ClerkError("round.time_missing", kinds=tuple(missing))
        for t in self.times:
            if t.opens.tzinfo is None or t.closes.tzinfo is None or t.closes <= t.opens or t.grace < timedelta(0):
                raise ClerkError("round.time_order", kind=t.kind)

    @classmethod
    def from_documents(
        cls, code: str, times: Mapping[str, Mapping[str, object]], non_working_days: Iterable[str]
    ) -> Round:
        """From a row of the round table: `2026-2`, {kind: {opens, closes (ISO), grace_hours}}, ISO dates off.

        Raises ClerkError round.time_missing, round.time_order.
        """
        try:
            year, half = (int(part) for part in code.split("-"))
            read = tuple(_read_time(TimeKind(kind), document) for kind, document in times.items())
            off = frozenset(map(date.fromisoformat, non_working_days))
        except (KeyError, TypeError, ValueError) as error:
            raise ClerkError("round.time_missing", code=code) from error
        return cls(year, half, read, WorkCalendar(off))

    @property
    def code(self) -> str:
        """As `2026-2`."""
        return f"{self.year}-{self.half}"

    @property
    def graduation_on(self) -> date:
        return date(self.year, 6, 30) if self.half == 1 else date(self.year, 12, 30)

    def time(self, kind: TimeKind) -> RoundTime:
        return next(t for t in self.times if t.kind is kind)

    def opens(self, kind: TimeKind) -> datetime:
        return self.time(kind).opens.astimezone(BEIJING)

    def closes(self, kind: TimeKind) -> datetime:
        return self.time(kind).closes.astimezone(BEIJING)

    def grace_ends(self, kind: TimeKind) -> datetime:
        return self.closes(kind) + self.time(kind).grace

    def is_open(self, kind: TimeKind, now: datetime) -> bool:
        """From the opening instant up to, but without, the closing one; days off do not shut it."""
        return self.opens(kind) <= now < self.closes(kind)

    def within_grace(self, kind: TimeKind, now: datetime) -> bool:
        """Closed, but what was signed in time may still arrive."""
        return self.closes(kind) <= now < self.grace_ends(kind)

    def is_over(self, kind: TimeKind, now: datetime) -> bool:
        """Closed and the grace gone by."""
        return now >= self.grace_ends(kind)

    def binding_close(self, kind: TimeKind) -> datetime:
        """The last instant at which it can really be done, which is what people are told; the rule stays `closes`.

        Where the office is needed and the closing day is off, it is the same hour of the working day before.
        """
        closes = self.closes(kind)
        if kind not in COUNTER_TIMES:
            return closes
        moved = datetime.combine(self.calendar.last_working_day(closes.date()), closes.timetz())
        return moved if moved > self.opens(kind) else closes

    def remaining(self, kind: TimeKind, now: datetime) -> timedelta:
        """To the binding close; zero when it is past."""
        return max(self.binding_close(kind) - now, timedelta(0))

    def working_days_left(self, kind: TimeKind, now: datetime) -> int:
        """Working days from today to the binding close, today counted; 0 when it is past."""
        if not self.remaining(kind, now):
            return 0
        return self.calendar.working_days(now.astimezone(BEIJING).date(), self.binding_close(kind).date())


def _read_time(kind: TimeKind, document: Mapping[str, object]) -> RoundTime:
    hours = float(str(document.get("grace_hours", 0)))
    opens, closes = (datetime.fromisoformat(str(document[edge])) for edge in ("opens", "closes"))
    return RoundTime(kind, opens, closes, timedelta(hours=hours))


def beijing(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime.combine(date(year, month, day), time(hour, minute), BEIJING)
