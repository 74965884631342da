from __future__ import annotations

from PySide6.QtWidgets import QLabel

CALLS = 12_000


def test_twelve_thousand_void_calls_in_one_process(qtbot):
    """PySide6 6.12 on Python 3.11 drops a reference to None in each and aborts after some 5,200."""
    label = QLabel()
    qtbot.addWidget(label)
    for number in range(CALLS):
        label.setText(str(number))
        label.resize(number % 100 + 1, 10)
    assert label.text() == str(CALLS - 1)
