"""A second start of the program brings the window of the first to the front."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QSocketNotifier, Qt

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget


class RaiseRequests(Protocol):
    def fileno(self) -> int: ...

    def take(self) -> bool:
        """Whether somebody who may do so asked for the window."""

    def close(self) -> None: ...


class SecondStarts(QObject):
    """Answers those who ask for the window, from `listen` until `close`."""

    def __init__(self, window: Callable[[], QWidget]) -> None:
        super().__init__()
        self._window = window
        self._requests: RaiseRequests | None = None
        self._notifier: QSocketNotifier | None = None

    def listen(self, requests: RaiseRequests) -> None:
        self._requests = requests
        self._notifier = QSocketNotifier(requests.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_request)

    @property
    def listening(self) -> bool:
        return self._requests is not None

    def close(self) -> None:
        if self._notifier is not None:
            self._notifier.setEnabled(False)
        if self._requests is not None:
            self._requests.close()
        self._notifier = self._requests = None

    def _on_request(self) -> None:
        if self._requests is not None and self._requests.take():
            window = self._window()
            window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
            window.show()
            window.raise_()
            window.activateWindow()
