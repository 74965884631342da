"""Stand-ins for what a test must be able to set."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

START = datetime(2026, 9, 21, 1, 0, tzinfo=UTC)  # 2026-09-21 09:00 in Beijing, a Monday


class SetClock:
    """A clock that stands still until it is moved."""

    def __init__(self, now: datetime = START) -> None:
        self.moment = now

    def now(self) -> datetime:
        return self.moment

    def pass_(self, **units: float) -> None:
        """`clock.pass_(seconds=11)`; negative sets it back."""
        self.moment += timedelta(**units)
