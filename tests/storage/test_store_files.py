"""What happens to a store whose file is not what it should be: it is told, and nothing is overwritten."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from app.domain.errors import ClerkError
from app.schema.person import candidates
from app.storage.blobs import Blobs
from app.storage.store import Store
from tests.builders import COUNTY, a_candidate, a_store, put
from tests.fakes import SetClock

if TYPE_CHECKING:
    from pathlib import Path

KEY = bytes(range(32))
CLOCK = SetClock()


@pytest.fixture
def closed_store(tmp_path: Path) -> Path:
    """The folder of a store with three hundred people in it, closed."""
    with closing(a_store(tmp_path, CLOCK, key=KEY)) as store, store.bulk() as raw:
        raw.executemany(
            "INSERT INTO candidate (county_id, id, registration_county_id, name, id_number, sex, ethnicity, born_on)"
            " VALUES (?, ?, ?, '王秀兰', '142601199001010001', '2', '01', '1990-01-01')",
            [(COUNTY, uuid4().bytes, COUNTY) for _ in range(300)],
        )
    return tmp_path


def refusal(folder: Path, key: bytes = KEY) -> str:
    """The code that opening is refused with; asserts that the files stay as they were."""
    before = (folder / "store.db").read_bytes()
    with pytest.raises(ClerkError) as caught:
        Store.open(folder, key, CLOCK)
    assert (folder / "store.db").read_bytes() == before
    return caught.value.code


def people(store: Store) -> int:
    with store.read() as connection:
        return connection.execute(select(func.count()).select_from(candidates)).scalar_one()


def test_a_store_opens_again_with_its_key(closed_store: Path) -> None:
    with closing(Store.open(closed_store, KEY, CLOCK)) as store:
        assert people(store) == 300
        assert store.county_id == COUNTY


def test_another_key_is_refused(closed_store: Path) -> None:
    assert refusal(closed_store, os.urandom(32)) == "store.wrong_key"


@pytest.mark.parametrize("kept", [0, 10, 1000, 4096, 5000, 40960])
def test_a_cut_file_is_told_as_cut(closed_store: Path, kept: int) -> None:
    with (closed_store / "store.db").open("rb+") as file:
        file.truncate(kept)
    assert refusal(closed_store) == "store.truncated"


@pytest.mark.parametrize(
    "content", [b"SQLite format 3\x00" + bytes(8176), "姓名,准考证号\n".encode() * 50], ids=["plain database", "text"]
)
def test_a_foreign_file_is_told_as_foreign(closed_store: Path, content: bytes) -> None:
    (closed_store / "store.db").write_bytes(content)
    assert refusal(closed_store) == "store.foreign"


def test_a_damaged_first_page_is_told(closed_store: Path) -> None:
    with (closed_store / "store.db").open("rb+") as file:
        file.seek(1000)
        file.write(b"\xff" * 50)
    assert refusal(closed_store) == "store.damaged"


def test_a_damaged_page_inside_is_told(closed_store: Path) -> None:
    size = (closed_store / "store.db").stat().st_size
    with (closed_store / "store.db").open("rb+") as file:
        for page in range(size // 4096 - 20, size // 4096):
            file.seek(page * 4096 + 100)
            file.write(b"\xff" * 8)
    assert refusal(closed_store) == "store.damaged"


def test_a_missing_file_is_told_and_not_made(closed_store: Path) -> None:
    (closed_store / "store.db").unlink()
    with pytest.raises(ClerkError, match=r"store\.missing"):
        Store.open(closed_store, KEY, CLOCK)
    assert not (closed_store / "store.db").exists()


def test_an_existing_store_is_never_made_anew(closed_store: Path) -> None:
    with pytest.raises(ClerkError, match=r"store\.exists"):
        a_store(closed_store, CLOCK)
    with closing(Store.open(closed_store, KEY, CLOCK)) as store:
        assert people(store) == 300


def test_a_newer_store_is_left_alone(closed_store: Path) -> None:
    from app.storage import cipher

    raw = cipher.connect(closed_store / "store.db", KEY)
    raw.execute("PRAGMA user_version = 999")
    raw.close()
    assert refusal(closed_store) == "store.newer"


def test_a_foreign_blob_file_is_told(closed_store: Path) -> None:
    with closing(Blobs.create(closed_store / "blobs.db", os.urandom(32), CLOCK)):
        pass
    with pytest.raises(ClerkError, match=r"store\.foreign"):
        Blobs(closed_store / "blobs.db", KEY, CLOCK)


def test_opening_a_wrong_file_says_nothing_on_the_terminal(closed_store: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from app.storage.store import Store; from tests.fakes import SetClock\n"
        "try: Store.open(Path(sys.argv[1]), bytes(range(32)), SetClock())\n"
        "except Exception as error: print(error)"
    )
    with (closed_store / "store.db").open("rb+") as file:
        file.seek(1000)
        file.write(b"\xff" * 50)
    done = subprocess.run([sys.executable, "-c", script, str(closed_store)], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("store.damaged\n", "")


def test_a_second_process_is_told_and_may_try_again_later(closed_store: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from app.storage.store import Store; from tests.fakes import SetClock\n"
        "try: Store.open(Path(sys.argv[1]), bytes(range(32)), SetClock()).close(); print('open')\n"
        "except Exception as error: print(error)"
    )
    command = [sys.executable, "-c", script, str(closed_store)]
    with closing(Store.open(closed_store, KEY, CLOCK)):
        assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "store.in_use\n"
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "open\n"


def test_names_stand_nowhere_in_clear(tmp_path: Path) -> None:
    with (
        closing(a_store(tmp_path, CLOCK, key=KEY)) as store,
        closing(Blobs.create(tmp_path / "blobs.db", KEY, CLOCK)) as blobs,
    ):
        a_candidate(store, name="欧阳琳琅", phone="13912345678")
        blobs.put("欧阳琳琅".encode() * 500, "scan")
        put_aside = [path for path in tmp_path.rglob("*") if path.is_file()]
        assert {"store.db", "store.db-wal", "blobs.db", "blobs.db-wal"} <= {path.name for path in put_aside}
        for path in put_aside:
            content = path.read_bytes()
            for secret in ("欧阳琳琅".encode(), "欧阳琳琅".encode("utf-16-le"), b"13912345678", b"CREATE TABLE", KEY):
                assert secret not in content, path.name


def test_half_a_store_is_not_a_store(tmp_path: Path) -> None:
    (tmp_path / "store.db.new").write_bytes(b"left over from a power cut")
    with closing(a_store(tmp_path, CLOCK)) as store:
        assert people(store) == 0
    assert not (tmp_path / "store.db.new").exists()


def test_reading_sees_one_moment(store: Store) -> None:
    a_candidate(store)
    with store.read() as connection:
        assert connection.execute(select(func.count()).select_from(candidates)).scalar_one() == 1
        a_candidate(store)
        assert connection.execute(select(func.count()).select_from(candidates)).scalar_one() == 1
    assert people(store) == 2


def test_a_reading_connection_cannot_write(store: Store) -> None:
    with pytest.raises(ClerkError, match=r"file\.unwritable"), store.read() as connection:
        connection.exec_driver_sql("DELETE FROM candidate")


def test_an_exception_keeps_nothing(store: Store) -> None:
    def fails() -> None:
        with store.write() as connection:
            connection.exec_driver_sql("INSERT INTO store_meta VALUES ('a', '1')")
            raise KeyError

    with pytest.raises(KeyError):
        fails()
    with store.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM store_meta").scalar_one() == 0


def test_one_unit_of_work_at_a_time(store: Store) -> None:
    with store.write(), pytest.raises(RuntimeError):
        put(store, candidates)


def test_a_bulk_load_is_there_with_its_indexes_and_durable_again(store: Store) -> None:
    with store.read() as connection:
        before = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'index' ORDER BY 1").all()
    with store.bulk() as raw:
        raw.executemany(
            "INSERT INTO county (id, code, name, city_name) VALUES (?, ?, ?, ?)",
            ((number, f"{number:06d}", "安泽县", "临汾市") for number in range(5000)),
        )
    with store.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM county").scalar_one() == 5000
        after = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'index' ORDER BY 1").all()
    assert after == before
    with store.write() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar_one() == 2
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"


def test_what_nobody_was_promised_does_not_wait_for_the_disk(store: Store) -> None:
    with store.write(durable=False) as connection:
        connection.exec_driver_sql("INSERT INTO store_meta VALUES ('a', '1')")
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar_one() == 1
    with store.write() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar_one() == 2
        assert connection.exec_driver_sql("SELECT count(*) FROM store_meta").scalar_one() == 1


def test_a_checkpoint_carries_the_log_over(store: Store) -> None:
    for _ in range(20):
        a_candidate(store)
    log, file = (store.paths.data / name for name in ("store.db-wal", "store.db"))
    before = file.stat().st_mtime_ns
    store.checkpoint()
    assert file.stat().st_mtime_ns > before
    written = log.stat().st_size
    a_candidate(store)
    assert log.stat().st_size == written, "the log starts over after a checkpoint"


def test_a_failed_bulk_load_leaves_the_store_as_it_was(store: Store) -> None:
    def fails() -> None:
        with store.bulk() as raw:
            raw.execute("INSERT INTO county (id, code, name, city_name) VALUES (1, '1', 'a', 'b')")
            raise KeyError

    with pytest.raises(KeyError):
        fails()
    with store.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM county").scalar_one() == 0
        assert connection.exec_driver_sql("SELECT count(*) FROM sqlite_master WHERE type = 'index'").scalar_one() > 5


def test_the_file_is_the_owners_alone(closed_store: Path) -> None:
    with closing(Store.open(closed_store, KEY, CLOCK)):
        for path in closed_store.glob("store.*"):
            assert path.stat().st_mode & 0o077 == 0, path.name
