"""Who sits at the workstation: signing in, the second signature, locking and signing out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.errors import ClerkError
from app.domain.workflow import Role
from app.services.clerk_keys import unlock, warm_up
from app.services.clock_check import clock_doubt
from app.services.sign_in_tries import SignInTries

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from app.services.clerk_keys import ClerkKeys
    from app.services.clock_check import ClockDoubt
    from app.services.ports import Clock, Signer
    from app.services.session_ports import ClerkRow, KeySlot, SlotFile, SmallRecord, StoreDoor


@dataclass(frozen=True, slots=True)
class ClerkCard:
    """A clerk as the sign-in screen shows her, readable before anything is unlocked."""

    id: UUID
    name: str
    roles: tuple[str, ...]
    last_signed_in_at: datetime | None


@dataclass(frozen=True, slots=True)
class SignedIn:
    signer: Signer
    clerk: ClerkCard
    roles: frozenset[Role]
    clock_doubt: ClockDoubt | None = None


class ClerkSigner:
    """A Signer on a clerk's open keys. `signatures`: how many it may still give; None: as many as she likes."""

    def __init__(self, row: ClerkRow, keys: ClerkKeys, signatures: int | None = None) -> None:
        self.clerk_id = row.id
        self.name = row.name
        self.roles = frozenset(Role(role) for role in row.roles if role in set(Role))
        self.key_version = keys.key_version
        self.keys = keys
        self._signatures = signatures

    def sign(self, text: bytes) -> str:
        signature = self.keys.sign(text)
        if self._signatures is not None:
            self._signatures -= 1
            if self._signatures == 0:
                self.close()
        return signature

    def close(self) -> None:
        self.keys.close()


