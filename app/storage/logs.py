"""What is only ever added to: who looked at whom, and who signed off when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, insert, select

from app.storage.local_tables import sign_offs, view_log

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from app.storage.store import Store


class StoreViewLog:
    def __init__(self, store: Store) -> None:
        self._store = store

    def note(self, clerk_id: UUID, candidate_id: UUID, screen: str) -> None:
        with self._store.write(durable=False) as connection:
            connection.execute(
                insert(view_log).values(
                    clerk_id=clerk_id, candidate_id=candidate_id, screen=screen, at=self._store.clock.now()
                )
            )


class StoreSignOffs:
    def __init__(self, store: Store) -> None:
        self._store = store

    def note(self, clerk_id: UUID, at: datetime) -> None:
        with self._store.write() as connection:
            connection.execute(insert(sign_offs).values(clerk_id=clerk_id, at=at))

    def last(self, clerk_id: UUID) -> datetime | None:
        with self._store.read() as connection:
            found: datetime | None = connection.execute(
                select(func.max(sign_offs.c.at)).where(sign_offs.c.clerk_id == clerk_id)
            ).scalar_one()
        return found
