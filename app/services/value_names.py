"""Chinese names of coded values as papers and comparisons write them: national tables and the office's own words."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.domain.errors import ClerkError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

ERROR_CODES = frozenset({"value_names.unreadable"})


@dataclass(frozen=True, slots=True)
class ValueNames:
    """An unknown code is its own name: better a strange word on the screen than a lost one."""

    tables: Mapping[str, Mapping[str, str]]

    @classmethod
    def load(cls, folder: Path) -> ValueNames:
        """`folder` is resources/codes. Raises ClerkError("value_names.unreadable")."""
        try:
            words = _json(folder / "value_names.json")
            national = _json(folder / "gb_codes.json")
            ethnicity = national["民族_GB/T3304"]["codes"]
            political_status = national["政治面貌_GB/T4762"]["short"]
        except (OSError, ValueError, KeyError) as error:
            raise ClerkError("value_names.unreadable") from error
        return cls({**words, "ethnicity": ethnicity, "political_status": political_status})

    def name(self, table: str, code: str | None) -> str:
        return "" if code is None else self.tables[table].get(code, code)


def _json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))
