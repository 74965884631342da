"""Specialties with the plans that the demo judges them by, and ways in which a person can complete one.

The real plans of Shanxi were not published in a form that could be read, so the packs of another province serve, as the
setting `rule_packs_are_demo` says.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from app.demo.chance import stream
from app.paths import RESOURCES

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator, Mapping

WAYS_A_PLAN = 24
NEW_PLAN_FROM = "2024-04"
POOL_COURSE = "00015"

Node = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Course:
    code: str
    name: str
    credits: int
    kind: str = "written"


@dataclass(frozen=True, slots=True)
class Choice:
    """A plan course that other records stand for. `kind`: pool or substitution; `automatic` ones are not stored."""

    course: str
    kind: str
    by: tuple[str, ...]
    substitution_id: str | None = None
    automatic: bool = False


@dataclass(frozen=True, slots=True)
class Way:
    """One way to complete a plan: what was passed, and what stands for what."""

    plan_courses: tuple[Course, ...]
    """The plan's courses that are satisfied, in the plan's order."""
    passed: tuple[tuple[Course, str], ...]
    """What was really passed, each with the earliest month (empty: any)."""
    choices: tuple[Choice, ...]

    def stands_for(self, code: str) -> Choice | None:
        return next((choice for choice in self.choices if choice.course == code), None)


@dataclass(frozen=True)
class Plan:
    id: str
    specialty_code: str
    specialty_name: str
    level: str
    generation: str
    host: str
    minimum_credits: int
    courses: tuple[Course, ...]
    ways: tuple[Way, ...]

    @property
    def plain_ways(self) -> tuple[Way, ...]:
        """Those in which every course was passed itself."""
        return tuple(way for way in self.ways if not way.choices)


@dataclass(frozen=True, slots=True)
class Specialty:
    code: str
    name: str
    level: str
    host: str
    stopped: bool


LEVELS = {"专科": "junior_college", "专升本": "bachelor"}


@lru_cache(maxsize=1)
def packs() -> tuple[dict[str, Any], ...]:
    files = sorted((RESOURCES / "rules").glob("*.json"))
    return tuple(json.loads(file.read_text("utf-8")) for file in files)


@lru_cache(maxsize=1)
def specialties() -> tuple[Specialty, ...]:
    table = json.loads((RESOURCES / "codes" / "shanxi_specialties.json").read_text("utf-8"))
    return tuple(
        Specialty(each["code"], each["name"], LEVELS[each["level"]], each["host"], each["stopped_new_registration"])
        for each in table["list_2025"]["specialties"]
    )


def host_names() -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.host for each in specialties()))


@lru_cache(maxsize=4)
def plans(seed: int) -> tuple[Plan, ...]:
    """Every pack, with the host that Shanxi's list names for its specialty."""
    hosts = {each.code: each.host for each in specialties()}
    return tuple(_plan(pack, hosts, seed + place) for place, pack in enumerate(packs()))


@lru_cache(maxsize=4)
def two_at_once(seed: int) -> tuple[tuple[tuple[Plan, Plan], tuple[Way, Way]], ...]:
    """Two specialties of one level at two hosts that a person can finish together.

    They share no course (so one is of the old generation), and nothing stands for anything: each record belongs to one.
    """
    bachelors = [plan for plan in plans(seed) if plan.level == "bachelor"]
    return tuple(
        ((first, second), (way, other))
        for first in bachelors
        for second in bachelors
        if first.host != second.host and first.generation != second.generation
        for way in first.plain_ways
        for other in second.plain_ways
        if not set(way.plan_courses) & set(other.plan_courses)
    )


@lru_cache(maxsize=4)
def with_pool(seed: int) -> tuple[tuple[Plan, Way], ...]:
    """Ways in which several courses together stand for English (2)."""
    return tuple(
        (plan, way) for plan in plans(seed) for way in plan.ways if any(each.kind == "pool" for each in way.choices)
    )


def _plan(pack: Mapping[str, Any], hosts: Mapping[str, str], seed: int) -> Plan:
    plan = pack["plan"]
    specialty = plan["specialty"]
    courses = tuple(Course(c["code"], c["name"], c["credits"], c["kind"]) for c in pack["courses"])
    return Plan(
        id=plan["id"],
        specialty_code=specialty["code"],
        specialty_name=specialty["name"],
        level=specialty["level"],
        generation=plan["generation"],
        host=hosts.get(specialty["code"], "山西财经大学"),
        minimum_credits=plan["minimum_credits"],
        courses=courses,
        ways=tuple(_way(pack, courses, stream(seed, number), number) for number in range(WAYS_A_PLAN)),
    )


