"""The stage line of one application: eleven stages derived from the regions, never stored."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from app.domain.case import ApplicationFacts, Case
    from app.domain.rounds import TimeKind
    from app.domain.workflow import Actor


class StageName(StrEnum):
    IDENTITY = "identity"
    PRIOR = "prior"
    SUBMIT = "submit"
    PHOTO = "photo"
    SYSTEM_REVIEW = "system_review"
    PRE_REVIEW = "pre_review"
    PAYMENT = "payment"
    FORM = "form"
    MATERIALS = "materials"
    REPORTING = "reporting"
    GRADUATION = "graduation"


class StageStatus(StrEnum):
    DONE = "done"
    HERE = "here"
    NEXT = "next"
    SKIPPED = "skipped"
    FAILED = "failed"


@dataclass(frozen=True)
class Stage:
    """`actor` must act (HERE, NEXT, FAILED) or has acted (DONE); `until` binds while it is not done; `at`: since when
    `state`, the region's word, holds.
    """

    name: StageName
    status: StageStatus
    actor: Actor
    state: str
    until: TimeKind | None = None
    at: datetime | None = None


def stage_line(case: Case, application: ApplicationFacts) -> tuple[Stage, ...]:
    """All eleven, in order. Several may be HERE: the photo waits beside the review."""
    raise NotImplementedError


def current_stage(line: tuple[Stage, ...]) -> Stage:
    """The one to show as open: what failed, else where a clerk must act, else the first where anybody must,
    else the last.
    """
    raise NotImplementedError
