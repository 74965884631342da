"""Sealed drafts in the store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, and_, delete, select
from sqlalchemy.dialects.sqlite import insert

from app.services.ports import DraftRow
from app.storage.local_tables import drafts

if TYPE_CHECKING:
    from uuid import UUID

    from app.storage.store import Store


class StoreDrafts:
    def __init__(self, store: Store) -> None:
        self._store = store

    def save(self, clerk_id: UUID, screen: str, case_id: str, sealed: bytes) -> None:
        values: dict[str, Any] = {"sealed": sealed, "saved_at": self._store.clock.now()}
        row = insert(drafts).values(clerk_id=clerk_id, screen=screen, case_id=case_id, **values)
        with self._store.write() as connection:
            connection.execute(row.on_conflict_do_update(set_=values))

    def load(self, clerk_id: UUID, screen: str, case_id: str) -> bytes | None:
        with self._store.read() as connection:
            found: bytes | None = connection.execute(
                select(drafts.c.sealed).where(_is(clerk_id, screen, case_id))
            ).scalar_one_or_none()
        return found

    def discard(self, clerk_id: UUID, screen: str, case_id: str) -> None:
        with self._store.write() as connection:
            connection.execute(delete(drafts).where(_is(clerk_id, screen, case_id)))

    def kept(self, clerk_id: UUID) -> tuple[DraftRow, ...]:
        wanted = select(drafts.c.screen, drafts.c.case_id, drafts.c.saved_at).where(drafts.c.clerk_id == clerk_id)
        with self._store.read() as connection:
            return tuple(DraftRow(*row) for row in connection.execute(wanted.order_by(drafts.c.saved_at.desc())))


def _is(clerk_id: UUID, screen: str, case_id: str) -> ColumnElement[bool]:
    return and_(drafts.c.clerk_id == clerk_id, drafts.c.screen == screen, drafts.c.case_id == case_id)
