"""The clerk's decisions that can still be taken back, newest first; a restart or another screen changes nothing."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from app.services.ports import Signer
    from app.services.pre_review_views import Decided, PreReviewQueue, Undoable
    from ui.jobs import JobRunner
    from ui.screens.pre_review.ports import PreReviewService


@dataclass(frozen=True, slots=True)
class Standing:
    """`until`: as this screen's clock counts."""

    command: UUID
    application_id: UUID
    name: str
    state: str
    until: float


class Undoing(QObject):
    read_again = Signal()  # the store has been asked what stands
    undone = Signal(object, object)  # PreReviewQueue, the application that waits again

    def __init__(
        self,
        service: PreReviewService,
        signer: Callable[[], Signer],
        jobs: JobRunner,
        failed: Callable[[BaseException], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__()
        self._service, self._signer, self._jobs = service, signer, jobs
        self._failed, self._clock = failed, clock
        self._stack: list[Standing] = []
        self._taken: set[UUID] = set()

    def top(self) -> Standing | None:
        """The newest that its time has left."""
        now = self._clock()
        self._stack = [each for each in self._stack if each.until > now]
        return self._stack[0] if self._stack else None

    def seconds_left(self, standing: Standing) -> float:
        return max(0.0, standing.until - self._clock())

    def add(self, decided: Decided, name: str) -> Standing:
        until = self._clock() + (decided.undo_until - decided.at).total_seconds()
        self._stack.insert(0, Standing(decided.command, decided.application_id, name, decided.state, until))
        return self._stack[0]

    def read(self) -> None:
        """Asks the store; a command, so that it comes after the decisions under way."""
        signer = self._signer()
        self._jobs.command_after_paint(lambda: self._service.undoable(signer), self._on_read, self._failed)

    def take_back(self, standing: Standing) -> None:
        signer = self._signer()
        self._taken.add(standing.command)
        self._stack = [each for each in self._stack if each != standing]

        def done(queue: PreReviewQueue) -> None:
            self.undone.emit(queue, standing.application_id)

        self._jobs.command(lambda: self._service.undo(standing.command, signer), done, self._failed)

    def _on_read(self, found: tuple[Undoable, ...]) -> None:
        now = self._clock()
        self._stack = [
            Standing(each.command, each.application_id, each.name, each.state, now + each.seconds_left)
            for each in found
            if each.command not in self._taken
        ]
        self.read_again.emit()
