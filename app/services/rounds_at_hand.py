"""Rounds as the province has published them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from app.domain.rounds import TimeKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from app.domain.rounds import Round


class RoundReader(Protocol):
    def round(self, round_id: str) -> Round | None: ...

    def rounds(self) -> tuple[Round, ...]:
        """Oldest first."""


def round_in_hand(rounds: Sequence[Round], now: datetime) -> Round | None:
    """The one being worked: the first whose papers may still come in; after all, the last."""
    running = (each for each in rounds if not each.is_over(TimeKind.HAND_IN, now))
    return next(running, rounds[-1] if rounds else None)
