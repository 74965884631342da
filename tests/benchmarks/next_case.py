"""`next_case`: a decision of the pre-review by its key, stored for good, to the next case painted.

The real window works a queue with 20,000 candidates in the store; between two decisions the clerk looks at the case,
here far shorter than anybody could. The goal counts from the moment the decision is taken: a key that decides waits
60 ms for a further character, so that a scanner decides nothing. From the press of the key is told as well.
"""

from __future__ import annotations

import os
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from tests.benchmarks.harness import Peer, Result, percentile, scaled
from tests.benchmarks.office import CLERK, copied_office

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from app.demo.fill import DemoOffice

CANDIDATES = 20_000
FEWEST = 1_000
DECISIONS = 80
LOOKING_MS = 400
LONGEST_MS = 10_000
PAGE_BYTES = 4096


def run(scale: float) -> Iterator[Result]:
    with copied_office(scaled(CANDIDATES, scale, least=FEWEST)) as office, _signed_in(office) as queue:
        bare = BareDecision(office.data_dir)
        taken: list[tuple[float, float]] = []
        bares: list[float] = []
        while len(taken) < DECISIONS and queue.go_to_a_case_that_can_pass():
            taken.append(queue.decide())
            bares.append(bare.took())
    pressed = [press for press, _ in taken]
    accepted = [accept for _, accept in taken]
    name = "4 KiB written with fdatasync, empty window painted"
    for per_cent, goal in ((50, ""), (95, "<= 100 ms")):
        peer = Peer(name, percentile(bares, per_cent))
        value = percentile(accepted, per_cent)
        yield Result(
            "next_case", f"decision to next case painted: p{per_cent} of {len(taken)}", value, "ms", goal, peer
        )
    for per_cent in (50, 95):
        value = percentile(pressed, per_cent)
        yield Result("next_case", f"key press to next case painted: p{per_cent}", value, "ms")


class ReviewQueue:
    """The pre-review of a running desktop, worked by its keys."""

    def __init__(self, program: Any) -> None:
        self.program = program
        self._desk = program.desk()
        self._desk.open_screen("pre_review", None)
        self.page = self._desk.made_screen("pre_review")
        self._presenter = self.page.presenter
        _until(lambda: self._presenter.state.case is not None and self._presenter.state.settled)

    def go_to_a_case_that_can_pass(self) -> bool:
        """False at the end of the queue."""
        while True:
            _rest(LOOKING_MS)
            _until(lambda: self._presenter.state.settled and self.page.gate.is_open())
            state = self._presenter.state
            if state.can_pass:
                return True
            following = state.neighbour(1)
            if following is None or following == state.case.application_id:
                return False
            self._press("Key_Right")
            _until(lambda wanted=following: self._in_front(wanted))

    def decide(self) -> tuple[float, float]:
        """Milliseconds to the next case painted: from the press, and from the decision being taken."""
        decided = self._presenter.state.case.application_id
        moments: dict[str, int] = {}

        def on_state(state: Any) -> None:
            if state.busy:
                moments.setdefault("taken", time.perf_counter_ns())

        def on_painted() -> None:
            case = self._presenter.state.case
            if case is not None and case.application_id != decided:
                moments.setdefault("painted", time.perf_counter_ns())

        self._presenter.state_changed.connect(on_state)
        self.page.gate.opened.connect(on_painted)
        pressed = time.perf_counter_ns()
        self._press("Key_Return")
        _until(lambda: "painted" in moments)
        self._presenter.state_changed.disconnect(on_state)
        self.page.gate.opened.disconnect(on_painted)
        return (moments["painted"] - pressed) / 1e6, (moments["painted"] - moments["taken"]) / 1e6

    def _in_front(self, application_id: object) -> bool:
        case = self._presenter.state.case
        return case is not None and case.application_id == application_id

    def _press(self, name: str) -> None:
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest
        from PySide6.QtWidgets import QApplication

        QTest.keyClick(QApplication.focusWidget() or self.page, Qt.Key[name])


class BareDecision:
    """The least that any program could do: one page on the disk, one window painted."""

    def __init__(self, folder: Path) -> None:
        from PySide6.QtWidgets import QWidget

        self._file = folder / "bare"
        self._window = QWidget()
        self._window.resize(1366, 768)
        self._window.show()
        _rest(50)

    def took(self) -> float:
        """Milliseconds."""
        start = time.perf_counter_ns()
        file = os.open(self._file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        os.write(file, os.urandom(PAGE_BYTES))
        os.fdatasync(file)
        os.close(file)
        self._window.repaint()
        return (time.perf_counter_ns() - start) / 1e6


@contextmanager
def _signed_in(office: DemoOffice) -> Iterator[ReviewQueue]:
    import sys

    from app.paths import Paths
    from ui.main import Program, application

    program = Program(application(), Paths.at(office.data_dir))
    hook = sys.excepthook
    program.show()
    sys.excepthook = hook
    try:
        clerk = next(each for each in office.clerks if each.name == CLERK)
        program.sign_in_as(clerk.id, clerk.password)
        _until(program.window.is_at_desk)
        yield ReviewQueue(program)
    finally:
        program.window.close()
        program.close()


def _rest(milliseconds: int) -> None:
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _until(seen: Callable[[], bool]) -> None:
    """Lets the program run undisturbed: asks only after it has done something. Raises TimeoutError."""
    from PySide6.QtCore import QEventLoop, QTimer
    from PySide6.QtWidgets import QApplication

    late = QTimer()
    late.setSingleShot(True)
    late.start(LONGEST_MS)
    while not seen():
        if not late.isActive():
            raise TimeoutError
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
