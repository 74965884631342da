"""Half-typed forms, kept under the clerk's own key and given back after she signs in again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Protocol

from app.domain.errors import ClerkError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from app.services.clerk_keys import ClerkKeys
    from app.services.ports import DraftRow, DraftStore, Signer

MOST_BYTES = 1 << 20


class Sitting(Protocol):
    """The part of the session that drafts need."""

    @property
    def signer(self) -> Signer:
        """Raises ClerkError `session.locked`."""

    @property
    def keys(self) -> ClerkKeys:
        """Raises ClerkError `session.locked`."""


class DraftService:
    """One draft for each clerk, screen and case; `case_id` is whatever the screen calls what it is about."""

    def __init__(self, store: DraftStore, sitting: Sitting) -> None:
        self._store = store
        self._sitting = sitting

    def save(self, screen: str, case_id: str, content: Mapping[str, Any]) -> None:
        """Durable when it returns. Raises ClerkError `session.locked`, `draft.too_large`."""
        clerk_id = self._sitting.signer.clerk_id
        text = json.dumps(content, ensure_ascii=False).encode()
        if len(text) > MOST_BYTES:
            raise ClerkError("draft.too_large")
        sealed = self._sitting.keys.encrypt(text, _about(clerk_id, screen, case_id))
        self._store.save(clerk_id, screen, case_id, sealed)

    def restore(self, screen: str, case_id: str) -> dict[str, Any] | None:
        """None where the clerk left nothing, or where her keys were replaced since."""
        clerk_id = self._sitting.signer.clerk_id
        sealed = self._store.load(clerk_id, screen, case_id)
        if sealed is None:
            return None
        text = self._sitting.keys.decrypt(sealed, _about(clerk_id, screen, case_id))
        if text is None:
            return None
        content: dict[str, Any] = json.loads(text)
        return content

    def discard(self, screen: str, case_id: str) -> None:
        self._store.discard(self._sitting.signer.clerk_id, screen, case_id)

    def mine(self) -> tuple[DraftRow, ...]:
        """Newest first."""
        return self._store.kept(self._sitting.signer.clerk_id)


def _about(clerk_id: UUID, screen: str, case_id: str) -> bytes:
    return json.dumps([str(clerk_id), screen, case_id]).encode()
