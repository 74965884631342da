"""Opening the store when the first clerk signs in; light to import, because the sign-in screen waits for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.errors import ClerkError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from uuid import UUID

    from app.paths import Paths
    from app.services.ports import Clock
    from app.services.session_ports import ClerkRow
    from app.storage.key_slots import KeySlots
    from app.storage.store import Store


class StoreDoor:
    """`opened` is told the store once it is open, to build on it what needs one."""

    def __init__(self, paths: Paths, slots: KeySlots, clock: Clock, opened: Callable[[Store], None]) -> None:
        self._paths = paths
        self._slots = slots
        self._clock = clock
        self._opened = opened
        self._store: Store | None = None

    @property
    def is_open(self) -> bool:
        return self._store is not None

    @property
    def store(self) -> Store:
        if self._store is None:
            raise ClerkError("session.locked")
        return self._store

    def prepare(self) -> None:
        from app.storage import clerk_rows, search_index, store

        _loaded = (clerk_rows, search_index, store)

    def open(self, key: bytes) -> None:
        """Raises ClerkError as Store.open; `store.foreign` for a file under another key than the slots hold."""
        from app.storage import search_index
        from app.storage.clerk_rows import all_clerks
        from app.storage.store import Store

        if not self._slots.are_of(key):
            raise ClerkError("keys.damaged")
        try:
            store = Store.open(self._paths.data, key, self._clock)
        except ClerkError as error:
            if error.code == "store.wrong_key":
                raise ClerkError("store.foreign") from error
            raise
        self._store = store
        with store.read() as connection:
            clerks = all_clerks(connection, store.county_id)
        self._slots.follow(clerks, key)
        search_index.ensure(store)
        self._opened(store)

    def open_from_keyring(self) -> bool:
        """Before anybody signs in, where the office keeps a slot in the system's keyring and that answers in time."""
        from app.storage.keyring_slot import fetch_key

        key = fetch_key(self._slots.store_fingerprint())
        if key is None or not self._slots.are_of(key):
            return False
        self.open(key)
        return True

    def clerk(self, clerk_id: UUID) -> ClerkRow | None:
        from app.storage.clerk_rows import all_clerks

        with self.store.read() as connection:
            found = all_clerks(connection, self.store.county_id, clerk_id)
        return next(iter(found), None)

    def last_seen_at(self) -> datetime:
        return self.store.last_seen_at()

    def confirm_clock(self) -> None:
        self.store.confirm_clock()

    def sign_off(self, clerk_id: UUID, at: datetime) -> None:
        """Remembers when, and frees the cases that she has claimed here and not parked."""
        from app.storage.claim_rows import StoreClaims
        from app.storage.logs import StoreSignOffs

        StoreClaims(self.store).release_all(clerk_id)
        StoreSignOffs(self.store).note(clerk_id, at)

    def close(self) -> None:
        if self._store is not None:
            self._store.close()
            self._store = None
