"""Reading inside a unit of work that is under way, or beside the writer."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from app.services.ports import UnitOfWork
    from app.storage.store import Store


@contextmanager
def reading(store: Store, inside: UnitOfWork | None) -> Iterator[Connection]:
    if inside is not None:
        yield inside.rows
        return
    with store.read() as connection:
        yield connection
