"""Everything a person still lacks over every step: what the 一次性告知单 says, without its words."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from app.domain.rounds import TimeKind
from app.domain.workflow import Actor

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from app.domain.case import ApplicationFacts, Case, CourseCardFacts


class Place(StrEnum):
    PLATFORM = "platform"
    REGISTRATION_OFFICE = "registration_office"
    COUNTY_OFFICE = "county_office"
    PROVINCE = "province"


class How(StrEnum):
    """What to do about it; ui/text.py has the sentence."""

    WAIT = "wait"
    UPLOAD_IDENTITY = "upload_identity"
    BRING_IDENTITY_CARD = "bring_identity_card"
    AUTHORISE_PRIOR = "authorise_prior"
    BRING_PRIOR_DOCUMENTS = "bring_prior_documents"
    ENTER_APPLICATION = "enter_application"
    CONFIRM_AND_SUBMIT = "confirm_and_submit"
    ADD_COURSES = "add_courses"
    UPLOAD_CARD_SCAN = "upload_card_scan"
    REPLACE_CARD = "replace_card"
    REAPPLY = "reapply"
    APPLY_NEXT_ROUND = "apply_next_round"
    UPLOAD_PHOTO = "upload_photo"
    PHOTO_AT_COUNTER = "photo_at_counter"
    PAY = "pay"
    FILL_AND_PRINT_FORM = "fill_and_print_form"
    HAND_IN_MATERIALS = "hand_in_materials"
    COMPLETE_MATERIALS = "complete_materials"
    HAND_IN_ORIGINAL = "hand_in_original"
    EXPLAIN_ORIGINAL = "explain_original"
    COLLECT_CERTIFICATE = "collect_certificate"
    ASK_COUNTY = "ask_county"
    ASK_PROVINCE = "ask_province"


@dataclass(frozen=True)
class Lack:
    """`who` must act next; `now`: it can be done at once, else only after what stands before it.

    `details` fills the sentence in (application_no, specialty_name, course code and name, reason …).
    """

    code: str
    place: Place
    who: Actor
    until: TimeKind | None
    how: How
    details: Mapping[str, object] = field(default_factory=dict)
    now: bool = True


_PERSON, _CLERK, _SYSTEM = Actor.CANDIDATE, Actor.CLERK, Actor.SYSTEM
_IN_TIME = TimeKind.APPLICATION

_KNOWN: Mapping[str, Lack] = {
    lack.code: lack
    for lack in (
        Lack("identity.none", Place.PLATFORM, _PERSON, _IN_TIME, How.UPLOAD_IDENTITY),
        Lack("identity.auto_failed", Place.REGISTRATION_OFFICE, _PERSON, _IN_TIME, How.BRING_IDENTITY_CARD),
        Lack("identity.manual_rejected", Place.REGISTRATION_OFFICE, _PERSON, _IN_TIME, How.BRING_IDENTITY_CARD),
        Lack("identity.pending_manual", Place.REGISTRATION_OFFICE, _CLERK, _IN_TIME, How.WAIT),
        Lack("identity.revoked", Place.PROVINCE, _PERSON, None, How.ASK_PROVINCE),
        Lack("prior.none", Place.PLATFORM, _PERSON, _IN_TIME, How.AUTHORISE_PRIOR),
        Lack("prior.mismatched", Place.COUNTY_OFFICE, _PERSON, _IN_TIME, How.BRING_PRIOR_DOCUMENTS),
        Lack("prior.refused", Place.COUNTY_OFFICE, _PERSON, _IN_TIME, How.BRING_PRIOR_DOCUMENTS),
        Lack("prior.pending_offline", Place.COUNTY_OFFICE, _CLERK, _IN_TIME, How.WAIT),
        Lack("correction.proposed", Place.COUNTY_OFFICE, _CLERK, TimeKind.CORRECTION, How.WAIT),
        Lack("correction.escalated", Place.PROVINCE, Actor.PROVINCE, None, How.WAIT),
        Lack("application.none", Place.PLATFORM, _PERSON, _IN_TIME, How.ENTER_APPLICATION),
        Lack("application.not_eligible", Place.PLATFORM, _PERSON, _IN_TIME, How.ADD_COURSES),
        Lack("application.confirm_again", Place.PLATFORM, _PERSON, _IN_TIME, How.CONFIRM_AND_SUBMIT),
        Lack("application.not_submitted", Place.PLATFORM, _PERSON, _IN_TIME, How.CONFIRM_AND_SUBMIT),
        Lack("card.without_scan", Place.PLATFORM, _PERSON, _IN_TIME, How.UPLOAD_CARD_SCAN),
        Lack("card.refused", Place.COUNTY_OFFICE, _PERSON, TimeKind.REAPPLICATION, How.REPLACE_CARD),
        Lack("review.awaiting_system", Place.PLATFORM, _SYSTEM, TimeKind.PRE_REVIEW, How.WAIT),
        Lack("review.awaiting_county", Place.COUNTY_OFFICE, _CLERK, TimeKind.PRE_REVIEW, How.WAIT),
        Lack("review.refused", Place.PLATFORM, _PERSON, TimeKind.REAPPLICATION, How.REAPPLY),
        Lack("review.closed", Place.PLATFORM, _PERSON, None, How.APPLY_NEXT_ROUND),
        Lack("review.lapsed", Place.COUNTY_OFFICE, _PERSON, None, How.ASK_COUNTY),
        Lack("review.void", Place.COUNTY_OFFICE, _PERSON, None, How.ASK_COUNTY),
        Lack("photo.none", Place.PLATFORM, _PERSON, TimeKind.PHOTO, How.UPLOAD_PHOTO),
        Lack("photo.auto_failed", Place.COUNTY_OFFICE, _PERSON, TimeKind.PHOTO, How.PHOTO_AT_COUNTER),
        Lack("photo.manual_rejected", Place.COUNTY_OFFICE, _PERSON, TimeKind.PHOTO, How.PHOTO_AT_COUNTER),
        Lack("photo.recalled", Place.COUNTY_OFFICE, _PERSON, None, How.PHOTO_AT_COUNTER),
        Lack("photo.pending_manual", Place.COUNTY_OFFICE, _CLERK, TimeKind.PHOTO, How.WAIT),
        Lack("payment.not_open", Place.PLATFORM, _SYSTEM, TimeKind.PAYMENT, How.WAIT),
        Lack("payment.unpaid", Place.PLATFORM, _PERSON, TimeKind.PAYMENT, How.PAY),
        Lack("payment.pending", Place.PLATFORM, _SYSTEM, TimeKind.PAYMENT, How.WAIT),
        Lack("payment.lapsed", Place.PROVINCE, _PERSON, None, How.ASK_PROVINCE),
        Lack("form.not_exported", Place.PLATFORM, _PERSON, TimeKind.HAND_IN, How.FILL_AND_PRINT_FORM),
        Lack("materials.awaited", Place.COUNTY_OFFICE, _PERSON, TimeKind.HAND_IN, How.HAND_IN_MATERIALS),
        Lack("materials.returned", Place.COUNTY_OFFICE, _PERSON, None, How.COMPLETE_MATERIALS),
        Lack("original.awaited", Place.COUNTY_OFFICE, _PERSON, TimeKind.HAND_IN, How.HAND_IN_ORIGINAL),
        Lack("original.differs", Place.COUNTY_OFFICE, _PERSON, TimeKind.HAND_IN, How.EXPLAIN_ORIGINAL),
        Lack("decision.not_graduated", Place.COUNTY_OFFICE, _PERSON, None, How.ASK_COUNTY),
        Lack("certificate.not_collected", Place.COUNTY_OFFICE, _PERSON, None, How.COLLECT_CERTIFICATE),
    )
}
LACK_CODES = frozenset(_KNOWN)
"""Every code of a Lack: what the slip must have a sentence for."""

_OVER = frozenset({"review.closed", "review.lapsed", "review.void", "decision.not_graduated"})
"""An application that ends here in this round: the candidate is told, but lacks nothing by it."""

_ENDED = ("closed", "lapsed", "void")


def lacking(case: Case) -> tuple[Lack, ...]:
    """In the order of the flow; empty when nothing is lacking."""
    return tuple(lack for lack in _told(case) if lack.code not in _OVER)


def settled_for_good(case: Case) -> tuple[Lack, ...]:
    """The applications that can come to nothing more in this round, beside what is lacking."""
    return tuple(lack for lack in _told(case) if lack.code in _OVER)


def _told(case: Case) -> tuple[Lack, ...]:
    return (*_person(case), *_applications(case), *_photo(case), *_payment(case), *_papers(case))


def _person(case: Case) -> Iterator[Lack]:
    person = case.candidate
    if not person.identity_passed:
        yield _lack(f"identity.{person.identity_state}", reason=person.identity_reason)
    if not person.prior_passed:
        yield _lack(f"prior.{person.prior_state}", reason=person.prior_reason)
    for correction in person.open_corrections:
        yield _lack(f"correction.{correction.correction_state}", field=correction.field)


def _applications(case: Case) -> Iterator[Lack]:
    if not case.applications:
        yield replace(_lack("application.none"), now=case.candidate.identity_passed and case.candidate.prior_passed)
    for application in case.applications:
        if application.review_state == "draft":
            yield from _draft(case, application)
        elif application.review_state == "refused":
            yield from _refused(case, application)
        elif not application.approved:
            yield _of(application, f"review.{application.review_state}", reason=application.review_reason)


def _draft(case: Case, application: ApplicationFacts) -> Iterator[Lack]:
    until = TimeKind.APPLICATION if application.attempt == 1 else TimeKind.REAPPLICATION
    if application.verdict == "not_eligible":
        yield replace(_of(application, "application.not_eligible"), until=until)
    for card in application.cards:
        if not card.has_scan:
            yield replace(_of_card(application, card, "card.without_scan"), until=until)
    yield from _refused_cards(application)
    again = case.facts(application)["application.confirm_again"]
    ready = case.candidate.identity_passed and case.candidate.prior_passed
    code = "application.confirm_again" if again else "application.not_submitted"
    yield replace(_of(application, code), until=until, now=ready and application.verdict != "not_eligible")


def _refused(case: Case, application: ApplicationFacts) -> Iterator[Lack]:
    may_reapply = _may_reapply(case, application)
    if may_reapply:
        yield from _refused_cards(application)
    code = "review.refused" if may_reapply else "review.closed"
    undecided = any(other.undecided for other in case.applications)
    yield replace(_of(application, code, reason=application.review_reason), now=not (may_reapply and undecided))


def _refused_cards(application: ApplicationFacts) -> Iterator[Lack]:
    for card in application.counted_cards:
        if card.card_state == "refused":
            yield _of_card(application, card, "card.refused", reason=card.card_reason)


def _going_on(case: Case) -> tuple[ApplicationFacts, ...]:
    """What can still end in a diploma in this round."""
    return tuple(a for a in case.applications if a.review_state not in _ENDED and not _refused_for_good(case, a))


def _may_reapply(case: Case, application: ApplicationFacts) -> bool:
    return application.attempt == 1 and case.filing_so_far.attempt == 1


def _refused_for_good(case: Case, application: ApplicationFacts) -> bool:
    return application.review_state == "refused" and not _may_reapply(case, application)


def _photo(case: Case) -> Iterator[Lack]:
    if not _going_on(case):
        return
    filing = case.filing_so_far
    if not filing.photo_passed:
        submitted = any(a.review_state != "draft" for a in case.applications)
        yield replace(_lack(f"photo.{filing.photo_state}", reason=filing.photo_reason), now=submitted)


def _payment(case: Case) -> Iterator[Lack]:
    state = case.filing_so_far.payment_state
    if state == "paid" or not _going_on(case):
        return
    if state == "closed" and case.all_gates_passed and case.filing_so_far.photo_passed:
        yield _lack("payment.not_open")
        return
    code = f"payment.{state}" if state in {"pending", "lapsed"} else "payment.unpaid"
    yield replace(_lack(code), now=state != "closed")


def _papers(case: Case) -> Iterator[Lack]:
    payment = case.filing_so_far.payment_state
    for application in () if payment == "lapsed" else _going_on(case):
        ready = payment == "paid" and application.approved
        if application.form_state != "exported":
            yield replace(_of(application, "form.not_exported"), now=ready)
        for lack in _to_hand_in(application):
            yield replace(lack, now=ready and application.form_state == "exported")
        yield from _outcome(application)


def _to_hand_in(application: ApplicationFacts) -> Iterator[Lack]:
    state = application.materials_state
    if state in {"awaited", "returned"}:
        until = application.materials_until if state == "returned" else None
        reason = application.materials_reason if state == "returned" else None
        yield _of(application, f"materials.{state}", reason=reason, materials_until=until)
    for card in application.counted_cards:
        if card.original_state in {"awaited", "differs"}:
            yield _of_card(application, card, f"original.{card.original_state}", reason=card.original_reason)


def _outcome(application: ApplicationFacts) -> Iterator[Lack]:
    if application.decision_state == "not_graduated":
        yield _of(application, "decision.not_graduated", reason=application.decision_reason)
    if application.decision_state == "graduated" and application.hand_out_state != "issued":
        yield _of(application, "certificate.not_collected")


def _lack(code: str, **details: object) -> Lack:
    return replace(_KNOWN[code], details={name: value for name, value in details.items() if value is not None})


def _of(application: ApplicationFacts, code: str, **details: object) -> Lack:
    return _lack(
        code,
        application_no=application.application_no,
        specialty_name=application.specialty_name,
        host_name=application.host_name,
        **details,
    )


def _of_card(application: ApplicationFacts, card: CourseCardFacts, code: str, **details: object) -> Lack:
    return _of(application, code, course_code=card.code, course_name=card.name, card_kind=card.kind, **details)
