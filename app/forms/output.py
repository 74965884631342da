"""A file that is there whole or not at all."""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path

from app.domain.errors import ClerkError
from app.forms import errors

NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def write_file(path: Path, data: bytes) -> None:
    """Writes beside ``path`` and renames, so that an older file stays until the new one is complete.

    Raises: ClerkError ``file.disk_full`` or ``file.not_writable``.
    """
    temporary: Path | None = None
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
        temporary = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as problem:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
        code = errors.DISK_FULL if problem.errno in NO_ROOM else errors.NOT_WRITABLE
        raise ClerkError(code, file=path.name) from problem
