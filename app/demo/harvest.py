"""Gathers the rows of a slice of people; runs in workers as well as in the process that loads them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.demo.faults import colleagues_reason, reason_of
from app.demo.lives import Life, live, reason_for
from app.demo.rows import Harvest, document

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.demo.province import Province


@dataclass(frozen=True, slots=True)
class TodaysAct:
    """One act of the signed-in clerk, to be done with the real means of the store once the rows are there."""

    command: str
    moment: int
    candidate_id: bytes
    entity_id: bytes
    reason: str | None
    reasons: tuple[dict[str, Any], ...]
    overtaken_by: dict[str, Any] | None
    """The reason for which a colleague had refused the case before."""

    @property
    def overtaken(self) -> bool:
        return self.overtaken_by is not None


def harvest(province: Province, indices: Iterable[int]) -> tuple[Harvest, list[TodaysAct]]:
    gathered = Harvest()
    acts: list[TodaysAct] = []
    for index in indices:
        life = live(province, index)
        _gather(gathered, life)
        acts += _todays(life)
    return gathered, acts


def _gather(gathered: Harvest, life: Life) -> None:
    case, person = life.case, life.person
    county_id, candidate_id = case.province.county_id, case.candidate["id"]
    used_by = None if life.papers is None else life.papers.used_by
    gathered.add("candidate", case.candidate)
    numbers = gathered.rows["candidate_number"]
    numbers += [(county_id, number, candidate_id, place) for place, number in enumerate(person.candidate_nos)]
    former = gathered.rows["former_identity"]
    names = person.former_names if life.papers is None else (*person.former_names, *life.papers.former_names)
    former += [(county_id, candidate_id, "name", name) for name in dict.fromkeys(names)]
    former += [(county_id, candidate_id, "id_number", number) for number in person.former_id_numbers]
    gathered.rows["passed_record"] += [
        (
            county_id,
            candidate_id,
            place,
            each.course.code,
            each.course.name,
            each.course.credits,
            each.course.kind,
            each.month,
            each.score,
            each.source,
            used_by,
        )
        for place, each in enumerate(life.passed)
    ]
    _gather_papers(gathered, life)


def _gather_papers(gathered: Harvest, life: Life) -> None:
    case, papers = life.case, life.papers
    if papers is None:
        return
    if papers.prior is not None and papers.prior["compared_at"] is not None:
        gathered.add("prior_qualification", papers.prior)
    if case.filing is not None:
        gathered.add("filing", case.filing)
    if case.correction is not None:
        gathered.add("correction", case.correction)
    for table, rows in (
        ("application", case.applications),
        ("course_card", case.cards),
        ("command", case.commands),
        ("substitution_choice", papers.choices),
        ("form_content", papers.form_contents.values()),
        ("form_export", papers.form_exports),
    ):
        for row in rows:
            gathered.add(table, row)
    for attempt in papers.attempts:
        gathered.add("application_attempt", {**attempt, "declared": document(attempt["declared"])})


def _todays(life: Life) -> list[TodaysAct]:
    if life.act is None or life.papers is None:
        return []
    (step, moment), case, papers = life.act, life.case, life.papers
    row = case.row(step)
    refused = step.command.startswith("refuse_pre_review")
    return [
        TodaysAct(
            command=step.command,
            moment=moment,
            candidate_id=case.candidate["id"],
            entity_id=row["id"],
            reason=reason_for(case, papers, step),
            reasons=(reason_of(case, papers, row).document(),) if refused else (),
            overtaken_by=colleagues_reason(case, papers).document() if life.story.overtaken else None,
        )
    ]
