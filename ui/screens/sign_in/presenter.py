"""Signing in: the service in jobs, the wait after wrong tries counted down here."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.errors import ClerkError
from ui.screens.sign_in.state import SignInState, closes
from ui.text import sentence

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from app.services.session import ClerkCard, SignedIn
    from ui.jobs import JobRunner


class SessionService(Protocol):
    """What this screen needs of the session."""

    def clerks(self) -> tuple[ClerkCard, ...]: ...

    def sign_in(self, clerk_id: UUID, password: str) -> SignedIn: ...

    def wait_seconds(self, clerk_id: UUID) -> int: ...


class SignInPresenter(QObject):
    state_changed = Signal(object)
    signed_in = Signal(object)  # SignedIn
    refused = Signal()  # the password was wrong: empty the field

    def __init__(
        self,
        service: SessionService,
        jobs: JobRunner,
        *,
        clock: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._service, self._jobs, self._clock = service, jobs, clock
        self.state = SignInState()
        self._wait_until = 0.0
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self.count_down)

    def load(self) -> None:
        """Reads who may sign in; again after the store could not be opened."""
        if self.state.phase not in {"ready", "waiting"}:
            self._change(phase="loading", problem="", problem_code="")
        self._jobs.query("sign_in.clerks", self._service.clerks, self._on_clerks, self._on_failed)

    def choose(self, at: int) -> None:
        if not 0 <= at < len(self.state.clerks) or self.state.phase == "checking":
            return
        self._tick.stop()
        self._change(chosen=at, phase="ready", problem="", problem_code="", wait_seconds=0)
        self._ask_wait()

    def choose_clerk(self, clerk_id: UUID) -> None:
        """After a lock the clerk who locked comes first."""
        for at, card in enumerate(self.state.clerks):
            if card.id == clerk_id:
                self.choose(at)

    def move(self, step: int) -> None:
        self.choose(self.state.chosen + step)

    def sign_in(self, password: str) -> None:
        clerk = self.state.clerk
        if clerk is None or not self.state.can_sign_in(has_password=bool(password)):
            return
        self._change(phase="checking", problem="", problem_code="")
        self._jobs.command(lambda: self._service.sign_in(clerk.id, password), self._on_signed_in, self._on_failed)

    def toggle_shown(self) -> None:
        self._change(shown=not self.state.shown)

    def note_capital_lock(self, on: bool | None) -> None:  # noqa: FBT001 three states, None unknown
        if on != self.state.capital_lock:
            self._change(capital_lock=on)

    def locked(self, name: str) -> None:
        """The screen was locked by `name`; empty at the start of the program."""
        self._change(locked_by=name, shown=False, problem="", problem_code="")

    def count_down(self) -> None:
        left = round(self._wait_until - self._clock() + 0.499)
        if left > 0:
            self._change(wait_seconds=left)
            return
        self._tick.stop()
        self._change(phase="ready", wait_seconds=0, problem="", problem_code="")

    def _on_clerks(self, clerks: tuple[ClerkCard, ...]) -> None:
        before = self.state.clerk
        chosen = next((at for at, card in enumerate(clerks) if before is not None and card.id == before.id), 0)
        phase = "ready" if self.state.phase in {"loading", "closed"} else self.state.phase
        self._change(phase=phase, clerks=clerks, chosen=chosen, problem="", problem_code="")
        self._ask_wait()

    def _ask_wait(self) -> None:
        """A wait survives a restart: the service knows it, this screen does not."""
        clerk = self.state.clerk
        if clerk is not None:
            self._jobs.query(
                "sign_in.wait", lambda: self._service.wait_seconds(clerk.id), self._on_wait, self._on_failed
            )

    def _on_wait(self, seconds: int) -> None:
        if seconds > 0 and self.state.phase in {"ready", "waiting"}:
            self._wait(seconds)

    def _wait(self, seconds: int) -> None:
        self._wait_until = self._clock() + seconds
        self._change(phase="waiting", wait_seconds=seconds, problem="", problem_code="session.wait")
        self._tick.start()

    def _on_signed_in(self, signed_in: SignedIn) -> None:
        self._change(phase="ready", problem="", problem_code="", shown=False, locked_by="")
        self.signed_in.emit(signed_in)

    def _on_failed(self, error: BaseException) -> None:
        if not isinstance(error, ClerkError):
            self._change(phase="ready" if self.state.clerks else "loading")
            raise error
        if closes(error.code):
            self._change(phase="closed", problem=sentence(error), problem_code=error.code)
            return
        self.refused.emit()
        seconds = error.details.get("seconds")
        if error.code == "session.wait" and isinstance(seconds, int | float):
            self._wait(max(1, round(seconds)))
            return
        self._change(phase="ready", problem=sentence(error), problem_code=error.code)
        if error.code == "session.wrong_password" and error.details.get("tries_left") == 0:
            self._ask_wait()

    def _change(self, **changes: object) -> None:
        self.state = replace(self.state, **changes)  # type: ignore[arg-type]
        self.state_changed.emit(self.state)
