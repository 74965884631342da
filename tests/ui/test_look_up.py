"""The look-up from the keyboard, in the real desk."""

from __future__ import annotations

from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.errors import ClerkError
from tests.ui.look_up_desk import a_desk, press, said, write
from tests.ui.look_up_samples import SEVEN, People, a_hit
from ui.screens.look_up import wording
from ui.widgets.parts import plain_text

ENTER = Qt.Key.Key_Return


@pytest.fixture
def people():
    return People()


@pytest.fixture
def counter(qtbot, people, inline_jobs):
    desk, page, others = a_desk(qtbot, people, inline_jobs)
    return desk, page, others


def test_the_box_has_the_focus_at_once_and_keeps_it(counter):
    _desk, page, _others = counter
    assert QApplication.focusWidget() is page.box.line
    write(page, "ww")
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_PageDown)
    at = page.hits.visualRect(page.hits.rows_model.index(2, 0)).center()
    QTest.mouseClick(page.hits.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert QApplication.focusWidget() is page.box.line
    assert page.presenter.state.chosen == SEVEN[2].candidate_id


def test_hits_come_as_one_types_and_say_why(counter):
    _desk, page, _others = counter
    write(page, "ww")
    assert page.hits.rows_model.rowCount() == 7
    assert said(page).startswith("7 位考生命中")
    cells = [plain_text(page._cell(SEVEN[at], "reason")) for at in (0, 3, 5, 6)]
    assert cells == ["首字母 ww", "姓氏读音 wèi", "首字母 wwh 出生日期", "曾用名 王婉"]


def test_numbers_are_masked_rare_characters_and_second_numbers_flagged(counter):
    _desk, page, _others = counter
    write(page, "ww")
    assert plain_text(page._cell(SEVEN[0], "id_number")) == "1499********001X"
    assert "生僻字" in plain_text(page._cell(SEVEN[0], "name"))
    assert "生僻字" not in plain_text(page._cell(SEVEN[1], "name"))
    assert "2 个号" in plain_text(page._cell(SEVEN[4], "candidate_no"))


def test_reasons_name_nobody_while_personal_data_is_hidden(counter):
    _desk, page, _others = counter
    write(page, "ww")
    press(Qt.Key.Key_P, Qt.KeyboardModifier.AltModifier)
    assert plain_text(page._cell(SEVEN[6], "reason")) == "曾用名"
    press(Qt.Key.Key_P, Qt.KeyboardModifier.AltModifier)
    assert plain_text(page._cell(SEVEN[6], "reason")) == "曾用名 王婉"


def test_enter_on_several_hits_opens_nobody_until_one_is_chosen(counter):
    desk, page, others = counter
    write(page, "ww")
    assert page.hits.current() is None
    press(ENTER)
    assert others["candidate_file"].arguments == []
    assert desk.strip.message().text == wording.CHOOSE_FIRST
    press(Qt.Key.Key_Down)
    assert desk.strip.message() is None
    press(Qt.Key.Key_Down)
    press(ENTER)
    assert others["candidate_file"].arguments == [SEVEN[1].candidate_id]


def test_a_choice_does_not_outlive_the_text(counter):
    _desk, page, others = counter
    write(page, "ww")
    press(Qt.Key.Key_Down)
    write(page, "www")
    press(ENTER)
    assert others["candidate_file"].arguments == []


def test_the_only_hit_is_chosen_and_enter_opens_it(counter):
    _desk, page, others = counter
    write(page, "王维")
    assert page.hits.current() == SEVEN[2]
    assert others["candidate_file"].arguments == []
    press(ENTER)
    assert others["candidate_file"].arguments == [SEVEN[2].candidate_id]


def test_a_double_click_opens_the_row_under_the_mouse(counter):
    _desk, page, others = counter
    write(page, "ww")
    at = page.hits.visualRect(page.hits.rows_model.index(3, 0)).center()
    QTest.mouseClick(page.hits.viewport(), Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseDClick(page.hits.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert others["candidate_file"].arguments == [SEVEN[3].candidate_id]


def test_ctrl_enter_goes_to_the_pre_review_of_a_waiting_case(counter):
    _desk, page, others = counter
    write(page, "ww")
    press(Qt.Key.Key_Down)
    press(ENTER, Qt.KeyboardModifier.ControlModifier)
    assert others["pre_review"].arguments == [UUID(int=900)]


def test_ctrl_enter_does_nothing_where_the_candidate_must_act(counter):
    desk, page, others = counter
    write(page, "王薇")
    assert page.preview.go_button.isHidden()
    press(ENTER, Qt.KeyboardModifier.ControlModifier)
    assert desk.strip.message().text == wording.NOTHING_TO_DO
    assert all(other.arguments == [] for other in others.values())


def test_f8_makes_the_notice_of_the_chosen_person_only(counter):
    _desk, page, others = counter
    write(page, "ww")
    press(Qt.Key.Key_F8)
    assert others["notice"].arguments == []
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_F8)
    assert others["notice"].arguments == [SEVEN[0].candidate_id]


def test_escape_clears_the_box_and_the_hits(counter):
    _desk, page, _others = counter
    write(page, "ww")
    press(Qt.Key.Key_Escape)
    assert page.box.text() == ""
    assert page.hits.rows_model.rowCount() == 0
    assert page.hits.drawn_state().text == wording.START
    assert said(page) == ""


@pytest.mark.parametrize(
    ("text", "shown"),
    [("w", wording.TOO_SHORT), ("没有此人", wording.NONE), ("毕业", "在办考生中没有符合的，已毕业的有 3 位。")],
)
def test_every_empty_answer_says_why(counter, text, shown):
    _desk, page, _others = counter
    write(page, text)
    assert page.hits.drawn_state().kind == "empty"
    assert page.hits.drawn_state().text == shown
    assert page.hits.drawn_state().hint


def test_alt_g_takes_the_graduated_in(counter):
    _desk, page, _others = counter
    write(page, "毕业")
    press(Qt.Key.Key_G, Qt.KeyboardModifier.AltModifier)
    assert page.hits.rows_model.rowCount() == 1
    assert "已选" in plain_text(page.switch.parts())


def test_too_many_hits_ask_for_more(counter):
    _desk, page, _others = counter
    write(page, "很多")
    assert "只列前 50 位" in said(page)
    assert "请再输入" in said(page)


def test_progress_is_read_for_the_rows_on_the_screen_only(counter, people):
    _desk, page, _others = counter
    write(page, "很多")
    first = people.progress_asked[-1]
    assert 10 < len(first) < 40
    asked = len(people.progress_asked)
    page.hits.verticalScrollBar().setValue(page.hits.verticalScrollBar().maximum())
    assert len(people.progress_asked) > asked
    later = people.progress_asked[-1]
    assert UUID(int=149) in later
    assert not set(first) & set(later)


def test_rows_whose_progress_is_known_are_not_read_again(counter, people):
    _desk, page, _others = counter
    write(page, "很多")
    bar = page.hits.verticalScrollBar()
    bar.setValue(bar.maximum())
    asked = list(people.progress_asked)
    bar.setValue(0)
    assert people.progress_asked == asked
    assert all(asked)


def test_rows_that_appear_when_the_list_grows_are_read_too(counter):
    """One hit makes the list as low as one row; the next answer makes it higher only after its rows are set."""
    _desk, page, _others = counter
    write(page, "王维")
    write(page, "ww")
    QApplication.processEvents()
    assert set(page.presenter.state.progress) == {hit.candidate_id for hit in SEVEN}


def test_progress_is_in_words(counter):
    _desk, page, _others = counter
    write(page, "ww")
    shown = [plain_text(page._cell(hit, "progress")) for hit in SEVEN]
    assert shown == [
        "县区预审，待本招办",
        "毕业照片未通过，待考生",
        "已缴费，登记表待导出",
        "身份认证待人工审核",
        "本批次未申请",
        "材料已接收，待审核",
        "前置学历线下核验",
    ]


def test_the_preview_shows_the_name_with_its_code_points(counter):
    _desk, page, _others = counter
    write(page, "ww")
    press(Qt.Key.Key_Down)
    heading = page.preview.heading
    assert heading.point_lines(300) == ["王 U+738B   \U0002cc5f U+2CC5F"]
    assert page.preview.open_button.isVisible()
    facts = {fact.label: plain_text(fact.value) for fact in page.preview.person.facts()}
    assert facts["身份证号"] == "1499********001X"
    assert facts["手机"] == "139****0358"


def test_both_numbers_stand_in_the_preview(counter):
    _desk, page, _others = counter
    write(page, "汪文博")
    shown = [plain_text(fact.value) for fact in page.preview.person.facts()]
    for number in SEVEN[4].candidate_nos:
        assert any(number in text for text in shown)
    assert any("合并待办" in text for text in shown)


def test_a_long_name_is_wrapped_never_cut(counter, people):
    long = "阿卜杜热合曼·" * 6 + "艾山"
    people.hits = (a_hit(21, long),)
    _desk, page, _others = counter
    write(page, long)
    lines = page.preview.heading.name_lines(240)
    assert "".join(lines) == long
    assert page.preview.heading.minimumSizeHint().height() >= 38 * len(lines)


def test_a_scan_opens_the_owner_of_the_number(counter):
    desk, page, others = counter
    write(page, "ww")
    desk._on_scanned(SEVEN[3].candidate_nos[0])
    assert others["candidate_file"].arguments == [SEVEN[3].candidate_id]


def test_a_scan_on_another_screen_comes_here(counter):
    desk, _page, others = counter
    desk.open_screen("pre_review")
    desk._on_scanned(SEVEN[3].candidate_nos[0])
    assert others["candidate_file"].arguments == [SEVEN[3].candidate_id]


def test_a_scan_that_nobody_has_says_so(counter):
    desk, page, others = counter
    desk._on_scanned("990000000000")
    assert others["candidate_file"].arguments == []
    assert desk.strip.message().text == wording.SCANNED_NOBODY
    assert page.box.text() == "990000000000"


def test_an_error_is_said_and_leaves_nothing_to_open(counter, people):
    _desk, page, others = counter
    write(page, "ww")
    press(Qt.Key.Key_Down)
    people.error = ClerkError("store.damaged")
    write(page, "www")
    assert page.hits.drawn_state().kind == "error"
    press(ENTER)
    assert others["candidate_file"].arguments == []
    people.error = None
    write(page, "ww")
    assert page.hits.rows_model.rowCount() == 7


def test_without_permission_the_list_says_so(counter, people):
    _desk, page, _others = counter
    people.error = ClerkError("workflow.role")
    write(page, "ww")
    assert page.hits.drawn_state().kind == "no_permission"


def test_a_refresh_keeps_the_choice(counter):
    _desk, page, others = counter
    write(page, "ww")
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_F5)
    assert page.hits.current() == SEVEN[0]
    press(ENTER)
    assert others["candidate_file"].arguments == [SEVEN[0].candidate_id]
