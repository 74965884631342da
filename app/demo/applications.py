"""The rows of an application and of its attempts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.demo.declarations import make_differ
from app.demo.faults import chosen_by, spoil
from app.demo.province import INTAKE_CLERK
from app.demo.row_ids import RowKind
from app.demo.rows import Row, document, region

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.demo.case_rows import CaseRows
    from app.demo.papers import Papers
    from app.demo.schedule import DemoRound
    from app.demo.script import Step


def enter_application(case: CaseRows, papers: Papers, step: Step, moment: int) -> None:
    if case.filing is None:
        case.filing = _filing(case, papers, moment)
    plan = papers.plans[step.position]
    entered_by = case.province.clerk_id(INTAKE_CLERK) if case.at_counter else None
    application: Row = {
        "county_id": case.province.county_id,
        "id": case.id(RowKind.APPLICATION, step.position),
        "application_no": _application_no(case, papers.of, step.position),
        "filing_id": case.filing["id"],
        "candidate_id": case.candidate["id"],
        "round_id": papers.of.id,
        "ordinal": step.position + 1,
        "attempt": 1,
        "specialty_code": plan.specialty_code,
        "specialty_name": plan.specialty_name,
        "level": plan.level,
        "host_name": plan.host,
        "plan_id": plan.id,
        "generation": plan.generation,
        "to_verify": False,
        "form_number": 0,
        "entered_by": entered_by,
        **region("review", "draft"),
        **region("form", "empty"),
        **region("materials", "awaited"),
        **region("decision", "none"),
        **region("hand_out", "at_office"),
    }
    case.applications.append(application)
    _declare(case, papers, application, papers.declared[step.position], moment)


def _application_no(case: CaseRows, of: DemoRound, position: int) -> str:
    return f"{of.year}{of.half}{case.province.county_code[2:]}{case.index:06d}{position + 1}"


def _filing(case: CaseRows, papers: Papers, moment: int) -> Row:
    declared = papers.declared[0]["person"]
    return {
        "county_id": case.province.county_id,
        "id": case.id(RowKind.FILING),
        "candidate_id": case.candidate["id"],
        "round_id": papers.of.id,
        "attempt": 1,
        "attempt_version": 0,
        "address": declared["address"],
        "postcode": papers.person.postcode,
        "phone": declared["phone"],
        "created_at": moment,
        **region("photo", "none"),
        **region("payment", "closed"),
    }


def _declare(case: CaseRows, papers: Papers, application: Row, declared: dict[str, Any], moment: int) -> None:
    position, attempt = application["ordinal"] - 1, int(application["attempt"])
    shared = papers.attempts[0]["declared"] if position and papers.attempts else declared
    content = {
        **declared,
        "person": dict(shared["person"]),
        "prior": shared["prior"] and dict(shared["prior"]),
        "courses": [dict(course) for course in declared["courses"]],
    }
    if position in papers.faults:
        spoil(content, case, papers, position, attempt)
    elif papers.differs is not None and not position:
        make_differ(content, papers.person, case.chance, papers.differs)
    application["host_name"] = content["host_name"]
    if case.filing is not None:
        case.filing["address"] = content["person"]["address"]
        case.filing["phone"] = content["person"]["phone"]
    papers.attempts.append(
        {
            "county_id": case.province.county_id,
            "application_id": application["id"],
            "attempt": attempt,
            "declared": content,
            "submitted_at": moment,
            "entered_by": application["entered_by"],
        }
    )
    papers.choices += _choices(case, papers, application)


def _choices(case: CaseRows, papers: Papers, application: Row) -> Iterator[Row]:
    position, attempt = application["ordinal"] - 1, int(application["attempt"])
    for choice in papers.ways[position].choices:
        if choice.automatic:
            continue
        named = chosen_by(papers, position, attempt, choice.by) if choice.kind == "pool" else choice.by
        yield {
            "county_id": case.province.county_id,
            "application_id": application["id"],
            "attempt": attempt,
            "course": choice.course,
            "kind": choice.kind,
            "substitution_id": choice.substitution_id,
            "by": document(named),
            "chosen_by": application["entered_by"],
        }


def reapply(case: CaseRows, papers: Papers, step: Step, moment: int) -> None:
    """Declared anew: as the record has it, but for what was repaired by half."""
    _declare(case, papers, case.row(step), papers.declared[step.position], moment)
