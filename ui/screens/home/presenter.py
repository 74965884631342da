"""Reads Home, keeps it fresh, and passes on where the clerk wants to go."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal

from app.domain.errors import ClerkError
from ui.screens.home.state import HomeState

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.services.home_views import Handover, HomeView, MarkCounts
    from app.services.ports import Signer
    from ui.jobs import JobRunner


class HomeService(Protocol):
    def view(self, signer: Signer) -> HomeView: ...
    def handover(self, signer: Signer) -> Handover: ...
    def evening_check(self, signer: Signer) -> MarkCounts: ...


class HomePresenter(QObject):
    state_changed = Signal(object)
    failed = Signal(object)  # ClerkError, told once
    checked = Signal(object)  # MarkCounts
    news = Signal(object)  # Handover, once after signing in

    def __init__(self, service: HomeService, signer: Callable[[], Signer], jobs: JobRunner) -> None:
        super().__init__()
        self._service, self._signer, self._jobs = service, signer, jobs
        self.state = HomeState()

    def read(self) -> None:
        """Reads everything anew; what stands on the screen stays until the answer is there."""
        signer = self._signer()
        self._set(replace(self.state, reading=True))
        self._jobs.query("home", lambda: self._service.view(signer), self._on_view, self._on_failed)

    def read_handover(self) -> None:
        signer = self._signer()
        self._jobs.query("handover", lambda: self._service.handover(signer), self._on_handover, self._on_failed)

    def check(self) -> None:
        """下班前核对."""
        signer = self._signer()
        self._jobs.query("evening", lambda: self._service.evening_check(signer), self._on_checked, self._on_failed)

    def _on_view(self, view: HomeView) -> None:
        self._set(replace(self.state, view=view, error=None, reading=False))

    def _on_handover(self, handover: Handover) -> None:
        self._set(replace(self.state, handover=handover))
        self.news.emit(handover)

    def _on_checked(self, marks: MarkCounts) -> None:
        self._set(replace(self.state, checked=marks))
        self.checked.emit(marks)

    def _on_failed(self, error: BaseException) -> None:
        if not isinstance(error, ClerkError):
            raise error
        self._set(replace(self.state, error=error, reading=False))
        self.failed.emit(error)

    def _set(self, state: HomeState) -> None:
        self.state = state
        self.state_changed.emit(state)
