"""What the services need from the rooms beside them, as Protocols. Reads of one activity are in ports of their own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, Self

if TYPE_CHECKING:
    from datetime import datetime
    from types import TracebackType
    from uuid import UUID

    from app.domain.workflow import Role
    from app.services.command import Act, RecordedCommand


class Clock(Protocol):
    def now(self) -> datetime:
        """The moment in UTC, aware."""


class Signer(Protocol):
    """A clerk who has signed in and can put her signature under a command; closed when she locks the screen."""

    @property
    def clerk_id(self) -> UUID: ...

    @property
    def name(self) -> str: ...

    @property
    def roles(self) -> frozenset[Role]: ...

    @property
    def key_version(self) -> int: ...

    def sign(self, text: bytes) -> str:
        """HMAC-SHA-256 in hexadecimal. Raises ClerkError `session.locked` once the key has been dropped."""


class UnitOfWork(Protocol):
    """One transaction: everything in it is kept on leaving it cleanly, nothing when an exception leaves it."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    @property
    def rows(self) -> Any:
        """What repositories of the store read through, inside this transaction."""

    def record(self, act: Act, signer: Signer, second: Signer | None = None) -> RecordedCommand:
        """Writes the command, its payload and its projection.

        Raises ClerkError `case.changed` (details `regions` or `columns`) where somebody was faster.
        """

    def withdraw(self, key: UUID, signer: Signer) -> None:
        """Takes a command back within its ten seconds.

        Raises ClerkError `undo.too_late`, `undo.stands_on`, `undo.not_yours`; one already withdrawn stays so silently.
        """


UnitOfWorkFactory = Callable[[], UnitOfWork]


class BlobShelf(Protocol):
    """Scans and photos by the SHA-256 of their content. Put the blob first, write the command that names it after."""

    def put(self, content: bytes, kind: str) -> str:
        """The SHA-256 in hexadecimal, durable. Raises ClerkError `blob.too_large`, `blob.empty`, `file.disk_full`."""

    def get(self, sha256: str) -> bytes:
        """Raises ClerkError `blob.missing`."""

    def has(self, sha256: str) -> bool: ...

    def thumbnail(self, sha256: str, edge: int, make: Callable[[bytes, int], bytes]) -> bytes:
        """The small picture kept beside the blob; `make(content, edge)` draws it the first time."""


class ViewLog(Protocol):
    """Who looked at whom: append-only, sent in a lane of its own."""

    def note(self, clerk_id: UUID, candidate_id: UUID, screen: str) -> None: ...


class SignOffs(Protocol):
    """When each clerk last signed off, for 晨间交接."""

    def note(self, clerk_id: UUID, at: datetime) -> None: ...

    def last(self, clerk_id: UUID) -> datetime | None: ...


@dataclass(frozen=True, slots=True)
class DraftRow:
    screen: str
    case_id: str
    saved_at: datetime


class DraftStore(Protocol):
    """Sealed drafts; their content only the clerk's own key opens."""

    def save(self, clerk_id: UUID, screen: str, case_id: str, sealed: bytes) -> None: ...

    def load(self, clerk_id: UUID, screen: str, case_id: str) -> bytes | None: ...

    def discard(self, clerk_id: UUID, screen: str, case_id: str) -> None: ...

    def kept(self, clerk_id: UUID) -> tuple[DraftRow, ...]:
        """Newest first."""
