"""待办名单: who waits in a queue that has no desk of its own, oldest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from app.services.rounds_at_hand import round_in_hand

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from app.services.home_views import Queue
    from app.services.ports import Clock
    from app.services.rounds_at_hand import RoundReader

MOST_ROWS = 500


@dataclass(frozen=True, slots=True)
class WaitingPerson:
    candidate_id: UUID
    name: str
    id_number: str
    candidate_no: str
    phone: str
    waiting_since: datetime | None


@dataclass(frozen=True, slots=True)
class QueueListView:
    """`more`: further ones wait behind the rows shown."""

    queue: Queue
    rows: tuple[WaitingPerson, ...]
    more: bool
    at: datetime


class QueueListReader(Protocol):
    def waiting(self, queue: Queue, round_id: str | None, limit: int) -> tuple[WaitingPerson, ...]:
        """Oldest first."""


class QueueList:
    def __init__(self, reader: QueueListReader, rounds: RoundReader, clock: Clock) -> None:
        self._reader, self._rounds, self._clock = reader, rounds, clock

    def view(self, queue: Queue) -> QueueListView:
        now = self._clock.now()
        its_round = round_in_hand(self._rounds.rounds(), now)
        rows = self._reader.waiting(queue, None if its_round is None else its_round.code, MOST_ROWS + 1)
        return QueueListView(queue, rows[:MOST_ROWS], len(rows) > MOST_ROWS, now)
