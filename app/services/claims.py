"""Claims: a lease on a case, so that two clerks do not decide the same one; and cases set aside for a walk-in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from uuid import UUID

LEASE_MINUTES = 15
BEAT_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Claim:
    entity: str
    entity_id: UUID
    clerk_id: UUID
    clerk_name: str
    taken_at: datetime
    expires_at: datetime
    mine: bool


@dataclass(frozen=True, slots=True)
class ParkedCase:
    entity: str
    entity_id: UUID
    candidate_id: UUID
    screen: str
    position: Mapping[str, Any]
    parked_at: datetime


class ClaimService:
    def claim(self, entity: str, entity_id: UUID) -> Claim:
        """Raises ClerkError `claim.held` (name, minutes: the age of the other clerk's claim)."""
        raise NotImplementedError

    def take_over(self, entity: str, entity_id: UUID, reason: str) -> Claim:
        """The other clerk keeps her draft. Raises ClerkError `claim.reason_missing`."""
        raise NotImplementedError

    def release(self, entity: str, entity_id: UUID) -> None:
        raise NotImplementedError

    def beat(self) -> None:
        """Renews every claim of the clerk signed in, parked ones too; the screen calls it every BEAT_SECONDS."""
        raise NotImplementedError

    def held(self, entity: str) -> Mapping[UUID, Claim]:
        """Every living claim on entities of this kind, own and others'."""
        raise NotImplementedError

    def park(self, case: ParkedCase) -> None:
        raise NotImplementedError

    def unpark(self, entity: str, entity_id: UUID) -> ParkedCase | None:
        raise NotImplementedError

    def parked(self) -> tuple[ParkedCase, ...]:
        """Newest first."""
        raise NotImplementedError
