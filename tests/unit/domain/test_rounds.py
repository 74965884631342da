from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import ClerkError
from app.domain.rounds import BEIJING, Round, RoundTime, TimeKind, WorkCalendar, beijing

SATURDAY = date(2026, 12, 12)
CLOSE = beijing(2026, 12, 9, 18)
TWO_DAYS = timedelta(hours=48)


def a_round(closes: datetime = CLOSE, *, grace: timedelta = TWO_DAYS, **changes) -> Round:
    times = tuple(RoundTime(kind, beijing(2026, 12, 1, 8), closes, grace) for kind in TimeKind)
    return Round(**({"year": 2026, "half": 2, "times": times} | changes))


@pytest.mark.parametrize(
    ("now", "is_open", "in_grace", "over"),
    [
        (beijing(2026, 12, 1, 7, 59), False, False, False),
        (beijing(2026, 12, 1, 8), True, False, False),
        (beijing(2026, 12, 9, 17, 59), True, False, False),
        (beijing(2026, 12, 9, 18), False, True, False),
        (beijing(2026, 12, 11, 17, 59), False, True, False),
        (beijing(2026, 12, 11, 18), False, False, True),
        (beijing(2027, 12, 5, 8), False, False, True),
        (datetime(2026, 12, 9, 9, 59, tzinfo=UTC), True, False, False),
        (datetime(2026, 12, 9, 10, tzinfo=UTC), False, True, False),
    ],
)
@pytest.mark.parametrize("kind", TimeKind)
def test_before_inside_grace_and_after(kind, now, is_open, in_grace, over):
    of = a_round()
    assert (of.is_open(kind, now), of.within_grace(kind, now), of.is_over(kind, now)) == (is_open, in_grace, over)


@pytest.mark.parametrize(("half", "day"), [(1, date(2026, 6, 30)), (2, date(2026, 12, 30))])
def test_graduation_day(half, day):
    assert a_round(half=half).graduation_on == day


def test_a_close_on_a_day_off_binds_the_working_day_before_where_the_office_is_needed():
    of = a_round(beijing(2026, 12, 13, 18))
    assert of.binding_close(TimeKind.HAND_IN) == beijing(2026, 12, 11, 18)
    assert of.binding_close(TimeKind.PAYMENT) == beijing(2026, 12, 13, 18)
    assert of.is_open(TimeKind.HAND_IN, beijing(2026, 12, 12, 10))


def test_a_close_on_a_worked_saturday_stays():
    of = a_round(beijing(2026, 12, 12, 18), calendar=WorkCalendar(worked=frozenset({SATURDAY})))
    assert of.binding_close(TimeKind.HAND_IN) == beijing(2026, 12, 12, 18)


def test_the_binding_close_never_comes_before_the_opening():
    times = tuple(RoundTime(kind, beijing(2026, 12, 12, 8), beijing(2026, 12, 13, 18)) for kind in TimeKind)
    assert Round(2026, 2, times).binding_close(TimeKind.HAND_IN) == beijing(2026, 12, 13, 18)


def test_remaining_counts_to_the_binding_close_and_stops_at_zero():
    of = a_round()
    assert of.remaining(TimeKind.PAYMENT, beijing(2026, 12, 9, 15)) == timedelta(hours=3)
    assert of.remaining(TimeKind.PAYMENT, beijing(2026, 12, 9, 19)) == timedelta(0)
    assert of.working_days_left(TimeKind.PAYMENT, beijing(2026, 12, 4, 9)) == 4
    assert of.working_days_left(TimeKind.PAYMENT, beijing(2026, 12, 9, 19)) == 0


def test_times_are_shown_in_beijing():
    assert (
        a_round(datetime(2026, 12, 9, 10, tzinfo=UTC)).closes(TimeKind.PHOTO).isoformat() == "2026-12-09T18:00:00+08:00"
    )


@pytest.mark.parametrize(
    "changes",
    [{"times": ()}, {"half": 3}, {"times": a_round().times[:-1]}, {"times": (*a_round().times, a_round().times[0])}],
)
def test_every_time_is_named_once(changes):
    with pytest.raises(ClerkError, match=r"round\.time_missing"):
        a_round(**changes)


@pytest.mark.parametrize(
    "changes",
    [
        {"closes": beijing(2026, 12, 1, 8)},
        {"closes": datetime(2026, 12, 9, 18)},  # noqa: DTZ001
        {"grace": timedelta(seconds=-1)},
    ],
)
def test_a_time_opens_before_it_closes(changes):
    with pytest.raises(ClerkError, match=r"round\.time_order"):
        a_round(**changes)


def test_from_the_table():
    times = {
        kind.value: {"opens": "2026-12-01T00:00:00Z", "closes": "2026-12-09T10:00:00+00:00", "grace_hours": 48}
        for kind in TimeKind
    }
    assert Round.from_documents("2026-2", times, ["2026-12-07"]) == a_round(
        calendar=WorkCalendar(frozenset({date(2026, 12, 7)}))
    )


@pytest.mark.parametrize(
    ("code", "times", "days"),
    [("2026", {}, []), ("2026-2", {"tea": {}}, []), ("2026-2", {"photo": {}}, []), ("2026-2", {}, ["soon"])],
)
def test_a_damaged_row_is_refused(code, times, days):
    with pytest.raises(ClerkError, match=r"round\.time_missing"):
        Round.from_documents(code, times, days)


days = st.dates(date(2020, 1, 1), date(2030, 1, 1))
calendars = st.builds(WorkCalendar, st.frozensets(days, max_size=9), st.frozensets(days, max_size=9))


@given(calendars, days, st.integers(-40, 40))
def test_adding_working_days_is_counting_them(calendar, day, count):
    found = calendar.add_working_days(day, count)
    assert count == 0 or calendar.is_working_day(found)
    if count > 0:
        assert calendar.working_days(day + timedelta(days=1), found) == count
    elif count < 0:
        assert calendar.working_days(found, day - timedelta(days=1)) == -count


@given(calendars, days)
def test_next_and_last_working_day_are_worked(calendar, day):
    assert calendar.last_working_day(day) <= day <= calendar.next_working_day(day)
    assert calendar.is_working_day(calendar.last_working_day(day))
    assert calendar.is_working_day(calendar.next_working_day(day))
    assert calendar.working_days(day, day - timedelta(days=5)) == 0


def test_a_named_day_off_beats_a_named_working_day():
    assert not WorkCalendar(frozenset({SATURDAY}), frozenset({SATURDAY})).is_working_day(SATURDAY)
    assert BEIJING.utcoffset(None) == timedelta(hours=8)
