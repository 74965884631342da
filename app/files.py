"""Files that are there whole or not at all, and what the operating system refuses turned into what a clerk is told."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.errors import ClerkError

if TYPE_CHECKING:
    from collections.abc import Iterator

_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_CANNOT_FLUSH_A_FOLDER = frozenset({errno.EINVAL, errno.ENOTSUP})
_NEARLY_NOTHING = 1 << 16


def write_whole(path: Path, content: bytes) -> None:
    """Puts the content in the file's place: after a power cut the old or the new is there, never half of one.

    The new file is its owner's only. Raises OSError; the old file then stays.
    """
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    fresh = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        fresh.replace(path)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
    _flush_folder(path.parent)


def file_error(error: OSError, folder: Path, **details: object) -> ClerkError:
    full = error.errno in _NO_ROOM or is_full(folder)
    return ClerkError("file.disk_full" if full else "file.unwritable", **details)


@contextmanager
def files_told(folder: Path, **details: object) -> Iterator[None]:
    """Raises ClerkError `file.disk_full`, `file.unwritable` with the details in place of OSError."""
    try:
        yield
    except OSError as error:
        raise file_error(error, folder, **details) from error


def is_full(folder: Path) -> bool:
    try:
        return shutil.disk_usage(folder).free < _NEARLY_NOTHING
    except OSError:
        return False


def _flush_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _CANNOT_FLUSH_A_FOLDER:  # some network drives
            raise
    finally:
        os.close(handle)
