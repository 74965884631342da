from __future__ import annotations

import pytest

from app.demo.chance import stream
from app.demo.passed import passed_courses
from app.demo.plans import NEW_PLAN_FROM, POOL_COURSE, Way, packs, plans
from tests.unit.demo.provinces import SEED, a_province

CASES = [(pack, plan) for pack, plan in zip(packs(), plans(SEED), strict=True)]


def holds(node, satisfied, credits_of):
    """A requirement node over satisfied plan courses, naively."""
    if "course" in node:
        return node["course"] in satisfied
    if "all" in node:
        return all(holds(child, satisfied, credits_of) for child in node["all"])
    if "either" in node:
        return any(holds(child, satisfied, credits_of) for child in node["either"])
    choose = node["choose"]
    held = [child for child in choose["from"] if holds(child, satisfied, credits_of)]
    total = sum(credits_of[code] for child in held for code in courses_in(child))
    return len(held) >= choose.get("courses", 0) and total >= choose.get("credits", 0)


def courses_in(node):
    if "course" in node:
        return {node["course"]}
    children = node.get("all") or node.get("either") or node["choose"]["from"]
    return set().union(*(courses_in(child) for child in children))


def satisfied_by(way: Way, passed: set[str]) -> set[str]:
    """What the way says is satisfied, where the records really hold it."""
    found = set()
    for course in way.plan_courses:
        choice = way.stands_for(course.code)
        needed = {course.code} if choice is None else set(choice.by)
        if needed <= passed:
            found.add(course.code)
    return found


@pytest.mark.parametrize(("pack", "plan"), CASES, ids=[plan.id for _, plan in CASES])
def test_every_way_completes_its_plan(pack, plan):
    credits_of = {course["code"]: course["credits"] for course in pack["courses"]}
    for way in plan.ways:
        satisfied = satisfied_by(way, {course.code for course, _ in way.passed})
        assert satisfied == {course.code for course in way.plan_courses}
        assert holds(pack["requirement"], satisfied, credits_of)
        assert sum(credits_of[code] for code in satisfied) >= pack["plan"]["minimum_credits"]


@pytest.mark.parametrize(("pack", "plan"), CASES, ids=[plan.id for _, plan in CASES])
def test_no_record_serves_twice(pack, plan):
    for way in plan.ways:
        spent = [code for choice in way.choices for code in choice.by]
        direct = [course.code for course in way.plan_courses if way.stands_for(course.code) is None]
        assert len(set(spent + direct)) == len(spent) + len(direct)


@pytest.mark.parametrize(("pack", "plan"), CASES, ids=[plan.id for _, plan in CASES])
def test_choices_are_those_of_the_pack(pack, plan):
    entries = {entry["id"]: entry for entry in pack["substitutions"]}
    credits_of = {c["code"]: c["credits"] for other in packs() for c in other["courses"]}
    for choice in (choice for way in plan.ways for choice in way.choices):
        if choice.kind == "pool":
            assert choice.course == POOL_COURSE
            assert sum(credits_of[code] for code in choice.by) >= pack["pool_substitutions"][0]["minimum_credits"]
        else:
            entry = entries[choice.substitution_id]
            assert entry["for"] == [choice.course]
            assert entry["by"] == {"course": choice.by[0]}
            assert choice.automatic == (entry["mode"] == "automatic")


def test_some_ways_use_the_pool_and_some_need_nothing():
    ways = [way for plan in plans(SEED) for way in plan.ways]

    assert any(choice.kind == "pool" for way in ways for choice in way.choices)
    assert any(not way.choices for way in ways)


def test_new_courses_were_passed_in_the_time_of_the_new_plan():
    population = a_province().population
    for index in range(300):
        person = population.person(index, settled=True)
        plan = plans(SEED)[index % len(CASES)]
        way = plan.ways[index % len(plan.ways)]
        since = {course.code: month for course, month in way.passed}
        for each in passed_courses(way, person, stream(SEED, index), "2026-06"):
            assert each.month <= "2026-06"
            if since[each.course.code] >= NEW_PLAN_FROM:
                assert each.month >= NEW_PLAN_FROM
