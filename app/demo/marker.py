"""The file that says: this folder holds a demo, made of these numbers. Nothing without it is ever touched."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from app.domain.errors import ClerkError
from app.storage.atomic_file import read_json, write_json
from app.storage.process_lock import ProcessLock

if TYPE_CHECKING:
    from pathlib import Path

    from app.paths import Paths

FILE = "demo.json"
FORM = 1


@dataclass(frozen=True, slots=True)
class Marker:
    candidates: int
    seed: int
    county_code: str
    made_at: str
    complete: bool
    form: int = FORM

    @property
    def now(self) -> datetime:
        return datetime.fromisoformat(self.made_at)

    def is_of(self, candidates: int, seed: int, county_code: str) -> bool:
        wanted = (candidates, seed, county_code, FORM)
        return self.complete and (self.candidates, self.seed, self.county_code, self.form) == wanted


def read_marker(folder: Path) -> Marker | None:
    content = read_json(folder / FILE)
    try:
        return None if content is None else Marker(**content)
    except TypeError:
        return None


def write_marker(folder: Path, marker: Marker) -> None:
    write_json(folder / FILE, asdict(marker))


def clear_demo(paths: Paths) -> None:
    """Removes an earlier demo.

    Raises ClerkError `demo.not_a_demo` where a store lies that is none, `store.in_use` while somebody works with it.
    """
    kept = [paths.store, paths.blobs, paths.keys]
    if read_marker(paths.data) is None:
        if any(path.exists() for path in kept):
            raise ClerkError("demo.not_a_demo", folder=str(paths.data))
        return
    lock = ProcessLock(paths.lock)
    try:
        for path in kept:
            for name in (path.name, f"{path.name}-wal", f"{path.name}-shm", f"{path.name}.new"):
                path.with_name(name).unlink(missing_ok=True)
    finally:
        lock.release()
