"""Passed records and course cards: when and how a person came by the courses of one way through a plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.demo.chance import Weighted
from app.demo.plans import NEW_PLAN_FROM, Course, Plan, Way

if TYPE_CHECKING:
    import random
    from collections.abc import Collection

    from app.demo.people import Person

LAST_OLD_EXAM = "2023-10"
LIBRARY_BEGINS = "2001-04"
"""Results before that are on cards only."""

_LEVELS: Weighted[str] = Weighted([("优秀", 8), ("良好", 46), ("中等", 28), ("及格", 18)])
_NEW_CODES = ("13", "14", "15")
_EXEMPT_CODES = frozenset({"03708", "03709", "00015", "00018", "00051", "03706", "12656", "04729", "13000", "00023"})


@dataclass(frozen=True, slots=True)
class Passed:
    course: Course
    month: str
    score: str
    source: str


@dataclass(frozen=True, slots=True)
class Card:
    course: Course
    month: str
    score: str
    kind: str


def sessions(first_round: str, last: str) -> list[str]:
    """Every April and October from the first examination to the month `last`."""
    year, half = int(first_round[:4]), int(first_round[-1])
    months = []
    while (month := f"{year}-{'04' if half == 1 else '10'}") <= last:
        months.append(month)
        year, half = (year, 2) if half == 1 else (year + 1, 1)
    return months


def choose_plan(
    plans: tuple[Plan, ...], person: Person, chance: random.Random, *, old_cards: bool, levels: Collection[str]
) -> Plan:
    """Who registered long ago may finish the old plan; whoever came late studies the new one."""
    old_possible = person.first_round <= "2019-2"
    generation = "old" if old_cards or (old_possible and chance.random() < 0.45) else "new"
    return chance.choice([plan for plan in plans if plan.generation == generation and plan.level in levels])


def passed_courses(way: Way, person: Person, chance: random.Random, last: str, share: float = 1.0) -> list[Passed]:
    """`share` of the courses, in the order of passing; a whole plan ends with its graduation work."""
    months = sessions(person.first_round, last)
    courses = list(way.passed)
    if share < 1.0:
        courses = [pair for pair in courses if pair[0].kind != "graduation"]
        courses = courses[: int(len(courses) * share)]
    found = [_pass(course, since, months, last, chance) for course, since in courses]
    return sorted(found, key=lambda each: (each.month, each.course.code))


def _pass(course: Course, since: str, months: list[str], last: str, chance: random.Random) -> Passed:
    new = since >= NEW_PLAN_FROM or course.code.startswith(_NEW_CODES)
    if course.kind == "graduation":
        return Passed(course, last, _LEVELS.pick(chance), "exam")
    low, high = (NEW_PLAN_FROM, last) if new else ("", min(LAST_OLD_EXAM, last))
    possible = [month for month in months if low <= month <= high] or [max(low, min(high, last))]
    month = possible[int(chance.random() * len(possible))]
    if course.code in _EXEMPT_CODES and chance.random() < 0.05:
        return Passed(course, month, "免考", "exempt")
    if course.kind == "practical" and chance.random() < 0.4:
        return Passed(course, month, "合格", "exam")
    return Passed(course, month, str(_score(chance)), "exam")


def _score(chance: random.Random) -> int:
    """Most have just passed."""
    return min(96, 60 + int(abs(chance.gauss(0, 11))))


def put_on_cards(
    passed: list[Passed], count: int, person: Person, chance: random.Random
) -> tuple[list[Passed], list[Card]]:
    """Takes `count` old courses out of the records: they are on paper only."""
    possible = [each for each in passed if each.month <= LAST_OLD_EXAM and each.course.kind != "graduation"]
    chosen = chance.sample(possible, min(count, len(possible)))
    long_ago = person.first_round <= "2000-2"
    cards = [_card(each, chance, long_ago=long_ago, first_round=person.first_round) for each in chosen]
    return [each for each in passed if each not in chosen], cards


def _card(each: Passed, chance: random.Random, *, long_ago: bool, first_round: str) -> Card:
    score = each.score if each.score.isdigit() else str(_score(chance))
    month = chance.choice(sessions(first_round, LIBRARY_BEGINS)[:-1] or [each.month]) if long_ago else each.month
    if each.course.kind == "practical":
        return Card(each.course, month, score, "practical")
    return Card(each.course, month, score, "red" if long_ago and chance.random() < 0.4 else "green")
