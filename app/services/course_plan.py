"""The courses of a plan against what a person holds: plain look-ups, no allocation and no verdict.

A course is met by the first of: a passed record of its own code, a course card of its own code, a substitution that the
candidate chose, an automatic one-for-one substitution whose record is there and not already spent. Which of several
possible allocations is best is another room's work (rule packs, eligibility).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from uuid import UUID

    from app.services.case_record import CardRecord, PassedRecord, SubstitutionChoice


class CourseHow(StrEnum):
    """How a plan course is met: by a record of its own, 免考, a card, 顶替, 顶替英语（二）, or not at all."""

    RECORD = "record"
    EXEMPT = "exempt"
    CARD = "card"
    SUBSTITUTION = "substitution"
    POOL = "pool"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class PlanCourse:
    code: str
    name: str
    credits: int
    kind: str  # written | practical | graduation


@dataclass(frozen=True, slots=True)
class Source:
    """A passed record or a course card that stands for a course."""

    code: str
    name: str
    credits: int
    score: str
    passed_on: str
    source: str  # exam | exempt | old_card | practical_card
    used_by: str | None = None
    card_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class MetCourse:
    course: PlanCourse
    how: CourseHow
    sources: tuple[Source, ...]

    @property
    def met(self) -> bool:
        return self.how is not CourseHow.NONE

    @property
    def counted_credits(self) -> int:
        """The plan's own credits (rule packs, rule 3); a graduation work never adds any."""
        return self.course.credits if self.met and self.course.kind != "graduation" else 0


class Holdings:
    """What a person has passed, by code; a card that was refused stands for nothing."""

    def __init__(self, passed: Sequence[PassedRecord], cards: Sequence[CardRecord]) -> None:
        self._records = {record.code: _of_record(record) for record in reversed(passed)}
        self._cards = {card.code: _of_card(card) for card in reversed(cards) if card.card.state != "refused"}

    def record(self, code: str) -> Source | None:
        return self._records.get(code)

    def card(self, code: str) -> Source | None:
        return self._cards.get(code)

    def any(self, code: str) -> Source | None:
        return self._records.get(code) or self._cards.get(code)


def plan_courses(plan: Mapping[str, Any]) -> tuple[PlanCourse, ...]:
    return tuple(PlanCourse(each["code"], each["name"], each["credits"], each["kind"]) for each in plan["courses"])


def met_courses(
    plan: Mapping[str, Any], holdings: Holdings, choices: Sequence[SubstitutionChoice]
) -> tuple[MetCourse, ...]:
    """In the plan's printing order."""
    chosen = _chosen(plan, choices)
    spent = {each["code"] for each in plan["courses"]} | {code for choice in choices for code in choice.by}
    automatic = _automatic(plan, holdings, spent)
    return tuple(_met(course, holdings, chosen, automatic) for course in plan_courses(plan))


def _met(
    course: PlanCourse,
    holdings: Holdings,
    chosen: Mapping[str, SubstitutionChoice],
    automatic: Mapping[str, Source],
) -> MetCourse:
    if (record := holdings.record(course.code)) is not None:
        how = CourseHow.EXEMPT if record.source == "exempt" else CourseHow.RECORD
        return MetCourse(course, how, (record,))
    if (card := holdings.card(course.code)) is not None:
        return MetCourse(course, CourseHow.CARD, (card,))
    if (choice := chosen.get(course.code)) is not None:
        sources = tuple(source for code in choice.by if (source := holdings.any(code)) is not None)
        how = CourseHow.POOL if choice.kind == "pool" else CourseHow.SUBSTITUTION
        return MetCourse(course, how if sources else CourseHow.NONE, sources)
    if (source := automatic.get(course.code)) is not None:
        return MetCourse(course, CourseHow.SUBSTITUTION, (source,))
    return MetCourse(course, CourseHow.NONE, ())


def _chosen(plan: Mapping[str, Any], choices: Sequence[SubstitutionChoice]) -> dict[str, SubstitutionChoice]:
    """By every plan course that a choice stands for: one substitution may satisfy two."""
    together = {each["id"]: each["for"] for each in plan.get("substitutions", ())}
    return {code: choice for choice in choices for code in (choice.course, *together.get(choice.substitution_id, ()))}


def _automatic(plan: Mapping[str, Any], holdings: Holdings, spent: set[str]) -> dict[str, Source]:
    """Plan courses that an automatic one-for-one substitution satisfies, each record spent once."""
    found: dict[str, Source] = {}
    for each in plan.get("substitutions", ()):
        code = each["by"].get("course")
        if each["mode"] != "automatic" or code is None or code in spent:
            continue
        source = holdings.any(code)
        if source is None or source.used_by is not None or source.passed_on < each.get("passed_from", ""):
            continue
        free = [course for course in each["for"] if course not in found and holdings.any(course) is None]
        if free:
            found |= dict.fromkeys(free, source)
            spent.add(code)
    return found


def _of_record(record: PassedRecord) -> Source:
    return Source(
        record.code, record.name, record.credits, record.score, record.passed_on, record.source, record.used_by
    )


def _of_card(card: CardRecord) -> Source:
    source = "practical_card" if card.kind == "practical" else "old_card"
    return Source(card.code, card.name, card.credits, card.score, card.passed_on, source, card_id=card.id)
