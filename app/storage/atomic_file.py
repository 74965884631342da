"""Small JSON files that are either the old or the new one, never a half."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

from app.storage.os_failures import file_error

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def write_json(path: Path, content: Mapping[str, Any]) -> None:
    """On the disk when it returns. Raises ClerkError `file.disk_full`, `file.unwritable`; the old file then stays."""
    text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)
    draft = path.with_name(path.name + ".new")
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        raise file_error(error, path.parent) from error


def read_json(path: Path) -> dict[str, Any] | None:
    """None where there is no such file or it holds no JSON object."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return content if isinstance(content, dict) else None


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
