"""What the pre-review screen shows: facts, no sentences."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from uuid import UUID

    from app.domain.rounds import Round
    from app.services.comparison import ComparisonGroup, ComparisonRow
    from app.services.course_plan import CourseHow, Source
    from app.services.history import HistoryEntry
    from app.services.reasons import ChosenReason, FilledReason, Reason


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


Turn = tuple[str, int, "datetime", bytes]


def turn(round_id: str, attempt: int, submitted_at: datetime, application_id: UUID) -> Turn:
    """Deadline of the round, last chances, age: the order in which cases must be worked."""
    return (round_id, -attempt, submitted_at, application_id.bytes)


@dataclass(frozen=True, slots=True)
class WaitingRow:
    application_id: UUID
    candidate_id: UUID
    name: str
    id_number: str
    round_id: str
    attempt: int
    ordinal: int
    submitted_at: datetime
    waiting_since: datetime
    note: str | None

    @property
    def turn(self) -> Turn:
        return turn(self.round_id, self.attempt, self.submitted_at, self.application_id)


@dataclass(frozen=True, slots=True)
class QueueRow(WaitingRow):
    part: QueuePart
    due: datetime | None
    claim: ClaimView | None


@dataclass(frozen=True, slots=True)
class PreReviewQueue:
    """The first rows of one part in the order they must be worked, and how many there are in each part."""

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


@dataclass(frozen=True, slots=True)
class CourseSide:
    """What stands for the course on one side; `missing` are codes that were declared and that no record or card has."""

    how: CourseHow
    score: str
    by: tuple[Source, ...]
    missing: tuple[str, ...] = ()

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
    COURSE_MISSING = "course_missing"
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
    """A fact with its proof: `proof` is scan, course, region or rule; `proof_ref` names it."""

    code: CheckCode
    level: CheckLevel
    variables: Mapping[str, str]
    proof: str
    proof_ref: tuple[str, ...]
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class CardView:
    """A course card of the person; `scan_number` counts its scans from 1, `used`: the application stands on it."""

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
    """One thing that the second attempt declares otherwise: `field` as person.phone, prior.school, course.00015.by."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class SinceFirst:
    """What the first attempt was refused for, and what has changed since; `cards` were entered or scanned again."""

    refused_at: datetime | None
    refused_by_name: str | None
    reasons: tuple[FilledReason, ...]
    changes: tuple[DeclaredChange, ...]
    cards: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class ProposedRefusal:
    clerk_id: UUID
    clerk_name: str
    at: datetime
    reasons: tuple[ChosenReason, ...]


class ActName(StrEnum):
    PASS = "pass_case"  # noqa: S105 - the name of an act
    REFUSE = "refuse_case"
    REFUSE_AGAIN = "refuse_again"
    MARK_TO_VERIFY = "mark_to_verify"
    CLEAR_TO_VERIFY = "clear_to_verify"
    JUDGE_CARD = "judge_card"


@dataclass(frozen=True, slots=True)
class Offer:
    """Whether an act can be done now; where not, the code that says why. `card_id` where the act is on a card."""

    act: ActName
    refusal: str | None
    details: Mapping[str, object]
    card_id: UUID | None = None

    @property
    def enabled(self) -> bool:
        return self.refusal is None


@dataclass(frozen=True, slots=True)
class OfferBasis:
    """What the guards were asked with when the case was read."""

    facts: Mapping[str, object]
    card_facts: Mapping[UUID, Mapping[str, object]]
    earlier: Mapping[str, frozenset[UUID]]
    round: Round | None


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
    suggested: Mapping[str, ChosenReason]
    """For each reason on offer the choice with everything filled in that the case itself says."""
    proposed_refusal: ProposedRefusal | None
    """What a first clerk has written down for a second refusal that waits for the second signature."""
    basis: OfferBasis = field(repr=False)

    @property
    def differences(self) -> int:
        rows = sum(row.differs for group in self.groups for row in group.rows)
        return rows + sum(row.differs for row in self.courses)

    def differing_rows(self) -> tuple[ComparisonRow, ...]:
        return tuple(row for group in self.groups for row in group.rows if row.differs)


@dataclass(frozen=True, slots=True)
class Undoable:
    """A clerk's own decision that has not been sent: it can be taken back for `seconds_left` more."""

    command: UUID
    application_id: UUID
    name: str
    state: str
    seconds_left: float


@dataclass(frozen=True, slots=True)
class StandingDecision:
    """As the store has it; `kind` is the command."""

    command: UUID
    application_id: UUID
    name: str
    kind: str
    until: datetime


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
