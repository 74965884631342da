"""Windows without a screen: offscreen platform, the bundled fonts, the light theme, no thread but the test's own."""

from __future__ import annotations

import os
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from typing import TYPE_CHECKING

import pytest

from app.demo.fill import fill_demo
from tests.ui.counter import NOW, PEOPLE, Counter, WalkingClock
from ui import theme
from ui.jobs import InlineExecutor, JobRunner, ManualExecutor
from ui.privacy import privacy

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen platform says this of every window with a fixed or least size; nothing else may be said."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("does not support propagateSizeHints"))


@pytest.fixture(scope="session")
def fonts(qapp: QApplication) -> tuple[str, ...]:
    return theme.load_fonts()


@pytest.fixture(autouse=True)
def _look(qapp: QApplication, fonts: tuple[str, ...]):
    theme.apply(qapp, "light", scale=1.0)
    privacy().set_hidden(False)
    yield
    privacy().set_hidden(False)
    for window in qapp.topLevelWidgets():
        if isValid(window):
            window.close()
    qapp.processEvents()


@pytest.fixture
def inline_jobs() -> JobRunner:
    return JobRunner(InlineExecutor(), InlineExecutor())


@pytest.fixture
def manual() -> ManualExecutor:
    return ManualExecutor()


@pytest.fixture
def manual_jobs(manual: ManualExecutor) -> JobRunner:
    return JobRunner(manual, manual)


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An invented county, made once; who writes takes a copy."""
    return fill_demo(tmp_path_factory.mktemp("office"), PEOPLE, now=NOW).data_dir


@pytest.fixture
def opened(qtbot, office: Path, tmp_path: Path):
    """Opens the program on a copy of the county; a second call opens it again on the same copy."""
    counters: list[Counter] = []

    def start(clock: WalkingClock | None = None) -> Counter:
        for earlier in counters:
            earlier.close()
        counters.append(Counter(qtbot, office, tmp_path / "office", clock))
        return counters[-1]

    start.folder = tmp_path / "office"
    yield start
    for counter in counters:
        counter.close()


@pytest.fixture
def counter(opened) -> Counter:
    """At the desk, signed in as the reviewer."""
    return opened().sign_in()
