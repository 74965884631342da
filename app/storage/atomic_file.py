"""Small JSON files that are either the old or the new one, never a half."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from app.files import files_told, write_whole

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MOST_BYTES = 4 << 20


def write_json(path: Path, content: Mapping[str, Any]) -> None:
    """On the disk when it returns. Raises ClerkError `file.disk_full`, `file.unwritable`; the old file then stays."""
    text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)
    with files_told(path.parent):
        write_whole(path, text.encode())


def read_json(path: Path) -> dict[str, Any] | None:
    """None where there is no such file, or it holds no JSON object, or more than we ever write."""
    try:
        with path.open("rb") as file:
            text = file.read(MOST_BYTES + 1)
        content = json.loads(text) if len(text) <= MOST_BYTES else None
    except (OSError, ValueError, RecursionError):
        return None
    return content if isinstance(content, dict) else None
