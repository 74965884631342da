from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from ui.keys import QUIET_MS
from ui.notify import CRASH_TITLE, Answer, Notifier, Question

QUESTION = Question(
    "还有未保存的内容",
    "离开后保留为草稿。",
    (Answer("leave", "离开", "Enter", "primary"), Answer("stay", "留下", "Esc")),
)


@pytest.fixture
def notifier(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    recorded = []
    made = Notifier(lambda error: recorded.append(error) or f"ABCD-{len(recorded)}", lambda: window)
    made.recorded = recorded
    return made


def press(qtbot, dialog, key):
    qtbot.keyClick(QApplication.focusWidget() or dialog, key)


def test_enter_is_the_main_answer_after_the_quiet(qtbot, notifier):
    answers = []
    dialog = notifier.ask(QUESTION, answers.append)
    qtbot.waitUntil(dialog.isVisible)
    press(qtbot, dialog, Qt.Key.Key_Return)
    assert answers == []
    qtbot.waitUntil(lambda: answers == ["leave"])
    assert notifier.open_questions() == ()


def test_esc_changes_nothing(qtbot, notifier):
    answers = []
    dialog = notifier.ask(QUESTION, answers.append)
    qtbot.waitUntil(dialog.isVisible)
    press(qtbot, dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: answers == ["stay"])


def test_a_scan_does_not_answer(qtbot, notifier):
    answers = []
    dialog = notifier.ask(QUESTION, answers.append)
    qtbot.waitUntil(dialog.isVisible)
    qtbot.keyClicks(dialog, "990199200358")
    press(qtbot, dialog, Qt.Key.Key_Return)
    qtbot.wait(QUIET_MS * 2)
    assert answers == []
    dialog.answer("stay")


def test_a_crash_is_written_down_and_told_with_its_id(qtbot, notifier):
    notifier.crash(ValueError("secret name"))
    (dialog,) = notifier.open_questions()
    assert dialog.question.title == CRASH_TITLE
    assert "ABCD-1" in dialog.question.text
    assert "secret" not in dialog.question.text
    notifier.crash(ValueError())
    assert len(notifier.open_questions()) == 1
    assert len(notifier.recorded) == 2
    dialog.answer("go_on")


def test_an_exception_in_a_slot_is_not_silent(qtbot, notifier, monkeypatch):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    notifier.install()
    error = ValueError("in a slot")
    sys.excepthook(ValueError, error, None)
    assert notifier.recorded == [error]
    notifier.open_questions()[0].answer("go_on")
