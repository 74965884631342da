"""Wrong passwords: five tries, then waits that double and outlive a restart."""

from __future__ import annotations

import math
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from app.domain.errors import ClerkError

if TYPE_CHECKING:
    from uuid import UUID

    from app.services.ports import Clock
    from app.services.session_ports import SmallRecord

FREE_TRIES = 5
FIRST_WAIT_SECONDS = 15
LONGEST_WAIT_SECONDS = 3_600
_YEAR_9999_MS = 253_370_764_800_000


class SignInTries:
    """Counts each try before it is judged, so that ending the program in between wins nothing.

    What is left of a wait is kept, and only time seen to pass is taken off it: setting the clock back shortens nothing,
    and a clock that was a year ahead for a moment locks nobody out for a year.
    """

    def __init__(self, record: SmallRecord, clock: Clock) -> None:
        self._record = record
        self._clock = clock

    def wait_seconds(self, clerk_id: UUID) -> int:
        """Whole seconds, rounded up; 0 where the next try is free."""
        everybody = self._record.load()
        state = self._state(everybody, clerk_id)
        before = dict(state)
        wait = self._pass_time(state)
        if state != before and wait:
            self._keep(everybody, clerk_id, state)
        return wait

    def begin(self, clerk_id: UUID) -> None:
        """Raises ClerkError `session.wait` (seconds) before the wait is over; a try that may be made is counted."""
        everybody = self._record.load()
        state = self._state(everybody, clerk_id)
        wait = self._pass_time(state)
        if wait:
            self._keep(everybody, clerk_id, state)
            raise ClerkError("session.wait", seconds=wait)
        state["failures"] += 1
        beyond = state["failures"] - FREE_TRIES
        if beyond >= 0:
            state["wait_ms"] = 1000 * min(FIRST_WAIT_SECONDS << min(beyond, 16), LONGEST_WAIT_SECONDS)
        self._keep(everybody, clerk_id, state)

    def failed(self, clerk_id: UUID) -> ClerkError:
        """The error to raise: how many tries are left, and how long to wait where none is."""
        state = self._state(self._record.load(), clerk_id)
        left = max(0, FREE_TRIES - state["failures"])
        return ClerkError("session.wrong_password", tries_left=left, seconds=math.ceil(state["wait_ms"] / 1000))

    def succeeded(self, clerk_id: UUID) -> None:
        everybody = self._record.load()
        state = {"failures": 0, "wait_ms": 0, "seen_at": self._now(), "signed_in_at": self._now()}
        self._keep(everybody, clerk_id, state)

    def last_signed_in_at(self) -> dict[str, datetime]:
        """By clerk id as text."""
        return {
            clerk: datetime.fromtimestamp(state["signed_in_at"] / 1000, UTC)
            for clerk, state in self._record.load().items()
            if isinstance(state, dict) and _is_sound(state) and state.get("signed_in_at") is not None
        }

    def _now(self) -> int:
        return int(self._clock.now().timestamp() * 1000)

    def _state(self, everybody: dict[str, Any], clerk_id: UUID) -> dict[str, Any]:
        found = everybody.get(str(clerk_id))
        state = {"failures": 0, "wait_ms": 0, "seen_at": self._now(), "signed_in_at": None}
        return state | found if isinstance(found, dict) and _is_sound(found) else state

    def _pass_time(self, state: dict[str, Any]) -> int:
        now = self._now()
        state["wait_ms"] = max(0, state["wait_ms"] - max(0, now - state["seen_at"]))
        state["seen_at"] = now
        wait: int = math.ceil(state["wait_ms"] / 1000)
        return wait

    def _keep(self, everybody: dict[str, Any], clerk_id: UUID, state: dict[str, Any]) -> None:
        self._record.save(everybody | {str(clerk_id): state})


def _is_sound(state: dict[str, Any]) -> bool:
    """The record is a plain file: what could not have been written here counts as nothing written."""
    values = [state.get(name) for name in ("failures", "wait_ms", "seen_at")]
    signed_in_at = state.get("signed_in_at")
    values += [] if signed_in_at is None else [signed_in_at]
    return all(isinstance(value, int) and 0 <= value < _YEAR_9999_MS for value in values)
