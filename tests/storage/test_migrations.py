"""A store made anew and a store brought up from nothing are the same store."""

from __future__ import annotations

import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from app.domain.errors import ClerkError
from app.paths import Paths
from app.storage import cipher, schema_version
from app.storage.store import Store
from tests.builders import a_store
from tests.storage.schema_text import schema_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.fakes import SetClock

KEY = bytes(range(32))


@pytest.fixture
def empty(tmp_path: Path) -> Paths:
    """A store of version 0: a file under the key with nothing in it but a row of somebody's."""
    paths = Paths.at(tmp_path / "old").prepare()
    raw = cipher.connect(paths.store, KEY, create=True)
    cipher.set_durable(raw, 1000)
    raw.execute("CREATE TABLE before (row)")
    raw.execute("INSERT INTO before VALUES ('kept')")
    raw.close()
    return paths


def test_migrating_from_nothing_gives_what_create_gives(empty: Paths, store: Store) -> None:
    schema_version.bring_up_to_date(empty, KEY)
    raw = cipher.connect(empty.store, KEY)
    raw.execute("DROP TABLE before")
    migrated = [
        sql
        for (sql,) in raw.execute(
            "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND tbl_name != 'alembic_version'"
            " ORDER BY CASE type WHEN 'table' THEN 0 WHEN 'index' THEN 1 ELSE 2 END, name"
        )
    ]
    assert raw.execute("PRAGMA user_version").fetchone() == (schema_version.LATEST,)
    stamp = raw.execute("SELECT version_num FROM alembic_version").fetchall()
    raw.close()
    with store.read() as connection:
        assert migrated == schema_of(connection), "run: python -m tests.storage.freeze_schema"
        assert stamp == connection.exec_driver_sql("SELECT version_num FROM alembic_version").all()


def test_a_copy_is_kept_before(empty: Paths) -> None:
    schema_version.bring_up_to_date(empty, KEY)
    kept = empty.data / "store.db.version-0"
    assert kept.stat().st_mode & 0o077 == 0
    copy = cipher.connect(kept, KEY)
    assert copy.execute("SELECT row FROM before").fetchall() == [("kept",)]
    assert copy.execute("PRAGMA user_version").fetchone() == (0,)
    copy.close()


def test_a_migration_that_fails_leaves_the_old_store(empty: Paths) -> None:
    raw = cipher.connect(empty.store, KEY)
    raw.execute("CREATE TABLE clerk (in_the_way)")
    raw.close()
    with pytest.raises(Exception, match="already exists"):
        schema_version.bring_up_to_date(empty, KEY)
    raw = cipher.connect(empty.store, KEY)
    names = [name for (name,) in raw.execute("SELECT name FROM sqlite_master ORDER BY name")]
    assert names == ["before", "clerk"]
    assert raw.execute("PRAGMA user_version").fetchone() == (0,)
    raw.close()


def test_an_unfinished_copy_is_no_copy(empty: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_from: Path, to: Path) -> None:
        to.write_bytes(b"half")
        raise OSError(28, "no space")

    monkeypatch.setattr(schema_version.shutil, "copyfile", full)
    with pytest.raises(OSError, match="no space"):
        schema_version.bring_up_to_date(empty, KEY)
    assert not (empty.data / "store.db.version-0").exists()


def test_an_up_to_date_store_opens_without_alembic(store: Store) -> None:
    store.close()
    script = (
        "import sys; from pathlib import Path; from app.storage.store import Store; from tests.fakes import SetClock\n"
        "Store.open(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]), SetClock()).close(); print('alembic' in sys.modules)"
    )
    command = [sys.executable, "-c", script, str(store.paths.data), store.key.hex()]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "False\n"


def test_migrations_are_refused_to_a_newer_store(tmp_path: Path, clock: SetClock) -> None:
    with closing(a_store(tmp_path, clock, key=KEY)):
        pass
    raw = cipher.connect(tmp_path / "store.db", KEY)
    raw.execute(f"PRAGMA user_version = {schema_version.LATEST + 1}")
    raw.close()
    with pytest.raises(ClerkError) as caught:
        Store.open(tmp_path, KEY, clock)
    assert caught.value.details["known"] == schema_version.LATEST
