"""What the programme can honestly state about a case before rule packs judge it: facts with their proof, no verdict."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.domain.workflow_rules import OPEN_CORRECTION, PASSED_IDENTITY, PASSED_PHOTO, PASSED_PRIOR
from app.services.case_facts import declared_now
from app.services.course_plan import CourseHow
from app.services.pre_review_courses import required_courses
from app.services.pre_review_views import CardView, Check, CheckCode, CheckLevel, CourseRow

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from app.services.case_record import ApplicationRecord, FilingRecord, PersonRecord, Region

GRADUATION = "graduation"


@dataclass(frozen=True, slots=True)
class Checked:
    """What the checks look at."""

    person: PersonRecord
    application: ApplicationRecord
    filing: FilingRecord
    plan: Mapping[str, Any] | None
    courses: tuple[CourseRow, ...]
    cards: tuple[CardView, ...]


def checks_of(case: Checked) -> tuple[Check, ...]:
    """Those that need a look first, otherwise in this order."""
    found = [
        *_cards(case),
        *_person(case),
        *_courses(case),
        *_substitutions(case),
        _region(CheckCode.PRIOR, case.person.candidate.prior, "prior", PASSED_PRIOR),
        *_graduation_work(case),
        _region(CheckCode.IDENTITY, case.person.candidate.identity, "identity", PASSED_IDENTITY),
        _region(CheckCode.PHOTO, case.filing.photo, "photo", PASSED_PHOTO),
    ]
    return tuple(sorted(found, key=lambda check: check.level is CheckLevel.OK))


def _cards(case: Checked) -> Iterator[Check]:
    for card in case.cards:
        if not card.used:
            continue
        about = {"course": card.code, "course_name": card.name, "card_kind": card.kind}
        proof = () if card.scan_number is None else (str(card.scan_number),)
        if card.scan is None:
            yield Check(CheckCode.CARD_WITHOUT_SCAN, CheckLevel.LOOK, about, "scan", proof)
        elif card.state == "entered":
            yield Check(CheckCode.CARD_UNJUDGED, CheckLevel.LOOK, about, "scan", proof)
        if card.state == "refused":
            yield Check(CheckCode.CARD_REFUSED, CheckLevel.LOOK, about, "scan", proof)


def _person(case: Checked) -> Iterator[Check]:
    for each in case.person.corrections:
        if each.correction.state in OPEN_CORRECTION:
            about = {"field": each.field, "state": each.correction.state}
            yield Check(CheckCode.CORRECTION_OPEN, CheckLevel.LOOK, about, "region", ("correction",), each.asked_at)
    if len(case.person.numbers) > 1:
        about = {"count": str(len(case.person.numbers))}
        yield Check(CheckCode.NUMBERS_TO_MERGE, CheckLevel.LOOK, about, "region", case.person.numbers)


def _courses(case: Checked) -> Iterator[Check]:
    if case.plan is None:
        about = {"plan_id": case.application.plan_id}
        yield Check(CheckCode.PLAN_UNKNOWN, CheckLevel.LOOK, about, "rule", (case.application.plan_id,))
        return
    planned = {each["code"] for each in case.plan["courses"]}
    counted = [row for row in case.courses if row.code in planned and row.kind != GRADUATION]
    met = [row for row in counted if row.recorded.how is not CourseHow.NONE]
    needed = required_courses(case.plan["requirement"])
    missing = [row for row in case.courses if row.code in needed and row.recorded.how is CourseHow.NONE]
    for row in missing:
        about = {"course": row.code, "course_name": row.name}
        yield Check(CheckCode.COURSE_MISSING, CheckLevel.LOOK, about, "rule", (row.code,))
    about = {"have": str(len(met)), **_sources(met)}
    if all(row.code in needed for row in counted):
        about["needed"] = str(len(counted))
    yield Check(CheckCode.COURSES_COUNTED, _level(ok=not missing), about, "course", tuple(row.code for row in met))
    have, minimum = sum(row.credits for row in met), case.plan["plan"]["minimum_credits"]
    about = {"have": str(have), "needed": str(minimum)}
    yield Check(CheckCode.CREDITS_COUNTED, _level(ok=have >= minimum), about, "rule", (case.application.plan_id,))


def _sources(rows: list[CourseRow]) -> dict[str, str]:
    """How many courses stand on what: 历次 12，绿卡 2."""
    hows = [row.recorded.how for row in rows]
    return {how.value: str(hows.count(how)) for how in CourseHow if hows.count(how)}


def _substitutions(case: Checked) -> Iterator[Check]:
    pools = {} if case.plan is None else {each["for"]: each for each in case.plan.get("pool_substitutions", ())}
    for row in case.courses:
        if row.recorded.how is CourseHow.POOL and row.code in pools:
            have, needed = row.recorded.credits, pools[row.code]["minimum_credits"]
            about = {"course": row.code, "course_name": row.name, "have": str(have), "needed": str(needed)}
            codes = tuple(each.code for each in row.recorded.by)
            yield Check(CheckCode.POOL_CREDITS, _level(ok=have >= needed), about, "course", codes)
    elsewhere = _used_elsewhere(case)
    used = {each.code: each.used_by or elsewhere.get(each.code, "") for row in case.courses for each in row.recorded.by}
    for code, by in used.items():
        if by:
            yield Check(CheckCode.RECORD_USED, CheckLevel.LOOK, {"course": code, "used_by": by}, "course", (code,))
    if not any(used.values()) and any(_stands_in(row) for row in case.courses):
        yield Check(CheckCode.SUBSTITUTION_UNUSED, CheckLevel.OK, {}, "region", ())


def _stands_in(row: CourseRow) -> bool:
    return row.recorded.how in {CourseHow.SUBSTITUTION, CourseHow.POOL}


def _used_elsewhere(case: Checked) -> dict[str, str]:
    """Records that the person's other application of the round stands on, by code: its number."""
    found: dict[str, str] = {}
    for other in case.person.applications:
        if other.id == case.application.id or other.filing_id != case.application.filing_id:
            continue
        declared = declared_now(other)
        courses = () if declared is None else declared.courses
        found |= {code: other.application_no for each in courses for code in (each.by or (each.code,))}
    return found


def _graduation_work(case: Checked) -> Iterator[Check]:
    for row in case.courses:
        if row.kind == GRADUATION:
            done = row.recorded.how is not CourseHow.NONE
            passed_on = row.recorded.by[0].passed_on if done else ""
            about = {"course": row.code, "course_name": row.name, "score": row.recorded.score, "passed_on": passed_on}
            yield Check(CheckCode.GRADUATION_WORK, _level(ok=done), about, "course", (row.code,))


def _region(code: CheckCode, region: Region, name: str, passed: tuple[str, ...]) -> Check:
    about = {"state": region.state}
    return Check(code, _level(ok=region.state in passed), about, "region", (name,), region.changed_at)


def _level(*, ok: bool) -> CheckLevel:
    return CheckLevel.OK if ok else CheckLevel.LOOK
