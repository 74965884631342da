"""`python -m tests.e2e.driven_desktop FOLDER decide|wait`: the real desktop in a process that can be killed.

`decide`: passes case after case with the Enter key and says each command once the strip of the screen has confirmed it.
`wait`: sits at Home, minimised, and says when its window was asked for.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.demo.fill import demo_sign_in
from app.paths import Paths
from ui.main import Program, application

LOOKING_MS = 20


def say(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


class Clerk(QObject):
    """Presses Enter on a case that can pass, → on any other; at the end of the queue she stays."""

    def __init__(self, program: Program) -> None:
        super().__init__()
        self._desk = program.desk()
        self._desk.open_screen("pre_review", None)
        self._page: Any = self._desk.made_screen("pre_review")
        self._presenter = self._page.presenter
        self._presenter.decided.connect(self._on_decided)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOKING_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()
        self._pressed: object = None

    def _look(self) -> None:
        state = self._presenter.state
        if state.case is None or not state.settled or not self._page.gate.is_open():
            return
        case = state.case.application_id
        if case == self._pressed:
            return
        self._pressed = case
        key = Qt.Key.Key_Return if state.can_pass else Qt.Key.Key_Right
        QTest.keyClick(QApplication.focusWidget() or self._page, key)

    def _on_decided(self, decided: Any, _name: str) -> None:
        """The page was told before: what its strip says now is what the clerk has read."""
        assert self._desk.strip.isVisible()
        say("confirmed", decided.command, decided.application_id)


class Raised(QObject):
    def eventFilter(self, watched: Any, event: QEvent) -> bool:  # noqa: N802 - the name is Qt's
        if event.type() == QEvent.Type.WindowStateChange and not watched.isMinimized():
            say("raised")
        return False


def main(folder: str, what: str) -> None:
    program = Program(application(), Paths.at(Path(folder)))
    program.show()
    sys.excepthook = sys.__excepthook__
    clerk = demo_sign_in(program.paths)
    assert clerk is not None
    kept: list[QObject] = []

    def begin() -> None:
        if not program.window.is_at_desk():
            QTimer.singleShot(10, begin)
        elif what == "decide":
            kept.append(Clerk(program))
        else:
            kept.append(Raised())
            program.window.showMinimized()
            program.window.installEventFilter(kept[0])
            say("ready")

    program.sign_in_as(*clerk)
    begin()
    program.application.exec()


if __name__ == "__main__":
    main(*sys.argv[1:])
