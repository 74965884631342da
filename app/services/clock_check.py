"""A computer whose clock is wrong would sign decisions with a wrong time: it is told before it happens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from app.domain.errors import ClerkError

if TYPE_CHECKING:
    from datetime import datetime

MAY_BE_BEHIND = timedelta(hours=1)
MAY_BE_AHEAD = timedelta(days=180)
"""An office rests between two rounds; more than half a year without a single act is more likely a wrong clock."""


@dataclass(frozen=True, slots=True)
class ClockDoubt:
    """The computer's clock does not fit what the store has seen. `code`: clock.behind or clock.ahead."""

    code: str
    shown: datetime
    last_seen: datetime

    def error(self) -> ClerkError:
        return ClerkError(self.code, shown=self.shown, last_seen=self.last_seen)


def clock_doubt(shown: datetime, last_seen: datetime) -> ClockDoubt | None:
    if shown < last_seen - MAY_BE_BEHIND:
        return ClockDoubt("clock.behind", shown, last_seen)
    if shown > last_seen + MAY_BE_AHEAD:
        return ClockDoubt("clock.ahead", shown, last_seen)
    return None
