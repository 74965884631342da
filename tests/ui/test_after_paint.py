"""What nobody waits for begins after what was just set is painted; and not any more once the program closes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from ui.jobs import InlineExecutor, JobRunner


class Paints(QObject):
    def __init__(self, seen):
        super().__init__()
        self._seen = seen

    def eventFilter(self, _watched, event):  # noqa: N802 - the name is Qt's
        if event.type() == QEvent.Type.Paint:
            self._seen.append("painted")
        return False


def test_the_paint_comes_first(qtbot):
    seen = []
    jobs = JobRunner()
    window, paints = QWidget(), Paints(seen)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.installEventFilter(paints)
    jobs.command_after_paint(lambda: seen.append("begun"), lambda _none: seen.append("done"))
    window.update()
    qtbot.waitUntil(lambda: "done" in seen)
    jobs.close()
    assert seen == ["painted", "begun", "done"]


def test_a_runner_without_threads_begins_at_once():
    seen = []
    JobRunner(InlineExecutor(), InlineExecutor()).command_after_paint(lambda: seen.append("begun"), lambda _none: None)
    assert seen == ["begun"]


def test_nothing_begins_once_the_program_closes(qtbot):
    seen = []
    jobs = JobRunner()
    jobs.command_after_paint(lambda: seen.append("begun"), lambda _none: None)
    jobs.close()
    qtbot.wait(30)
    assert seen == []
