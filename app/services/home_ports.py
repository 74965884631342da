"""What Home reads from the store."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from uuid import UUID

    from app.services.home_views import ColleagueDecision, MarkCounts, Queue, WaitingHere, WorkLine
    from app.services.ports import SignOffs
    from app.services.rounds_at_hand import RoundReader


@dataclass(frozen=True, slots=True)
class QueueFigures:
    """`until` is the nearest moment set for single cases (退回补正), where the queue has such."""

    count: int
    oldest_since: datetime | None
    second_attempts: int = 0
    until: datetime | None = None


class QueueReader(Protocol):
    def figures(self, round_id: str | None) -> Mapping[Queue, QueueFigures]:
        """Every queue; `round_id` is the round in hand."""

    def arrived(self, since: datetime, round_id: str | None) -> Mapping[Queue, int]:
        """How many of those that wait have come since."""


class WorkReader(Protocol):
    def work(self, clerk_id: UUID, since: datetime, *, limit: int) -> tuple[WorkLine, ...]:
        """The clerk's own acts, withdrawn ones too, newest first."""

    def done(self, clerk_id: UUID, since: datetime) -> tuple[int, int]:
        """How many acts of hers stand, and how many she has taken back."""

    def marks(self, clerk_id: UUID, since: datetime) -> MarkCounts:
        """All that are not confirmed, whenever done; the confirmed ones since then."""

    def waiting_here(self) -> WaitingHere: ...

    def claimed(self, clerk_id: UUID, now: datetime) -> int: ...

    def by_colleagues(self, clerk_id: UUID, since: datetime, *, limit: int) -> tuple[ColleagueDecision, ...]:
        """What others have done since on persons whom this clerk has worked on, newest first."""


@dataclass(frozen=True, slots=True)
class HomeReads:
    queues: QueueReader
    work: WorkReader
    rounds: RoundReader
    sign_offs: SignOffs
