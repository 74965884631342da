"""One person's case as frozen facts: what stages and lacking read, and where the guards' derived facts are made.

Names are those of the tables' columns.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING

from app.domain.workflow_rules import (
    APPROVED,
    AWAITING,
    FROZEN,
    OPEN_CORRECTION,
    PASSED_IDENTITY,
    PASSED_PHOTO,
    PASSED_PRIOR,
)

if TYPE_CHECKING:
    from datetime import datetime

    from app.domain.rounds import Round

SEEN_ORIGINAL = ("compared", "sent_up", "returned")


@dataclass(frozen=True)
class CorrectionFacts:
    field: str
    correction_state: str = "proposed"
    correction_changed_at: datetime | None = None
    correction_reason: str | None = None


@dataclass(frozen=True)
class CourseCardFacts:
    """`used_by_verdict`: the verdict counts the course; a card it does not need blocks nothing but a missing scan."""

    code: str
    name: str = ""
    kind: str = "green"
    card_state: str = "entered"
    card_changed_at: datetime | None = None
    card_reason: str | None = None
    original_state: str = "awaited"
    original_changed_at: datetime | None = None
    original_reason: str | None = None
    has_scan: bool = False
    used_by_verdict: bool = True


@dataclass(frozen=True)
class CandidateFacts:
    registration_state: str = "none"
    registration_changed_at: datetime | None = None
    registration_reason: str | None = None
    identity_state: str = "none"
    identity_changed_at: datetime | None = None
    identity_reason: str | None = None
    prior_state: str = "none"
    prior_changed_at: datetime | None = None
    prior_reason: str | None = None
    at_own_office: bool = True
    """This office is the person's 报名点."""
    corrections: tuple[CorrectionFacts, ...] = ()

    @property
    def identity_passed(self) -> bool:
        return self.identity_state in PASSED_IDENTITY

    @property
    def prior_passed(self) -> bool:
        return self.prior_state in PASSED_PRIOR

    @property
    def open_corrections(self) -> tuple[CorrectionFacts, ...]:
        return tuple(c for c in self.corrections if c.correction_state in OPEN_CORRECTION)


@dataclass(frozen=True)
class FilingFacts:
    attempt: int = 1
    photo_state: str = "none"
    photo_changed_at: datetime | None = None
    photo_reason: str | None = None
    payment_state: str = "closed"
    payment_changed_at: datetime | None = None
    payment_reason: str | None = None

    @property
    def photo_passed(self) -> bool:
        return self.photo_state in PASSED_PHOTO


@dataclass(frozen=True)
class ApplicationFacts:
    """`verdict`: eligible | provisional | not_eligible | None (not judged yet); `cards`: those it counts."""

    application_no: str = ""
    specialty_name: str = ""
    host_name: str = ""
    attempt: int = 1
    verdict: str | None = None
    to_verify: bool = False
    submitted_at: datetime | None = None
    review_state: str = "draft"
    review_changed_at: datetime | None = None
    review_reason: str | None = None
    form_state: str = "empty"
    form_number: int = 0
    form_changed_at: datetime | None = None
    form_reason: str | None = None
    materials_state: str = "awaited"
    materials_changed_at: datetime | None = None
    materials_reason: str | None = None
    materials_until: datetime | None = None
    decision_state: str = "none"
    decision_changed_at: datetime | None = None
    decision_reason: str | None = None
    hand_out_state: str = "at_office"
    hand_out_changed_at: datetime | None = None
    hand_out_reason: str | None = None
    cards: tuple[CourseCardFacts, ...] = ()

    @property
    def approved(self) -> bool:
        return self.review_state in APPROVED

    @property
    def undecided(self) -> bool:
        return self.review_state in AWAITING

    @property
    def frozen(self) -> bool:
        return self.review_state in FROZEN

    def counts(self, card: CourseCardFacts) -> bool:
        """One card of a person may serve both applications."""
        return any((own.kind, own.code) == (card.kind, card.code) for own in self.cards)

    @property
    def counted_cards(self) -> tuple[CourseCardFacts, ...]:
        return tuple(card for card in self.cards if card.used_by_verdict)

    def materials_overdue(self, now: datetime | None) -> bool:
        """Papers sent back for completion, and the time set for it is past."""
        if now is None or self.materials_until is None:
            return False
        return self.materials_state == "returned" and now >= self.materials_until


