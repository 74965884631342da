"""The 一次性告知单 on the screen and as the file that leaves the program."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.errors import ClerkError
from tests.ui.look_up_desk import Elsewhere
from tests.ui.paper_samples import CANDIDATE, ITEMS, NOTICE, OTHER, SIGNER, Notices, Pages, Place
from ui.desk import Desk
from ui.navigation import ScreenEntry
from ui.screens.notice import wording
from ui.screens.notice.page import NoticePage, item_cell
from ui.screens.notice.presenter import NoticePresenter
from ui.widgets.parts import plain_text

CONTROL = Qt.KeyboardModifier.ControlModifier


class Counter:
    def __init__(self, qtbot, jobs, folder) -> None:
        self.notices, self.pages, self.place = Notices(), Pages(), Place(folder)
        self.presenter = NoticePresenter(self.notices, self.pages, self.place.files(), lambda: SIGNER, jobs)
        self.page = NoticePage(self.presenter)
        self.file, self.before = Elsewhere(), Elsewhere()
        entries = (
            ScreenEntry("notice", "告知单", "review", lambda: self.page),
            ScreenEntry("candidate_file", "档案", "review", lambda: self.file),
            ScreenEntry("look_up", "查找", "look_up", lambda: self.before),
        )
        self.desk = Desk(entries, jobs)
        qtbot.addWidget(self.desk)
        self.desk.resize(1366, 720)
        self.desk.show()
        self.desk.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is self.desk)
        self.desk.open_screen("look_up")

    def open(self, candidate=CANDIDATE) -> None:
        self.desk.open_screen("notice", candidate)
        QApplication.processEvents()


def press(key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


@pytest.fixture
def counter(qtbot, inline_jobs, tmp_path):
    return Counter(qtbot, inline_jobs, tmp_path)


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "".join(document[at].get_textpage().get_text_range() for at in range(len(document)))


def test_what_is_lacking_is_listed_and_the_paper_is_shown(counter):
    counter.open()
    assert counter.page.items.rows_model.rowCount() == 3
    assert "还缺 3 项" in plain_text(counter.page._count.parts())
    assert len(counter.page.paper._pages.images) == 1


def test_an_item_says_what_where_and_until_when():
    shown = plain_text(item_cell(ITEMS[0], "item"))
    for word in ("毕业照片未通过", "2026-12-11 09:36 前", "本招办窗口"):
        assert word in shown
    assert wording.LATER not in shown
    assert wording.LATER in plain_text(item_cell(ITEMS[1], "item"))
    assert "不限时间" in plain_text(item_cell(ITEMS[2], "item"))


def test_ctrl_p_writes_the_paper_that_is_on_the_screen(counter, tmp_path):
    counter.open()
    press(Qt.Key.Key_P, CONTROL)
    (file,) = tmp_path.iterdir()
    assert file.name == "一次性告知单-20261209-093600.pdf"
    assert file.read_bytes() == counter.presenter.state.pdf
    assert "毕业照片未通过" in text_of(file.read_bytes()).replace("\r\n", "")
    assert "尚不确认纸张是否印出" in counter.desk.strip.message().text


def test_nothing_lacking_is_said_and_can_be_printed_too(counter, tmp_path):
    counter.notices.notice = replace(NOTICE, items=())
    counter.open()
    assert counter.page.items.drawn_state().text == wording.NOTHING_LACKING
    assert wording.NOTHING_LACKING in plain_text(counter.page._count.parts())
    press(Qt.Key.Key_P, CONTROL)
    assert len(list(tmp_path.iterdir())) == 1


def test_what_is_over_is_a_remark_and_not_counted(counter):
    remark = "另告：工商管理专业本批次不能再申请。可在下一批次申请。"
    counter.notices.notice = replace(NOTICE, remarks=(remark,))
    counter.open()
    assert "还缺 3 项" in plain_text(counter.page._count.parts())
    assert counter.page.remarks.text() == remark
    assert counter.page.remarks.isVisible()
    counter.notices.notice = NOTICE
    counter.page.presenter.refresh()
    assert not counter.page.remarks.isVisible()


def test_no_place_chosen_writes_nothing(counter):
    counter.place.folder = None
    counter.open()
    press(Qt.Key.Key_P, CONTROL)
    assert counter.desk.strip.message() is None


def test_a_full_disk_is_said(counter, tmp_path):
    counter.place.full = True
    counter.open()
    press(Qt.Key.Key_P, CONTROL)
    assert "磁盘已满" in counter.desk.strip.message().text
    assert list(tmp_path.iterdir()) == []
    assert counter.presenter.state.can_export


def test_escape_goes_back_to_where_one_came_from(counter):
    counter.open()
    press(Qt.Key.Key_Escape)
    assert counter.desk.current() is counter.before


def test_f7_opens_the_file(counter):
    counter.open()
    press(Qt.Key.Key_F7)
    assert counter.file.arguments == [CANDIDATE]


def test_without_a_person_it_says_what_to_do(counter):
    counter.open(None)
    assert counter.page.said.drawn_state().text == wording.NOBODY
    press(Qt.Key.Key_P, CONTROL)
    assert counter.place.suggested == []


@pytest.mark.parametrize(("code", "kind"), [("candidate_not_found", "error"), ("workflow.role", "no_permission")])
def test_an_error_or_a_missing_permission_is_said(counter, code, kind):
    counter.notices.error = ClerkError(code)
    counter.open()
    assert counter.page.said.drawn_state().kind == kind
    assert not counter.presenter.state.can_export


def test_plus_draws_the_page_larger(counter, qtbot):
    counter.open()
    before = counter.page.paper._pages.images[0].width()
    press(Qt.Key.Key_Plus)
    qtbot.waitUntil(lambda: counter.page.paper._pages.images[0].width() > before)


def test_the_answer_for_somebody_left_is_dropped(qtbot, manual, manual_jobs, tmp_path):
    counter = Counter(qtbot, manual_jobs, tmp_path)
    counter.open()
    counter.open(OTHER)
    first = counter.notices.notice
    manual.run_next(2)
    counter.notices.notice = replace(NOTICE, candidate_name="别人")
    manual.run_all()
    QApplication.processEvents()
    assert counter.notices.asked == [OTHER, CANDIDATE]
    assert counter.presenter.state.notice is first


def test_an_export_under_way_is_not_begun_again(qtbot, manual, manual_jobs, tmp_path):
    counter = Counter(qtbot, manual_jobs, tmp_path)
    counter.open()
    manual.run_all()
    QApplication.processEvents()
    counter.presenter.export()
    counter.presenter.export()
    assert len(counter.place.suggested) == 1
