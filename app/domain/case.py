"""One person's case as frozen facts: what stages and lacking read, and where the guards' derived facts are made.

Names are those of the tables' columns.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from app.domain.rounds import Round


@dataclass(frozen=True)
class CorrectionFacts:
    field: str
    correction_state: str = "proposed"
    correction_changed_at: datetime | None = None
    correction_reason: str | None = None


@dataclass(frozen=True)
class CourseCardFacts:
    """`used_by_verdict`: the verdict counts the course; a card it does not need blocks nothing."""

    code: str
    name: str = ""
    kind: str = "green"
    card_state: str = "entered"
    card_reason: str | None = None
    original_state: str = "awaited"
    original_reason: str | None = None
    has_scan: bool = False
    used_by_verdict: bool = True


@dataclass(frozen=True)
class CandidateFacts:
    registration_state: str = "none"
    registration_changed_at: datetime | None = None
    identity_state: str = "none"
    identity_changed_at: datetime | None = None
    identity_reason: str | None = None
    prior_state: str = "none"
    prior_changed_at: datetime | None = None
    prior_reason: str | None = None
    at_own_office: bool = True
    """This office is the person's 报名点."""
    corrections: tuple[CorrectionFacts, ...] = ()


@dataclass(frozen=True)
class FilingFacts:
    attempt: int = 1
    photo_state: str = "none"
    photo_changed_at: datetime | None = None
    photo_reason: str | None = None
    payment_state: str = "closed"
    payment_changed_at: datetime | None = None


@dataclass(frozen=True)
class ApplicationFacts:
    """`verdict`: eligible | provisional | not_eligible | None (not judged yet); `cards` are those of this application."""

    application_no: str = ""
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
    materials_state: str = "awaited"
    materials_changed_at: datetime | None = None
    materials_reason: str | None = None
    materials_until: datetime | None = None
    decision_state: str = "none"
    decision_changed_at: datetime | None = None
    decision_reason: str | None = None
    hand_out_state: str = "at_office"
    hand_out_changed_at: datetime | None = None
    cards: tuple[CourseCardFacts, ...] = ()


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

    def facts(
        self,
        application: ApplicationFacts | None = None,
        card: CourseCardFacts | None = None,
        correction: CorrectionFacts | None = None,
        *,
        now: datetime | None = None,
    ) -> dict[str, object]:
        """The flat mapping guards use: person, filing and settings, and the row in question."""
        raise NotImplementedError
