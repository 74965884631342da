"""What the screen confirmed is there after the process was killed, and every confirmation waited for the disk once."""

from __future__ import annotations

import random
import re
import shutil
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from app.schema.command_log import commands
from app.schema.filing import applications
from app.storage.chain import verify_chain
from app.storage.local_tables import outbox, withdrawn_commands
from app.storage.store import Store
from tests.builders import COUNTY, a_store
from tests.fakes import SetClock
from tests.storage.deciding_process import KEY, signer

PROJECT = Path(__file__).parents[2]
STRACE = shutil.which("strace")


def waiting_cases(folder: Path, count: int) -> Path:
    with closing(a_store(folder, key=KEY)) as store, store.bulk() as raw:
        for _ in range(count):
            case, filing, person = uuid4().bytes, uuid4().bytes, uuid4().bytes
            raw.execute(
                "INSERT INTO application (county_id, id, application_no, filing_id, candidate_id, round_id, ordinal,"
                " specialty_code, specialty_name, level, host_name, plan_id, generation, review_state, review_version)"
                " VALUES (?, ?, ?, ?, ?, '2026-2', 1, '020204', '会计', 'bachelor', '山西财经大学', 'p', 'new',"
                " 'awaiting_county', 2)",
                (COUNTY, case, case.hex()[:16], filing, person),
            )
            raw.execute(
                "INSERT INTO application_attempt (county_id, application_id, attempt, declared, submitted_at)"
                " VALUES (?, ?, 1, '{}', 0)",
                (COUNTY, case),
            )
    return folder


def deciding(folder: Path, count: int) -> list[str]:
    return [sys.executable, "-m", "tests.storage.deciding_process", str(folder), str(count)]


def killed_at_random(folder: Path, chance: random.Random) -> tuple[set[UUID], set[UUID]]:
    """The keys that were said to be kept, and those said to be withdrawn, before the process was killed."""
    with subprocess.Popen(deciding(folder, 0), stdout=subprocess.PIPE, text=True, cwd=PROJECT) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        said = [process.stdout.readline() for _ in range(chance.randrange(1, 30))]
        for _ in range(chance.randrange(20_000)):
            pass  # a moment inside the next decision
        process.send_signal(signal.SIGKILL)
        said += process.stdout.readlines()
    pairs = [line.split() for line in said if line.endswith("\n") and " " in line]
    return ({UUID(key) for word, key in pairs if word == "kept"}, {UUID(key) for word, key in pairs if word != "kept"})


def check_after_kill(folder: Path, kept: set[UUID], withdrawn: set[UUID]) -> None:
    with closing(Store.open(folder, KEY, SetClock())) as store, store.read() as connection:
        here = set(connection.execute(select(commands.c.key)).scalars())
        gone = set(connection.execute(select(withdrawn_commands.c.key)).scalars())
        assert kept <= here | gone
        assert withdrawn <= gone
        assert set(connection.execute(select(outbox.c.key)).scalars()) == here
        decided = connection.execute(select(commands.c.entity_id)).scalars()
        passed = connection.execute(select(applications.c.id).where(applications.c.review_state == "county_approved"))
        assert set(decided) == set(passed.scalars())
        clerk = signer()
        assert verify_chain(connection, {clerk.clerk_id: clerk}).holds
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"


def kill_again_and_again(folder: Path, times: int, seed: int) -> None:
    """Each time the store that the kill before has left."""
    waiting_cases(folder, 60 * times)
    chance = random.Random(seed)
    kept: set[UUID] = set()
    withdrawn: set[UUID] = set()
    for _ in range(times):
        more_kept, more_withdrawn = killed_at_random(folder, chance)
        assert more_kept
        kept, withdrawn = kept | more_kept, withdrawn | more_withdrawn
        check_after_kill(folder, kept, withdrawn)


def test_confirmed_decisions_survive_a_kill(tmp_path: Path) -> None:
    kill_again_and_again(tmp_path, times=8, seed=2026)


@pytest.mark.long
@pytest.mark.timeout(900)
def test_confirmed_decisions_survive_a_hundred_kills(tmp_path: Path) -> None:
    kill_again_and_again(tmp_path, times=100, seed=random.randrange(1 << 30))


@pytest.mark.skipif(STRACE is None, reason="strace counts what reaches the disk")
def test_every_confirmed_decision_waited_for_the_disk_exactly_once(tmp_path: Path) -> None:
    waiting_cases(tmp_path / "data", 30)
    trace = tmp_path / "trace"
    watched = [STRACE, "-f", "-o", str(trace), "-e", "trace=fdatasync,fsync,sync_file_range,write", "-s", "60"]
    subprocess.run([*watched, *deciding(tmp_path / "data", 25)], check=True, capture_output=True, cwd=PROJECT)
    between: list[int] = []
    count = 0
    for line in trace.read_text().splitlines():
        if re.search(r"\b(fdatasync|fsync|sync_file_range)\(", line):
            count += 1
        elif re.search(r'write\(1, "(ready|kept )', line):
            between.append(count)
            count = 0
    _before_ready, first, *others = between
    assert len(others) == 24
    assert set(others) == {1}
    assert first <= 3, "the log's own header and its folder, once"
