"""What a candidate declares in an application, and where that differs from the record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.demo.chance import Weighted
from app.demo.given_names import look_alike
from app.demo.territory import address_in, shanxi

if TYPE_CHECKING:
    import random
    from collections.abc import Mapping

    from app.demo.passed import Passed
    from app.demo.people import Person
    from app.demo.plans import Course, Plan, Way

CHANCE = "chance"
DIFFERING: Weighted[str] = Weighted(
    [("address", 36), ("phone", 32), ("school", 17), ("address_number", 10), ("name", 4.7), ("ethnicity", 0.3)]
)
"""People move, get another number, know a school by its present name; hardly ever is more than that different."""


def declared_courses(way: Way, passed: list[Passed], cards: Mapping[str, tuple[str, str]]) -> list[dict[str, Any]]:
    """`cards`: score and row id of the course cards by course code."""
    scores = {each.course.code: each for each in passed}
    return [_declared_course(way, course, scores, cards) for course in way.plan_courses]


def _declared_course(
    way: Way, course: Course, scores: Mapping[str, Passed], cards: Mapping[str, tuple[str, str]]
) -> dict[str, Any]:
    choice = way.stands_for(course.code)
    found = scores.get(course.code)
    score, how = "", "record"
    by: tuple[str, ...] = ()
    card: str | None = None
    if choice is not None:
        how, by = choice.kind, choice.by
    elif course.code in cards:
        how = "card"
        score, card = cards[course.code]
    elif found is not None:
        score = found.score
        how = "exempt" if found.source == "exempt" else "record"
    return {"code": course.code, "name": course.name, "score": score, "how": how, "by": by, "card": card}


def declare(person: Person, plan: Plan, prior: dict[str, str] | None, courses: list[dict[str, Any]]) -> dict[str, Any]:
    """As the record has it: the document of AttemptDeclared, written out because there are so many."""
    return {
        "person": {
            "name": person.name,
            "sex": person.sex,
            "ethnicity": person.ethnicity,
            "id_number": person.id_number,
            "candidate_no": person.candidate_no,
            "phone": person.phone,
            "address": person.address,
        },
        "specialty_code": plan.specialty_code,
        "specialty_name": plan.specialty_name,
        "level": plan.level,
        "host_name": plan.host,
        "plan_id": plan.id,
        "generation": plan.generation,
        "prior": prior,
        "courses": courses,
    }


def make_differ(content: dict[str, Any], person: Person, chance: random.Random, wanted: str = CHANCE) -> None:
    """Changes the `wanted` things in the declared document, or any, now and then two."""
    if wanted != CHANCE:
        for field in wanted.split():
            _change(content, field, person, chance)
        return
    for _ in range(2 if chance.random() < 0.2 else 1):
        _change(content, DIFFERING.pick(chance), person, chance)


def _change(content: dict[str, Any], field: str, person: Person, chance: random.Random) -> None:
    declared = content["person"]
    twin = look_alike(person.name)
    if field == "name" and twin is not None:
        declared["name"] = twin
    elif field == "school" and content["prior"] is not None:
        content["prior"]["school"] = another_school(content["prior"]["school"])
    elif field == "ethnicity":
        declared["ethnicity"] = "11" if person.ethnicity == "01" else "01"
    elif field == "address_number":
        declared["address"] = swapped_digits(person.address)
    elif field == "address":
        near = chance.random() < 0.8
        declared["address"] = address_in(
            person.registration_county if near else chance.choice(shanxi().counties), chance
        )
    else:
        declared["phone"] = another_phone(person.phone, chance.randint(0, 9999))


def another_phone(phone: str, number: int) -> str:
    """Another one of nobody's."""
    found = f"1390000{number % 10_000:04d}"
    return found if found != phone else f"1380000{number % 10_000:04d}"


_RENAMED = (
    ("广播电视大学", "开放大学"),
    ("高等专科学校", "学院"),
    ("职业技术学院", "职业技术大学"),
    ("专科学校", "学院"),
)


def another_school(school: str) -> str:
    """As the school is called since it was raised."""
    for old, new in _RENAMED:
        if school.endswith(old):
            return school.removesuffix(old) + new
    return school + "（校本部）"


def swapped_digits(text: str) -> str:
    """…18号 for …81号: the slip that is hardest to see. Where there are no two digits side by side, another number."""
    for place in range(len(text) - 2, -1, -1):
        first, second = text[place], text[place + 1]
        if first.isdigit() and second.isdigit() and second not in {first, "0"}:
            return text[:place] + second + first + text[place + 2 :]
    return text.replace("号", "1号", 1)
