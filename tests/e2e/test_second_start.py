"""Two real processes on one store: the second asks for the window of the first, or says that the store is in use."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.e2e.conftest import PROJECT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def open_desktop(office: Path) -> Iterator[subprocess.Popen[str]]:
    words = [sys.executable, "-m", "tests.e2e.driven_desktop", str(office), "wait"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, cwd=PROJECT) as desktop:
        assert desktop.stdout is not None
        assert desktop.stdout.readline() == "ready\n"
        yield desktop
        desktop.kill()


def test_a_second_start_brings_the_first_window_to_the_front(open_desktop, office, desk_command) -> None:
    second = desk_command("--data-dir", office)
    assert second.returncode == 0
    assert second.stdout == "程序已经打开，已请它显示窗口。\n"
    assert open_desktop.stdout.readline() == "raised\n"


@pytest.mark.usefixtures("open_desktop")
def test_a_command_beside_the_open_desktop_says_why_it_cannot(office, desk_command) -> None:
    told = desk_command("--data-dir", office, "candidates", "find", "王")
    assert told.returncode == 3
    assert told.stdout == ""
    assert told.stderr == "另一个窗口正在使用数据。请切换到已打开的程序，或关闭它后再试。\n"


def test_a_start_after_a_kill_finds_nobody_and_opens(open_desktop, office, desk_command) -> None:
    open_desktop.kill()
    open_desktop.wait()
    assert (office / "store.socket").exists()
    told = desk_command("--data-dir", office, "candidates", "find", "王", "--json")
    assert told.returncode == 0, told.stderr