def _way(pack: Mapping[str, Any], courses: tuple[Course, ...], chance: random.Random, number: int) -> Way:
    order = {course.code: place for place, course in enumerate(courses)}
    satisfied = _complete(pack, {course.code: course for course in courses}, chance)
    choices = _choices(pack, satisfied, chance, number)
    replaced = {choice.course for choice in choices}
    known = {c["code"]: Course(c["code"], c["name"], c["credits"]) for c in pack["other_courses"]}
    known.update((course.code, course) for course in courses)
    known.update((course.code, course) for course in _strangers(pack))
    passed = [(known[code], "") for code in satisfied if code not in replaced]
    since = {entry["id"]: entry.get("passed_from", "") for entry in pack["substitutions"]}
    for choice in choices:
        passed += [(known[code], since.get(choice.substitution_id or "", "")) for code in choice.by]
    unique = {course.code: (course, month) for course, month in passed}
    plan_courses = tuple(known[code] for code in sorted(satisfied, key=order.__getitem__))
    return Way(plan_courses, tuple(unique.values()), choices)


def _complete(pack: Mapping[str, Any], courses: Mapping[str, Course], chance: random.Random) -> list[str]:
    """Plan courses that together meet the requirement and the plan's credits."""
    satisfied = list(dict.fromkeys(_satisfy(pack["requirement"], courses, chance)))
    spare = [code for code in courses if code not in satisfied]
    chance.shuffle(spare)
    while sum(courses[code].credits for code in satisfied) < pack["plan"]["minimum_credits"]:
        satisfied.append(spare.pop())
    return satisfied


def _satisfy(node: Node, courses: Mapping[str, Course], chance: random.Random) -> Iterator[str]:
    if "course" in node:
        yield node["course"]
    elif "all" in node:
        for child in node["all"]:
            yield from _satisfy(child, courses, chance)
    elif "either" in node:
        first, *others = node["either"]
        yield from _satisfy(first if chance.random() < 0.8 else chance.choice(others), courses, chance)
    else:
        yield from _choose(node["choose"], courses, chance)


def _choose(choose: Node, courses: Mapping[str, Course], chance: random.Random) -> Iterator[str]:
    children = list(choose["from"])
    if chance.random() < 0.3:
        chance.shuffle(children)
    count, credit = 0, 0
    for child in children:
        if count >= choose.get("courses", 0) and credit >= choose.get("credits", 0):
            return
        codes = list(_satisfy(child, courses, chance))
        count, credit = count + 1, credit + sum(courses[code].credits for code in codes)
        yield from codes


def _strangers(pack: Mapping[str, Any]) -> tuple[Course, ...]:
    """Written courses of other packs that this one does not know: they may serve in a pool."""
    own = {c["code"] for c in (*pack["courses"], *pack["other_courses"])}
    found = {
        c["code"]: Course(c["code"], c["name"], c["credits"])
        for other in packs()
        for c in other["courses"]
        if c["kind"] == "written" and 3 <= c["credits"] <= 6 and c["code"] not in own
    }
    return tuple(found[code] for code in sorted(found))


def _choices(pack: Mapping[str, Any], satisfied: list[str], chance: random.Random, number: int) -> tuple[Choice, ...]:
    """Way 0 has none; the others some, each record used once."""
    if number % 6 == 0:
        return ()
    chosen: list[Choice] = []
    used: set[str] = set(satisfied)
    if number % 6 == 1 and POOL_COURSE in satisfied and pack["pool_substitutions"]:
        chosen.append(_pool(pack, used, chance))
    wanted = 1 + number % 3
    entries = [each for each in pack["substitutions"] if len(each["for"]) == 1 and "course" in each["by"]]
    chance.shuffle(entries)
    for entry in entries:
        course, by = entry["for"][0], entry["by"]["course"]
        taken = {choice.course for choice in chosen}
        if wanted and course in satisfied and course not in taken and by not in used:
            chosen.append(Choice(course, "substitution", (by,), entry["id"], entry["mode"] == "automatic"))
            used.add(by)
            wanted -= 1
    return tuple(chosen)


def _pool(pack: Mapping[str, Any], used: set[str], chance: random.Random) -> Choice:
    entry = next(each for each in pack["pool_substitutions"] if each["for"] == POOL_COURSE)
    candidates = [course for course in _strangers(pack) if course.code not in entry.get("exclude", ())]
    taken: list[Course] = []
    while sum(course.credits for course in taken) < entry["minimum_credits"]:
        course = chance.choice(candidates)
        if course.code not in used:
            taken.append(course)
            used.add(course.code)
    return Choice(POOL_COURSE, "pool", tuple(course.code for course in taken))
