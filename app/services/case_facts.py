"""From the rows of a person to the facts that the workflow's guards, the stage line and the notice ask about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.case import ApplicationFacts, CandidateFacts, Case, CorrectionFacts, CourseCardFacts, FilingFacts
from app.services.pre_review_declared import AttemptDeclared

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from app.domain.rounds import Round
    from app.services.case_record import (
        ApplicationRecord,
        AttemptRecord,
        CandidateRecord,
        CardRecord,
        CorrectionRecord,
        FilingRecord,
        PersonRecord,
    )


@dataclass(frozen=True, slots=True)
class FiledCase:
    """One filing as the domain's case, with the way back from rows to facts."""

    case: Case
    applications: Mapping[UUID, ApplicationFacts]
    cards: Mapping[UUID, CourseCardFacts]


def case_without_filing(person: PersonRecord, its_round: Round | None) -> Case:
    return Case(_candidate(person), round=its_round)


def filed_case(person: PersonRecord, filing: FilingRecord, its_round: Round | None) -> FiledCase:
    own = tuple(each for each in person.applications if each.filing_id == filing.id)
    applications = {each.id: _application(each, person) for each in own}
    used = {card for each in own for card in used_cards(each, person)}
    return FiledCase(
        case=Case(_candidate(person), _filing(filing), tuple(applications.values()), its_round),
        applications=applications,
        cards={card.id: _card(card, used=card.id in used) for card in person.cards},
    )


def current_attempt(application: ApplicationRecord) -> AttemptRecord | None:
    return next((each for each in application.attempts if each.attempt == application.attempt), None)


def declared_now(application: ApplicationRecord) -> AttemptDeclared | None:
    """What the candidate declares in the attempt that is under way."""
    attempt = current_attempt(application)
    return None if attempt is None else AttemptDeclared.of(attempt.declared)


def used_cards(application: ApplicationRecord, person: PersonRecord) -> frozenset[UUID]:
    """The cards that something in the application stands on.

    A card counts where the candidate declared it, or where its course is declared or chosen and no record has it.
    Where nothing has been declared yet, every card counts: better one judged too many than one too few.
    """
    declared = declared_now(application)
    if declared is None:
        return frozenset(card.id for card in person.cards)
    courses = declared.courses
    named = {each.card for each in courses if each.card is not None}
    wanted = {each.code for each in courses} | {code for each in courses for code in each.by}
    wanted |= {code for choice in application.choices if choice.attempt == application.attempt for code in choice.by}
    wanted -= {record.code for record in person.passed}
    return frozenset(card.id for card in person.cards if str(card.id) in named or card.code in wanted)


def _candidate(person: PersonRecord) -> CandidateFacts:
    row: CandidateRecord = person.candidate
    return CandidateFacts(
        registration_state=row.registration.state,
        registration_changed_at=row.registration.changed_at,
        registration_reason=row.registration.reason,
        identity_state=row.identity.state,
        identity_changed_at=row.identity.changed_at,
        identity_reason=row.identity.reason,
        prior_state=row.prior.state,
        prior_changed_at=row.prior.changed_at,
        prior_reason=row.prior.reason,
        at_own_office=row.registration_county_id == person.county_id,
        corrections=tuple(_correction(each) for each in person.corrections),
    )


def _correction(row: CorrectionRecord) -> CorrectionFacts:
    return CorrectionFacts(row.field, row.correction.state, row.correction.changed_at, row.correction.reason)


def _filing(row: FilingRecord) -> FilingFacts:
    return FilingFacts(
        attempt=row.attempt,
        photo_state=row.photo.state,
        photo_changed_at=row.photo.changed_at,
        photo_reason=row.photo.reason,
        payment_state=row.payment.state,
        payment_changed_at=row.payment.changed_at,
        payment_reason=row.payment.reason,
    )


def _card(row: CardRecord, *, used: bool) -> CourseCardFacts:
    return CourseCardFacts(
        code=row.code,
        name=row.name,
        kind=row.kind,
        card_state=row.card.state,
        card_changed_at=row.card.changed_at,
        card_reason=row.card.reason,
        original_state=row.original.state,
        original_changed_at=row.original.changed_at,
        original_reason=row.original.reason,
        has_scan=row.scan is not None,
        used_by_verdict=used,
    )


def _application(row: ApplicationRecord, person: PersonRecord) -> ApplicationFacts:
    used = used_cards(row, person)
    return ApplicationFacts(
        application_no=row.application_no,
        specialty_name=row.specialty_name,
        host_name=row.host_name,
        attempt=row.attempt,
        to_verify=row.to_verify,
        submitted_at=row.submitted_at,
        review_state=row.review.state,
        review_changed_at=row.review.changed_at,
        review_reason=row.review.reason,
        form_state=row.form.state,
        form_number=row.form_number,
        form_changed_at=row.form.changed_at,
        form_reason=row.form.reason,
        materials_state=row.materials.state,
        materials_changed_at=row.materials.changed_at,
        materials_reason=row.materials.reason,
        materials_until=row.materials_until,
        decision_state=row.decision.state,
        decision_changed_at=row.decision.changed_at,
        decision_reason=row.decision.reason,
        hand_out_state=row.hand_out.state,
        hand_out_changed_at=row.hand_out.changed_at,
        hand_out_reason=row.hand_out.reason,
        cards=tuple(_card(card, used=card.id in used) for card in person.cards),
    )
