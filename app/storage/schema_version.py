"""The store's own version: made whole when new, brought up to date when older, left alone when newer."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

from sqlalchemy import text

from app.domain.errors import ClerkError
from app.schema import metadata
from app.storage import cipher
from app.storage.local_tables import local_metadata

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection

    from app.paths import Paths

LATEST = 1
"""The number of the last file in migrations/versions; kept in the file as `user_version`."""


def revision(number: int) -> str:
    return f"{number:04d}"


def create_all(connection: Connection) -> None:
    """Every table of the newest version, stamped as such, without alembic: its import is too slow for a start."""
    metadata.create_all(connection, checkfirst=False)
    local_metadata.create_all(connection, checkfirst=False)
    connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"))
    connection.execute(text("INSERT INTO alembic_version VALUES (:revision)"), {"revision": revision(LATEST)})
    connection.execute(text(f"PRAGMA user_version = {LATEST}"))


def bring_up_to_date(paths: Paths, key: bytes) -> None:
    """The old store stays on ClerkError `store.newer`, `store.truncated`, `store.damaged`, `file.disk_full`."""
    raw = cipher.connect(paths.store, key)
    try:
        found = cipher.read_version(raw)
        if found > LATEST:
            raise ClerkError("store.newer", found=found, known=LATEST)
        if found < LATEST:
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            _keep_copy(paths.store, found)
    finally:
        raw.close()
    if found < LATEST:
        from app.storage.migrations.run import migrate

        migrate(paths.store, key, LATEST)


def _keep_copy(store: Path, version: int) -> None:
    """A copy beside the store, under its final name only when it is whole."""
    copy = store.with_name(f"{store.name}.version-{version}")
    draft = copy.with_name(copy.name + ".new")
    draft.touch(mode=0o600)
    shutil.copyfile(store, draft)
    with draft.open("rb+") as file:
        os.fsync(file.fileno())
    draft.replace(copy)
