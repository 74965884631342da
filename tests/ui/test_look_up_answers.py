"""Answers of the look-up that come late, or after the clerk has gone on."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.ui.look_up_desk import a_desk, press, write
from tests.ui.look_up_samples import SEVEN, People
from ui.screens.look_up import wording

ENTER = Qt.Key.Key_Return


@pytest.fixture
def people():
    return People()


def test_an_older_answer_is_dropped_and_its_search_told_to_stop(qtbot, people, manual, manual_jobs):
    _desk, page, _others = a_desk(qtbot, people, manual_jobs)
    write(page, "ww")
    write(page, "王维")
    manual.run_next(1)
    QApplication.processEvents()
    assert page.hits.current() == SEVEN[2]
    manual.run_next(0)
    QApplication.processEvents()
    assert people.asked == ["王维", "ww"]
    assert people.stopped[1]()
    assert not people.stopped[0]()
    assert page.hits.rows_model.rowCount() == 1


def test_enter_before_the_answer_waits_for_it(qtbot, people, manual, manual_jobs):
    _desk, page, others = a_desk(qtbot, people, manual_jobs)
    write(page, "王维")
    press(ENTER)
    assert others["candidate_file"].arguments == []
    manual.run_all()
    QApplication.processEvents()
    assert others["candidate_file"].arguments == [SEVEN[2].candidate_id]


def test_an_answer_opens_nothing_once_the_clerk_has_gone_elsewhere(qtbot, people, manual, manual_jobs):
    desk, page, others = a_desk(qtbot, people, manual_jobs)
    write(page, "王维")
    press(ENTER)
    desk.open_screen("pre_review")
    manual.run_all()
    QApplication.processEvents()
    assert others["candidate_file"].arguments == []
    assert desk.current() is others["pre_review"]


def test_enter_before_an_answer_with_several_opens_nobody(qtbot, people, manual, manual_jobs):
    desk, page, others = a_desk(qtbot, people, manual_jobs)
    write(page, "ww")
    press(ENTER)
    manual.run_all()
    QApplication.processEvents()
    assert others["candidate_file"].arguments == []
    assert desk.strip.message().text == wording.CHOOSE_FIRST


def test_a_stale_preview_is_never_shown(qtbot, people, manual, manual_jobs):
    _desk, page, _others = a_desk(qtbot, people, manual_jobs)
    write(page, "ww")
    manual.run_all()
    QApplication.processEvents()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    manual.run_all()
    QApplication.processEvents()
    assert page.presenter.state.preview.candidate_id == SEVEN[1].candidate_id
    assert people.previewed == [SEVEN[1].candidate_id]


def test_a_slow_first_answer_shows_that_it_is_being_read(qtbot, people, manual, manual_jobs):
    _desk, page, _others = a_desk(qtbot, people, manual_jobs)
    write(page, "ww")
    qtbot.waitUntil(lambda: page.hits.drawn_state() is not None and page.hits.drawn_state().kind == "loading")
