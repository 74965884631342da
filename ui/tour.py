"""The tour: drives the real windows through the main job by the keyboard and keeps a picture of each step."""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from ui.main import Program

WAIT_SECONDS = 30.0
QUIET_SECONDS = 0.12
"""Longer than the arbiter's quiet time: the tour types as a person does, not as a scanner."""

REVIEWER, SECOND = "王敏", "刘建国"


class TourError(RuntimeError):
    """A step of the tour did not come about."""


class Guide:
    """Hands and eyes of the tour."""

    def __init__(self, program: Program, folder: Path) -> None:
        self.program, self.folder = program, folder
        self.papers: list[Path] = []
        self._number = 0
        folder.mkdir(parents=True, exist_ok=True)

    def press(self, *keys: str) -> None:
        """Key names as the key bar writes them: "Enter", "F8", "Ctrl+P", "R"."""
        from PySide6.QtTest import QTest

        from ui.tour_keys import key_of

        for name in keys:
            key, modifiers = key_of(name)
            QTest.keyClick(self._target(), key, modifier=modifiers)
            self.rest()

    def type(self, text: str) -> None:
        from PySide6.QtTest import QTest

        target = self._target()
        for character in text:
            if character.isascii():
                QTest.keyClicks(target, character)
            else:
                self._commit(target, character)
            self.rest()

    def wait(self, what: str, seen: Callable[[], bool]) -> None:
        """Raises TourError when it has not come about in time."""
        until = time.monotonic() + WAIT_SECONDS
        while not seen():
            if time.monotonic() > until:
                raise TourError(what)
            self._turn()
        self.rest(0.25)

    def rest(self, seconds: float = QUIET_SECONDS) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            self._turn()

    def picture(self, name: str) -> None:
        self._number += 1
        self.rest(0.3)
        file = self.folder / f"{self._number:02d}-{name}.png"
        if not self.program.window.grab().save(str(file)):
            raise TourError(f"{file.name} could not be written")
        sys.stdout.write(f"  {file.name}\n")

    def _target(self) -> QWidget:
        from PySide6.QtWidgets import QApplication

        focus = QApplication.focusWidget()
        return self.program.window if focus is None else focus

    @staticmethod
    def _commit(target: QWidget, text: str) -> None:
        """What an input method hands over."""
        from PySide6.QtGui import QInputMethodEvent
        from PySide6.QtWidgets import QApplication

        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(target, event)

    @staticmethod
    def _turn() -> None:
        from PySide6.QtCore import QCoreApplication

        QCoreApplication.processEvents()
        time.sleep(0.004)


def run(data_dir: Path, passwords: Mapping[str, str], folder: Path) -> int:
    """0 when every step came about; else 1, and the pictures so far are there."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from app.paths import Paths
    from ui.main import Program, application
    from ui.tour_steps import walk

    program = Program(application(), Paths.at(data_dir))
    program.window.resize(1366, 768)
    program.show()
    guide = Guide(program, folder)
    try:
        walk(guide, passwords)
    except TourError as error:
        guide.picture("here-it-stopped")
        sys.stderr.write(f"演示没有走完：{error}\n")
        return 1
    finally:
        program.window.close()
        program.close()
    sys.stdout.write("演示完成。\n")
    return 0
