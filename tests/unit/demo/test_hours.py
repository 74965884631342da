"""When things happen in the demo: rounds, working days, office hours."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta

import pytest

from app.demo import lives
from app.demo.holidays import calendar
from app.demo.office_hours import HOUR, MINUTE, first_after, in_office_hours, last_before
from app.demo.schedule import demo_rounds
from app.demo.todays_hours import moment_of, stretches
from app.domain.rounds import BEIJING, TimeKind, beijing
from app.schema.types import from_milliseconds, to_milliseconds
from tests.unit.demo.provinces import NOW, a_province

WORKDAY, SUNDAY = NOW, beijing(2026, 11, 22, 11, 0)
MOMENTS = (
    WORKDAY,
    SUNDAY,
    beijing(2026, 11, 24, 4, 45),
    beijing(2026, 11, 24, 23, 10),
    beijing(2026, 10, 3, 10, 0),
    beijing(2027, 2, 8, 15, 0),
    datetime(2026, 2, 28, 16, 0, 30, tzinfo=UTC),
)
OFFICIAL = {"clerk", "city", "host", "province"}


def in_beijing(milliseconds):
    return from_milliseconds(milliseconds).astimezone(BEIJING)


def ms(*parts):
    return to_milliseconds(beijing(*parts))


@pytest.mark.parametrize(
    ("moment", "before", "after"),
    [
        (ms(2026, 11, 24, 9, 15), ms(2026, 11, 24, 9, 15), ms(2026, 11, 24, 9, 15)),
        (ms(2026, 11, 24, 13, 0), ms(2026, 11, 24, 11, 59), ms(2026, 11, 24, 14, 30)),
        (ms(2026, 11, 23, 3, 0), ms(2026, 11, 20, 17, 59), ms(2026, 11, 23, 8, 30)),
        (ms(2026, 10, 3, 10, 0), ms(2026, 9, 30, 17, 59), ms(2026, 10, 8, 8, 30)),
    ],
)
def test_office_hours_before_and_after(moment, before, after):
    assert last_before(moment) == before
    assert first_after(moment) == after
    assert in_office_hours(before)
    assert in_office_hours(after)


@pytest.mark.parametrize("day", [date(2026, 1, 1), date(2026, 2, 17), date(2026, 5, 1), date(2026, 6, 19)])
def test_statutory_holidays_are_off(day):
    assert not calendar().is_working_day(day)


@pytest.mark.parametrize("now", MOMENTS)
def test_every_time_closes_at_six_on_a_named_working_day(now):
    for each in demo_rounds(now):
        for kind in TimeKind:
            closes = each.round.closes(kind)
            assert closes.time() == time(18, 0)
            assert each.round.calendar.is_working_day(closes.date())
            assert closes == each.round.binding_close(kind)
            assert each.round.opens(kind).time() == time(8, 0)


def test_one_deadline_is_near_and_the_others_are_spread():
    present = demo_rounds(NOW)[0].round
    days = [(present.closes(kind).date() - NOW.date()).days for kind in TimeKind]

    assert min(days) in {2, 3}
    assert len(set(days)) >= 6
    assert present.closes(TimeKind.APPLICATION) == present.closes(TimeKind.CORRECTION)
    order = [TimeKind.APPLICATION, TimeKind.REAPPLICATION, TimeKind.PRE_REVIEW, TimeKind.PAYMENT, TimeKind.HAND_IN]
    assert sorted(order, key=present.closes) == order


def test_holidays_in_the_span_of_a_round_are_named():
    off = demo_rounds(beijing(2026, 9, 25, 10, 0))[0].round.calendar.off

    assert {date(2026, 10, 1), date(2026, 10, 7)} <= off


@pytest.mark.parametrize("now", MOMENTS)
def test_offices_act_in_office_hours(now):
    people = [lives.live(a_province(now=now), index) for index in range(1_000)]
    acts = [each for life in people for each in life.case.commands if each["actor"] in OFFICIAL]
    outside = Counter(each["kind"] for each in acts if not in_office_hours(each["at"]))

    assert len(acts) > 500
    assert outside == {}


def test_hours_of_the_office_are_all_used():
    people = [lives.live(a_province(), index) for index in range(1_000)]
    hours = Counter(in_beijing(c["at"]).hour for life in people for c in life.case.commands if c["actor"] == "clerk")

    assert set(hours) == {8, 9, 10, 11, 14, 15, 16, 17}
    assert max(hours.values()) < sum(hours.values()) / 3


def test_hardly_anybody_is_at_the_portal_after_midnight():
    people = [lives.live(a_province(), index) for index in range(1_000)]
    hours = [in_beijing(c["at"]).hour for life in people for c in life.case.commands if c["actor"] == "candidate"]

    assert sum(hour < 7 for hour in hours) < len(hours) / 50
    assert sum(hour >= 18 for hour in hours) > len(hours) / 50


@pytest.mark.parametrize(
    ("now", "first", "last"),
    [
        (beijing(2026, 11, 24, 16, 30), (8, 30), (16, 28)),
        (beijing(2026, 11, 24, 13, 10), (8, 30), (11, 59)),
        (beijing(2026, 11, 22, 11, 0), (8, 30), (10, 58)),
        (beijing(2026, 11, 24, 4, 45), (2, 43), (4, 43)),
        (beijing(2026, 11, 24, 1, 30), (0, 1), (1, 28)),
    ],
)
def test_todays_work_lies_in_the_hours_of_today(now, first, last):
    worked = stretches(to_milliseconds(now))
    ends = [in_beijing(moment_of(part, worked)) for part in (0.0, 1.0)]

    assert [(end.hour, end.minute) for end in ends] == [first, last]
    assert all(end.date() == now.date() for end in ends)


def test_nothing_is_done_at_noon():
    worked = stretches(to_milliseconds(beijing(2026, 11, 24, 17, 0)))
    hours = {in_beijing(moment_of(part / 100, worked)).hour for part in range(100)}

    assert hours == {8, 9, 10, 11, 14, 15, 16}


@pytest.mark.parametrize("now", MOMENTS)
def test_a_colleague_can_be_between_the_history_and_todays_work(now):
    province = a_province(now=now)
    acted = [life for index in range(1_000) if (life := lives.live(province, index)).act is not None]

    assert len(acted) > 10
    for life in acted:
        earlier = max(command["at"] for command in life.case.commands)
        assert earlier < last_before(life.act[1] - HOUR) - 10 * MINUTE
        assert timedelta(0) < now - from_milliseconds(life.act[1]) < timedelta(hours=16)
