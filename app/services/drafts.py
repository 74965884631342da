"""Half-typed forms, kept under the clerk's own key and given back after she signs in again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

SAVE_WITHIN_SECONDS = 2


class DraftService:
    def save(self, screen: str, case_id: str, content: Mapping[str, Any]) -> None:
        raise NotImplementedError

    def restore(self, screen: str, case_id: str) -> dict[str, Any] | None:
        raise NotImplementedError

    def discard(self, screen: str, case_id: str) -> None:
        raise NotImplementedError
