"""What Home shows: counts and moments, no sentences."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime
    from uuid import UUID

    from app.domain.rounds import TimeKind
    from app.services.history import Mark


class Queue(StrEnum):
    COUNTER_DRAFTS = "counter_drafts"  # 窗口协助申请（草稿待提交）
    PRIOR = "prior"  # 前置学历线下核验
    CORRECTIONS = "corrections"  # 信息修改待复核
    IDENTITY = "identity"  # 身份认证人工审核
    PHOTOS = "photos"  # 毕业照片人工审核
    PRE_REVIEW = "pre_review"  # 县区预审
    TO_VERIFY = "to_verify"  # 县区预审 · 待核实（先电话）
    SECOND_SIGNATURE = "second_signature"  # 再次不通过，待复核人签
    COURSE_CARDS = "course_cards"  # 旧计划课程合格证待核
    UNPAID = "unpaid"  # 已通过未缴费
    PAPERS_DUE = "papers_due"  # 已缴费未交表
    RETURNED = "returned"  # 退回补正待交回
    ORIGINALS = "originals"  # 合格证原件待比对


class QueueGroup(StrEnum):
    INTAKE = "intake"
    REVIEW = "review"
    MATERIALS = "materials"


@dataclass(frozen=True, slots=True)
class QueueCount:
    """One line of the queue table.

    `second_attempts` (重新申请) only of the pre-review; `due` is the nearest time that binds; `key` is the digit that
    opens it; `allowed`: one of this clerk's roles works it.
    """

    queue: Queue
    group: QueueGroup
    count: int
    oldest_since: datetime | None
    due: datetime | None
    due_kind: TimeKind | None
    key: str | None
    second_attempts: int
    allowed: bool


@dataclass(frozen=True, slots=True)
class WorkLine:
    """One act of this clerk today. `not_payable_yet`: a pass that the province has not confirmed (考生尚不能缴费)."""

    command: UUID
    at: datetime
    candidate_id: UUID
    candidate_name: str
    kind: str
    variables: Mapping[str, str]
    mark: Mark
    not_payable_yet: bool


@dataclass(frozen=True, slots=True)
class MarkCounts:
    """Commands of one clerk by mark: all that are not confirmed yet, and those confirmed today; and parked cases."""

    stored: int
    uploaded: int
    refused: int
    confirmed: int
    parked: int

    @property
    def unconfirmed(self) -> int:
        return self.stored + self.uploaded + self.refused


@dataclass(frozen=True, slots=True)
class WaitingHere:
    """Commands of this workstation, whoever signed them: not sent yet, and not accepted by the province."""

    stored: int
    refused: int


class TimeState(StrEnum):
    NOT_OPEN = "not_open"
    OPEN = "open"
    GRACE = "grace"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class RoundTimeView:
    kind: TimeKind
    opens: datetime
    closes: datetime
    binding_close: datetime
    state: TimeState
    seconds_left: int
    working_days_left: int


@dataclass(frozen=True, slots=True)
class RoundView:
    round_id: str
    year: int
    half: int
    graduation_on: date
    times: tuple[RoundTimeView, ...]


@dataclass(frozen=True, slots=True)
class HomeView:
    at: datetime
    queues: tuple[QueueCount, ...]
    nearest: Queue | None
    """The queue whose time binds first among those with work for this clerk."""
    claimed_by_me: int
    work: tuple[WorkLine, ...]
    done_today: int
    withdrawn_today: int
    marks: MarkCounts
    round: RoundView | None

    @property
    def total(self) -> int:
        return sum(each.count for each in self.queues)


@dataclass(frozen=True, slots=True)
class ColleagueDecision:
    """Something that another clerk has done since on a case that this clerk has worked on."""

    at: datetime
    clerk_name: str
    candidate_id: UUID
    candidate_name: str
    kind: str
    variables: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Handover:
    """`since` None: the clerk has never signed off here, and there is nothing to hand over."""

    since: datetime | None
    arrived: Mapping[Queue, int]
    decisions: tuple[ColleagueDecision, ...]
    closed: tuple[tuple[TimeKind, datetime], ...]
    """Times of the round that have fallen since."""
