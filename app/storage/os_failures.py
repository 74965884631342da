"""What the operating system answers to a file, turned into what a clerk can be told; read before the first paint."""

from __future__ import annotations

import errno
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

from app.domain.errors import ClerkError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_NEARLY_NOTHING = 1 << 16


def file_error(error: OSError, folder: Path) -> ClerkError:
    full = error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG} or is_full(folder)
    return ClerkError("file.disk_full" if full else "file.unwritable")


@contextmanager
def files_told(folder: Path) -> Iterator[None]:
    """Raises ClerkError `file.disk_full`, `file.unwritable` in place of OSError."""
    try:
        yield
    except OSError as error:
        raise file_error(error, folder) from error


def is_full(folder: Path) -> bool:
    try:
        return shutil.disk_usage(folder).free < _NEARLY_NOTHING
    except OSError:
        return False
