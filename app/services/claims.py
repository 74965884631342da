"""Claims: a lease on a case, so that two clerks do not decide the same one; and cases set aside for a walk-in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Protocol

from app.domain.errors import ClerkError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from uuid import UUID

    from app.services.ports import Clock, Signer

LEASE_MINUTES = 15
BEAT_SECONDS = 60
_LONGEST_REASON = 200


@dataclass(frozen=True, slots=True)
class Claim:
    entity: str
    entity_id: UUID
    clerk_id: UUID
    clerk_name: str
    taken_at: datetime
    beaten_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class ParkedCase:
    """A case set aside in mid-work: `position` is what its screen needs to stand where it stood."""

    entity: str
    entity_id: UUID
    candidate_id: UUID
    screen: str
    position: Mapping[str, Any]
    parked_at: datetime


class ClaimBook(Protocol):
    def take(self, claim: Claim) -> Claim | None:
        """Writes the claim where nobody else's lives at its `taken_at`; else answers the one that lives, unchanged.

        One's own living claim keeps its `taken_at`.
        """

    def take_over(self, claim: Claim, reason: str) -> None:
        """Writes the claim whoever holds it, and notes from whom and why."""

    def release(self, entity: str, entity_id: UUID, clerk_id: UUID) -> None: ...

    def beat(self, clerk_id: UUID, now: datetime, expires_at: datetime) -> None:
        """Renews the living claims of a clerk and those of her parked cases."""

    def living(self, entity: str, now: datetime) -> tuple[Claim, ...]: ...

    def park(self, clerk_id: UUID, case: ParkedCase) -> None: ...

    def unpark(self, clerk_id: UUID, entity: str, entity_id: UUID) -> None: ...

    def parked(self, clerk_id: UUID) -> tuple[ParkedCase, ...]:
        """Newest first."""


class ClaimService:
    def __init__(self, book: ClaimBook, clock: Clock) -> None:
        self._book = book
        self._clock = clock

    def claim(self, entity: str, entity_id: UUID, signer: Signer) -> Claim:
        """Raises ClerkError `claim.held` (name, minutes: how long ago the other clerk was last at it)."""
        mine = self._new(entity, entity_id, signer)
        living = self._book.take(mine)
        if living is None:
            return mine
        if living.clerk_id == signer.clerk_id:
            return living
        minutes = int((mine.taken_at - living.beaten_at).total_seconds() // 60)
        raise ClerkError("claim.held", name=living.clerk_name, minutes=max(0, minutes))

    def take_over(self, entity: str, entity_id: UUID, reason: str, signer: Signer) -> Claim:
        """The other clerk keeps her draft. Raises ClerkError `claim.reason_missing`, `claim.reason_too_long`."""
        said = reason.strip()
        if not said:
            raise ClerkError("claim.reason_missing")
        if len(said) > _LONGEST_REASON:
            raise ClerkError("claim.reason_too_long", longest=_LONGEST_REASON)
        mine = self._new(entity, entity_id, signer)
        self._book.take_over(mine, said)
        return mine

    def release(self, entity: str, entity_id: UUID, signer: Signer) -> None:
        """A claim that another has taken over meanwhile stays the other's."""
        self._book.release(entity, entity_id, signer.clerk_id)

    def beat(self, signer: Signer) -> None:
        """Renews every claim of the clerk, those of parked cases too; the screen calls it every BEAT_SECONDS."""
        now = self._clock.now()
        self._book.beat(signer.clerk_id, now, now + timedelta(minutes=LEASE_MINUTES))

    def held(self, entity: str) -> Mapping[UUID, Claim]:
        """Every living claim on entities of this kind, own and others', by entity id."""
        return {claim.entity_id: claim for claim in self._book.living(entity, self._clock.now())}

    def park(self, case: ParkedCase, signer: Signer) -> None:
        """Sets the case aside: its claim goes on with the heartbeat, its draft stays."""
        self._book.park(signer.clerk_id, case)

    def unpark(self, entity: str, entity_id: UUID, signer: Signer) -> ParkedCase | None:
        """Takes it up again; None where it was not parked. The claim is not touched: `claim` it as any case."""
        wanted = (entity, entity_id)
        found = next((case for case in self.parked(signer) if (case.entity, case.entity_id) == wanted), None)
        self._book.unpark(signer.clerk_id, entity, entity_id)
        return found

    def parked(self, signer: Signer) -> tuple[ParkedCase, ...]:
        """Newest first."""
        return self._book.parked(signer.clerk_id)

    def _new(self, entity: str, entity_id: UUID, signer: Signer) -> Claim:
        now = self._clock.now()
        return Claim(entity, entity_id, signer.clerk_id, signer.name, now, now, now + timedelta(minutes=LEASE_MINUTES))
