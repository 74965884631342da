"""Rounds with their seven times, out of the province's table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from app.domain.rounds import Round
from app.schema import catalogue

if TYPE_CHECKING:
    from sqlalchemy import RowMapping

    from app.storage.store import Store


class RoundRows:
    """Times are reckoned anew at every reading: the province may move one in the middle of a round."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def round(self, round_id: str) -> Round | None:
        wanted = select(catalogue.rounds).where(catalogue.rounds.c.id == round_id)
        with self._store.read() as connection:
            row = connection.execute(wanted).mappings().one_or_none()
        return None if row is None else _round(row)

    def rounds(self) -> tuple[Round, ...]:
        with self._store.read() as connection:
            rows = connection.execute(select(catalogue.rounds).order_by(catalogue.rounds.c.id)).mappings().all()
        return tuple(_round(row) for row in rows)


def _round(row: RowMapping) -> Round:
    return Round.from_documents(row["id"], row["times"], row["non_working_days"])
