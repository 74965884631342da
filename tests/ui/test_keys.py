from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from ui.keys import QUIET_MS, KeyAct, KeyArbiter, KeyChoice, PaintGate, digits, key_name

KEYS = {
    "Enter": Qt.Key.Key_Return,
    "F9": Qt.Key.Key_F9,
    "F8": Qt.Key.Key_F8,
    "←": Qt.Key.Key_Left,
    " ": Qt.Key.Key_Space,
}


class Bench:
    """A window with one field and one thing to judge; keys arrive with times of our choosing."""

    def __init__(self, qtbot):
        self.qtbot = qtbot
        self.window = QWidget()
        self.field = QLineEdit()
        self.case = QWidget()
        self.case.setMinimumSize(50, 50)
        self.case.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column = QVBoxLayout(self.window)
        column.addWidget(self.field)
        self.list = QWidget()
        self.list.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column.addWidget(self.list)
        column.addWidget(self.case)
        qtbot.addWidget(self.window)
        self.now = 100.0
        self.ran: list[str] = []
        self.scans: list[str] = []
        self.acts = [
            KeyAct("Enter", "通过", lambda: self.ran.append("Enter"), decides=True),
            KeyAct("R", "不通过", lambda: self.ran.append("R"), decides=True),
            KeyAct("D", "只看差异", lambda: self.ran.append("D")),
            KeyAct("F8", "告知单", lambda: self.ran.append("F8")),
            KeyChoice(("←", "→"), "上/下一份", self.ran.append, repeats=True),
            digits(9, "选原因", self.ran.append),
            KeyAct("F9", "作废", lambda: self.ran.append("F9"), decides=True),
            KeyAct("X", "停用", lambda: self.ran.append("X"), enabled=False),
        ]
        self.gate = PaintGate()
        self.arbiter = KeyArbiter(lambda: self.acts, lambda: self.gate, clock=lambda: self.now)
        self.arbiter.scanned.connect(self.scans.append)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitExposed(self.window)
        self.case.setFocus()
        qtbot.waitUntil(self.case.hasFocus)
        self.arbiter.start()

    def press(self, key: str, *, after_ms: float = 500, repeat: bool = False) -> None:
        self.now += after_ms / 1000
        code = KEYS.get(key) or Qt.Key(ord(key.upper()))
        text = "\r" if key == "Enter" else key if len(key) == 1 and key != "←" else ""
        target = QApplication.focusWidget() or self.window
        event = QKeyEvent(QEvent.Type.KeyPress, code, Qt.KeyboardModifier.NoModifier, text, repeat)
        QApplication.sendEvent(target, event)

    def quiet(self) -> None:
        self.now += 1
        self.qtbot.wait(QUIET_MS * 2)

    def scan(self, text: str) -> None:
        for character in text:
            self.press(character, after_ms=8)
        self.press("Enter", after_ms=8)


@pytest.fixture
def bench(qtbot):
    made = Bench(qtbot)
    yield made
    made.arbiter.stop()


def test_a_decision_waits_for_quiet_and_then_acts_once(bench):
    bench.press("R")
    assert bench.ran == []
    bench.quiet()
    assert bench.ran == ["R"]


def test_enter_decides_too_only_after_the_quiet(bench):
    bench.press("Enter")
    assert bench.ran == []
    bench.quiet()
    assert bench.ran == ["Enter"]


def test_a_scan_is_told_and_decides_nothing(bench):
    bench.scan("R123D00152")
    bench.quiet()
    assert bench.scans == ["R123D00152"]
    assert bench.ran == []


def test_a_short_burst_is_neither_scan_nor_decision(bench):
    bench.press("R")
    bench.press("1", after_ms=10)
    bench.press("Enter", after_ms=10)
    bench.quiet()
    assert bench.scans == []
    assert bench.ran == []


def test_a_burst_without_enter_decides_nothing(bench):
    for character in "RRRRRRRR":
        bench.press(character, after_ms=5)
    bench.quiet()
    assert bench.ran == []


