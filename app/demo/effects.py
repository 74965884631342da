"""What a command of a story sets beside its region: rows it makes, numbers it gives, texts it leaves."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from app.demo.applications import enter_application, reapply
from app.demo.card_scans import is_faint, kind_of_scan
from app.demo.faults import Fault, reason_of
from app.demo.filled_forms import filled_form
from app.demo.given_names import homophone
from app.demo.office_hours import AFTERNOON, at, day_and_time, next_worked_day
from app.demo.province import INTAKE_CLERK
from app.demo.row_ids import RowKind
from app.demo.rows import Row, document, region
from app.domain.rounds import BEIJING
from app.schema.types import from_milliseconds

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.demo.case_rows import CaseRows
    from app.demo.papers import Papers
    from app.demo.script import Step

FEE_FEN = 4000


def enter_course_card(case: CaseRows, papers: Papers, step: Step, moment: int) -> None:
    card = papers.cards[step.position]
    case.cards.append(
        {
            "county_id": case.province.county_id,
            "id": case.id(RowKind.COURSE_CARD, step.position),
            "candidate_id": case.candidate["id"],
            "kind": card.kind,
            "code": card.course.code,
            "name": card.course.name,
            "credits": card.course.credits,
            "score": card.score,
            "passed_on": card.month,
            "card_no": f"晋自考合{card.month[:4]}字第{case.chance.randint(1, 99999):05d}号",
            "scan": _scan(case, card.kind, faint=_is_unclear(papers)) if papers.cards_scanned else None,
            "entered_by": case.province.clerk_id(INTAKE_CLERK) if case.cards_at_counter else None,
            "entered_at": moment,
            **region("card", "entered"),
            **region("original", "awaited"),
        }
    )


def _is_unclear(papers: Papers) -> bool:
    return papers.faults.get(0) is Fault.SCAN


def _scan(case: CaseRows, kind: str, *, faint: bool) -> str:
    pictures = case.province.pictures.card_scan
    suits = [n for n in range(len(pictures)) if kind_of_scan(n) == kind and is_faint(n) == faint]
    return pictures[suits[case.index % len(suits)]]


def _scan_again(case: CaseRows, papers: Papers, step: Step, _moment: int) -> None:
    card = case.row(step)
    card["scan"] = _scan(case, card["kind"], faint=papers.half_repaired)


def propose_correction(case: CaseRows, papers: Papers, _step: Step, moment: int) -> None:
    person = papers.person
    new = {
        "address": person.address.replace("号", "6号", 1),
        "phone": f"1390000{case.chance.randint(0, 9999):04d}",
        "name": homophone(person.name),
    }
    if case.chance.random() < 0.03:
        new["ethnicity"] = "11" if person.ethnicity == "01" else "01"
    field_ = case.chance.choice([name for name, value in new.items() if value is not None])
    case.correction = {
        "county_id": case.province.county_id,
        "id": case.id(RowKind.CORRECTION),
        "candidate_id": case.candidate["id"],
        "field": field_,
        "old_value": case.candidate[field_],
        "new_value": new[field_],
        "evidence": document({"documents": ["身份证", "户口簿"]}),
        "asked_by": case.province.clerk_id(INTAKE_CLERK),
        "asked_at": moment,
        **region("correction", "proposed"),
    }


def _submit(case: CaseRows, papers: Papers, step: Step, moment: int) -> None:
    application = case.row(step)
    application["submitted_at"] = moment
    _attempt_of(papers, application)["submitted_at"] = moment


def _attempt_of(papers: Papers, application: Row) -> Row:
    return next(
        each
        for each in papers.attempts
        if each["application_id"] == application["id"] and each["attempt"] == application["attempt"]
    )


def _outcome(case: CaseRows, papers: Papers, step: Step, moment: int) -> None:
    application = case.row(step)
    attempt = _attempt_of(papers, application)
    command = case.commands[-1]
    attempt["outcome"] = application["review_state"]
    attempt["decided_at"] = moment
    attempt["decided_by"] = command["clerk_id"]
    attempt["second_clerk_id"] = command["second_clerk_id"]


def _refuse(case: CaseRows, papers: Papers, step: Step, moment: int) -> None:
    _outcome(case, papers, step, moment)
    application = case.row(step)
    reason = reason_of(case, papers, application)
    _attempt_of(papers, application)["reasons"] = document([reason.document()])


def _photo(case: CaseRows, papers: Papers, step: Step, _moment: int) -> None:
    case.row(step)["graduation_photo"] = papers.graduation_photo


def _identity_pictures(case: CaseRows, papers: Papers, _step: Step, _moment: int) -> None:
    case.candidate["identity_portrait"], case.candidate["identity_handheld"] = papers.identity_pictures


def _order(case: CaseRows, papers: Papers, step: Step, _moment: int) -> None:
    case.row(step)["order_no"] = f"ZK{papers.of.year}{papers.of.half}{case.index:010d}"
    case.row(step)["amount_fen"] = FEE_FEN


def _paid(case: CaseRows, _papers: Papers, step: Step, moment: int) -> None:
    case.row(step)["paid_at"] = moment


def _fill_form(case: CaseRows, papers: Papers, step: Step, moment: int) -> None:
    application = case.row(step)
    bachelor = application["level"] == "bachelor"
    on = from_milliseconds(moment).astimezone(BEIJING).date()
    filled = filled_form(papers.person, papers.prior if bachelor else None, case.chance, on)
    papers.form_contents[application["id"]] = {
        "county_id": case.province.county_id,
        "application_id": application["id"],
        "content": document(filled.document()),
        "changed_at": moment,
    }


def _export_form(case: CaseRows, papers: Papers, step: Step, moment: int) -> None:
    application = case.row(step)
    application["form_number"] += 1
    content = papers.form_contents[application["id"]]["content"]
    application["form_hash"] = hashlib.sha256(f"{application['form_number']}{content}".encode()).hexdigest()
    papers.form_exports.append(
        {
            "county_id": case.province.county_id,
            "application_id": application["id"],
            "number": application["form_number"],
            "content_hash": application["form_hash"],
            "exported_at": moment,
            "exported_by": case.commands[-1]["clerk_id"],
        }
    )


def _return_materials(case: CaseRows, _papers: Papers, step: Step, moment: int) -> None:
    day, _ = day_and_time(moment)
    case.row(step)["materials_until"] = at(next_worked_day(day + 3 + case.index % 6), AFTERNOON[1])


def _graduate(case: CaseRows, papers: Papers, step: Step, _moment: int) -> None:
    application = case.row(step)
    level = "5" if application["level"] == "bachelor" else "6"
    application["certificate_no"] = f"6{level}14{papers.person.candidate_no}{case.index % 10}"
    application["graduated_on"] = papers.of.graduation_on.isoformat()
    papers.used_by = f"{papers.of.id} {application['specialty_name']}"


def _mark_note(case: CaseRows, _papers: Papers, step: Step, _moment: int) -> None:
    notes = ("电话无人接听，明日再联系", "请考生补传合格证背面", "地址门牌与身份证不一致，已电话告知")
    case.row(step)["to_verify_note"] = notes[case.index % len(notes)]


def _apply_correction(case: CaseRows, papers: Papers, step: Step, _moment: int) -> None:
    correction = case.row(step)
    case.candidate[correction["field"]] = correction["new_value"]
    if correction["field"] == "name":
        papers.former_names.append(correction["old_value"])


def _decide_correction(case: CaseRows, _papers: Papers, step: Step, _moment: int) -> None:
    case.row(step)["decided_by"] = case.commands[-1]["clerk_id"]


def _compare_prior(_case: CaseRows, papers: Papers, _step: Step, moment: int) -> None:
    if papers.prior is not None:
        papers.prior["source"] = "chsi"
        papers.prior["compared_at"] = moment


def _mismatch_prior(case: CaseRows, papers: Papers, step: Step, moment: int) -> None:
    """The certificate bears another name or number: an old number, a look-alike, a name of before."""
    _compare_prior(case, papers, step, moment)
    if papers.prior is None:
        return
    person = papers.person
    if person.former_id_numbers:
        papers.prior["id_number"] = person.former_id_numbers[0]
    elif person.former_names:
        papers.prior["name"] = person.former_names[0]
    else:
        papers.prior["name"] = homophone(person.name) or person.name[:-1] + case.chance.choice("晓燕玮")


def _prior_documents(_case: CaseRows, papers: Papers, _step: Step, moment: int) -> None:
    if papers.prior is not None:
        papers.prior["source"] = "counter"
        papers.prior["document_kind"] = ("filing_form", "recognition_report")[moment % 2]
        papers.prior["document_no"] = f"{moment % 10**12:012d}"


def _decided_on_documents(_case: CaseRows, papers: Papers, _step: Step, moment: int) -> None:
    if papers.prior is not None:
        papers.prior["compared_at"] = moment


BEFORE: dict[str, Callable[[CaseRows, Papers, Step, int], None]] = {
    "enter_application": enter_application,
    "enter_course_card": enter_course_card,
    "propose_correction": propose_correction,
}
"""Commands that make the row they are aimed at."""

AFTER: dict[str, Callable[[CaseRows, Papers, Step, int], None]] = {
    "submit_application": _submit,
    "pass_system_review": _outcome,
    "pass_pre_review": _outcome,
    "refuse_pre_review": _refuse,
    "refuse_pre_review_again": _refuse,
    "reapply": reapply,
    "attach_card_scan": _scan_again,
    "mark_to_verify": _mark_note,
    "pass_photo_check": _photo,
    "fail_photo_check": _photo,
    "request_photo_review": _photo,
    "request_photo_review_at_counter": _photo,
    "fail_identity_check": _identity_pictures,
    "pass_identity_check": _identity_pictures,
    "start_payment": _order,
    "confirm_payment": _paid,
    "fill_form": _fill_form,
    "record_form_export": _export_form,
    "return_materials": _return_materials,
    "return_materials_to_county": _return_materials,
    "graduate": _graduate,
    "apply_correction": _apply_correction,
    "apply_escalated_correction": _apply_correction,
    "refuse_correction": _decide_correction,
    "escalate_correction": _decide_correction,
    "match_prior": _compare_prior,
    "mismatch_prior": _mismatch_prior,
    "record_prior_documents": _prior_documents,
    "verify_prior": _decided_on_documents,
    "refuse_prior": _decided_on_documents,
}
