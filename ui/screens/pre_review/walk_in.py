"""A case is put aside for somebody who comes to the counter, and taken up again; or it was decided meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from app.services.ports import Signer
    from app.services.pre_review_views import CaseView
    from ui.jobs import JobRunner
    from ui.screens.pre_review.holding import CaseHolding
    from ui.screens.pre_review.ports import PreReviewService

OPEN_STATE = "awaiting_county"


class WalkIn(QObject):
    back = Signal(object)  # the application to go on with; None: it is there no more
    decided_elsewhere = Signal(object)  # CaseView of a parked case that was dealt with meanwhile

    def __init__(
        self,
        service: PreReviewService,
        holding: CaseHolding,
        signer: Callable[[], Signer],
        jobs: JobRunner,
        failed: Callable[[BaseException], None],
    ) -> None:
        super().__init__()
        self._service, self._holding, self._signer, self._jobs = service, holding, signer, jobs
        self._failed = failed

    def park(self, case: CaseView) -> None:
        """It stays claimed, with what is ticked and written, until it is taken up."""
        signer = self._signer()
        self._jobs.command(lambda: self._holding.park(case, signer), nothing_to_show, self._failed)

    def taken_up(self, application_id: UUID) -> None:
        """The clerk went back to the case by herself, not by `resume`."""
        signer = self._signer()
        self._jobs.command(lambda: self._holding.unpark(application_id, signer), nothing_to_show, self._failed)

    def resume(self, application_id: UUID) -> None:
        signer = self._signer()

        def work() -> CaseView:
            self._holding.unpark(application_id, signer)
            return self._service.prefetch(application_id, signer)

        self._jobs.command(work, self._on_resumed, self._on_not_resumed)

    def _on_resumed(self, case: CaseView) -> None:
        still_open = case.state == OPEN_STATE
        if not still_open:
            self.decided_elsewhere.emit(case)
        self.back.emit(case.application_id if still_open else None)

    def _on_not_resumed(self, error: BaseException) -> None:
        self._failed(error)
        self.back.emit(None)


def nothing_to_show(_answer: object) -> None:
    """The screen has nothing to show of it."""
