"""Collects garbage on the UI thread only.

Python collects on whichever thread happens to allocate. Cycles of widgets and their slots must not be taken apart on
a job's thread: Qt's objects belong to the UI thread, and the process would end without a word.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

LOOK_MS = 400
OLDEST = 2


class Collector(QObject):
    """While it runs, Python's own collector is off and this one asks the same thresholds."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        gc.disable()
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()
        gc.enable()

    def look(self) -> None:
        """The oldest generation that is due, once."""
        counts, thresholds = gc.get_count(), gc.get_threshold()
        due = [age for age in range(OLDEST + 1) if counts[age] > thresholds[age]]
        if due:
            gc.collect(due[-1])
