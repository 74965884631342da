"""What the candidate file shows and what the main act is now. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from uuid import UUID

    from app.domain.errors import ClerkError
    from app.services.candidate_file_views import ApplicationView, CandidateFileView, FilingView, StageView
    from app.services.history import HistoryEntry


@dataclass(frozen=True, slots=True)
class CandidateFileState:
    """`chosen` counts the applications of the filing in front, `opened` the stages; None: the one that is here."""

    candidate_id: UUID | None = None
    view: CandidateFileView | None = None
    chosen: int = 0
    opened: int | None = None
    records: bool = False
    only_round: bool = False
    error: ClerkError | None = None

    @property
    def filing(self) -> FilingView | None:
        """The filing of the present round, else the newest."""
        if self.view is None:
            return None
        current = self.view.current_filing
        return current if current is not None else (self.view.filings[0] if self.view.filings else None)

    @property
    def applications(self) -> tuple[ApplicationView, ...]:
        return () if self.filing is None else self.filing.applications

    @property
    def application(self) -> ApplicationView | None:
        applications = self.applications
        return applications[self.chosen % len(applications)] if applications else None

    @property
    def stage_at(self) -> int:
        if self.application is None:
            return -1
        return self.application.open_stage if self.opened is None else self.opened

    @property
    def stage(self) -> StageView | None:
        return None if self.application is None else self.application.stages[self.stage_at]

    @property
    def main_screen(self) -> str | None:
        """Where Enter leads: the one thing to be done now with this application at this counter, if any."""
        application = self.application
        if application is None:
            return None
        if application.record.review.state == "awaiting_county":
            return "pre_review"
        paid = self.filing is not None and self.filing.record.payment.state == "paid"
        if paid and application.record.materials.state in {"awaited", "returned"}:
            return "registration_form"
        return None

    def history(self) -> tuple[HistoryEntry, ...]:
        if self.view is None:
            return ()
        if not self.only_round or self.filing is None:
            return self.view.history
        since = self.filing.record.created_at
        return tuple(entry for entry in self.view.history if entry.at >= since)
