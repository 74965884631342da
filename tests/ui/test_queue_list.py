"""The people behind a count of Home."""

from __future__ import annotations

from app.domain.errors import ClerkError
from app.services.home_views import Queue
from tests.ui.counter import texts
from ui.screens.queue_list.page import QueueListPage
from ui.screens.queue_list.presenter import QueueListPresenter
from ui.widgets.parts import plain_text


class DeafQueue:
    def view(self, queue):
        raise ClerkError("file.disk_full")


def open_queue(counter, queue):
    counter.desk.open_screen("queue_list", queue)
    counter.until(lambda: counter.state.queue is queue and counter.state.view is not None)


def test_as_many_as_home_counts_and_masked(counter):
    counter.until(lambda: counter.state.view is not None)
    (count,) = [each.count for each in counter.state.view.queues if each.queue is Queue.PAPERS_DUE]
    open_queue(counter, Queue.PAPERS_DUE)
    rows = texts(counter.page.table)
    assert len(rows) == count
    assert all("********" in row[1] and "****" in row[3] for row in rows)
    assert "已缴费未交表" in plain_text(counter.page._title.parts())


def test_enter_opens_the_file_of_the_chosen_one(counter):
    open_queue(counter, Queue.PAPERS_DUE)
    counter.press("↓")
    wanted = counter.page.table.current().candidate_id
    counter.press("Enter")
    counter.until(lambda: counter.at() == "candidate_file" and counter.state.view is not None)
    assert counter.state.candidate_id == wanted
    counter.press("Esc")
    assert counter.at() == "queue_list"


def test_f8_makes_the_notice(counter):
    open_queue(counter, Queue.PAPERS_DUE)
    counter.press("F8")
    assert counter.at() == "notice"


def test_nobody_waits(counter):
    open_queue(counter, Queue.CORRECTIONS)
    assert "没有人在等" in counter.page.table.drawn_state().text
    assert counter.page.table.drawn_state().hint


def test_an_error_is_drawn(qtbot, inline_jobs):
    page = QueueListPage(QueueListPresenter(DeafQueue(), inline_jobs))
    qtbot.addWidget(page)
    page.show()
    page.activate(Queue.PHOTOS)
    assert page.table.drawn_state().kind == "error"
    assert "磁盘已满" in page.table.drawn_state().text
