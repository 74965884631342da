"""SQLCipher files: opening one with a raw key, and telling a foreign, cut or wrongly keyed file from a sound one.

The salt in the first sixteen bytes of a file is derived from its key, so a file that belongs to a key is known by
sight, and one that does not is never touched.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import sqlcipher3.dbapi2 as sqlcipher

from app.domain.errors import ClerkError
from app.services.key_derivation import derive

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAGE_BYTES = 4096
_SALT_BYTES = 16
_PLAIN_HEADER = b"SQLite format 3\x00"


def file_salt(key: bytes) -> bytes:
    return derive(key, "zikao-desk file salt")[:_SALT_BYTES]


def connect(path: Path, key: bytes, *, create: bool = False, cache_kib: int = 4096) -> Any:
    """A DB-API connection in autocommit mode; usable from one thread at a time, whichever that is.

    Raises ClerkError `store.truncated`, `store.damaged`.
    """
    if create:
        path.touch(mode=0o600)
    connection = sqlcipher.connect(
        f"{path.absolute().as_uri()}?mode=rw",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        timeout=5.0,
    )
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}{file_salt(key).hex()}'\"")
    try:
        with _first_page():
            read_version(connection)
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute(f"PRAGMA cache_size = -{cache_kib}")
    except BaseException:
        connection.close()
        raise
    return connection


def set_durable(connection: Any, checkpoint_pages: int) -> None:
    """Write-ahead log, and every commit on the disk before it is answered."""
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(f"PRAGMA wal_autocheckpoint = {checkpoint_pages}")


def inspect(path: Path, key: bytes) -> None:
    """Looks at the file without opening it as a database.

    Raises ClerkError `store.missing`, `store.truncated`, `store.foreign`, `store.wrong_key`.
    """
    if not path.exists():
        raise ClerkError("store.missing")
    size = path.stat().st_size
    with path.open("rb") as file:
        header = file.read(_SALT_BYTES)
    if header == file_salt(key):
        if size < PAGE_BYTES:
            raise ClerkError("store.truncated")
    elif not header or (size < PAGE_BYTES and file_salt(key).startswith(header)):
        raise ClerkError("store.truncated")
    elif header == _PLAIN_HEADER or size % PAGE_BYTES:
        raise ClerkError("store.foreign")
    else:
        raise ClerkError("store.wrong_key")


def read_version(connection: Any) -> int:
    """The file's `user_version`."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


@contextmanager
def _first_page() -> Iterator[None]:
    """It holds the size of the file, and a checksum of its own."""
    try:
        yield
    except sqlcipher.DatabaseError as error:
        name = getattr(error, "sqlite_errorname", "")
        if name.startswith("SQLITE_CORRUPT"):
            raise ClerkError("store.truncated") from error
        if name == "SQLITE_NOTADB":
            raise ClerkError("store.damaged") from error
        raise
