"""A small JSON file as a SmallRecord."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.storage.atomic_file import read_json, write_json

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


class JsonRecord:
    def __init__(self, path: Path) -> None:
        self._path = path

    def load(self) -> dict[str, Any]:
        content = read_json(self._path)
        return {} if content is None else content

    def save(self, content: Mapping[str, Any]) -> None:
        write_json(self._path, content)
