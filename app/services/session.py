"""Who sits at the workstation: signing in, the second signature, locking and signing out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from app.services.ports import Signer


@dataclass(frozen=True, slots=True)
class ClerkCard:
    """A clerk as the sign-in screen shows her, readable before anything is unlocked."""

    id: UUID
    name: str
    roles: tuple[str, ...]
    last_signed_in_at: datetime | None


@dataclass(frozen=True, slots=True)
class ClockDoubt:
    """The computer's clock does not fit what the store has seen. `code`: clock.behind or clock.ahead."""

    code: str
    shown: datetime
    last_seen: datetime


@dataclass(frozen=True, slots=True)
class SignedIn:
    signer: Signer
    clerk: ClerkCard
    roles: frozenset[str]
    clock_doubt: ClockDoubt | None = None


class SessionService:
    def clerks(self) -> tuple[ClerkCard, ...]:
        """Those who can sign in here, the last one to do so first."""
        raise NotImplementedError

    def sign_in(self, clerk_id: UUID, password: str) -> SignedIn:
        """Raises ClerkError `session.wrong_password` (tries_left), `session.wait` (seconds), `session.unknown_clerk`,
        `session.inactive`, and what opening the store raises.
        """
        raise NotImplementedError

    def wait_seconds(self, clerk_id: UUID) -> int:
        """How long she still has to wait before the next try; 0 where she need not."""
        raise NotImplementedError

    @property
    def signed_in(self) -> SignedIn | None: ...

    def lock(self) -> None:
        """Drops the clerk's keys; the store stays open. `sign_in` of the same or another clerk ends it."""
        raise NotImplementedError

    def sign_second(self, clerk_id: UUID, password: str) -> Signer:
        """A colleague's signature on the same screen; the session stays the first clerk's."""
        raise NotImplementedError

    def sign_out(self) -> None:
        """Ends her work here and remembers when (晨间交接 begins from that moment)."""
        raise NotImplementedError

    def confirm_clock(self) -> None:
        """The clerk says that the date shown is right."""
        raise NotImplementedError
