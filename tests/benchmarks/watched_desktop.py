"""The real desktop, started as the command starts it, in a process that notes when each thing is on the screen.

`python -m tests.benchmarks.watched_desktop FOLDER CLERK PASSWORD SECONDS`: the password is typed over so many seconds
once the field can take it; 0: pasted at once, with Enter.
"""

from __future__ import annotations

import faulthandler
import os
import sys
import time
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

SETTLE_MS = 1500
STUCK_SECONDS = 60


def mark(name: str) -> None:
    """As `harness.MARK`."""
    now = time.monotonic_ns()
    with open("/proc/self/status", encoding="ascii") as status:  # noqa: PTH123 - pathlib is not loaded for this
        resident = next(line.split()[1] for line in status if line.startswith("VmRSS:"))
    sys.stdout.write(f"mark {name} {now} {resident}\n")
    sys.stdout.flush()


class Painted(QObject):
    """Calls `then` once `widget` has been painted while `seen` holds."""

    def __init__(self, widget: QWidget, seen: Callable[[], bool], then: Callable[[], None]) -> None:
        super().__init__(widget)
        self._widget, self._seen, self._then = widget, seen, then
        self._done = False
        widget.installEventFilter(self)
        widget.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - the name is Qt's
        if event.type() == QEvent.Type.Paint and not self._done and self._seen():
            self._done = True
            QTimer.singleShot(0, self._finish)
        return False

    def _finish(self) -> None:
        self._widget.removeEventFilter(self)
        self._then()


class Visit:
    """A clerk's first minute: the field, the password, Home, a case, a person's file, and out."""

    def __init__(self, program: Any, clerk: str, password: str, seconds: float) -> None:
        self.program, self._clerk, self._password, self._seconds = program, clerk, password, seconds
        self.line = program.sign_in_page.password_edit.line
        Painted(self.line, self._can_type, self._on_field)

    def _can_type(self) -> bool:
        return self.program.sign_in.state.phase == "ready" and self.line.hasFocus() and self.line.isEnabled()

    def _on_field(self) -> None:
        mark("field")
        cards = self.program.sign_in.state.clerks
        self.program.sign_in.choose(next(at for at, card in enumerate(cards) if card.name == self._clerk))
        if not self._seconds:
            self.line.insert(self._password)
            self._enter()
            return
        between = round(1000 * self._seconds / len(self._password))
        for at, character in enumerate(self._password):
            QTimer.singleShot(between * at, lambda character=character: self._press(character))
        QTimer.singleShot(between * len(self._password), self._enter)

    def _press(self, character: str) -> None:
        from PySide6.QtTest import QTest

        QTest.keyClick(self.line, character)

    def _enter(self) -> None:
        from PySide6.QtTest import QTest

        mark("password")
        QTest.keyClick(self.line, Qt.Key.Key_Return)
        self.program.sign_in.signed_in.connect(self._on_signed_in)

    def _on_signed_in(self) -> None:
        mark("signed_in")
        home = self.program.desk().made_screen("home")
        home.presenter.state_changed.connect(lambda state: state.view is not None and self._mark_once("home_read"))
        Painted(
            home.queues.viewport(),
            lambda: home.presenter.state.view is not None and home.isVisible(),
            lambda: self._mark_once("home"),
        )
        self._then(self._after_home, lambda: home.presenter.state.view is not None)

    def _mark_once(self, name: str) -> None:
        marked = self.__dict__.setdefault("_marked", set())
        if name not in marked:
            marked.add(name)
            mark(name)

    def _after_home(self) -> None:
        mark("home_settled")
        desk = self.program.desk()
        desk.open_screen("pre_review", None)
        page = desk.made_screen("pre_review")
        self._then(lambda: self._open_file(page), lambda: page.presenter.state.case is not None)

    def _open_file(self, page: Any) -> None:
        mark("pre_review")
        desk = self.program.desk()
        desk.open_parking("candidate_file", page.presenter.state.case.candidate_id)
        file = desk.made_screen("candidate_file")
        self._then(self._leave, lambda: file.presenter.state.view is not None)

    def _leave(self) -> None:
        mark("candidate_file")
        self.program.window.close()

    def _then(self, act: Callable[[], None], ready: Callable[[], bool]) -> None:
        """Once it is ready, and has had the time to load what it loads ahead."""
        if ready():
            QTimer.singleShot(SETTLE_MS, act)
        else:
            QTimer.singleShot(50, lambda: self._then(act, ready))


def _give_up(kind: Any, error: Any, trace: Any) -> None:
    sys.__excepthook__(kind, error, trace)
    sys.stderr.flush()
    os._exit(3)


def main(folder: str, clerk: str, password: str, seconds: str) -> None:
    from app import cli
    from ui import main as desktop

    class Watched(desktop.Program):
        def show(self) -> None:
            super().show()
            sys.excepthook = _give_up
            self.visit = Visit(self, clerk, password, float(seconds))

    desktop.Program = Watched  # type: ignore[misc]
    faulthandler.dump_traceback_later(STUCK_SECONDS, exit=True)
    mark("imported")
    cli.main(["--data-dir", folder])


if __name__ == "__main__":
    main(*sys.argv[1:])
