"""Reads who waits in one queue."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal

from app.domain.errors import ClerkError
from ui.screens.queue_list.state import QueueListState

if TYPE_CHECKING:
    from app.services.home_views import Queue
    from app.services.queue_list import QueueListView
    from ui.jobs import JobRunner


class QueueListService(Protocol):
    def view(self, queue: Queue) -> QueueListView: ...


class QueueListPresenter(QObject):
    state_changed = Signal(object)

    def __init__(self, service: QueueListService, jobs: JobRunner) -> None:
        super().__init__()
        self._service, self._jobs = service, jobs
        self.state = QueueListState()

    def open(self, queue: Queue) -> None:
        if queue is not self.state.queue:
            self._set(QueueListState(queue=queue))
        self._jobs.query("queue_list", lambda: self._service.view(queue), self._on_view, self._on_failed)

    def refresh(self) -> None:
        if self.state.queue is not None:
            self.open(self.state.queue)

    def _on_view(self, view: QueueListView) -> None:
        self._set(replace(self.state, view=view, error=None))

    def _on_failed(self, error: BaseException) -> None:
        if not isinstance(error, ClerkError):
            raise error
        self._set(replace(self.state, error=error))

    def _set(self, state: QueueListState) -> None:
        self.state = state
        self.state_changed.emit(state)
