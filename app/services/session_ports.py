"""What signing in needs from the store's rooms: the key slots, the tries so far, and the door of the store."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from uuid import UUID


@dataclass(frozen=True, slots=True)
class KeySlot:
    """A clerk's slot as keys.json holds it: name and roles are only for the sign-in screen, the store knows better."""

    clerk_id: UUID
    name: str
    roles: tuple[str, ...]
    credentials: Mapping[str, Any]
    sealed: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ClerkRow:
    """A clerk as the store knows her."""

    id: UUID
    name: str
    roles: tuple[str, ...]
    active: bool
    credentials: Mapping[str, Any]


class SlotFile(Protocol):
    def slots(self) -> tuple[KeySlot, ...]:
        """Raises ClerkError `keys.missing`, `keys.damaged`."""

    def purpose(self, clerk_id: UUID) -> str:
        """What the store key is sealed for in her slot."""

    def change_credentials(self, clerk_id: UUID, credentials: Mapping[str, Any]) -> None:
        """The same keys under another password."""


class SmallRecord(Protocol):
    """A small file of the workstation that survives a restart; empty where there is none yet."""

    def load(self) -> dict[str, Any]: ...

    def save(self, content: Mapping[str, Any]) -> None: ...


class StoreDoor(Protocol):
    @property
    def is_open(self) -> bool: ...

    def prepare(self) -> None:
        """Loads what opening needs and the sign-in screen does not."""

    def open(self, key: bytes) -> None:
        """Opens the store and brings the slots after its clerks' rows. Raises ClerkError as Store.open."""

    def clerk(self, clerk_id: UUID) -> ClerkRow | None: ...

    def last_seen_at(self) -> datetime: ...

    def confirm_clock(self) -> None: ...

    def sign_off(self, clerk_id: UUID, at: datetime) -> None:
        """Remembers when, and frees the cases that she has claimed here and not parked."""
