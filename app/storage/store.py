"""The workstation's encrypted store: one SQLCipher file, one writing connection, a few reading ones."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Self

from sqlalchemy import Engine, QueuePool, StaticPool, create_engine, event, insert, select, update

from app.domain.errors import ClerkError
from app.files import files_told
from app.paths import Paths
from app.storage import cipher, schema_version
from app.storage.bulk_load import bulk_load
from app.storage.chain import FIRST_HASH
from app.storage.failures import told_to_the_clerk
from app.storage.local_tables import device
from app.storage.process_lock import ProcessLock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path
    from uuid import UUID

    from sqlalchemy import Connection

    from app.services.ports import Clock

READER_CACHE_KIB = 16_384
WRITER_CACHE_KIB = 8_192
READERS = 3
CHECKPOINT_PAGES = 8_000
"""Where `checkpoint` was never called, the log is carried over at this length (32 MB): one decision waits for it."""


class Store:
    """Open from `create` or `open` until `close`; held by one process at a time."""

    county_id: int
    workstation_id: UUID

    def __init__(self, paths: Paths, key: bytes, clock: Clock, lock: ProcessLock) -> None:
        """Through `create` or `open` only."""
        self.clock = clock
        self.key = key
        self.paths = paths
        self._lock = lock
        self._turn = threading.RLock()
        self._writing = False
        self._writer_raw = self._durable_connection(WRITER_CACHE_KIB)
        self._writer = _engine(lambda: self._writer_raw, StaticPool, "BEGIN IMMEDIATE")
        self._readers = _engine(self._reading_connection, QueuePool, "BEGIN", pool_size=READERS, max_overflow=2)
        with self.read() as connection:
            self.county_id, self.workstation_id = connection.execute(
                select(device.c.county_id, device.c.workstation_id)
            ).one()

    @classmethod
    def create(cls, directory: Path, key: bytes, clock: Clock, *, county_id: int, workstation_id: UUID) -> Self:
        """A new, empty store. Raises ClerkError `store.exists`, `store.in_use`, `file.disk_full`."""
        paths = Paths.at(directory).prepare()
        lock = ProcessLock(paths.lock)
        try:
            with files_told(paths.data), told_to_the_clerk(paths.data):
                _lay_down(paths, key, county_id, workstation_id, clock.now())
                return cls(paths, key, clock, lock)
        except BaseException:
            lock.release()
            raise

    @classmethod
    def open(cls, directory: Path, key: bytes, clock: Clock) -> Self:
        """Opens what `create` made, bringing an older one up to date after a copy.

        Raises ClerkError `store.missing`, `store.in_use`, `store.foreign`, `store.truncated`, `store.wrong_key`,
        `store.damaged`, `store.newer`; nothing is overwritten.
        """
        paths = Paths.at(directory)
        cipher.inspect(paths.store, key)
        lock = ProcessLock(paths.lock)
        try:
            with files_told(paths.data), told_to_the_clerk(paths.data):
                schema_version.bring_up_to_date(paths, key)
                return cls(paths, key, clock, lock)
        except BaseException:
            lock.release()
            raise

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A reading connection that sees one moment of the store from its first query to the end of the block."""
        with told_to_the_clerk(self.paths.data), self._readers.connect() as connection:
            yield connection

    @contextmanager
    def write(self, *, durable: bool = True) -> Iterator[Connection]:
        """The writing connection inside BEGIN IMMEDIATE: committed at the end, rolled back on an exception.

        `durable=False` does not wait for the disk: a power cut may lose it, alone or with others like it, never a part.
        For what no clerk was promised: claims, heartbeats, the log of views.
        """
        with self._my_turn(), told_to_the_clerk(self.paths.data):
            if not durable:
                self._writer_raw.execute("PRAGMA synchronous = NORMAL")
            try:
                with self._writer.begin() as connection:
                    yield connection
            finally:
                if not durable:
                    self._writer_raw.execute("PRAGMA synchronous = FULL")

    @contextmanager
    def bulk(self) -> Iterator[Any]:
        """The raw DB-API connection in one big transaction for loading many rows with `executemany`.

        A power cut inside loses the load, never the store; at the end the indexes and the planner's statistics are
        made and everything lies in the main file.
        """
        with self._my_turn(), told_to_the_clerk(self.paths.data), bulk_load(self._writer_raw, WRITER_CACHE_KIB) as raw:
            yield raw

    def checkpoint(self) -> None:
        """Carries the write-ahead log into the main file; call it where nobody waits."""
        with told_to_the_clerk(self.paths.data), self._readers.connect() as connection:
            connection.connection.execute("PRAGMA wal_checkpoint(PASSIVE)")

    def confirm_clock(self) -> None:
        """From here on the clock's present date counts as right."""
        with self.write() as connection:
            connection.execute(update(device).values(last_seen_at=self.clock.now()))

    def last_seen_at(self) -> datetime:
        """The latest moment that the store knows has been."""
        with self.read() as connection:
            seen: datetime = connection.execute(select(device.c.last_seen_at)).scalar_one()
        return seen

    def close(self) -> None:
        self._readers.dispose()
        self._writer.dispose()
        self._writer_raw.close()
        self._lock.release()

    @contextmanager
    def _my_turn(self) -> Iterator[None]:
        with self._turn:
            if self._writing:
                raise RuntimeError("a unit of work inside a unit of work")
            self._writing = True
            try:
                yield
            finally:
                self._writing = False

    def _durable_connection(self, cache_kib: int) -> Any:
        connection = cipher.connect(self.paths.store, self.key, cache_kib=cache_kib)
        cipher.set_durable(connection, CHECKPOINT_PAGES)
        return connection

    def _reading_connection(self) -> Any:
        connection = self._durable_connection(READER_CACHE_KIB)
        connection.execute("PRAGMA query_only = ON")
        return connection


def _engine(creator: Callable[[], Any], poolclass: Any, begin: str, **pool: int) -> Engine:
    import sqlcipher3.dbapi2 as sqlcipher

    engine = create_engine(
        "sqlite+pysqlite://", module=sqlcipher, creator=creator, poolclass=poolclass, hide_parameters=True, **pool
    )
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin))
    return engine


def _lay_down(paths: Paths, key: bytes, county_id: int, workstation_id: UUID, now: datetime) -> None:
    """Made under another name first, so that a store that is there is a whole one."""
    if paths.store.exists():
        raise ClerkError("store.exists")
    fresh = paths.store.with_name(paths.store.name + ".new")
    for leftover in (fresh, fresh.with_name(fresh.name + "-wal"), fresh.with_name(fresh.name + "-shm")):
        leftover.unlink(missing_ok=True)
    raw = cipher.connect(fresh, key, create=True)
    engine = _engine(lambda: raw, StaticPool, "BEGIN IMMEDIATE")
    try:
        cipher.set_durable(raw, CHECKPOINT_PAGES)
        with engine.begin() as connection:
            schema_version.create_all(connection)
            connection.execute(
                insert(device).values(
                    id=1,
                    county_id=county_id,
                    workstation_id=workstation_id,
                    counter=0,
                    head_hash=FIRST_HASH,
                    last_seen_at=now,
                )
            )
    finally:
        engine.dispose()
        raw.close()
    fresh.rename(paths.store)
