"""工作台: what waits, what I did today, what is new since I last signed off, and the round's times."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from app.services.home_views import Handover, HomeView, MarkCounts
    from app.services.ports import Signer


class Home:
    def view(self, signer: Signer) -> HomeView:
        raise NotImplementedError

    def handover(self, signer: Signer) -> Handover:
        """晨间交接: everything since this clerk last signed off here; read once after signing in."""
        raise NotImplementedError

    def evening_check(self, signer: Signer) -> MarkCounts:
        """下班前核对."""
        raise NotImplementedError

    def sign_off(self, signer: Signer) -> datetime:
        """Notes that the clerk has gone home; the next handover counts from here."""
        raise NotImplementedError
