"""The pre-review worked through by the keyboard on a real store: pass, reasons, notes, looking, cards."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from uuid import UUID

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sqlalchemy import update

from app.schema.filing import applications
from app.services.pre_review_views import QueuePart
from tests.fakes import SetClock
from tests.ui.counter import INTAKE, NOW, REVIEWER
from ui.screens.pre_review.work import Asking
from ui.widgets.parts import plain_text

PLAIN, WITH_CARDS, CARD_REFUSED, HELD, DIFFERS_TWICE = "武远", "王洋熙", "贾玉淑", "张欣文", "齐䶮"
OTHER = "9"


def colleague(counter, name=INTAKE):
    card = next(card for card in counter.station.session.clerks() if card.name == name)
    return SimpleNamespace(clerk_id=card.id, name=card.name, roles=frozenset(card.roles))


@pytest.fixture
def case(counter):
    """At a case that can be passed or refused."""
    counter.to_pre_review(PLAIN)
    return counter.state.case


class TestPassing:
    def test_enter_passes_and_the_next_case_is_there_at_once(self, counter, case):
        counter.press("Enter")
        counter.until(counter.past_case(case.application_id))
        assert counter.review_of(case.application_id) == "county_approved"
        assert case.name not in counter.waiting()
        assert f"{case.name} 预审通过" in counter.said()
        assert "撤销" in counter.bar()

    def test_z_takes_it_back(self, counter, case):
        counter.press("Enter")
        counter.until(counter.past_case(case.application_id))
        counter.press("Z")
        counter.until(counter.at_case(case.application_id))
        assert counter.review_of(case.application_id) == "awaiting_county"
        assert "已撤销" in counter.said()
        assert not counter.state.can_undo

    def test_z_works_from_another_screen_while_the_strip_offers_it(self, counter, case):
        counter.press("Enter")
        counter.until(counter.past_case(case.application_id))
        counter.press("Alt+1")
        counter.press("Alt+4")
        counter.until(counter.settled)
        counter.press("Z")
        counter.until(lambda: counter.review_of(case.application_id) == "awaiting_county")

    def test_z_z_takes_two_back_newest_first(self, counter, case):
        first = case.application_id
        counter.press("Enter")
        counter.until(counter.past_case(first))
        second = counter.state.case.application_id
        name = counter.state.case.name
        counter.press("H")
        counter.type("电话核实")
        counter.press("Enter")
        counter.until(counter.past_case(second))
        assert name in counter.waiting(QueuePart.TO_VERIFY)
        counter.press("Z")
        counter.until(counter.at_case(second))
        assert counter.review_of(first) == "county_approved"
        assert "再按 Z 撤销前一件" in counter.said()
        counter.press("Z")
        counter.until(counter.at_case(first))
        assert counter.review_of(first) == "awaiting_county"
        assert name not in counter.waiting(QueuePart.TO_VERIFY)
        assert not counter.state.can_undo

    def test_coming_back_from_home_offers_it_again_for_what_is_left(self, counter, case):
        counter.press("Enter")
        counter.until(counter.past_case(case.application_id))
        counter.press("Alt+1")
        counter.until(lambda: case.name not in counter.said())
        counter.press("Alt+4")
        counter.until(lambda: case.name in counter.said())
        assert 0 < counter.desk.strip.message().seconds < 10
        counter.press("Z")
        counter.until(lambda: counter.review_of(case.application_id) == "awaiting_county")

    def test_a_restart_changes_nothing(self, opened):
        """The clock of the office stands still while the program starts again."""
        clock = SetClock(NOW)
        counter = opened(clock).sign_in().to_plain_case()
        case = counter.state.case
        counter.press("Enter")
        counter.until(counter.past_case(case.application_id))
        again = opened(clock).sign_in().to_pre_review()
        again.until(lambda: again.state.can_undo)
        assert case.name in again.said()
        again.press("Z")
        again.until(lambda: again.review_of(case.application_id) == "awaiting_county")

    def test_a_held_key_passes_nothing(self, counter, case):
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", True)
        QApplication.sendEvent(QApplication.focusWidget(), event)
        counter.rest()
        assert counter.review_of(case.application_id) == "awaiting_county"

    def test_nothing_is_decided_before_it_is_painted(self, counter, case):
        counter.page.gate.shut(counter.page.case.table, counter.page.decision.checks)
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        counter.rest()
        assert counter.review_of(case.application_id) == "awaiting_county"

    def test_enter_on_another_button_is_not_a_pass(self, counter, case):
        counter.page.decision.verify_button.setFocus(Qt.FocusReason.TabFocusReason)
        counter.press("Enter")
        assert counter.review_of(case.application_id) == "awaiting_county"
        assert counter.state.asking is Asking.VERIFY_NOTE

    def test_a_double_click_passes_one_case_only(self, counter, case):
        button = counter.page.decision.pass_button
        counter.qtbot.wait(QApplication.doubleClickInterval() + 50)
        before = len(counter.waiting())
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        counter.until(counter.past_case(case.application_id))
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        counter.rest()
        assert len(counter.waiting()) == before - 1

    def test_what_she_entered_herself_she_cannot_pass(self, opened):
        counter = opened().sign_in()
        row = next(
            row for row in counter.station.pre_review.queue(counter.signer, QueuePart.OPEN).rows if row.name == PLAIN
        )
        with counter.station.store.write() as connection:
            own = update(applications).where(applications.c.id == row.application_id)
            connection.execute(own.values(entered_by=counter.signer.clerk_id))
        counter.to_pre_review(PLAIN)
        assert not counter.state.can_pass
        assert "录入" in counter.page.decision.pass_button.reason()
        assert counter.page.decision._warning.text() == counter.page.decision.pass_button.reason()
        counter.press("Enter")
        assert counter.review_of(row.application_id) == "awaiting_county"

    def test_a_card_that_was_not_accepted_blocks_the_pass(self, counter):
        counter.to_pre_review(CARD_REFUSED)
        counter.press("Enter")
        assert counter.review_of(counter.state.case.application_id) == "awaiting_county"
        assert "合格证" in counter.page.decision.pass_button.reason()

    def test_a_colleagues_case_offers_no_decision(self, counter):
        counter.to_pre_review(HELD)
        decision = counter.page.decision
        buttons = (decision.pass_button, decision.refuse_button, decision.verify_button)
        assert all("刘建国" in button.reason() for button in buttons)
        counter.press("1")
        assert counter.state.ticked == ()
        counter.press("Enter", "H")
        assert counter.state.asking is Asking.NOTHING
        assert counter.review_of(counter.state.case.application_id) == "awaiting_county"

    def test_a_frozen_case_offers_no_edit(self, counter, case):
        counter.press("Enter")
        counter.until(counter.past_case(case.application_id))
        counter.desk.open_screen("pre_review", case.application_id)
        counter.until(counter.at_case(case.application_id))
        assert counter.state.case.frozen
        counter.press("1", "R", "H", "Enter")
        assert counter.state.ticked == ()
        assert counter.state.asking is Asking.NOTHING
        assert {"预审通过", "预审不通过", "勾选原因"}.isdisjoint(counter.bar())


class TestRefusing:
    def test_a_tick_turns_enter_off_and_r_refuses(self, counter, case):
        counter.press("6")
        assert counter.state.ticked
        assert "Enter 停用" in plain_text(counter.page.decision._reasons_title.parts())
        assert counter.page.decision.pass_button.reason()
        counter.press("Enter")
        assert counter.review_of(case.application_id) == "awaiting_county"
        counter.press("R")
        counter.until(counter.past_case(case.application_id))
        assert counter.review_of(case.application_id) == "refused"
        assert "预审不通过" in counter.said()

    def test_without_a_tick_r_does_nothing(self, counter, case):
        counter.press("R")
        assert counter.review_of(case.application_id) == "awaiting_county"

    def test_what_the_candidate_will_read_is_shown_first(self, counter, case):
        counter.press("6")
        filled = counter.state.filled[0].candidate_text
        assert filled
        assert counter.page.decision._reads.text()[:20] == filled[:20]

    def test_other_asks_for_words_of_her_own(self, counter, case):
        counter.press(OTHER)
        assert counter.state.asking is Asking.REASON_TEXT
        assert QApplication.focusWidget() is counter.page.decision.note.line
        counter.press("Esc")
        assert not counter.state.can_refuse
        assert "说明" in counter.page.decision.refuse_button.reason()
        counter.press("E")
        counter.type("照片与本人不符")
        counter.press("Enter")
        assert "照片与本人不符" in counter.state.filled[0].candidate_text
        counter.press("R")
        counter.until(counter.past_case(case.application_id))
        assert counter.review_of(case.application_id) == "refused"

    def test_letters_in_the_text_field_decide_nothing(self, counter, case):
        counter.press(OTHER)
        counter.type("rhz1")
        assert counter.page.decision.note.text() == "rhz1"
        assert counter.state.ticked == ("pre_review.other",)
        assert counter.review_of(case.application_id) == "awaiting_county"

    def test_e_changes_what_the_candidate_reads(self, counter, case):
        counter.press("6", "E")
        counter.page.decision.note.set_text("")
        counter.type("请核对毕业证书编号")
        counter.press("Enter")
        assert counter.state.filled[0].candidate_text == "请核对毕业证书编号"

    def test_ticks_wait_while_one_looks_at_the_neighbours(self, counter, case):
        counter.press("6", "→")
        counter.until(counter.past_case(case.application_id))
        assert counter.state.ticked == ()
        counter.press("←")
        counter.until(counter.at_case(case.application_id))
        assert len(counter.state.ticked) == 1
        assert counter.state.filled

    def test_after_an_undo_the_ticks_are_there_again(self, counter, case):
        counter.press("6", "R")
        counter.until(counter.past_case(case.application_id))
        counter.press("Z")
        counter.until(counter.at_case(case.application_id))
        assert len(counter.state.ticked) == 1


class TestNearTheBell:
    @pytest.fixture
    def near(self, counter, case, monkeypatch):
        """The case in hand, with the bell near."""
        counter.until(counter.settled)
        state = counter.state
        left = replace(state.case.time_left, telephone_first=True, last_chance=False)
        counter.page.presenter._set(replace(state, case=replace(state.case, time_left=left)))
        counter.press("6")
        counter.until(lambda: counter.state.can_refuse)
        return case

    def test_r_asks_to_telephone_first_and_a_second_time_refuses(self, counter, near):
        counter.press("R")
        assert "先电话联系" in counter.said()
        assert counter.review_of(near.application_id) == "awaiting_county"
        counter.press("R")
        counter.until(counter.past_case(near.application_id))
        assert counter.review_of(near.application_id) == "refused"

    def test_or_h_puts_it_aside(self, counter, near):
        counter.press("R", "H")
        assert counter.state.asking is Asking.VERIFY_NOTE
        counter.type("提醒重新申请")
        counter.press("Enter")
        counter.until(counter.past_case(near.application_id))
        assert counter.review_of(near.application_id) == "awaiting_county"
        assert near.name in counter.waiting(QueuePart.TO_VERIFY)

    def test_the_next_case_is_asked_about_anew(self, counter, near):
        counter.press("R")
        assert counter.state.near_bell_told
        counter.press("→")
        counter.until(counter.settled)
        assert not counter.state.near_bell_told


class TestToVerify:
    def test_h_asks_what_and_moves_the_case(self, counter, case):
        counter.press("H", "Enter")
        assert counter.state.asking is Asking.VERIFY_NOTE
        counter.type("电话核实")
        counter.press("Enter")
        counter.until(counter.past_case(case.application_id))
        assert counter.waiting(QueuePart.TO_VERIFY) == [case.name]

    def test_and_back(self, counter, case):
        counter.press("H")
        counter.type("电话核实")
        counter.press("Enter")
        counter.until(counter.past_case(case.application_id))
        counter.press("Q")
        counter.until(lambda: counter.state.part is QueuePart.TO_VERIFY and counter.settled())
        assert "核实完毕" in counter.bar()
        counter.press("H")
        counter.until(lambda: counter.waiting(QueuePart.TO_VERIFY) == [])
        counter.until(lambda: counter.state.queue is not None and counter.state.queue.rows == ())
        assert counter.state.part is QueuePart.TO_VERIFY
        assert case.name in counter.waiting()


class TestLooking:
    def test_d_shows_differences_only_and_n_goes_to_the_next(self, counter):
        counter.to_pre_review(DIFFERS_TWICE)
        table = counter.page.case.table
        everything = len(table._lines)
        counter.press("D")
        assert table.only_differences()
        assert len(table._lines) < everything
        counter.press("N")
        assert "上/下一处差异" in plain_text(counter.page.case._foot.parts())
        first = table._at
        counter.press("N")
        assert table._at != first

    def test_o_opens_the_courses(self, counter, case):
        counter.press("O")
        assert counter.state.courses_open
        assert len(counter.page.case.table._lines) > 20

    def test_arrows_walk_and_stop_at_the_ends(self, counter):
        counter.to_pre_review(counter.to_pre_review().state.queue.rows[0].name)
        counter.press("←")
        assert counter.state.position == 1
        counter.press("→")
        counter.until(lambda: counter.state.position == 2 and counter.settled())

    def test_only_the_case_in_hand_is_claimed(self, counter, case):
        counter.press("→", "→")
        counter.until(counter.settled)
        mine = [
            key for key, claim in counter.station.claims.held("application").items() if claim.clerk_name == REVIEWER
        ]
        assert counter.state.case.application_id in mine
        assert case.application_id not in mine

    def test_s_shows_the_scans_and_c_accepts_the_card(self, counter):
        counter.to_pre_review(WITH_CARDS)
        counter.press("C")
        assert counter.state.card.state == "entered"
        counter.press("S")
        counter.until(lambda: "卡片相符" in counter.bar())
        assert not counter.page.case.isVisible()
        counter.press("C")
        counter.until(lambda: counter.state.card.state == "ok")
        counter.press("]", "X")
        counter.type("字迹不清")
        counter.press("Enter")
        counter.until(lambda: counter.state.card.state == "refused")
        assert counter.state.card.reason == "字迹不清"
        assert not counter.state.can_pass


def test_an_empty_queue_says_why(counter):
    counter.to_pre_review()
    counter.press("Q")
    counter.until(lambda: counter.state.part is QueuePart.TO_VERIFY and counter.state.queue is not None)
    counter.until(lambda: counter.page.queue.table.drawn_state() is not None)
    assert "没有待核实" in counter.page.queue.table.drawn_state().text
    assert not counter.page.decision.isEnabled()
    counter.press("Enter", "R", "H", "1")
    assert isinstance(counter.station.session.signer.clerk_id, UUID)