class SessionService:
    def __init__(self, slots: SlotFile, tries: SmallRecord, door: StoreDoor, clock: Clock) -> None:
        self._slots = slots
        self._tries = SignInTries(tries, clock)
        self._door = door
        self._clock = clock
        self._signer: ClerkSigner | None = None
        self._signed_in: SignedIn | None = None
        self._second: ClerkSigner | None = None
        self._at_work: UUID | None = None
        self._away_since: datetime | None = None

    def clerks(self) -> tuple[ClerkCard, ...]:
        """Those who can sign in here, the last one to do so first. Raises ClerkError `keys.missing`, `keys.damaged`."""
        seen = self._tries.last_signed_in_at()
        cards = [ClerkCard(each.clerk_id, each.name, each.roles, seen.get(str(each.clerk_id))) for each in self._all()]
        return tuple(sorted(cards, key=lambda card: (_age(card), card.name)))

    def prepare(self) -> None:
        """Loads what signing in needs, while the clerk still types: call it from a prefetch after the first paint."""
        warm_up()
        self._door.prepare()

    def wait_seconds(self, clerk_id: UUID) -> int:
        """How long she still has to wait before the next try; 0 where she need not."""
        return self._tries.wait_seconds(clerk_id)

    @property
    def signed_in(self) -> SignedIn | None:
        return self._signed_in

    @property
    def signer(self) -> Signer:
        """Of the clerk who is signed in. Raises ClerkError `session.locked`."""
        if self._signer is None:
            raise ClerkError("session.locked")
        return self._signer

    @property
    def keys(self) -> ClerkKeys:
        """Of the clerk who is signed in. Raises ClerkError `session.locked`."""
        if self._signer is None:
            raise ClerkError("session.locked")
        return self._signer.keys

    def sign_in(self, clerk_id: UUID, password: str) -> SignedIn:
        """Opens her keys and, the first time, the store.

        Raises ClerkError `session.wrong_password` (tries_left, seconds), `session.wait` (seconds),
        `session.unknown_clerk`, `session.inactive`, `session.keys_replaced`, and what opening the store raises.
        """
        slot, keys = self._unlocked(clerk_id, password)
        if not self._door.is_open:
            self._door.open(keys.unseal(slot.sealed, self._slots.purpose(clerk_id)))
        signer = ClerkSigner(self._row(clerk_id, keys), keys)
        self._drop_keys()
        if self._at_work != clerk_id:
            self._end_work(tolerant=True)
        self._at_work, self._away_since = clerk_id, None
        doubt = clock_doubt(self._clock.now(), self._door.last_seen_at())
        card = ClerkCard(signer.clerk_id, signer.name, tuple(signer.roles), self._clock.now())
        self._signer, self._signed_in = signer, SignedIn(signer, card, signer.roles, doubt)
        return self._signed_in

    def sign_second(self, clerk_id: UUID, password: str) -> Signer:
        """A colleague's signature under one command; the session stays the first clerk's.

        Raises as `sign_in`, and ClerkError `session.same_clerk`, `session.locked`.
        """
        if self.signer.clerk_id == clerk_id:
            raise ClerkError("session.same_clerk")
        _slot, keys = self._unlocked(clerk_id, password)
        self._drop_second()
        self._second = ClerkSigner(self._row(clerk_id, keys), keys, signatures=1)
        return self._second

    def lock(self) -> None:
        """Drops the clerk's keys; the store stays open and her work here goes on when she signs in again."""
        if self._signer is not None:
            self._away_since = self._clock.now()
        self._drop_keys()

    def sign_out(self) -> None:
        """Ends the work of who is signed in or has locked; 晨间交接 begins from when she was last here.

        Her cases are free for colleagues, but for those she has parked.
        """
        self._end_work()
        self._drop_keys()

    def confirm_clock(self) -> None:
        """The clerk says that the date shown is right. Raises ClerkError `session.locked`."""
        if self._signer is None:
            raise ClerkError("session.locked")
        self._door.confirm_clock()

    def change_password(self, password: str, new_password: str) -> None:
        """The signed-in clerk's. Raises as `sign_in`, and ClerkError `password.*` for the new one."""
        clerk_id = self.signer.clerk_id
        _slot, keys = self._unlocked(clerk_id, password)
        try:
            self._slots.change_credentials(clerk_id, keys.wrap(new_password))
        finally:
            keys.close()

    def _drop_keys(self) -> None:
        self._drop_second()
        if self._signer is not None:
            self._signer.close()
        self._signer = self._signed_in = None

    def _end_work(self, *, tolerant: bool = False) -> None:
        """`tolerant`: a disk that is full does not keep a colleague out; leases end by themselves."""
        if self._at_work is None:
            return
        clerk_id, at = self._at_work, self._away_since
        self._at_work = self._away_since = None
        try:
            self._door.sign_off(clerk_id, self._clock.now() if at is None else at)
        except ClerkError:
            if not tolerant:
                raise

    def _all(self) -> tuple[KeySlot, ...]:
        return self._slots.slots()

    def _unlocked(self, clerk_id: UUID, password: str) -> tuple[KeySlot, ClerkKeys]:
        slot = next((each for each in self._all() if each.clerk_id == clerk_id), None)
        if slot is None:
            raise ClerkError("session.unknown_clerk")
        self._tries.begin(clerk_id)
        try:
            keys = unlock(slot.credentials, password)
        except ClerkError as error:
            if error.code == "session.wrong_password":
                raise self._tries.failed(clerk_id) from None
            raise
        self._tries.succeeded(clerk_id)
        return slot, keys

    def _row(self, clerk_id: UUID, keys: ClerkKeys) -> ClerkRow:
        """The store's word on her: the file of the slots could have been edited, the store could not."""
        row = self._door.clerk(clerk_id)
        if row is None or not row.active:
            keys.close()
            raise ClerkError("session.inactive")
        if not keys.are_of(row.credentials):
            keys.close()
            raise ClerkError("session.keys_replaced")
        return row

    def _drop_second(self) -> None:
        if self._second is not None:
            self._second.close()
        self._second = None


def _age(card: ClerkCard) -> float:
    return -card.last_signed_in_at.timestamp() if card.last_signed_in_at is not None else 0.0
