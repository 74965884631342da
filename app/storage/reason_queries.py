"""The library of reasons as the province has published it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import insert, select

from app.schema import catalogue
from app.services.reasons import Reason, ReasonLibrary

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from app.storage.store import Store


class ReasonRows:
    def __init__(self, store: Store) -> None:
        self._store = store

    def reason_library(self) -> ReasonLibrary:
        with self._store.read() as connection:
            return read_library(connection)


def read_library(connection: Connection) -> ReasonLibrary:
    return ReasonLibrary(Reason(**row) for row in connection.execute(select(catalogue.reasons)).mappings())


def add_missing(connection: Connection, library: ReasonLibrary) -> int:
    """Adds every version that is not there yet and returns how many; what is there is never changed."""
    known = {(reason.id, reason.version) for reason in read_library(connection).all_versions}
    fresh = [reason for reason in library.all_versions if (reason.id, reason.version) not in known]
    for reason in fresh:
        connection.execute(insert(catalogue.reasons).values({name: getattr(reason, name) for name in _COLUMNS}))
    return len(fresh)


_COLUMNS = tuple(column.name for column in catalogue.reasons.columns)
