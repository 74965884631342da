from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.domain.errors import ClerkError
from app.services.session import ClerkCard
from ui.jobs import JobRunner
from ui.main_window import SignInHost
from ui.screens.sign_in.page import SignInPage
from ui.screens.sign_in.presenter import SignInPresenter
from ui.screens.sign_in.state import SignInState

SEEN = datetime(2026, 11, 23, 9, 55, tzinfo=UTC)
WANG = ClerkCard(UUID(int=1), "王敏", ("review",), SEEN)
ZHAO = ClerkCard(UUID(int=2), "赵芳", ("intake",), None)
CHEN = ClerkCard(UUID(int=3), "陈静", ("county_admin",), SEEN)


class Session:
    """A session that answers as told."""

    def __init__(self):
        self.cards = (WANG, ZHAO, CHEN)
        self.error: ClerkError | None = None
        self.clerks_error: ClerkError | None = None
        self.waits = {}
        self.tries = []

    def clerks(self):
        if self.clerks_error is not None:
            raise self.clerks_error
        return self.cards

    def wait_seconds(self, clerk_id):
        return self.waits.get(clerk_id, 0)

    def sign_in(self, clerk_id, password):
        self.tries.append((clerk_id, password))
        if self.error is not None:
            raise self.error
        return "signed in"


class Desk:
    def __init__(self, qtbot, jobs):
        self.qtbot = qtbot
        self.session = Session()
        self.now = 50.0
        self.presenter = SignInPresenter(self.session, jobs, clock=lambda: self.now)
        self.page = SignInPage(self.presenter, office="安和县招办", workstation="窗口一")
        self.host = SignInHost(self.page)
        qtbot.addWidget(self.host)
        self.signed_in = []
        self.presenter.signed_in.connect(self.signed_in.append)

    def open(self):
        self.host.resize(1366, 768)
        self.host.show()
        self.host.activateWindow()
        self.qtbot.waitExposed(self.host)
        self.qtbot.waitUntil(self.page.password_edit.line.hasFocus)
        return self

    def press(self, key, held=Qt.KeyboardModifier.NoModifier):
        self.qtbot.keyClick(QApplication.focusWidget(), key, held)

    def type(self, text):
        """As a hand does, not as a scanner."""
        self.page.password_edit.line.insert(text)

    def note(self):
        return self.page._note.text()

    def shown_keys(self):
        return [act.label for act in self.host.key_bar.acts()]


@pytest.fixture
def desk(qtbot, inline_jobs):
    return Desk(qtbot, inline_jobs)


def test_the_password_has_the_focus_and_arrows_choose_the_clerk(desk):
    desk.open()
    desk.press(Qt.Key.Key_Down)
    assert desk.presenter.state.clerk == ZHAO
    assert desk.page.password_edit.line.hasFocus()
    desk.press(Qt.Key.Key_Up)
    desk.press(Qt.Key.Key_Up)
    assert desk.presenter.state.clerk == WANG


def test_enter_signs_in_with_what_was_typed(desk):
    desk.open()
    desk.press(Qt.Key.Key_Down)
    desk.type("correct horse")
    desk.press(Qt.Key.Key_Return)
    assert desk.session.tries == [(ZHAO.id, "correct horse")]
    assert desk.signed_in == ["signed in"]


def test_without_a_password_enter_does_nothing(desk):
    desk.open()
    desk.press(Qt.Key.Key_Return)
    assert desk.session.tries == []
    assert "登录" not in desk.shown_keys()
    desk.type("x")
    assert "登录" in desk.shown_keys()


def test_a_wrong_password_says_so_and_empties_the_field(desk):
    desk.open()
    desk.session.error = ClerkError("session.wrong_password", tries_left=3)
    desk.type("guess")
    desk.press(Qt.Key.Key_Return)
    assert "还可以再试 3 次" in desk.note()
    assert desk.page.password_edit.text() == ""
    assert desk.page.password_edit.line.hasFocus()
    assert desk.signed_in == []


def test_after_too_many_tries_the_wait_counts_down(desk):
    desk.open()
    desk.session.error = ClerkError("session.wait", seconds=30)
    desk.type("guess")
    desk.press(Qt.Key.Key_Return)
    assert "30 秒" in desk.note()
    assert not desk.page.sign_in_button.works()
    desk.type("again")
    desk.press(Qt.Key.Key_Return)
    assert len(desk.session.tries) == 1
    desk.now += 12
    desk.presenter.count_down()
    assert "18 秒" in desk.note()
    desk.now += 18
    desk.presenter.count_down()
    assert desk.presenter.state.phase == "ready"
    assert desk.page.sign_in_button.works()


