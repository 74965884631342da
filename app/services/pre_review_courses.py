"""The courses of one application: what the candidate declared for each against what the records hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.services.course_plan import CourseHow, Holdings, MetCourse, PlanCourse, Source, met_courses
from app.services.pre_review_views import CourseRow, CourseSide

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.services.case_record import ApplicationRecord, CardRecord, PersonRecord
    from app.services.pre_review_declared import AttemptDeclared, DeclaredCourse

_BY_HAND = frozenset({CourseHow.POOL, CourseHow.CARD})


def course_rows(
    application: ApplicationRecord,
    person: PersonRecord,
    plan: Mapping[str, Any] | None,
    declared: AttemptDeclared | None,
) -> tuple[CourseRow, ...]:
    """In plan order; what was declared beside the plan comes last. Without a plan only what was declared."""
    holdings = Holdings(person.passed, person.cards)
    said = {each.code: each for each in (() if declared is None else declared.courses)}
    choices = tuple(each for each in application.choices if each.attempt == application.attempt)
    met = () if plan is None else met_courses(plan, holdings, choices)
    needed = frozenset() if plan is None else required_courses(plan["requirement"])
    cards = {card.code: card for card in person.cards}
    rows = [_row(each, said.pop(each.course.code, None), holdings, cards, needed) for each in met]
    beside = [_row(_unplanned(each, holdings), each, holdings, cards, frozenset()) for each in said.values()]
    return (*rows, *beside)


def required_courses(requirement: Mapping[str, Any]) -> frozenset[str]:
    """Courses that every way of fulfilling the plan needs: those that only `all` stands above."""
    if "course" in requirement:
        return frozenset({requirement["course"]})
    parts: Sequence[Mapping[str, Any]] = requirement.get("all", ())
    return frozenset(code for part in parts for code in required_courses(part))


def _row(
    met: MetCourse,
    said: DeclaredCourse | None,
    holdings: Holdings,
    cards: Mapping[str, CardRecord],
    needed: frozenset[str],
) -> CourseRow:
    declared = _declared_side(said, holdings)
    recorded = CourseSide(met.how, _score(met.sources), met.sources)
    states = [cards[source.code].card.state for source in met.sources if source.card_id is not None]
    lacking = not met.met and met.course.code in needed
    return CourseRow(
        code=met.course.code,
        name=met.course.name,
        credits=met.course.credits,
        kind=met.course.kind,
        declared=declared,
        recorded=recorded,
        differs=lacking or (said is not None and _differs(declared, recorded, states)),
        card_state=states[0] if states else None,
    )


def _declared_side(said: DeclaredCourse | None, holdings: Holdings) -> CourseSide:
    if said is None:
        return CourseSide(CourseHow.NONE, "", ())
    codes = said.by or (said.code,)
    found = {code: holdings.any(code) for code in codes}
    sources = tuple(source for source in found.values() if source is not None)
    missing = tuple(code for code, source in found.items() if source is None)
    return CourseSide(CourseHow(said.how), said.score, sources, missing)


def _differs(declared: CourseSide, recorded: CourseSide, card_states: list[str]) -> bool:
    """What a person must compare: another result, nothing behind it, a card not yet judged, a pool chosen by hand."""
    if declared.missing or declared.how is not recorded.how:
        return True
    if declared.how in _BY_HAND:
        return declared.how is CourseHow.POOL or any(state != "ok" for state in card_states)
    if declared.how is CourseHow.SUBSTITUTION:
        return {each.code for each in declared.by} != {each.code for each in recorded.by}
    return declared.score != recorded.score


def _score(sources: tuple[Source, ...]) -> str:
    return sources[0].score if len(sources) == 1 else ""


def _unplanned(said: DeclaredCourse, holdings: Holdings) -> MetCourse:
    source = holdings.any(said.code)
    course = PlanCourse(said.code, said.name, 0 if source is None else source.credits, "written")
    if source is None:
        return MetCourse(course, CourseHow.NONE, ())
    return MetCourse(course, CourseHow.CARD if source.card_id is not None else CourseHow.RECORD, (source,))
