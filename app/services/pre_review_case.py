"""Puts one case together: application against record, courses, checks, cards, times, what changed since the first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from app.domain.names import rare_characters
from app.domain.permission import is_frozen
from app.domain.rounds import BEIJING, TimeKind
from app.services.case_facts import current_attempt, declared_now, filed_case, used_cards
from app.services.comparison import ComparisonGroup, Dates, compare_identity_number, compare_name, compare_text
from app.services.pre_review_checks import Checked, checks_of
from app.services.pre_review_courses import course_rows
from app.services.pre_review_declared import AttemptDeclared
from app.services.pre_review_reasons import suggestions
from app.services.pre_review_views import CardView, CaseView, DeclaredChange, OfferBasis, SinceFirst, TimeLeft
from app.services.reasons import FilledReason

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime
    from uuid import UUID

    from app.domain.rounds import Round
    from app.services.case_record import (
        ApplicationRecord,
        AttemptRecord,
        CardRecord,
        FilingRecord,
        OfficeRecord,
        PersonRecord,
        PriorRecord,
    )
    from app.services.comparison import ComparisonRow
    from app.services.history import HistoryEntry
    from app.services.pre_review_views import ClaimView, ProposedRefusal
    from app.services.reasons import ReasonLibrary
    from app.services.value_names import ValueNames

NEAR_THE_BELL = timedelta(days=1)
"""Refused with less than this, or no more than a working day, left to apply again or to pay: telephone first."""


@dataclass(frozen=True, slots=True)
class CaseMaterial:
    """Everything that was read for one case."""

    person: PersonRecord
    application: ApplicationRecord
    filing: FilingRecord
    plan: Mapping[str, Any] | None
    round: Round | None
    office: OfficeRecord
    clerk_names: Mapping[UUID, str]
    history: tuple[HistoryEntry, ...]
    earlier: Mapping[str, frozenset[UUID]]
    claim: ClaimView | None
    proposed: ProposedRefusal | None


def case_view(material: CaseMaterial, library: ReasonLibrary, names: ValueNames, now: datetime) -> CaseView:
    person, application = material.person, material.application
    declared = declared_now(application)
    cards = _cards(material)
    courses = course_rows(application, person, material.plan, declared)
    checked = Checked(person, application, material.filing, material.plan, courses, cards)
    basis = offer_basis(material)
    return CaseView(
        application_id=application.id,
        candidate_id=person.candidate.id,
        application_no=application.application_no,
        name=person.candidate.name,
        rare_characters=rare_characters(person.candidate.name),
        ordinal=application.ordinal,
        attempt=application.attempt,
        state=application.review.state,
        frozen=is_frozen(basis.facts) and application.review.state != "awaiting_county",
        to_verify=application.to_verify,
        to_verify_note=application.to_verify_note,
        entered_by_name=_clerk(material, application.entered_by),
        groups=() if declared is None else _groups(material, declared, names),
        courses=courses,
        checks=checks_of(checked),
        cards=cards,
        history=material.history,
        time_left=time_left(application.attempt, material.round, now),
        since_first=_since_first(material, names),
        claim=material.claim,
        reasons=library.offered("pre_review"),
        suggested=suggestions(material, courses, cards, library, names, now),
        proposed_refusal=material.proposed,
        basis=basis,
    )


def offer_basis(material: CaseMaterial) -> OfferBasis:
    filed = filed_case(material.person, material.filing, material.round)
    application = filed.applications[material.application.id]
    return OfferBasis(
        facts=filed.case.facts(application),
        card_facts={key: filed.case.facts(application, card) for key, card in filed.cards.items()},
        earlier=with_entries(material.earlier, material.person, material.application),
        round=material.round,
    )


def with_entries(
    signed: Mapping[str, frozenset[UUID]], person: PersonRecord, application: ApplicationRecord
) -> dict[str, frozenset[UUID]]:
    """The signatures in the log, and who the rows themselves name as having entered them (older than the log)."""
    attempt, used = current_attempt(application), used_cards(application, person)
    entered = {application.entered_by, None if attempt is None else attempt.entered_by}
    cards = {card.entered_by for card in person.cards if card.id in used}
    named = {"enter_application": entered, "enter_course_card": cards}
    known = {name: frozenset(clerk for clerk in clerks if clerk is not None) for name, clerks in named.items()}
    return {**signed, **{name: signed.get(name, frozenset()) | clerks for name, clerks in known.items()}}


def time_left(attempt: int, its_round: Round | None, now: datetime) -> TimeLeft:
    if its_round is None:
        return TimeLeft(None, None, None, None, 0, 0, telephone_first=True, last_chance=attempt > 1)
    reapply = its_round.remaining(TimeKind.REAPPLICATION, now) if attempt == 1 else timedelta(0)
    pay = its_round.remaining(TimeKind.PAYMENT, now)
    return TimeLeft(
        reapply_from=its_round.opens(TimeKind.REAPPLICATION),
        reapply_until=its_round.binding_close(TimeKind.REAPPLICATION),
        pay_until=its_round.binding_close(TimeKind.PAYMENT),
        review_until=its_round.binding_close(TimeKind.PRE_REVIEW),
        reapply_seconds_left=int(reapply.total_seconds()),
        pay_seconds_left=int(pay.total_seconds()),
        telephone_first=min(reapply, pay) < NEAR_THE_BELL or _last_working_day(attempt, its_round, now),
        last_chance=attempt > 1,
    )


def _last_working_day(attempt: int, its_round: Round, now: datetime) -> bool:
    kinds = (TimeKind.REAPPLICATION, TimeKind.PAYMENT) if attempt == 1 else (TimeKind.PAYMENT,)
    return any(its_round.working_days_left(kind, now) <= 1 for kind in kinds)


def _groups(material: CaseMaterial, declared: AttemptDeclared, names: ValueNames) -> tuple[ComparisonGroup, ...]:
    changed_at = material.person.candidate.registration.changed_at
    dates = Dates(
        _day(current_attempt(material.application)),
        None if changed_at is None else changed_at.astimezone(BEIJING).date(),
    )
    return (
        ComparisonGroup("person", _person_rows(material.person, declared, names, dates)),
        ComparisonGroup("application", _application_rows(material, declared, names, dates)),
    )


def _person_rows(
    person: PersonRecord, declared: AttemptDeclared, names: ValueNames, dates: Dates
) -> tuple[ComparisonRow, ...]:
    said, held = declared.person, person.candidate

    def sex_and_ethnicity(sex: str, ethnicity: str) -> str:
        return f"{names.name('sex', sex)}，{names.name('ethnicity', ethnicity)}"

    return (
        compare_name("name", said.name, held.name, dates),
        compare_text(
            "sex_ethnicity",
            sex_and_ethnicity(said.sex, said.ethnicity),
            sex_and_ethnicity(held.sex, held.ethnicity),
            dates,
        ),
        compare_identity_number("id_number", said.id_number, held.id_number, dates),
        compare_text("candidate_no", said.candidate_no, person.numbers[0] if person.numbers else "", dates),
        compare_text("phone", said.phone, held.phone or "", dates),
        compare_text("address", said.address, held.address or "", dates),
    )


def _application_rows(
    material: CaseMaterial, declared: AttemptDeclared, names: ValueNames, dates: Dates
) -> tuple[ComparisonRow, ...]:
    held, prior = material.application, material.person.prior

    def specialty(name: str, level: str, code: str) -> str:
        return f"{name}（{names.name('level', level)}）{code}"

    rows = [
        compare_text(
            "specialty",
            specialty(declared.specialty_name, declared.level, declared.specialty_code),
            specialty(held.specialty_name, held.level, held.specialty_code),
            dates,
        ),
        compare_text(
            "plan", names.name("generation", declared.generation), names.name("generation", held.generation), dates
        ),
        compare_text("host", declared.host_name, held.host_name, dates),
    ]
    if declared.prior is not None or prior is not None:
        rows.append(compare_text("prior", _declared_prior(declared, names), _held_prior(prior, names), dates))
    return tuple(rows)


def _declared_prior(declared: AttemptDeclared, names: ValueNames) -> str:
    prior = declared.prior
    if prior is None:
        return ""
    return "，".join((prior.school, names.name("level", prior.level), prior.graduated_on, prior.certificate_no))


def _held_prior(prior: PriorRecord | None, names: ValueNames) -> str:
    if prior is None:
        return ""
    graduated_on = prior.graduated_on.isoformat()
    return "，".join((prior.school, names.name("level", prior.level), graduated_on, prior.certificate_no or ""))


def _cards(material: CaseMaterial) -> tuple[CardView, ...]:
    used = used_cards(material.application, material.person)
    ordered = sorted(material.person.cards, key=lambda card: card.id not in used)
    scanned = [card.id for card in ordered if card.scan is not None]
    numbers = {card_id: number for number, card_id in enumerate(scanned, start=1)}
    return tuple(_card(card, numbers.get(card.id), material, used=card.id in used) for card in ordered)


def _card(card: CardRecord, scan_number: int | None, material: CaseMaterial, *, used: bool) -> CardView:
    return CardView(
        id=card.id,
        kind=card.kind,
        code=card.code,
        name=card.name,
        credits=card.credits,
        score=card.score,
        passed_on=card.passed_on,
        card_no=card.card_no,
        state=card.card.state,
        reason=card.card.reason,
        original_state=card.original.state,
        scan=card.scan,
        scan_number=scan_number,
        entered_by_name=_clerk(material, card.entered_by),
        entered_at=card.entered_at,
        used=used,
    )


def _since_first(material: CaseMaterial, names: ValueNames) -> SinceFirst | None:
    application = material.application
    first = next((each for each in application.attempts if each.attempt == 1), None)
    if application.attempt == 1 or first is None:
        return None
    before, now = AttemptDeclared.of(first.declared), declared_now(application)
    return SinceFirst(
        refused_at=first.decided_at,
        refused_by_name=_clerk(material, first.decided_by),
        reasons=tuple(FilledReason.from_document(each) for each in first.reasons),
        changes=() if before is None or now is None else declared_changes(before, now, names),
        cards=_cards_since(material.person, first.decided_at),
    )


def _cards_since(person: PersonRecord, moment: datetime | None) -> tuple[UUID, ...]:
    def touched(card: CardRecord) -> bool:
        moments = (card.entered_at, card.card.changed_at)
        return moment is not None and any(at is not None and at > moment for at in moments)

    return tuple(card.id for card in person.cards if touched(card))


_CODED = {
    "person.sex": "sex",
    "person.ethnicity": "ethnicity",
    "level": "level",
    "generation": "generation",
    "prior.level": "education",
}


def declared_changes(first: AttemptDeclared, second: AttemptDeclared, names: ValueNames) -> tuple[DeclaredChange, ...]:
    """In the order of the document and in words; a value that is not there is an empty text.

    A card entered anew is no change of its own here: `SinceFirst.cards` says it.
    """
    before, after = _flat(first, names), _flat(second, names)
    fields = dict.fromkeys((*before, *after))
    pairs = ((field, before.get(field, ""), after.get(field, "")) for field in fields)
    return tuple(DeclaredChange(field, old, new) for field, old, new in pairs if old != new)


def _flat(declared: AttemptDeclared, names: ValueNames) -> dict[str, str]:
    plain = declared.document()
    flat = {f"person.{name}": value for name, value in plain["person"].items()}
    flat |= {name: value for name, value in plain.items() if isinstance(value, str)}
    flat |= {f"prior.{name}": value for name, value in (plain["prior"] or {}).items()}
    flat |= {field: names.name(table, flat[field]) for field, table in _CODED.items() if flat.get(field)}
    for course in declared.courses:
        flat[f"course.{course.code}.score"] = course.score
        flat[f"course.{course.code}.how"] = names.name("course_how", course.how)
        flat[f"course.{course.code}.by"] = "、".join(course.by)
    return flat


def _day(attempt: AttemptRecord | None) -> date | None:
    return None if attempt is None else attempt.submitted_at.astimezone(BEIJING).date()


def _clerk(material: CaseMaterial, clerk_id: UUID | None) -> str | None:
    return None if clerk_id is None else material.clerk_names.get(clerk_id)
