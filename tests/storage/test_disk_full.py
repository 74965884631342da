"""A full disk: the decision is refused, everything confirmed before is kept, and work goes on once there is room.

On a real file system of two megabytes where this may be mounted, and always with a real SQLITE_FULL.
"""

from __future__ import annotations

import subprocess
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from app.domain.errors import ClerkError
from app.schema.command_log import commands
from app.storage.atomic_file import read_json, write_json
from app.storage.blobs import Blobs
from app.storage.chain import verify_chain
from app.storage.store import Store
from tests.builders import a_clerk, a_store, an_application
from tests.storage.decisions import a_pass, application, record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.fakes import SetClock

MEGABYTE = 1 << 20


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("only root may mount a small file system")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def fill(folder: Path) -> Path:
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file:
        while True:
            try:
                if not file.write(bytes(4096)):
                    return filler
            except OSError:
                return filler


def counted(store: Store) -> int:
    with store.read() as connection:
        return connection.execute(select(func.count()).select_from(commands)).scalar_one()


def decide_until_refused(store: Store, cases: list, signer) -> tuple[int, str]:
    """How many were confirmed, and the code that the next was refused with."""
    for done, case in enumerate(cases):
        try:
            record(store, a_pass(store, case, payload=bytes([done]) * 60_000), signer)
        except ClerkError as error:
            assert application(store, case).review_state == "awaiting_county"
            return done, error.code
    raise AssertionError("the disk never filled")


def test_a_full_disk_keeps_what_was_confirmed(small_disk: Path, clock: SetClock) -> None:
    with closing(a_store(small_disk, clock)) as store:
        clerk, cases = a_clerk(store), [an_application(store) for _ in range(10)]
        record(store, a_pass(store, cases[0]), clerk.signer)
        filler = fill(small_disk)
        done, code = decide_until_refused(store, cases[1:], clerk.signer)
        assert code == "file.disk_full"
        assert counted(store) == done + 1
        filler.unlink()
        record(store, a_pass(store, cases[-1]), clerk.signer)
    with closing(Store.open(small_disk, store.key, clock)) as again, again.read() as connection:
        assert verify_chain(connection, {clerk.id: clerk.signer}).holds
        assert counted(again) == done + 2


def test_a_full_disk_closes_and_opens(small_disk: Path, clock: SetClock) -> None:
    with closing(a_store(small_disk, clock)) as store:
        clerk, case = a_clerk(store), an_application(store)
        record(store, a_pass(store, case), clerk.signer)
        filler = fill(small_disk)
    filler.unlink()
    with closing(Store.open(small_disk, store.key, clock)) as again:
        assert application(again, case).review_state == "county_approved"


def test_no_store_is_made_on_a_full_disk(small_disk: Path, clock: SetClock) -> None:
    filler = fill(small_disk)
    with pytest.raises(ClerkError, match=r"file\.disk_full"):
        a_store(small_disk, clock)
    filler.unlink()
    assert not (small_disk / "store.db").exists()
    a_store(small_disk, clock).close()


def test_a_blob_that_finds_no_room_is_told_before_any_command(small_disk: Path, clock: SetClock) -> None:
    with closing(Blobs.create(small_disk / "blobs.db", bytes(32), clock)) as blobs:
        kept = blobs.put(b"portrait" * 1000, "photo")
        with pytest.raises(ClerkError, match=r"file\.disk_full"):
            blobs.put(bytes(4 * MEGABYTE), "scan")
        assert blobs.get(kept) == b"portrait" * 1000
        assert blobs.total_bytes() == 8000


def test_a_small_file_stays_the_old_one(small_disk: Path) -> None:
    path = small_disk / "sign-in.json"
    write_json(path, {"old": 1})
    fill(small_disk)
    with pytest.raises(ClerkError, match=r"file\.disk_full"):
        write_json(path, {"new": "x" * 100_000})
    assert read_json(path) == {"old": 1}


def test_a_full_store_file_is_told_everywhere(store: Store) -> None:
    clerk, cases = a_clerk(store), [an_application(store) for _ in range(20)]
    with store.write() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 60}")
    done, code = decide_until_refused(store, cases, clerk.signer)
    assert (done > 0, code) == (True, "file.disk_full")
    assert counted(store) == done
    with store.write() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    record(store, a_pass(store, cases[done]), clerk.signer)
