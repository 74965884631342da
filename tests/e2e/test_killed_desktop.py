"""What the strip of the screen has confirmed is there after the desktop was killed in mid-work, and the store opens."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from contextlib import closing
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from sqlalchemy import select

from app.bootstrap import Workstation
from app.demo.fill import demo_sign_in
from app.paths import Paths
from app.schema.command_log import commands
from app.schema.filing import applications
from tests.e2e.conftest import PROJECT

if TYPE_CHECKING:
    from pathlib import Path

MOST_CONFIRMED = 6


def killed_at_random(folder: Path, chance: random.Random) -> list[tuple[UUID, UUID]]:
    """The commands and applications that were confirmed before the desktop was killed."""
    words = [sys.executable, "-m", "tests.e2e.driven_desktop", str(folder), "decide"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, cwd=PROJECT) as desktop:
        assert desktop.stdout is not None
        said = [desktop.stdout.readline() for _ in range(chance.randrange(1, MOST_CONFIRMED))]
        time.sleep(chance.uniform(0, 0.25))  # anywhere in the next decision
        desktop.send_signal(signal.SIGKILL)
        said += desktop.stdout.readlines()
    confirmed = [line.split() for line in said if line.endswith("\n")]
    assert all(word == "confirmed" for word, *_ in confirmed)
    return [(UUID(command), UUID(application)) for _, command, application in confirmed]


def check_after_kill(folder: Path, confirmed: list[tuple[UUID, UUID]]) -> None:
    with closing(Workstation(Paths.at(folder))) as workstation:
        clerk = demo_sign_in(workstation.paths)
        assert clerk is not None
        workstation.session.sign_in(*clerk)
        with workstation.store.read() as connection:
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
            here = set(connection.execute(select(commands.c.key)).scalars())
            passed = connection.execute(
                select(applications.c.id).where(applications.c.review_state == "county_approved")
            )
            assert {application for _, application in confirmed} <= set(passed.scalars())
        assert {command for command, _ in confirmed} <= here


def kill_again_and_again(folder: Path, times: int, seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(times):
        confirmed = killed_at_random(folder, chance)
        assert confirmed
        check_after_kill(folder, confirmed)


def test_confirmed_decisions_survive_the_killed_desktop(office: Path) -> None:
    kill_again_and_again(office, 3, seed=20261123)


@pytest.mark.long
@pytest.mark.timeout(600)
@pytest.mark.parametrize("seed", range(5))
def test_confirmed_decisions_survive_twenty_killed_desktops(office: Path, seed: int) -> None:
    kill_again_and_again(office, 4, seed)
