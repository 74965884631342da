"""What the pre-review screen shows: facts, no sentences."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from uuid import UUID

    from app.services.comparison import ComparisonGroup, ComparisonRow
    from app.services.history import HistoryEntry
    from app.services.reasons import FilledReason, Reason


class QueuePart(StrEnum):
    """县区预审, 待核实（先电话）, 再次不通过待复核人签."""

    OPEN = "open"
    TO_VERIFY = "to_verify"
    SECOND_SIGNATURE = "second_signature"


@dataclass(frozen=True, slots=True)
class ClaimView:
    """Who holds the case. `mine` also where this clerk holds it on another workstation."""

    clerk_id: UUID
    clerk_name: str
    mine: bool
    taken_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class QueueRow:
    application_id: UUID
    candidate_id: UUID
    name: str
    id_number: str
    attempt: int
    ordinal: int
    submitted_at: datetime
    waiting_since: datetime
    due: datetime | None
    part: QueuePart
    note: str | None
    claim: ClaimView | None


@dataclass(frozen=True, slots=True)
class PreReviewQueue:
    """The first rows of one part in the order they must be worked, and how many there are in all parts."""

    part: QueuePart
    rows: tuple[QueueRow, ...]
    counts: Mapping[QueuePart, int]
    second_attempts: int

    @property
    def total(self) -> int:
        return self.counts[self.part]

    def position(self, application_id: UUID) -> int | None:
        """From 0; None where it is not among the rows."""
        return next((n for n, row in enumerate(self.rows) if row.application_id == application_id), None)

    def after(self, application_id: UUID) -> QueueRow | None:
        """The row to work next: the one below, at the end the first that is left."""
        where = self.position(application_id)
        if where is None:
            return self.rows[0] if self.rows else None
        others = self.rows[where + 1 :] + self.rows[:where]
        return others[0] if others else None


class CourseHow(StrEnum):
    """How a plan course is met: by a record of its own, 免考, a card, 顶替, 顶替英语（二）, or not at all."""

    RECORD = "record"
    EXEMPT = "exempt"
    CARD = "card"
    SUBSTITUTION = "substitution"
    POOL = "pool"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class CourseSource:
    """One record or card that stands for a course. `scan` is the number of the scan on the screen, from 1."""

    code: str
    name: str
    credits: int
    score: str
    passed_on: str
    source: str  # exam | exempt | old_card | practical_card
    used_by: str | None = None
    card_id: UUID | None = None
    scan: int | None = None


@dataclass(frozen=True, slots=True)
class CourseSide:
    how: CourseHow
    score: str
    by: tuple[CourseSource, ...]

    @property
    def credits(self) -> int:
        """Own credits of what stands for the course, not those of the plan."""
        return sum(each.credits for each in self.by)


@dataclass(frozen=True, slots=True)
class CourseRow:
    """One course of the plan: what the candidate declared for it against what the records hold."""

    code: str
    name: str
    credits: int
    kind: str  # written | practical | graduation
    declared: CourseSide
    recorded: CourseSide
    differs: bool
    card_state: str | None  # entered | ok | refused, where a card stands for it


class CheckCode(StrEnum):
    CARD_UNJUDGED = "card_unjudged"
    CARD_REFUSED = "card_refused"
    CARD_WITHOUT_SCAN = "card_without_scan"
    CORRECTION_OPEN = "correction_open"
    NUMBERS_TO_MERGE = "numbers_to_merge"
    RECORD_USED = "record_used"
    POOL_CREDITS = "pool_credits"
    COURSES_COUNTED = "courses_counted"
    CREDITS_COUNTED = "credits_counted"
    SUBSTITUTION_UNUSED = "substitution_unused"
    PRIOR = "prior"
    GRADUATION_WORK = "graduation_work"
    IDENTITY = "identity"
    PHOTO = "photo"
    PLAN_UNKNOWN = "plan_unknown"


class CheckLevel(StrEnum):
    """Needs a look, or is in order. Nothing here is a verdict."""

    LOOK = "look"
    OK = "ok"


@dataclass(frozen=True, slots=True)
class Check:
    """A fact with its proof: `proof` is scan, course, region or rule, `proof_ref` names it (scan number, codes, region)."""

    code: CheckCode
    level: CheckLevel
    variables: Mapping[str, str]
    proof: str
    proof_ref: tuple[str, ...]
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class CardView:
    """A course card of the person; `scan_number` counts the scans of the case from 1, `used`: a plan course needs it."""

    id: UUID
    kind: str
    code: str
    name: str
    credits: int
    score: str
    passed_on: str
    card_no: str | None
    state: str
    reason: str | None
    original_state: str
    scan: str | None
    scan_number: int | None
    entered_by_name: str | None
    entered_at: datetime | None
    used: bool


@dataclass(frozen=True, slots=True)
class TimeLeft:
    """What still lies before the candidate; what is left of a time that is over is zero."""

    reapply_from: datetime | None
    reapply_until: datetime | None
    pay_until: datetime | None
    review_until: datetime | None
    reapply_seconds_left: int
    pay_seconds_left: int
    telephone_first: bool
    """Refused now the candidate has no more than a working day, or nothing, to re-apply: 先电话."""
    last_chance: bool
    """There is no further attempt after this one."""


@dataclass(frozen=True, slots=True)
class DeclaredChange:
    """One thing that the second attempt declares otherwise than the first. For a course `field` is course:00015."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class SinceFirst:
    """What the first attempt was refused for, and what the candidate has changed since."""

    refused_at: datetime | None
    refused_by_name: str | None
    reasons: tuple[FilledReason, ...]
    changes: tuple[DeclaredChange, ...]


