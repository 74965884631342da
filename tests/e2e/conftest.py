"""One demo office for all: whoever changes it takes a copy."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.demo.fill import fill_demo

if TYPE_CHECKING:
    from collections.abc import Callable

PROJECT = Path(__file__).parents[2]
PEOPLE = 2000


@pytest.fixture(scope="session")
def made_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fill_demo(tmp_path_factory.mktemp("office") / "data", PEOPLE).data_dir


@pytest.fixture
def office(made_office: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made_office, tmp_path / "data"))


@pytest.fixture
def desk_command() -> Callable[..., subprocess.CompletedProcess[str]]:
    """`zikao-desk` with these words, to its end."""

    def run(*words: str | Path, seconds: float = 60) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "app.cli", *map(str, words)],
            cwd=PROJECT,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
            capture_output=True,
            text=True,
            timeout=seconds,
            check=False,
        )

    return run
