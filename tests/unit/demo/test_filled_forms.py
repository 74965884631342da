"""What the registration forms of the demo say about a person fits the person."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest

from app.demo import lives
from app.demo.filled_forms import filled_form, place_name
from app.demo.given_names import surname_of
from app.demo.schooling import FULL_TIME, college_years, leaves_college
from app.demo.territory import shanxi
from app.services.registration_form_content import FilledForm
from tests.unit.demo.provinces import a_province

MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


@pytest.fixture(scope="module")
def forms():
    """Person, prior qualification or None, form."""
    found = []
    for index in range(4_000):
        life = lives.live(a_province(), index)
        for content in () if life.papers is None else life.papers.form_contents.values():
            row = next(each for each in life.case.applications if each["id"] == content["application_id"])
            prior = life.papers.prior if row["level"] == "bachelor" else None
            found.append((life.person, prior, FilledForm.from_document(json.loads(content["content"]))))
    return found


def months(text):
    return int(text[:4]) * 12 + int(text[5:])


def test_there_are_many(forms):
    assert len(forms) > 300


def test_resumes_have_no_gap_and_no_overlap(forms):
    for person, _prior, form in forms:
        for line, after in zip(form.resume, form.resume[1:], strict=False):
            assert line.begins < line.ends
            assert 1 <= months(after.begins) - months(line.ends) <= 2, (person.born_on, line, after)
        assert all(each.ends for each in form.resume[:-1])
        assert form.resume[-1].ends == ""


def test_school_begins_at_twelve_and_work_after_school(forms):
    for person, _prior, form in forms:
        school = [line for line in form.resume if line.position == "学生"]
        work = [line for line in form.resume if line.position != "学生"]
        assert int(school[0].begins[:4]) - person.born_on.year in {12, 13}
        assert work[0].begins > school[-1].ends
        if form.work_unit:
            assert form.work_since == work[0].begins
            assert work[-1].place == form.work_unit
            assert work[-1].position == form.work_position


def test_full_time_college_stands_in_the_resume(forms):
    full_time = 0
    for person, prior, form in forms:
        years = college_years(prior)
        if years is None:
            assert len([line for line in form.resume if line.position == "学生"]) == 2
            continue
        full_time += 1
        (line,) = [line for line in form.resume if line.place == prior["school"]]
        assert (line.begins, line.ends) == (f"{years[0]}-09", f"{years[1]}-07")
        assert years[1] == leaves_college(person.born_on)
    assert full_time > 100


def test_prior_qualifications_are_not_of_children(forms):
    for person, prior, _form in forms:
        if prior is not None:
            age = int(prior["graduated_on"][:4]) - person.born_on.year
            assert age >= 20
            assert prior["certificate_no"][5] in {FULL_TIME, "5", "7"}


def test_schools_and_units_bear_the_name_of_the_county(forms):
    for person, prior, form in forms:
        place = place_name(person.registration_county)
        own = [line.place for line in form.resume if prior is None or line.place != prior["school"]]
        assert all(name.startswith(place) and "市第" not in name.removeprefix(place) for name in own)
        assert not form.work_unit or form.work_unit.startswith(place)


def test_a_district_is_named_with_its_city():
    assert place_name(shanxi().county("141026")) == "安泽县"
    assert place_name(shanxi().county("140213")) == "大同市平城区"


def test_occupations_fit_the_job(forms):
    fits = {"教师": {"教师"}, "柜员": {"职员"}, "护士": {"专业技术人员"}, "操作工": {"工人"}, "会计": {"专业技术人员"}}
    for _person, _prior, form in forms:
        if form.work_position in fits:
            assert form.occupation in fits[form.work_position]
        if not form.work_unit:
            assert form.occupation in {"农民", "其他"}
            assert form.work_since == form.work_position == ""


def test_families_are_of_the_right_age(forms):
    for person, _prior, form in forms:
        members = {member.relation: member for member in form.family}
        assert {"父亲", "母亲"} <= members.keys()
        for relation, member in members.items():
            assert MONTH.fullmatch(member.born)
            assert member.political_status in {"群众", "中共党员", "共青团员"}
            years = int(member.born[:4]) - person.born_on.year
            assert years <= -20 if relation in {"父亲", "母亲"} else years >= -3
            assert relation not in {"儿子", "女儿"} or years >= 25
        if "·" not in person.name:
            assert members["父亲"].name.startswith(surname_of(person.name))


def test_the_assessment_is_long_or_left_for_the_pen(forms):
    lengths = [len(form.self_assessment) for *_, form in forms]

    assert 0.2 < lengths.count(0) / len(lengths) < 0.5
    assert all(length >= 200 for length in lengths if length)


def test_whoever_has_just_left_school_has_no_work_yet():
    person = a_province().population.person(0)
    leaves = date(person.born_on.year + 18 + (person.born_on.month >= 9), 7, 15)
    form = filled_form(person, None, lives.stream(1, 2), leaves)

    assert len(form.resume) == 2
