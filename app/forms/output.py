"""A printed form on its way to the place that the clerk chose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.files import files_told, write_whole

if TYPE_CHECKING:
    from pathlib import Path


def write_file(path: Path, data: bytes) -> None:
    """Raises: ClerkError ``file.disk_full`` or ``file.unwritable``; an older file then stays."""
    with files_told(path.parent, file=path.name):
        write_whole(path, data)
