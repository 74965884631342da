"""One person with everything the store holds about them, as plain values: what the case services read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime
    from uuid import UUID

    from app.services.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class Region:
    """One workflow region of an entity, as its four columns say it."""

    state: str
    version: int
    changed_at: datetime | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class OfficeRecord:
    county_id: int
    county_name: str
    official_name: str
    address: str | None
    phone: str | None
    hours: str | None


@dataclass(frozen=True, slots=True)
class CandidateRecord:
    id: UUID
    registration_county_id: int
    name: str
    id_number: str
    sex: str
    ethnicity: str
    political_status: str | None
    born_on: date
    phone: str | None
    address: str | None
    postcode: str | None
    first_round: str | None
    admission_photo: str | None
    identity_portrait: str | None
    identity_handheld: str | None
    registration: Region
    identity: Region
    prior: Region


@dataclass(frozen=True, slots=True)
class FormerIdentity:
    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class PriorRecord:
    source: str
    school: str
    specialty: str
    level: str
    graduated_on: date
    certificate_no: str | None
    name: str
    id_number: str | None
    sex: str | None
    document_kind: str | None
    document_no: str | None
    compared_at: datetime | None


@dataclass(frozen=True, slots=True)
class PassedRecord:
    position: int
    code: str
    name: str
    credits: int
    kind: str
    passed_on: str
    score: str
    source: str
    used_by: str | None


@dataclass(frozen=True, slots=True)
class CardRecord:
    id: UUID
    kind: str
    code: str
    name: str
    credits: int
    score: str
    passed_on: str
    card_no: str | None
    scan: str | None
    entered_by: UUID | None
    entered_at: datetime | None
    card: Region
    original: Region


@dataclass(frozen=True, slots=True)
class CorrectionRecord:
    id: UUID
    field: str
    old_value: str | None
    new_value: str | None
    asked_by: UUID
    asked_at: datetime
    decided_by: UUID | None
    correction: Region


@dataclass(frozen=True, slots=True)
class FilingRecord:
    id: UUID
    round_id: str
    attempt: int
    attempt_version: int
    address: str | None
    postcode: str | None
    phone: str | None
    graduation_photo: str | None
    order_no: str | None
    amount_fen: int | None
    paid_at: datetime | None
    created_at: datetime
    photo: Region
    payment: Region


@dataclass(frozen=True, slots=True)
class SubstitutionChoice:
    attempt: int
    course: str
    kind: str
    substitution_id: str | None
    by: tuple[str, ...]
    chosen_by: UUID | None


@dataclass(frozen=True, slots=True)
class AttemptRecord:
    attempt: int
    declared: Mapping[str, Any]
    submitted_at: datetime
    entered_by: UUID | None
    outcome: str | None
    reasons: tuple[Mapping[str, Any], ...]
    decided_at: datetime | None
    decided_by: UUID | None
    second_clerk_id: UUID | None


@dataclass(frozen=True, slots=True)
class ApplicationRecord:
    id: UUID
    application_no: str
    filing_id: UUID
    candidate_id: UUID
    round_id: str
    ordinal: int
    attempt: int
    specialty_code: str
    specialty_name: str
    level: str
    host_name: str
    plan_id: str
    generation: str
    to_verify: bool
    to_verify_note: str | None
    form_number: int
    form_hash: str | None
    certificate_no: str | None
    graduated_on: date | None
    materials_until: datetime | None
    submitted_at: datetime | None
    entered_by: UUID | None
    review: Region
    form: Region
    materials: Region
    decision: Region
    hand_out: Region
    attempts: tuple[AttemptRecord, ...] = ()
    choices: tuple[SubstitutionChoice, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """A candidate with everything that hangs on the person; lists are in the order the office reads them."""

    county_id: int
    candidate: CandidateRecord
    numbers: tuple[str, ...]
    former: tuple[FormerIdentity, ...]
    prior: PriorRecord | None
    passed: tuple[PassedRecord, ...]
    cards: tuple[CardRecord, ...]
    corrections: tuple[CorrectionRecord, ...]
    filings: tuple[FilingRecord, ...]
    applications: tuple[ApplicationRecord, ...]

    def application(self, application_id: UUID) -> ApplicationRecord:
        return next(each for each in self.applications if each.id == application_id)

    def filing_of(self, application: ApplicationRecord) -> FilingRecord:
        return next(each for each in self.filings if each.id == application.filing_id)


class CaseReader(Protocol):
    """Reads whole persons; `inside` reads in a unit of work that is under way."""

    def person(self, candidate_id: UUID, *, inside: UnitOfWork | None = None) -> PersonRecord:
        """Raises ClerkError("candidate_not_found")."""

    def person_of(self, application_id: UUID, *, inside: UnitOfWork | None = None) -> PersonRecord:
        """The person whose application it is. Raises ClerkError("application_not_found")."""

    def application_id(self, application_no: str) -> UUID:
        """Raises ClerkError("application_not_found")."""

    def office(self) -> OfficeRecord: ...

    def office_name(self, county_id: int) -> str: ...

    def plan(self, plan_id: str) -> Mapping[str, Any] | None:
        """The rule pack of that plan, if the province has published it."""

    def clerk_names(self) -> Mapping[UUID, str]: ...


ERROR_CODES = frozenset({"candidate_not_found", "application_not_found"})
