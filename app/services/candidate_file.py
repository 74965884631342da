"""考生档案: one person on one page; every opening is noted in the log of views."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from uuid import UUID

    from app.services.candidate_file_views import CandidateFileView
    from app.services.ports import Signer


class CandidateFile:
    def open_file(self, candidate_id: UUID, signer: Signer) -> CandidateFileView:
        """Raises ClerkError("candidate_not_found")."""
        raise NotImplementedError

    def refresh(self, candidate_id: UUID, signer: Signer) -> CandidateFileView:
        """The same page read again: not a new opening."""
        raise NotImplementedError