def test_a_scan_into_a_text_field_is_told_and_leaves_the_field_as_it_was(bench):
    bench.field.setText("半句")
    bench.field.setFocus()
    bench.scan("990199200358")
    bench.quiet()
    assert bench.scans == ["990199200358"]
    assert bench.field.text() == "半句"
    assert bench.ran == []


def test_in_a_text_field_letters_and_enter_decide_nothing(bench):
    bench.field.setFocus()
    bench.press("R")
    bench.press("Enter")
    bench.quiet()
    assert bench.ran == []
    assert bench.field.text() == "R"


def test_function_keys_work_from_a_text_field(bench):
    bench.field.setFocus()
    bench.press("F8")
    assert bench.ran == ["F8"]


def test_no_key_at_all_decides_from_a_text_field(bench):
    bench.field.setFocus()
    bench.press("F9")
    bench.quiet()
    assert bench.ran == []
    bench.list.setFocus()
    bench.press("F9")
    bench.quiet()
    assert bench.ran == ["F9"]


def test_holding_a_key_down_never_decides(bench):
    for _ in range(5):
        bench.press("R", repeat=True)
        bench.press("Enter", repeat=True)
    bench.quiet()
    assert bench.ran == []


def test_holding_an_arrow_goes_on(bench):
    bench.press("←")
    bench.press("←", repeat=True)
    assert bench.ran == ["←", "←"]


def test_no_decision_before_the_case_is_painted(bench):
    bench.list.setFocus()
    bench.case.hide()
    bench.gate.shut(bench.case)
    bench.press("Enter")
    bench.quiet()
    assert bench.ran == []
    bench.case.show()
    bench.qtbot.waitUntil(bench.gate.is_open)
    bench.press("Enter")
    bench.quiet()
    assert bench.ran == ["Enter"]


def test_a_key_pressed_before_the_paint_does_not_act_after_it(bench):
    bench.gate.shut(bench.case)
    bench.press("Enter")
    bench.qtbot.waitUntil(bench.gate.is_open)
    bench.quiet()
    assert bench.ran == []


def test_a_key_for_the_last_case_does_not_decide_the_next(bench):
    bench.press("Enter")
    bench.gate.shut(bench.case)
    bench.quiet()
    assert bench.gate.is_open()
    assert bench.ran == []


def test_a_filter_needs_no_painted_case(bench):
    bench.list.setFocus()
    bench.case.hide()
    bench.gate.shut(bench.case)
    bench.press("D")
    bench.quiet()
    assert bench.ran == ["D"]


def test_digits_say_which_one(bench):
    bench.press("3")
    bench.quiet()
    assert bench.ran == ["3"]


def test_what_is_disabled_does_not_run(bench):
    bench.press("X")
    bench.quiet()
    assert bench.ran == []


def test_stopped_nothing_arrives(bench):
    bench.press("R")
    bench.arbiter.stop()
    bench.quiet()
    bench.scan("990199200358")
    assert (bench.ran, bench.scans) == ([], [])


@pytest.mark.parametrize(
    ("key", "held", "name"),
    [
        (Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier, "Ctrl+P"),
        (Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier, "Alt+1"),
        (Qt.Key.Key_1, Qt.KeyboardModifier.KeypadModifier, "1"),
        (Qt.Key.Key_R, Qt.KeyboardModifier.ShiftModifier, "R"),
        (Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier, "Enter"),
        (Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier, "Ctrl+Enter"),
        (Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier, "空格"),
        (Qt.Key.Key_F12, Qt.KeyboardModifier.NoModifier, "F12"),
        (Qt.Key.Key_Shift, Qt.KeyboardModifier.ShiftModifier, ""),
    ],
)
def test_names_of_keys(key, held, name):
    assert key_name(QKeyEvent(QEvent.Type.KeyPress, key, held)) == name
