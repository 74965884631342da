"""Assembles the 毕业生登记表 of one application from the rows: nothing here is typed by anybody again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.domain.rounds import BEIJING
from app.services.case_facts import declared_now
from app.services.course_plan import CourseHow, Holdings, MetCourse, PlanCourse, met_courses
from app.services.pre_review_courses import required_courses
from app.services.registration_form_views import RegistrationFormView, ScoreLine, ScoreNote

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date, datetime

    from app.services.case_record import ApplicationRecord, FilingRecord, OfficeRecord, PersonRecord
    from app.services.course_plan import Source
    from app.services.registration_form_content import FilledForm
    from app.services.value_names import ValueNames

NEW_PLAN_FROM = "2024-01"
"""Courses passed from 2024 on are new-plan courses (notice of 2023-11-03)."""
GRADUATION = "graduation"
_CARDS = frozenset({"old_card", "practical_card"})
_EXAM_MONTHS = {"1": "04", "2": "10"}


@dataclass(frozen=True, slots=True)
class FormMaterial:
    person: PersonRecord
    application: ApplicationRecord
    filing: FilingRecord
    plan: Mapping[str, Any] | None
    office: OfficeRecord
    graduation_on: date | None
    filled: FilledForm
    filled_at: datetime | None


def assembled(material: FormMaterial, names: ValueNames) -> RegistrationFormView:
    """The form as a draft: number 0 and no hash yet."""
    row, application, filing = material.person.candidate, material.application, material.filing
    met = _met(material)
    scores = score_lines(met, application.generation, names)
    return RegistrationFormView(
        application_no=application.application_no,
        number=0,
        content_hash="",
        draft=True,
        specialty_name=application.specialty_name,
        specialty_code=application.specialty_code,
        level_name=names.name("level", application.level),
        host_name=application.host_name,
        generation=application.generation,
        name=row.name,
        former_name=material.filled.former_name or _former_name(material.person),
        sex_name=names.name("sex", row.sex),
        ethnicity_name=names.name("ethnicity", row.ethnicity),
        born_on=row.born_on,
        political_status_name=names.name("political_status", row.political_status),
        native_place=material.filled.native_place,
        id_number=row.id_number,
        candidate_no=material.person.numbers[0] if material.person.numbers else "",
        phone=filing.phone or row.phone or "",
        address=filing.address or row.address or "",
        postcode=filing.postcode or row.postcode or "",
        first_registered=_first_registered(row.first_round),
        **_prior(material.person, names),
        photo=filing.graduation_photo,
        filled=material.filled,
        scores=scores,
        course_count=sum(line.kind != GRADUATION for line in scores),
        credit_sum=sum(each.counted_credits for each in met),
        graduation_on=material.graduation_on,
        office_name=material.office.official_name,
        certificate_no=application.certificate_no or "",
        missing=tuple(_missing(material, met)),
        filled_on=None if material.filled_at is None else material.filled_at.astimezone(BEIJING).date(),
    )


def _prior(person: PersonRecord, names: ValueNames) -> dict[str, Any]:
    prior = person.prior
    return {
        "prior_education_name": "" if prior is None else names.name("education", prior.level),
        "prior_school": "" if prior is None else prior.school,
        "prior_specialty": "" if prior is None else prior.specialty,
        "prior_graduated_on": None if prior is None else prior.graduated_on,
        "prior_certificate_no": "" if prior is None else prior.certificate_no or "",
    }


def score_lines(met: tuple[MetCourse, ...], generation: str, names: ValueNames) -> tuple[ScoreLine, ...]:
    """The courses that are met, in the plan's printing order and with the plan's own credits."""
    passed = [each for each in met if each.met]
    return tuple(_line(number, each, generation, names) for number, each in enumerate(passed, start=1))


def _met(material: FormMaterial) -> tuple[MetCourse, ...]:
    """Without its plan the form lists what the candidate declared and holds."""
    holdings = Holdings(material.person.passed, material.person.cards)
    application = material.application
    if material.plan is not None:
        choices = tuple(each for each in application.choices if each.attempt == application.attempt)
        return met_courses(material.plan, holdings, choices)
    declared = declared_now(application)
    sources = [holdings.any(each.code) for each in (() if declared is None else declared.courses)]
    return tuple(_of_source(source) for source in sources if source is not None)


def _of_source(source: Source) -> MetCourse:
    how = CourseHow.CARD if source.card_id is not None else CourseHow.RECORD
    how = CourseHow.EXEMPT if source.source == "exempt" else how
    return MetCourse(PlanCourse(source.code, source.name, source.credits, "written"), how, (source,))


def _line(number: int, met: MetCourse, generation: str, names: ValueNames) -> ScoreLine:
    notes = tuple(_notes(met, generation))
    by = tuple((source.code, source.name) for source in met.sources if source.code != met.course.code)
    single = met.sources[0] if len(met.sources) == 1 else None
    return ScoreLine(
        number=number,
        code=met.course.code,
        name=met.course.name,
        credits=met.course.credits,
        score="" if single is None else single.score,
        passed_on=max(source.passed_on for source in met.sources),
        kind=met.course.kind,
        notes=notes,
        by=by,
        note=_remark(notes, by, names),
    )


def _notes(met: MetCourse, generation: str) -> Iterator[ScoreNote]:
    if met.how is CourseHow.POOL:
        yield ScoreNote.POOL
    if met.how is CourseHow.SUBSTITUTION:
        yield ScoreNote.SUBSTITUTED
    if any(source.source == "exempt" for source in met.sources):
        yield ScoreNote.EXEMPT
    if any(_is_old(source, generation) for source in met.sources):
        yield ScoreNote.OLD_PLAN


def _is_old(source: Source, generation: str) -> bool:
    """A card always is; a record where an old course counts in a new plan."""
    return source.source in _CARDS or (generation == "new" and source.passed_on < NEW_PLAN_FROM)


def _remark(notes: tuple[ScoreNote, ...], by: tuple[tuple[str, str], ...], names: ValueNames) -> str:
    listed = "、".join(f"{code}{name}" for code, name in by)
    return "，".join(names.name("score_note", note).format(by=listed) for note in notes)


def _former_name(person: PersonRecord) -> str:
    return next((each.value for each in person.former if each.kind == "name"), "")


def _first_registered(round_id: str | None) -> str:
    if round_id is None:
        return ""
    year, _, half = round_id.partition("-")
    return f"{year}-{_EXAM_MONTHS.get(half, '')}".rstrip("-")


def _missing(material: FormMaterial, met: tuple[MetCourse, ...]) -> Iterator[str]:
    row, filing, filled = material.person.candidate, material.filing, material.filled
    wanted = {
        "photo": filing.graduation_photo,
        "phone": filing.phone or row.phone,
        "address": filing.address or row.address,
        "political_status": row.political_status,
        "native_place": filled.native_place,
        "resume": filled.resume,
        "family": filled.family,
        "candidate_no": material.person.numbers,
    }
    yield from (name for name, value in wanted.items() if not value)
    needed = frozenset() if material.plan is None else required_courses(material.plan["requirement"])
    yield from (f"course.{each.course.code}" for each in met if not each.met and each.course.code in needed)
