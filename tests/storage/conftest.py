"""A store on the disk for each test that asks for one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.builders import a_store
from tests.fakes import SetClock
from tests.storage.sign_in_folder import Workstation, a_workstation

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.storage.store import Store


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def store(tmp_path: Path, clock: SetClock) -> Iterator[Store]:
    opened = a_store(tmp_path / "data", clock)
    yield opened
    opened.close()


@pytest.fixture
def workstation(tmp_path: Path, clock: SetClock) -> Iterator[Workstation]:
    made = a_workstation(tmp_path, clock)
    yield made
    made.stop()
