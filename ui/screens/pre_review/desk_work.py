"""What the clerk has in work on each case she walks past: kept here, and sealed as a draft while it grows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from ui.screens.pre_review.work import CaseWork

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from app.services.pre_review_views import CaseView
    from ui.drafts import DraftKeeper
    from ui.screens.pre_review.state import PreReviewState

SCREEN = "pre_review"


class Drafts(Protocol):
    def restore(self, screen: str, case_id: str) -> Mapping[str, Any] | None: ...


@dataclass(frozen=True, slots=True)
class Opened:
    """`draft`: what was left on the case before this sitting."""

    view: CaseView
    draft: CaseWork | None


class DeskWork:
    def __init__(self, keeper: DraftKeeper, drafts: Drafts) -> None:
        self._keeper, self._drafts = keeper, drafts
        self._works: dict[UUID, CaseWork] = {}
        self._settled: dict[UUID, CaseWork] = {}

    def opened(self, view: CaseView) -> Opened:
        """Runs in a job."""
        if view.application_id in self._works:
            return Opened(view, None)
        left = self._drafts.restore(SCREEN, str(view.application_id))
        return Opened(view, None if left is None else CaseWork.from_document(left))

    def of(self, application_id: UUID) -> CaseWork | None:
        """What was left on this case earlier in this sitting."""
        return self._works.get(application_id)

    def adopt(self, state: PreReviewState) -> None:
        """A draft that came back is in work again."""
        if state.case is not None:
            self._works[state.case.application_id] = state.work

    def touched(self, state: PreReviewState) -> None:
        if state.case is None:
            return
        key = state.case.application_id
        if state.work.empty:
            self._drop(key)
            return
        self._works[key] = state.work
        self._keeper.touched(SCREEN, str(key), lambda: self._works.get(key, CaseWork()).document())

    def settled(self, state: PreReviewState) -> None:
        """The case is decided; `take_back` is for the undo."""
        if state.case is not None:
            self._settled[state.case.application_id] = state.work
            self._drop(state.case.application_id)

    def take_back(self, application_id: UUID) -> None:
        work = self._settled.pop(application_id, None)
        if work is not None and not work.empty:
            self._works[application_id] = work

    def _drop(self, application_id: UUID) -> None:
        if self._works.pop(application_id, None) is not None:
            self._keeper.done(SCREEN, str(application_id))
