"""Locks the program: by Ctrl+L, or after a time without a key or a movement, with a warning 60 s before.

Two clocks are asked. The monotonic one cannot be set back; the wall clock also sees the hours of a machine
that slept, where the monotonic one stands still. The later of both counts.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

if TYPE_CHECKING:
    from collections.abc import Callable

WARNING_SECONDS = 60
TICK_MS = 1000
_INPUT = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
    QEvent.Type.InputMethod,
}


class IdleWatch(QObject):
    """`warned` with the seconds left each second of the last minute, `idle` once at the end, `back` when someone is."""

    warned = Signal(int)
    idle = Signal()
    back = Signal()

    def __init__(
        self,
        limit_seconds: float,
        *,
        monotonic: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._limit = limit_seconds
        self._monotonic, self._wall = monotonic, wall
        self._last = (monotonic(), wall())
        self._warning = False
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.check)

    def start(self) -> None:
        self._last = (self._monotonic(), self._wall())
        self._warning = False
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)
        self._timer.start()

    def stop(self) -> None:
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
        self._timer.stop()

    def idle_seconds(self) -> float:
        return max(0.0, self._monotonic() - self._last[0], self._wall() - self._last[1])

    def check(self) -> None:
        left = self._limit - self.idle_seconds()
        if left <= 0:
            self.stop()
            self.idle.emit()
        elif left <= WARNING_SECONDS:
            self._warning = True
            self.warned.emit(round(left))

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _INPUT:
            if self.idle_seconds() >= self._limit:  # a machine that woke up: the key that woke it is no excuse
                self.check()
                return True
            self._last = (self._monotonic(), self._wall())
            if self._warning:
                self._warning = False
                self.back.emit()
        return False


class Lock(QObject):
    """Hides every window but the one that asks for the password, dialogs that open meanwhile included."""

    locked = Signal()
    unlocked = Signal()

    def __init__(self, keeper: Callable[[], QWidget], parent: QObject | None = None) -> None:
        """`keeper` answers with the window that stays: it shows the sign-in and nothing else."""
        super().__init__(parent)
        self._keeper = keeper
        self._hidden: list[QWidget] = []
        self._is_locked = False

    def is_locked(self) -> bool:
        return self._is_locked

    def lock(self) -> None:
        """Emits `locked` first, so that drafts are saved while the clerk's key is still there."""
        if self._is_locked:
            return
        self._is_locked = True
        self.locked.emit()
        for window in QApplication.topLevelWidgets():
            self._hide(window)
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)

    def stop(self) -> None:
        """The program is closed: windows of others are none of its business any more."""
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)

    def unlock(self, *, same_clerk: bool) -> None:
        """Brings the windows back; for another clerk the open dialogs of the first are closed instead."""
        self.stop()
        self._is_locked = False
        windows, self._hidden = self._hidden, []
        for window in windows:
            if not isValid(window):  # closed by its own program part meanwhile
                continue
            if same_clerk:
                window.show()
            else:
                window.close()
        self.unlocked.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            QTimer.singleShot(0, self, lambda: self._hide(watched) if self._is_locked else None)
        return False

    def _hide(self, window: QWidget) -> None:
        if not isValid(window) or window is self._keeper() or not window.isVisible():
            return
        window.hide()
        self._hidden.append(window)
