"""Searches as one types: the newest text wins, older searches stop, where people stand is read for visible rows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal

from app.domain.errors import ClerkError
from app.services.lookup import MOST_HITS
from ui.screens.look_up.state import Finding, LookUpState

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from uuid import UUID

    from app.services.lookup import LookupResult
    from app.services.lookup_preview import PersonPreview, Progress
    from ui.jobs import JobRunner


class LookUpService(Protocol):
    def find(
        self,
        text: str,
        limit: int = MOST_HITS,
        *,
        include_graduated: bool = False,
        superseded: Callable[[], bool] | None = None,
    ) -> LookupResult: ...
    def progress(self, candidate_ids: Sequence[UUID]) -> Mapping[UUID, Progress]: ...
    def preview(self, candidate_id: UUID) -> PersonPreview | None: ...


class LookUpPresenter(QObject):
    state_changed = Signal(object)
    found = Signal(object)  # LookUpState with new rows
    opened = Signal(object)  # whose file is to be opened
    choice_wanted = Signal()  # Enter on several hits of which none is chosen
    nobody_scanned = Signal()
    failed = Signal(object)  # ClerkError of what is read beside the rows

    def __init__(self, service: LookUpService, jobs: JobRunner) -> None:
        super().__init__()
        self._service, self._jobs = service, jobs
        self._newest_search = 0
        self._newest_preview = 0
        self._asked: frozenset[UUID] = frozenset()
        self.state = LookUpState()

    # searching

    def type(self, text: str) -> None:
        if text == self.state.text:
            return
        self._set(replace(self.state, text=text, enter_waits=False, scanned=False))
        self._search()

    def scan(self, text: str) -> None:
        """A number read by a scanner: exactly one person of this number is opened at once."""
        self._set(replace(self.state, text=text, enter_waits=False, scanned=True))
        self._search()

    def toggle_graduated(self) -> None:
        self._set(replace(self.state, include_graduated=not self.state.include_graduated))
        self._search()

    def refresh(self) -> None:
        """The same search again; what is chosen stays chosen where it is still found."""
        self._search(keep=self.state.chosen)

    def clear(self) -> None:
        self.type("")

    def _search(self, keep: UUID | None = None) -> None:
        self._newest_search += 1
        number, text, graduated = self._newest_search, self.state.text, self.state.include_graduated
        self._jobs.forget("look_up.preview")
        if not text.strip():
            self._jobs.forget("look_up")
            self._set(LookUpState(text=text, include_graduated=graduated))
            self.found.emit(self.state)
            return
        self._set(replace(self.state, searching=True))
        self._jobs.query(
            "look_up",
            lambda: self._service.find(
                text, include_graduated=graduated, superseded=lambda: number != self._newest_search
            ),
            lambda result: self._on_found(result, keep),
            self._on_search_failed,
        )

    def _on_found(self, result: LookupResult, keep: UUID | None) -> None:
        if result.superseded:
            return
        waits, scanned = self.state.enter_waits, self.state.scanned
        still_there = keep is not None and any(hit.candidate_id == keep for hit in result.hits)
        only = result.hits[0].candidate_id if result.opens_directly else None
        self._asked = frozenset()
        self._set(
            replace(
                self.state,
                result=result,
                searching=False,
                enter_waits=False,
                scanned=False,
                chosen=None,
                progress={},
                preview=None,
                preview_missing=False,
                error=None,
            )
        )
        self.found.emit(self.state)
        chosen = keep if still_there else only
        if chosen is not None:
            self.choose(chosen)
        if scanned:
            self._open_scanned()
        elif waits:
            self.enter()

    # choosing and opening

    def choose(self, candidate_id: UUID | None) -> None:
        if candidate_id == self.state.chosen:
            return
        self._newest_preview += 1
        self._jobs.forget("look_up.preview")
        self._set(replace(self.state, chosen=candidate_id, preview=None, preview_missing=False))
        if candidate_id is None:
            return
        number = self._newest_preview
        self._jobs.query(
            "look_up.preview",
            lambda: self._service.preview(candidate_id) if number == self._newest_preview else None,
            self._on_preview,
            self._on_failed,
        )

    def enter(self) -> None:
        """Opens the chosen person's file; several hits never open one by themselves."""
        state = self.state
        if state.searching:
            self._set(replace(state, enter_waits=True))
        elif state.can_open is not None:
            self.opened.emit(state.can_open)
        elif state.must_choose:
            self.choice_wanted.emit()

    def stay(self) -> None:
        """The clerk has gone elsewhere: an answer still to come opens nothing any more."""
        self._set(replace(self.state, enter_waits=False, scanned=False))

    def want_progress(self, candidate_ids: Sequence[UUID]) -> None:
        """The rows on the screen; those already known or asked for are not read again."""
        wanted = frozenset(candidate_ids) - self.state.progress.keys()
        if wanted <= self._asked:
            return
        self._asked = wanted
        ordered = [candidate_id for candidate_id in candidate_ids if candidate_id in wanted]
        search = self._newest_search
        self._jobs.query(
            "look_up.progress",
            lambda: self._service.progress(ordered),
            lambda answer: self._on_progress(answer, search),
            self._on_failed,
        )

    def _open_scanned(self) -> None:
        person = self.state.scanned_person()
        if person is not None:
            self.choose(person)
            self.opened.emit(person)
        elif self.state.finding in {Finding.NOBODY, Finding.ONLY_GRADUATED, Finding.TOO_SHORT}:
            self.nobody_scanned.emit()
        else:
            self.choice_wanted.emit()

    # answers

    def _on_preview(self, preview: PersonPreview | None) -> None:
        if preview is None or preview.candidate_id == self.state.chosen:
            self._set(replace(self.state, preview=preview, preview_missing=preview is None))

    def _on_progress(self, answer: Mapping[UUID, Progress], search: int) -> None:
        if search == self._newest_search:
            self._set(replace(self.state, progress={**self.state.progress, **answer}))

    def _on_search_failed(self, error: BaseException) -> None:
        if not isinstance(error, ClerkError):
            raise error
        self._set(LookUpState(text=self.state.text, include_graduated=self.state.include_graduated, error=error))

    def _on_failed(self, error: BaseException) -> None:
        if not isinstance(error, ClerkError):
            raise error
        self._asked = frozenset()
        self.failed.emit(error)

    def _set(self, state: LookUpState) -> None:
        self.state = state
        self.state_changed.emit(state)
