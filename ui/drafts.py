"""Half-typed forms: saved at most two seconds after a change, given back after the next sign-in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject, QTimer

WITHIN_MS = 1500  # the promise is two seconds, the rest is for the disk

Content = Mapping[str, Any]
Place = tuple[str, str]  # screen, case


class DraftKeeper(QObject):
    """`save` and `discard` start their own jobs; they are called on the UI thread and must not wait.

    The timer is not started again by further changes: without a pause in typing a draft is saved all the same.
    """

    def __init__(
        self,
        save: Callable[[str, str, Content], None],
        discard: Callable[[str, str], None],
        *,
        within_ms: int = WITHIN_MS,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._save = save
        self._discard = discard
        self._changed: dict[Place, Callable[[], Content]] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(within_ms)
        self._timer.timeout.connect(self.flush)

    def touched(self, screen: str, case_id: str, collect: Callable[[], Content]) -> None:
        """Something was typed; `collect` answers with the whole draft when it is saved."""
        self._changed[(screen, case_id)] = collect
        if not self._timer.isActive():
            self._timer.start()

    def pending(self) -> int:
        return len(self._changed)

    def flush(self) -> None:
        """Saves now: before the lock drops the clerk's keys, and on closing."""
        self._timer.stop()
        changed, self._changed = self._changed, {}
        for (screen, case_id), collect in changed.items():
            self._save(screen, case_id, collect())

    def done(self, screen: str, case_id: str) -> None:
        """The case is decided, its draft is no longer wanted."""
        self._changed.pop((screen, case_id), None)
        self._discard(screen, case_id)
