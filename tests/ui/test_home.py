"""Home on a real store: queues in their order, keys, the evening's check, the morning's news, what is drawn instead."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from app.domain.errors import ClerkError
from app.services.home_views import Queue
from app.services.pre_review_views import QueuePart
from tests.ui.counter import texts
from ui.jobs import JobRunner
from ui.screens.home.page import HomePage
from ui.screens.home.presenter import HomePresenter
from ui.widgets.parts import plain_text


class DeafHome:
    """A store that cannot be read."""

    def view(self, signer):
        raise ClerkError("file.disk_full")

    handover = evening_check = view


@pytest.fixture
def home(counter):
    counter.until(lambda: counter.state.view is not None)
    return counter


class TestQueues:
    def test_every_queue_keeps_its_row_and_its_digit(self, home):
        rows = texts(home.page.queues)
        assert len(rows) == len(home.state.view.queues) == 13
        assert [row[5] for row in rows if row[5]] == ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0"]
        assert [row[0] for row in rows if row[0]] == ["受理", "审核", "材料"]

    def test_re_applications_are_marked(self, home):
        (row,) = [row for row in texts(home.page.queues) if row[1].startswith("县区预审") and "重新申请" in row[1]]
        assert row[2] == str(len(home.waiting()))

    def test_the_nearest_binding_time_is_chosen(self, home):
        assert home.page.queues.current().count.queue == home.state.view.nearest
        assert QApplication.focusWidget() is home.page.queues

    def test_a_digit_opens_the_queue(self, home):
        home.press("6")
        home.until(lambda: home.at() == "pre_review" and home.settled())
        assert home.state.part is QueuePart.OPEN

    def test_zero_opens_the_tenth(self, home):
        home.press("0")
        assert home.at() == "queue_list"
        assert home.state.queue is Queue.ORIGINALS

    def test_enter_opens_the_chosen_one(self, home):
        home.press("↓", "↑", "Enter")
        assert home.at() != "home"

    def test_the_arrows_stay_in_the_table(self, home):
        first = home.page.queues.currentIndex().row()
        home.press("↓")
        assert home.page.queues.currentIndex().row() == first + 1


class TestWork:
    def test_todays_work_with_its_marks(self, home):
        rows = texts(home.page.work)
        assert rows
        assert {row[3] for row in rows} <= {"本机已存", "已上传", "省平台已确认", "省平台未接受", "已撤销"}

    def test_an_act_of_now_is_on_top(self, home):
        home.to_pre_review("武远")
        case = home.state.case
        home.press("Enter")
        home.until(home.past_case(case.application_id))
        home.press("Alt+1")
        home.until(lambda: home.page.work.rows_model.rowCount() and texts(home.page.work)[0][1] == case.name)
        assert texts(home.page.work)[0][3] == "本机已存"

    def test_tab_goes_to_the_work_and_enter_opens_the_person(self, home):
        home.press("Tab")
        assert home.page.work.hasFocus()
        wanted = home.page.work.current().candidate_id
        home.press("Enter")
        home.until(lambda: home.at() == "candidate_file" and home.state.view is not None)
        assert home.state.candidate_id == wanted


class TestEveningAndMorning:
    def test_k_says_what_is_not_confirmed(self, home):
        home.press("K")
        home.until(lambda: "未经省平台确认" in home.said())
        assert "不会丢失" in home.said()

    def test_j_tells_what_is_new(self, home):
        home.press("J")
        home.until(lambda: "晨间交接" in home.said())
        assert "离岗以来" in home.said()

    def test_f5_reads_anew(self, home):
        before = home.state.view.at
        home.press("F5")
        home.until(lambda: home.state.view.at > before)

    def test_the_round_stands_with_its_seven_times(self, home):
        rows = texts(home.page.times)
        assert len(rows) == 7
        assert "2026-12-30" in plain_text(home.page._round_title.parts())


class TestInstead:
    def test_an_error_is_drawn_where_the_rows_would_be(self, qtbot, inline_jobs):
        page = HomePage(HomePresenter(DeafHome(), lambda: None, inline_jobs), {})
        qtbot.addWidget(page)
        page.show()
        page.activate()
        assert page.queues.drawn_state().kind == "error"
        assert "磁盘已满" in page.queues.drawn_state().text

    def test_loading_shows_only_when_it_takes_long(self, qtbot, manual):
        page = HomePage(HomePresenter(DeafHome(), lambda: None, JobRunner(manual, manual)), {})
        qtbot.addWidget(page)
        page.show()
        page.activate()
        assert page.queues.drawn_state() is None
        qtbot.waitUntil(lambda: page.queues.drawn_state() is not None)
        assert page.queues.drawn_state().kind == "loading"

    def test_a_day_without_work_says_what_to_do(self, opened):
        counter = opened().sign_in("陈静")
        counter.until(lambda: counter.state.view is not None)
        assert "今天还没有" in counter.page.work.drawn_state().text
