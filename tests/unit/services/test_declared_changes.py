"""What the second attempt changed is told in words, never in codes."""

from __future__ import annotations

from dataclasses import replace

from app.paths import RESOURCES
from app.services.pre_review_case import declared_changes
from app.services.value_names import ValueNames
from tests.case_builders import declared

NAMES = ValueNames.load(RESOURCES / "codes")


def test_codes_are_told_as_words():
    first = declared(None)
    second = replace(first, person=replace(first.person, ethnicity="11"), generation="new")
    told = {each.field: (each.before, each.after) for each in declared_changes(first, second, NAMES)}
    assert told == {"person.ethnicity": ("汉族", "满族"), "generation": ("旧计划", "新计划")}


def test_a_course_that_counts_otherwise_is_told_by_how_and_by_what():
    first = declared(None)
    course = replace(first.courses[0], how="substitution", by=("15044",), score="", card=None)
    second = replace(first, courses=(course, *first.courses[1:]))
    told = {each.field.rsplit(".", 1)[1]: each.after for each in declared_changes(first, second, NAMES)}
    assert told["how"] == "课程顶替"
    assert told["by"] == "15044"
