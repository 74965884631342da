"""What SQLite answers, turned into what a clerk can be told."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import sqlcipher3.dbapi2 as sqlcipher

from app.domain.errors import ClerkError
from app.files import is_full

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_CODES = {
    "SQLITE_FULL": "file.disk_full",
    "SQLITE_READONLY": "file.unwritable",
    "SQLITE_CANTOPEN": "file.unwritable",
    "SQLITE_PERM": "file.unwritable",
    "SQLITE_CORRUPT": "store.damaged",
    "SQLITE_NOTADB": "store.damaged",
}


def clerk_error(error: BaseException, folder: Path) -> ClerkError | None:
    """None where the failure is a defect of the program rather than of the machine."""
    driver_error = getattr(error, "orig", error)
    name = getattr(driver_error, "sqlite_errorname", None)
    if not isinstance(driver_error, sqlcipher.Error) or name is None:
        return None
    if name.startswith("SQLITE_IOERR"):
        return ClerkError("file.disk_full" if is_full(folder) else "file.unwritable")
    base = "_".join(name.split("_")[:2])
    return ClerkError(_CODES[base]) if base in _CODES else None


@contextmanager
def told_to_the_clerk(folder: Path) -> Iterator[None]:
    """Raises ClerkError `file.disk_full`, `file.unwritable`, `store.damaged` in place of the driver's own errors."""
    try:
        yield
    except ClerkError:
        raise
    except Exception as error:
        told = clerk_error(error, folder)
        if told is None:
            raise
        raise told from error
