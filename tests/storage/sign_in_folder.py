"""A data folder as it lies there before anybody signs in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.workflow import Role
from app.paths import Paths
from app.services.session import SessionService
from app.storage.key_slots import KeySlots
from app.storage.small_record import JsonRecord
from app.storage.store_door import StoreDoor
from tests.builders import PASSWORD, Clerk, a_clerk, a_store

if TYPE_CHECKING:
    from pathlib import Path

    from tests.fakes import SetClock

OTHER_PASSWORD = "fushan-3K-window"


@dataclass
class Workstation:
    """A data folder as it lies there before anybody signs in; `start` is the program being started."""

    folder: Path
    clock: SetClock
    intake: Clerk
    reviewer: Clerk
    door: StoreDoor | None = None

    def start(self) -> SessionService:
        self.stop()
        slots = KeySlots(self.folder / "keys.json")
        self.door = StoreDoor(Paths.at(self.folder), slots, self.clock, lambda _store: None)
        return SessionService(slots, JsonRecord(self.folder / "sign-in.json"), self.door, self.clock)

    def stop(self) -> None:
        if self.door is not None:
            self.door.close()


def a_workstation(folder: Path, clock: SetClock) -> Workstation:
    """With an intake clerk and a second reviewer, each with her slot."""
    store = a_store(folder, clock)
    people = (
        a_clerk(store, name="李敏", password=PASSWORD),
        a_clerk(store, name="赵强", roles=(Role.SECOND_REVIEW,), password=OTHER_PASSWORD),
    )
    KeySlots.create(folder / "keys.json", store.key, [clerk.row for clerk in people])
    store.close()
    return Workstation(folder, clock, *people)
