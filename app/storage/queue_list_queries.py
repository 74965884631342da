"""The people behind the counts of Home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, select

from app.schema import person
from app.services.queue_list import WaitingPerson
from app.storage.home_queries import waiting_in

if TYPE_CHECKING:
    from app.services.home_views import Queue
    from app.storage.store import Store

_CANDIDATES, _NUMBERS = person.candidates, person.candidate_numbers


class QueueListRows:
    def __init__(self, store: Store) -> None:
        self._store = store

    def waiting(self, queue: Queue, round_id: str | None, limit: int) -> tuple[WaitingPerson, ...]:
        """Oldest first; a person who waits with two things stands there twice."""
        waits = waiting_in(self._store.county_id, round_id)[queue]
        table = waits.since.table
        rows = waits.rows
        if table is not _CANDIDATES:
            rows = rows.join(
                _CANDIDATES,
                and_(_CANDIDATES.c.county_id == table.c.county_id, _CANDIDATES.c.id == table.c.candidate_id),
            )
        numbers = and_(
            _NUMBERS.c.county_id == _CANDIDATES.c.county_id,
            _NUMBERS.c.candidate_id == _CANDIDATES.c.id,
            _NUMBERS.c.position == 0,
        )
        columns = (_CANDIDATES.c.id, _CANDIDATES.c.name, _CANDIDATES.c.id_number, _NUMBERS.c.candidate_no)
        wanted = (
            select(*columns, _CANDIDATES.c.phone, waits.since)
            .select_from(rows.outerjoin(_NUMBERS, numbers))
            .where(*waits.where)
            .order_by(waits.since, _CANDIDATES.c.id)
            .limit(limit)
        )
        with self._store.read() as connection:
            found = connection.execute(wanted).all()
        return tuple(WaitingPerson(row[0], row[1], row[2], row[3] or "", row[4] or "", row[5]) for row in found)
