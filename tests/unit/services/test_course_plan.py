"""The courses of a plan against what a person holds."""

from __future__ import annotations

import json
from pathlib import Path
from uuid import UUID

import pytest

from app.services.case_record import CardRecord, PassedRecord, Region, SubstitutionChoice
from app.services.course_plan import CourseHow, Holdings, met_courses, plan_courses
from app.services.pre_review_courses import required_courses

RULES = sorted((Path(__file__).parents[3] / "resources" / "rules").glob("*.json"))


def record(code, worth=4, **changes):
    values = {"kind": "written", "passed_on": "2016-04", "score": "72", "source": "exam", "used_by": None} | changes
    return PassedRecord(0, code, f"课程{code}", worth, **values)


def card(code, state="ok"):
    region = Region(state, 0, None, None)
    awaited = Region("awaited", 0, None, None)
    card_id = UUID(int=int(code))
    return CardRecord(
        card_id, "green", code, f"课程{code}", 4, "70", "1999-10", None, None, None, None, region, awaited
    )


def plan(courses, **more):
    return {
        "courses": [{"code": c, "name": f"课程{c}", "credits": n, "kind": k} for c, n, k in courses],
        **more,
    }


def hows(whole, records=(), cards=(), choices=()):
    met = met_courses(whole, Holdings(records, cards), choices)
    return {each.course.code: (each.how, tuple(source.code for source in each.sources)) for each in met}


ONE = plan([("00054", 6, "written")])
RECORD, NONE = CourseHow.RECORD, CourseHow.NONE


def test_a_record_of_its_own_code_goes_before_a_card():
    assert hows(ONE, [record("00054")], [card("00054")]) == {"00054": (RECORD, ("00054",))}


def test_a_card_stands_for_it_unless_it_was_refused():
    assert hows(ONE, cards=[card("00054", "entered")]) == {"00054": (CourseHow.CARD, ("00054",))}
    assert hows(ONE, cards=[card("00054", "refused")]) == {"00054": (NONE, ())}


def test_codes_match_and_names_never_do():
    assert hows(ONE, [record("15040")]) == {"00054": (NONE, ())}


def test_an_exempted_course_says_so():
    assert hows(ONE, [record("00054", source="exempt", score="免考")])["00054"][0] is CourseHow.EXEMPT


AUTOMATIC = {"id": "s01", "for": ["00054"], "by": {"course": "13683"}, "mode": "automatic"}


def test_an_automatic_substitution_takes_its_record():
    whole = plan([("00054", 6, "written")], substitutions=[AUTOMATIC])
    assert hows(whole, [record("13683")])["00054"] == (CourseHow.SUBSTITUTION, ("13683",))


@pytest.mark.parametrize(
    "changes",
    [{"used_by": "2018年毕业"}, {"passed_on": "2023-10"}],
)
def test_not_one_that_is_used_up_or_too_old(changes):
    whole = plan([("00054", 6, "written")], substitutions=[{**AUTOMATIC, "passed_from": "2024-04"}])
    assert hows(whole, [record("13683", **({"passed_on": "2025-04"} | changes))])["00054"][0] is NONE


def test_a_manual_one_waits_for_a_person():
    manual = {**AUTOMATIC, "mode": "manual"}
    whole = plan([("00054", 6, "written")], substitutions=[manual])
    assert hows(whole, [record("13683")])["00054"][0] is NONE
    choice = SubstitutionChoice(1, "00054", "substitution", "s01", ("13683",), None)
    assert hows(whole, [record("13683")], choices=[choice])["00054"][0] is CourseHow.SUBSTITUTION


def test_one_record_serves_one_substitution_only():
    second = {"id": "s02", "for": ["00058"], "by": {"course": "13683"}, "mode": "automatic"}
    whole = plan([("00054", 6, "written"), ("00058", 5, "written")], substitutions=[AUTOMATIC, second])
    found = hows(whole, [record("13683")])
    assert [how for how, _codes in found.values()] == [CourseHow.SUBSTITUTION, NONE]


def test_a_record_chosen_for_the_pool_serves_nothing_else():
    whole = plan([("00015", 14, "written"), ("00054", 6, "written")], substitutions=[AUTOMATIC])
    choice = SubstitutionChoice(1, "00015", "pool", None, ("13683", "00040"), None)
    found = hows(whole, [record("13683"), record("00040")], choices=[choice])
    assert found == {"00015": (CourseHow.POOL, ("13683", "00040")), "00054": (NONE, ())}


def test_a_chosen_substitution_satisfies_all_that_it_is_for():
    both = {"id": "s09", "for": ["13752", "13753"], "by": {"course": "30448"}, "mode": "manual"}
    whole = plan([("13752", 4, "written"), ("13753", 2, "practical")], substitutions=[both])
    choice = SubstitutionChoice(1, "13752", "substitution", "s09", ("30448",), None)
    found = hows(whole, [record("30448")], choices=[choice])
    assert {how for how, _codes in found.values()} == {CourseHow.SUBSTITUTION}


def test_the_plans_own_credits_count_and_a_graduation_work_never_does():
    whole = plan([("13000", 7, "written"), ("14848", 3, "graduation"), ("00160", 4, "written")])
    met = met_courses(whole, Holdings([record("13000", 14), record("14848", 0)], ()), ())
    assert [each.counted_credits for each in met] == [7, 0, 0]


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_every_shipped_plan_is_met_in_its_order_by_its_own_courses(path):
    whole = json.loads(path.read_text(encoding="utf-8"))
    records = [record(each.code, each.credits) for each in plan_courses(whole)]
    met = met_courses(whole, Holdings(records, ()), ())
    assert [each.course.code for each in met] == [each["code"] for each in whole["courses"]]
    assert all(each.how is RECORD for each in met)
    assert sum(each.counted_credits for each in met) >= whole["plan"]["minimum_credits"]
    assert required_courses(whole["requirement"]) <= {each.course.code for each in met}


def test_only_what_every_way_needs_is_required():
    tree = {"all": [{"course": "1"}, {"all": [{"course": "2"}]}, {"either": [{"course": "3"}, {"course": "4"}]}]}
    assert required_courses(tree) == {"1", "2"}
