"""Opens one person's file and moves between its applications and stages."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal

from app.domain.errors import ClerkError
from ui.screens.candidate_file.state import CandidateFileState

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from app.services.candidate_file_views import CandidateFileView
    from app.services.ports import Signer
    from ui.jobs import JobRunner


class CandidateFileService(Protocol):
    def open_file(self, candidate_id: UUID, signer: Signer) -> CandidateFileView: ...
    def refresh(self, candidate_id: UUID, signer: Signer) -> CandidateFileView: ...


class CandidateFilePresenter(QObject):
    state_changed = Signal(object)
    failed = Signal(object)  # ClerkError, told once

    def __init__(self, service: CandidateFileService, signer: Callable[[], Signer], jobs: JobRunner) -> None:
        super().__init__()
        self._service, self._signer, self._jobs = service, signer, jobs
        self.state = CandidateFileState()

    def open(self, candidate_id: UUID) -> None:
        """A new person's file counts as one look in the log; the same one read again does not."""
        signer = self._signer()
        same = self.state.candidate_id == candidate_id and self.state.view is not None
        if not same:
            self._set(CandidateFileState(candidate_id=candidate_id))
        read = self._service.refresh if same else self._service.open_file
        self._jobs.query("candidate_file", lambda: read(candidate_id, signer), self._on_view, self._on_failed)

    def refresh(self) -> None:
        if self.state.candidate_id is not None:
            self.open(self.state.candidate_id)

    def choose_application(self, at: int) -> None:
        if 0 <= at < len(self.state.applications):
            self._set(replace(self.state, chosen=at, opened=None))

    def next_application(self) -> None:
        count = len(self.state.applications)
        if count > 1:
            self.choose_application((self.state.chosen + 1) % count)

    def open_stage(self, at: int) -> None:
        if self.state.application is not None and 0 <= at < len(self.state.application.stages):
            self._set(replace(self.state, opened=at, records=False))

    def step_stage(self, step: int) -> None:
        self.open_stage(self.state.stage_at + step)

    def toggle_records(self) -> None:
        self._set(replace(self.state, records=not self.state.records))

    def toggle_round(self) -> None:
        self._set(replace(self.state, only_round=not self.state.only_round))

    def _on_view(self, view: CandidateFileView) -> None:
        self._set(replace(self.state, view=view, error=None))

    def _on_failed(self, error: BaseException) -> None:
        if not isinstance(error, ClerkError):
            raise error
        self._set(replace(self.state, error=error))
        self.failed.emit(error)

    def _set(self, state: CandidateFileState) -> None:
        self.state = state
        self.state_changed.emit(state)