def test_a_wait_from_before_the_restart_is_still_there(desk):
    desk.session.waits[WANG.id] = 120
    desk.open()
    assert "120 秒" in desk.note()
    desk.press(Qt.Key.Key_Down)
    assert desk.presenter.state.phase == "ready"


@pytest.mark.parametrize("code", ["store.foreign", "store.truncated", "store.in_use", "store.damaged", "keys.damaged"])
def test_a_store_that_cannot_be_opened_is_told_and_can_be_tried_again(desk, code):
    desk.session.clerks_error = ClerkError(code)
    desk.open()
    assert desk.presenter.state.phase == "closed"
    assert desk.note().endswith("。")
    assert desk.page.clerks_view.drawn_state().kind == "error"
    assert "重试" in desk.shown_keys()
    desk.session.clerks_error = None
    desk.press(Qt.Key.Key_F5)
    assert desk.presenter.state.phase == "ready"
    assert desk.presenter.state.clerks


def test_a_store_in_use_at_sign_in_is_told_too(desk):
    desk.open()
    desk.session.error = ClerkError("store.in_use")
    desk.type("correct")
    desk.press(Qt.Key.Key_Return)
    assert "另一个窗口" in desk.note()


def test_alt_v_shows_the_password_and_hides_it_again(desk):
    desk.open()
    desk.type("secret")
    assert not desk.page.password_edit.is_shown()
    desk.press(Qt.Key.Key_V, Qt.KeyboardModifier.AltModifier)
    assert desk.page.password_edit.is_shown()
    assert desk.page.password_edit.text() == "secret"
    desk.press(Qt.Key.Key_V, Qt.KeyboardModifier.AltModifier)
    assert not desk.page.password_edit.is_shown()


def test_capital_lock_is_seen_from_what_is_typed(desk):
    desk.open()
    assert desk.presenter.state.capital_lock is None
    desk.qtbot.keyClick(desk.page.password_edit.line, "a")
    assert desk.presenter.state.capital_lock is False
    desk.qtbot.keyClick(desk.page.password_edit.line, "A", Qt.KeyboardModifier.NoModifier)
    assert desk.presenter.state.capital_lock is True
    desk.qtbot.keyClick(desk.page.password_edit.line, "A", Qt.KeyboardModifier.ShiftModifier)
    assert desk.presenter.state.capital_lock is False


def test_a_scan_into_the_password_is_no_try(desk):
    desk.open()
    for character in "990199200358":
        desk.qtbot.keyClick(QApplication.focusWidget(), character)
    desk.press(Qt.Key.Key_Return)
    assert desk.session.tries == []
    assert desk.page.password_edit.text() == ""


def test_who_resets_a_password_is_named(desk):
    desk.open()
    assert desk.note() == "忘记密码，请县区管理员陈静重设。"
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Down)
    assert desk.presenter.state.clerk == CHEN
    assert "陈静" not in desk.note()


def test_while_checking_a_second_enter_is_no_second_try(qtbot, manual):
    desk = Desk(qtbot, JobRunner(manual, manual))
    desk.host.show()
    manual.run_all()
    QApplication.processEvents()
    manual.run_all()
    desk.presenter.sign_in("one")
    desk.presenter.sign_in("two")
    manual.run_all()
    assert desk.session.tries == [(WANG.id, "one")]


def test_leaving_the_screen_forgets_the_password(desk):
    desk.open()
    desk.type("secret")
    desk.host.hide()
    assert desk.page.password_edit.text() == ""


def test_a_reload_in_another_order_keeps_the_chosen_clerk(desk):
    desk.open()
    desk.presenter.choose_clerk(ZHAO.id)
    desk.session.cards = (ZHAO, CHEN, WANG)
    desk.presenter.load()
    assert desk.presenter.state.clerk == ZHAO
    desk.session.cards = (CHEN, WANG)
    desk.presenter.load()
    assert desk.presenter.state.clerk == CHEN


def test_no_clerks_yet_says_what_to_do(desk):
    desk.session.cards = ()
    desk.open()
    assert desk.page.clerks_view.drawn_state().kind == "empty"


def test_the_state_says_why_the_button_is_off():
    assert SignInState(phase="waiting", wait_seconds=8).why_not == "请等 8 秒后再试"
    assert SignInState(phase="ready", clerks=(WANG,)).why_not == ""
    assert not SignInState(phase="ready").can_type