class ActName(StrEnum):
    PASS = "pass_case"  # noqa: S105 - the name of an act
    REFUSE = "refuse_case"
    REFUSE_AGAIN = "refuse_again"
    MARK_TO_VERIFY = "mark_to_verify"
    CLEAR_TO_VERIFY = "clear_to_verify"
    JUDGE_CARD = "judge_card"


@dataclass(frozen=True, slots=True)
class Offer:
    """Whether an act can be done now; where not, the code that says why."""

    act: ActName
    refusal: str | None
    details: Mapping[str, object]

    @property
    def enabled(self) -> bool:
        return self.refusal is None


@dataclass(frozen=True, slots=True)
class CaseView:
    """One application with everything a reviewer must compare."""

    application_id: UUID
    candidate_id: UUID
    application_no: str
    name: str
    rare_characters: tuple[str, ...]
    ordinal: int
    attempt: int
    state: str
    frozen: bool
    to_verify: bool
    to_verify_note: str | None
    entered_by_name: str | None
    groups: tuple[ComparisonGroup, ...]
    courses: tuple[CourseRow, ...]
    checks: tuple[Check, ...]
    cards: tuple[CardView, ...]
    history: tuple[HistoryEntry, ...]
    time_left: TimeLeft
    since_first: SinceFirst | None
    claim: ClaimView | None
    reasons: tuple[Reason, ...]
    reason_variables: Mapping[str, str]
    """What can be filled into reasons by itself: next_step, specialty, host, credits of the pool, office_phone."""
    proposed_refusal: tuple[FilledReason, ...]
    """What a first clerk has already written down for a second refusal, waiting for the second signature."""

    @property
    def differences(self) -> int:
        rows = sum(row.differs for group in self.groups for row in group.rows)
        return rows + sum(row.differs for row in self.courses)

    def differing_rows(self) -> tuple[ComparisonRow, ...]:
        return tuple(row for group in self.groups for row in group.rows if row.differs)


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision that is on the disk. Until `undo_until` it can be taken back; it has not been sent."""

    command: UUID
    application_id: UUID
    state: str
    at: datetime
    undo_until: datetime
    queue: PreReviewQueue
    next_id: UUID | None