@dataclass(frozen=True)
class ProvincialSettings:
    """What the flow leaves open, with the defaults of design §3."""

    clerk_may_enter_applications: bool = True


@dataclass(frozen=True)
class Case:
    """A person, this round's filing and its applications (at most two)."""

    candidate: CandidateFacts
    filing: FilingFacts | None = None
    applications: tuple[ApplicationFacts, ...] = ()
    round: Round | None = None
    settings: ProvincialSettings = field(default_factory=ProvincialSettings)

    @property
    def filing_so_far(self) -> FilingFacts:
        """A blank one where nothing was filed yet."""
        return FilingFacts() if self.filing is None else self.filing

    @property
    def all_gates_passed(self) -> bool:
        """At least one application has passed its review and none still waits for one.

        A refused, lapsed or void application, or a draft, holds no payment up.
        """
        return any(a.approved for a in self.applications) and not any(a.undecided for a in self.applications)

    def facts(
        self,
        application: ApplicationFacts | None = None,
        card: CourseCardFacts | None = None,
        correction: CorrectionFacts | None = None,
        *,
        now: datetime | None = None,
    ) -> dict[str, object]:
        """The flat mapping guards use: person, filing and settings, and the rows in question."""
        facts = self._person() | self._filing() | _columns("setting", self.settings)
        if application is not None:
            facts |= _columns("application", application) | self._derived(application, now)
        if card is not None:
            facts |= _columns("course_card", card)
            facts["course_card.locked"] = any(a.frozen and a.counts(card) for a in self.applications)
        if correction is not None:
            facts |= _columns("correction", correction)
        return facts

    def _person(self) -> dict[str, object]:
        return _columns("candidate", self.candidate) | {
            "candidate.corrections_open": len(self.candidate.open_corrections),
            "candidate.has_open_application": any(a.undecided or a.approved for a in self.applications),
        }

    def _filing(self) -> dict[str, object]:
        facts: dict[str, object] = {
            "filing.applications_count": len(self.applications),
            "filing.applications_undecided": sum(a.undecided for a in self.applications),
            "filing.submitted": any(a.submitted_at is not None or a.review_state != "draft" for a in self.applications),
            "filing.all_gates_passed": self.all_gates_passed,
        }
        return facts if self.filing is None else facts | _columns("filing", self.filing)

    def _derived(self, application: ApplicationFacts, now: datetime | None) -> dict[str, object]:
        counted = application.counted_cards
        return {
            "application.cards_unjudged": sum(card.card_state == "entered" for card in counted),
            "application.cards_refused": sum(card.card_state == "refused" for card in counted),
            "application.cards_without_scan": sum(not card.has_scan for card in application.cards),
            "application.cards_without_original": sum(card.original_state not in SEEN_ORIGINAL for card in counted),
            "application.confirm_again": self._corrected_since(application),
            "application.materials_overdue": application.materials_overdue(now),
        }

    def _corrected_since(self, application: ApplicationFacts) -> bool:
        """A correction was applied after the draft was last touched: the candidate must look at it again."""
        touched = application.review_changed_at
        applied = [c.correction_changed_at for c in self.candidate.corrections if c.correction_state == "applied"]
        return touched is not None and any(at is not None and at > touched for at in applied)


def _columns(entity: str, row: object) -> dict[str, object]:
    """Everything but nested rows, under the entity's name."""
    values = {f.name: getattr(row, f.name) for f in fields(row)}  # type: ignore[arg-type]
    return {f"{entity}.{name}": value for name, value in values.items() if not isinstance(value, tuple)}
