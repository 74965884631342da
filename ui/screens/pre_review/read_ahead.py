"""The cases that come next, read before they are wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from uuid import UUID

    from app.services.ports import Signer
    from app.services.pre_review_views import CaseView
    from ui.jobs import JobRunner
    from ui.screens.pre_review.ports import PreReviewService

AHEAD = 3


class ReadAhead:
    """`arrived` hears of every case that has become ready."""

    def __init__(self, service: PreReviewService, jobs: JobRunner, arrived: Callable[[CaseView], None]) -> None:
        self._service, self._jobs, self._arrived = service, jobs, arrived
        self._ready: dict[UUID, CaseView] = {}
        self._generation = 0

    def want(self, cases: Iterable[UUID], signer: Signer) -> None:
        """From now on these and no others."""
        wanted = tuple(cases)
        self._ready = {key: view for key, view in self._ready.items() if key in wanted}
        generation = self._generation
        for application_id in wanted:
            if application_id not in self._ready:
                self._jobs.prefetch(
                    _reading(self._service, application_id, signer), lambda case: self._keep(case, generation)
                )

    def take(self, application_id: UUID) -> CaseView | None:
        return self._ready.pop(application_id, None)

    def forget(self, candidate_id: UUID | None = None) -> None:
        """Something has changed about this person, or all that was read is out of date; answers under way too."""
        self._generation += 1
        self._ready = {
            key: view
            for key, view in self._ready.items()
            if candidate_id is not None and view.candidate_id != candidate_id
        }

    def _keep(self, case: CaseView, generation: int) -> None:
        if generation == self._generation:
            self._ready[case.application_id] = case
            self._arrived(case)


def _reading(service: PreReviewService, application_id: UUID, signer: Signer) -> Callable[[], CaseView]:
    return lambda: service.prefetch(application_id, signer)
