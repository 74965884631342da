"""What the candidate file shows: everything of one person on one page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime
    from uuid import UUID

    from app.domain.names import CodePoint
    from app.domain.stages import StageName, StageStatus
    from app.domain.workflow import Actor
    from app.services.case_record import (
        ApplicationRecord,
        CandidateRecord,
        CardRecord,
        FilingRecord,
        FormerIdentity,
        PassedRecord,
        PriorRecord,
        Region,
    )
    from app.services.comparison import ComparisonRow
    from app.services.history import HistoryEntry
    from app.services.pre_review_views import ClaimView
    from app.services.reasons import FilledReason


@dataclass(frozen=True, slots=True)
class StageView:
    """One node of the stage line; `until` is the moment that binds it, `state` the region's word."""

    name: StageName
    status: StageStatus
    actor: Actor
    state: str
    at: datetime | None
    until: datetime | None


@dataclass(frozen=True, slots=True)
class CorrectionView:
    id: UUID
    field: str
    old_value: str
    new_value: str
    asked_by_name: str | None
    asked_at: datetime
    decided_by_name: str | None
    correction: Region


@dataclass(frozen=True, slots=True)
class AttemptView:
    attempt: int
    submitted_at: datetime
    entered_by_name: str | None
    outcome: str | None
    reasons: tuple[FilledReason, ...]
    decided_at: datetime | None
    decided_by_name: str | None
    second_clerk_name: str | None


@dataclass(frozen=True, slots=True)
class ApplicationView:
    """`open_stage` is the index in `stages` of the one to show; the stages after it are what comes next."""

    record: ApplicationRecord
    stages: tuple[StageView, ...]
    open_stage: int
    attempts: tuple[AttemptView, ...]
    claim: ClaimView | None
    entered_by_name: str | None
    cards_unjudged: tuple[CardRecord, ...]
    frozen: bool

    @property
    def upcoming(self) -> tuple[StageView, ...]:
        return self.stages[self.open_stage + 1 :]


@dataclass(frozen=True, slots=True)
class FilingView:
    record: FilingRecord
    is_current: bool
    graduation_on: date | None
    applications: tuple[ApplicationView, ...]


@dataclass(frozen=True, slots=True)
class CandidateFileView:
    """`numbers`: the one in use first; several must be merged. Blobs are SHA-256 names for the blob store."""

    candidate: CandidateRecord
    code_points: tuple[CodePoint, ...]
    rare_characters: tuple[str, ...]
    sex_name: str
    ethnicity_name: str
    political_status_name: str
    registration_office: str
    at_own_office: bool
    numbers: tuple[str, ...]
    former: tuple[FormerIdentity, ...]
    graduation_photo: str | None
    prior: PriorRecord | None
    prior_comparison: tuple[ComparisonRow, ...]
    passed: tuple[PassedRecord, ...]
    cards: tuple[CardRecord, ...]
    card_clerks: Mapping[UUID, str]
    corrections: tuple[CorrectionView, ...]
    filings: tuple[FilingView, ...]
    history: tuple[HistoryEntry, ...]
    opened_at: datetime

    @property
    def to_merge(self) -> bool:
        return len(self.numbers) > 1

    @property
    def current_filing(self) -> FilingView | None:
        return next((each for each in self.filings if each.is_current), None)
