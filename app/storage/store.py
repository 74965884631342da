"""The workstation's encrypted store: one SQLCipher file, one writing connection, a few reading ones."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection

    from app.services.ports import Clock


class Store:
    """Open from `create` or `open` until `close`; held by one process at a time."""

    @classmethod
    def create(cls, directory: Path, key: bytes, clock: Clock, *, county_id: int, workstation_id: Any = None) -> Self:
        """A new, empty store. Raises ClerkError `store.exists`, `store.in_use`, `file.disk_full`."""
        raise NotImplementedError

    @classmethod
    def open(cls, directory: Path, key: bytes, clock: Clock) -> Self:
        """Raises ClerkError `store.missing`, `store.in_use`, `store.foreign`, `store.truncated`, `store.wrong_key`,
        `store.newer`; nothing is overwritten.
        """
        raise NotImplementedError

    county_id: int
    workstation_id: Any
    clock: Clock

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A reading connection that sees one moment of the store from its first query to the end of the block."""
        raise NotImplementedError
        yield

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """The writing connection inside BEGIN IMMEDIATE: committed at the end, rolled back on an exception."""
        raise NotImplementedError
        yield

    @contextmanager
    def bulk(self) -> Iterator[Any]:
        """The raw DB-API connection in one big transaction for loading many rows with `executemany`.

        A power cut inside loses the load, not the store; at the end the planner's statistics are made and
        everything lies in the main file.
        """
        raise NotImplementedError
        yield

    def checkpoint(self) -> None:
        """Carries the write-ahead log into the main file; call it where nobody waits."""
        raise NotImplementedError

    def close(self) -> None:
        raise NotImplementedError
