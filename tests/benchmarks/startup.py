"""`startup`: process start to the sign-in field, password to Home, and memory, with 200,000 candidates in the store.

The desktop is the real one, started by its command, with byte code on disk and no display. The goal for Home is meant
for a password typed by a person; pasted at once is told as well.
"""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from tests.benchmarks.harness import MARK, Peer, Result, scaled, started
from tests.benchmarks.office import CLERK, kept_office

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.benchmarks.harness import Marks

CANDIDATES = 200_000
FEWEST = 1_000
RUNS = 7
TYPING_SECONDS = 1.5
"""For nine characters: quicker than most."""

EMPTY_WINDOW = (
    MARK
    + """
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

class Painted(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, leave)
        return False

def leave():
    mark("window")
    application.quit()

application = QApplication([])
window, painted = QWidget(), Painted()
window.installEventFilter(painted)
window.resize(1366, 768)
window.show()
application.exec()
"""
)


def run(scale: float) -> Iterator[Result]:
    office = kept_office(scaled(CANDIDATES, scale, least=FEWEST))
    password = next(clerk.password for clerk in office.clerks if clerk.name == CLERK)

    def desktop(seconds: float) -> Marks:
        words = ["-m", "tests.benchmarks.watched_desktop", str(office.data_dir), CLERK, password, str(seconds)]
        return started(words)

    def empty() -> Marks:
        return started(["-c", EMPTY_WINDOW])

    desktop(0), empty()
    windows = [empty() for _ in range(RUNS)]
    typed = [desktop(TYPING_SECONDS) for _ in range(RUNS)]
    pasted = [desktop(0) for _ in range(3)]
    window = Peer("empty PySide6 window", _middle(windows, lambda marks: marks.at["window"] / 1000))
    field = _middle(typed, lambda marks: marks.at["field"] / 1000)
    yield Result("startup", "process start to the sign-in field", field, "s", "<= 1.0 s", window)
    yield Result("startup", "password typed, to Home painted", _middle(typed, _home), "s", "<= 0.8 s")
    yield Result("startup", "password pasted at once, to Home painted", _middle(pasted, _home), "s")
    size = Peer(window.name, _middle(windows, lambda marks: marks.resident["window"]))
    for case, name in MEMORY.items():
        resident = max(marks.resident[name] for marks in typed)
        yield Result("startup", f"resident memory: {case}", resident, "MB", "<= 350 MB", size)


MEMORY = {
    "at Home": "home_settled",
    "after pre-review and a person's file": "candidate_file",
}


def _home(marks: Marks) -> float:
    return (marks.at["home"] - marks.at["password"]) / 1000


def _middle(runs: list[Marks], figure: Callable[[Marks], float]) -> float:
    return median(figure(marks) for marks in runs)
