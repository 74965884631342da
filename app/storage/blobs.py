"""Scans and photos by the SHA-256 of their content, in an encrypted file of their own.

A blob is on the disk before the command that names it is written; one that no command ever names does no harm.
"""

from __future__ import annotations

import hashlib
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Self

from app.domain.errors import ClerkError
from app.schema.types import to_milliseconds
from app.services.key_derivation import derive
from app.storage import cipher
from app.storage.failures import told_to_the_clerk

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from pathlib import Path

    from app.services.ports import Clock

MOST_BYTES = 20 * 1024 * 1024
SMALLEST_EDGE = 16
LARGEST_EDGE = 1024
_CACHE_KIB = 4_096
_CHECKPOINT_PAGES = 4_000
_TABLES = """
CREATE TABLE blob (
    number INTEGER PRIMARY KEY, sha256 BLOB NOT NULL UNIQUE, kind TEXT NOT NULL, size INTEGER NOT NULL,
    used_at INTEGER NOT NULL, content BLOB NOT NULL);
CREATE TABLE thumbnail (
    sha256 BLOB NOT NULL, edge INTEGER NOT NULL, content BLOB NOT NULL, PRIMARY KEY (sha256, edge));
PRAGMA user_version = 1;
"""


class Blobs:
    """A BlobShelf. May be asked from several threads: they take turns."""

    def __init__(self, path: Path, store_key: bytes, clock: Clock) -> None:
        """Opens what `create` made; a file that is gone is not made anew. The store's lock must be held.

        Raises ClerkError `blobs.missing`, `store.foreign`, `store.truncated`, `store.damaged`, `file.disk_full`.
        """
        key = _key(store_key)
        self._clock = clock
        self._folder = path.parent
        self._turn = threading.Lock()
        if not path.exists():
            raise ClerkError("blobs.missing")
        _inspect(path, key)
        with told_to_the_clerk(self._folder):
            self._connection = cipher.connect(path, key, cache_kib=_CACHE_KIB)
            cipher.set_durable(self._connection, _CHECKPOINT_PAGES)

    @classmethod
    def create(cls, path: Path, store_key: bytes, clock: Clock) -> Self:
        """An empty file for a new store. Raises ClerkError `store.exists`, `file.disk_full`."""
        if path.exists():
            raise ClerkError("store.exists")
        with told_to_the_clerk(path.parent):
            raw = cipher.connect(path, _key(store_key), create=True, cache_kib=_CACHE_KIB)
            try:
                cipher.set_durable(raw, _CHECKPOINT_PAGES)
                raw.executescript(f"BEGIN IMMEDIATE; {_TABLES} COMMIT;")
            finally:
                raw.close()
        return cls(path, store_key, clock)

    def put(self, content: bytes, kind: str) -> str:
        """The SHA-256 in hexadecimal, durable. Raises ClerkError `blob.too_large`, `blob.empty`, `file.disk_full`."""
        return self.put_many([(content, kind)])[0]

    def put_many(self, blobs: Iterable[tuple[bytes, str]]) -> list[str]:
        """All of them in one transaction, or none."""
        rows = [self._row(content, kind) for content, kind in blobs]
        with self._writing() as connection:
            connection.executemany(
                "INSERT INTO blob (sha256, kind, size, used_at, content) VALUES (?, ?, ?, ?, ?)"
                " ON CONFLICT (sha256) DO UPDATE SET used_at = excluded.used_at",
                rows,
            )
        return [row[0].hex() for row in rows]

    def get(self, sha256: str) -> bytes:
        """Raises ClerkError `blob.missing`."""
        found = self._one("SELECT content FROM blob WHERE sha256 = ?", bytes.fromhex(sha256))
        if found is None:
            raise ClerkError("blob.missing")
        return bytes(found)

    def has(self, sha256: str) -> bool:
        return self._one("SELECT 1 FROM blob WHERE sha256 = ?", bytes.fromhex(sha256)) is not None

    def thumbnail(self, sha256: str, edge: int, make: Callable[[bytes, int], bytes]) -> bytes:
        """The small picture kept beside the blob; `make(content, edge)` draws it the first time.

        `edge`: the longer side in pixels. Raises ClerkError `blob.missing`.
        """
        if not SMALLEST_EDGE <= edge <= LARGEST_EDGE:
            raise ValueError(f"no thumbnail of {edge} pixels")
        name = bytes.fromhex(sha256)
        kept = self._one("SELECT content FROM thumbnail WHERE sha256 = ? AND edge = ?", name, edge)
        if kept is not None:
            return bytes(kept)
        drawn = make(self.get(sha256), edge)
        with self._writing() as connection:
            connection.execute("INSERT OR REPLACE INTO thumbnail VALUES (?, ?, ?)", (name, edge, drawn))
        return drawn

    def total_bytes(self) -> int:
        return int(self._one("SELECT coalesce(sum(size), 0) FROM blob"))

    def trim(self, budget_bytes: int, keep: Collection[str]) -> int:
        """Removes the longest unused until the rest fits the budget; how many went.

        `keep`: of open cases, and all that the province has not yet confirmed.
        """
        kept = {bytes.fromhex(name) for name in keep}
        with self._writing() as connection:
            total = connection.execute("SELECT coalesce(sum(size), 0) FROM blob").fetchone()[0]
            oldest = connection.execute("SELECT sha256, size FROM blob ORDER BY used_at, number").fetchall()
            gone: list[tuple[bytes]] = []
            for name, size in oldest:
                if total <= budget_bytes:
                    break
                if name not in kept:
                    gone.append((name,))
                    total -= size
            connection.executemany("DELETE FROM blob WHERE sha256 = ?", gone)
        return len(gone)

    def checkpoint(self) -> None:
        with self._turn, told_to_the_clerk(self._folder):
            self._connection.execute("PRAGMA wal_checkpoint(PASSIVE)")

    def close(self) -> None:
        with self._turn:
            self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_of_error: object) -> None:
        self.close()

    def _row(self, content: bytes, kind: str) -> tuple[bytes, str, int, int, bytes]:
        if not content:
            raise ClerkError("blob.empty")
        if len(content) > MOST_BYTES:
            raise ClerkError("blob.too_large", size=len(content), most=MOST_BYTES)
        now = to_milliseconds(self._clock.now())
        return hashlib.sha256(content).digest(), kind, len(content), now, content

    def _one(self, query: str, *values: object) -> Any:
        with self._turn, told_to_the_clerk(self._folder):
            row = self._connection.execute(query, values).fetchone()
        return None if row is None else row[0]

    @contextmanager
    def _writing(self) -> Iterator[Any]:
        with self._turn, told_to_the_clerk(self._folder):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise


class NoBlobs:
    """A BlobShelf where the file could not be opened: whoever wants a picture is told why there is none."""

    def __init__(self, why: ClerkError) -> None:
        self.why = why

    def put(self, content: bytes, kind: str) -> str:  # noqa: ARG002
        raise self._told()

    def get(self, sha256: str) -> bytes:  # noqa: ARG002
        raise self._told()

    def has(self, sha256: str) -> bool:  # noqa: ARG002
        return False

    def thumbnail(self, sha256: str, edge: int, make: Callable[[bytes, int], bytes]) -> bytes:  # noqa: ARG002
        raise self._told()

    def checkpoint(self) -> None:
        """Nothing is to be carried over."""

    def close(self) -> None:
        """Nothing is open."""

    def _told(self) -> ClerkError:
        return ClerkError(self.why.code, **self.why.details)


def _key(store_key: bytes) -> bytes:
    return derive(store_key, "zikao-desk blobs")


def _inspect(path: Path, key: bytes) -> None:
    """The store was opened with its key before: a file that is not under it was put there from elsewhere."""
    try:
        cipher.inspect(path, key)
    except ClerkError as error:
        if error.code == "store.wrong_key":
            raise ClerkError("store.foreign") from error
        raise
