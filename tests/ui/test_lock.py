from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from ui.drafts import DraftKeeper
from ui.lock import IdleWatch, Lock
from ui.notify import Answer, Notifier, Question


class Clocks:
    def __init__(self):
        self.steady, self.wall = 1000.0, 1_700_000_000.0

    def both(self, seconds):
        self.steady += seconds
        self.wall += seconds


@pytest.fixture
def windows(qtbot):
    keeper, other = QWidget(), QWidget()
    for window in (keeper, other):
        qtbot.addWidget(window)
        window.show()
        qtbot.waitExposed(window)
    return keeper, other


def visible():
    return {window for window in QApplication.topLevelWidgets() if window.isVisible()}


def question(notifier, answered):
    return notifier.ask(
        Question("要继续吗", "内容已保留。", (Answer("yes", "继续", "Enter"), Answer("no", "返回", "Esc"))), answered
    )


def test_the_lock_hides_every_window_and_dialog(qtbot, windows):
    keeper, other = windows
    notifier = Notifier(lambda _error: "AAAA", lambda: other)
    answers = []
    dialog = question(notifier, answers.append)
    qtbot.waitUntil(dialog.isVisible)
    lock = Lock(lambda: keeper)
    lock.lock()
    assert visible() == {keeper}
    lock.unlock(same_clerk=True)
    assert visible() == {keeper, other, dialog}
    assert notifier.open_questions() == (dialog,)
    assert answers == []


def test_a_window_that_opens_while_locked_is_hidden_at_once(qtbot, windows):
    keeper, _other = windows
    lock = Lock(lambda: keeper)
    lock.lock()
    late = QWidget()
    qtbot.addWidget(late)
    late.show()
    qtbot.waitUntil(lambda: visible() == {keeper})
    lock.unlock(same_clerk=True)
    assert late.isVisible()


def test_another_clerk_does_not_get_the_first_ones_dialogs(qtbot, windows):
    keeper, other = windows
    lock = Lock(lambda: keeper)
    lock.lock()
    lock.unlock(same_clerk=False)
    assert visible() == {keeper}
    assert not other.isVisible()


def test_drafts_are_saved_before_anything_is_hidden(qtbot, windows):
    keeper, other = windows
    order = []
    lock = Lock(lambda: keeper)
    lock.locked.connect(lambda: order.append(other.isVisible()))
    lock.lock()
    assert order == [True]


def test_idle_warns_for_a_minute_and_then_locks(qtbot):
    clocks = Clocks()
    watch = IdleWatch(600, monotonic=lambda: clocks.steady, wall=lambda: clocks.wall)
    warned, idle = [], []
    watch.warned.connect(warned.append)
    watch.idle.connect(lambda: idle.append(1))
    watch.start()
    clocks.both(530)
    watch.check()
    assert (warned, idle) == ([], [])
    clocks.both(25)
    watch.check()
    assert warned == [45]
    clocks.both(46)
    watch.check()
    assert idle == [1]


def test_a_machine_that_slept_is_locked_though_the_steady_clock_stood(qtbot, windows):
    clocks = Clocks()
    watch = IdleWatch(600, monotonic=lambda: clocks.steady, wall=lambda: clocks.wall)
    idle = []
    watch.idle.connect(lambda: idle.append(1))
    watch.start()
    clocks.wall += 3600
    qtbot.keyClick(windows[1], Qt.Key.Key_A)
    assert idle == [1]


def test_setting_the_wall_clock_back_does_not_keep_it_open(qtbot):
    clocks = Clocks()
    watch = IdleWatch(600, monotonic=lambda: clocks.steady, wall=lambda: clocks.wall)
    idle = []
    watch.idle.connect(lambda: idle.append(1))
    watch.start()
    clocks.steady += 601
    clocks.wall -= 86_400
    watch.check()
    assert idle == [1]


def test_a_key_ends_the_warning(qtbot, windows):
    clocks = Clocks()
    watch = IdleWatch(600, monotonic=lambda: clocks.steady, wall=lambda: clocks.wall)
    back = []
    watch.back.connect(lambda: back.append(1))
    watch.start()
    clocks.both(560)
    watch.check()
    qtbot.keyClick(windows[1], Qt.Key.Key_A)
    assert back == [1]
    assert watch.idle_seconds() == 0
    watch.stop()


def test_a_draft_is_saved_within_two_seconds_even_while_typing_goes_on(qtbot):
    saved = []
    keeper = DraftKeeper(lambda *draft: saved.append(draft), lambda *_place: None, within_ms=120)
    typed = {"text": ""}
    for step in range(6):
        typed["text"] += str(step)
        keeper.touched("pre_review", "7", lambda: dict(typed))
        qtbot.wait(40)
    assert saved
    assert saved[0][:2] == ("pre_review", "7")


def test_the_promise_leaves_room_for_the_disk():
    from ui.drafts import WITHIN_MS

    assert WITHIN_MS < 2000


def test_flush_saves_all_at_once_and_done_discards():
    saved, discarded = [], []
    keeper = DraftKeeper(lambda *draft: saved.append(draft), lambda *place: discarded.append(place))
    keeper.touched("pre_review", "7", lambda: {"a": 1})
    keeper.touched("registration_form", "8", lambda: {"b": 2})
    keeper.done("registration_form", "8")
    keeper.flush()
    assert saved == [("pre_review", "7", {"a": 1})]
    assert discarded == [("registration_form", "8")]
    assert keeper.pending() == 0
