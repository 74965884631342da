"""The store's unit of work: what a service opens, does one thing in, and leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from app.storage import commands, undo

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from types import TracebackType
    from uuid import UUID

    from sqlalchemy import Connection

    from app.services.command import Act, RecordedCommand
    from app.services.ports import Signer
    from app.storage.store import Store


class StoreUnitOfWork:
    """A UnitOfWork on the store's writing connection; `rows` is that connection."""

    rows: Connection

    def __init__(self, store: Store) -> None:
        self._store = store
        self._transaction: AbstractContextManager[Connection] = store.write()

    def __enter__(self) -> Self:
        self.rows = self._transaction.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._transaction.__exit__(kind, error, trace)

    def record(self, act: Act, signer: Signer, second: Signer | None = None) -> RecordedCommand:
        return commands.record(self.rows, act, signer, second, self._store.clock.now())

    def withdraw(self, key: UUID, signer: Signer) -> None:
        undo.withdraw(self.rows, key, signer, self._store.clock.now())


class UnitsOfWork:
    """A UnitOfWorkFactory."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def __call__(self) -> StoreUnitOfWork:
        return StoreUnitOfWork(self._store)
