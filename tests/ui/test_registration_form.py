"""The form screen from the keyboard: real PDFs, real files, nothing said about paper that nobody knows."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.errors import ClerkError
from app.services.registration_form_views import FormLayout
from tests.ui.look_up_desk import Elsewhere
from tests.ui.paper_samples import APPLICATION, CANDIDATE, DESK, DRAFT, FORM, OTHER, SIGNER, Forms, Pages, Place
from ui.desk import Desk
from ui.navigation import ScreenEntry
from ui.screens.registration_form import wording
from ui.screens.registration_form.checks import blocked, check_lines, paper_steps
from ui.screens.registration_form.page import RegistrationFormPage
from ui.screens.registration_form.presenter import RegistrationFormPresenter
from ui.widgets.parts import plain_text

CONTROL = Qt.KeyboardModifier.ControlModifier


class Office:
    """The form screen in a desk of its own, with everything it is given."""

    def __init__(self, qtbot, jobs, folder) -> None:
        self.forms, self.pages, self.place = Forms(), Pages(), Place(folder)
        self.presenter = RegistrationFormPresenter(self.forms, self.pages, self.place.files(), lambda: SIGNER, jobs)
        self.page = RegistrationFormPage(self.presenter)
        self.others = {name: Elsewhere() for name in ("notice", "candidate_file")}
        entries = [ScreenEntry("registration_form", "登记表", "papers", lambda: self.page)]
        entries += [ScreenEntry(name, name, "review", lambda name=name: self.others[name]) for name in self.others]
        self.desk = Desk(entries, jobs)
        qtbot.addWidget(self.desk)
        self.desk.resize(1366, 720)
        self.desk.show()
        self.desk.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is self.desk)

    def open(self, desk=DESK, application=APPLICATION) -> None:
        self.forms.desk = desk
        self.desk.open_screen("registration_form", application)
        QApplication.processEvents()

    def shown_width(self) -> int:
        return self.page.paper._pages.images[0].width()


def press(key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


@pytest.fixture
def office(qtbot, inline_jobs, tmp_path):
    return Office(qtbot, inline_jobs, tmp_path)


@pytest.fixture
def slow_office(qtbot, manual_jobs, tmp_path):
    return Office(qtbot, manual_jobs, tmp_path)


def checks(office):
    return [plain_text(line) for line in check_lines(office.presenter.state)]


def test_without_an_application_it_says_what_to_do(office):
    office.open(application=None)
    assert office.page.said.drawn_state().text == wording.NOBODY
    assert office.forms.opened == []
    press(Qt.Key.Key_P, CONTROL)
    assert office.place.suggested == []


def test_the_booklet_is_shown_page_by_page(office, qtbot):
    office.open()
    assert [place.number for place in office.presenter.state.places] == [1, 2, 3, 4]
    for key, number in ((Qt.Key.Key_3, 3), (Qt.Key.Key_Right, 4), (Qt.Key.Key_Right, 4), (Qt.Key.Key_Left, 3)):
        press(key)
        qtbot.waitUntil(lambda number=number: office.presenter.state.panel == number)


def test_page_one_is_the_right_half_of_the_outside(office):
    office.open()
    sheet = office.page._sheets[0]
    shown = office.page.paper._pages.images[0]
    assert shown.width() == sheet.width() // 2
    assert shown.copy() == sheet.copy(sheet.width() // 2, 0, sheet.width() // 2, sheet.height())


def test_w_shows_the_whole_sheet_inside_the_window(office, qtbot):
    office.open()
    press(Qt.Key.Key_W)
    qtbot.waitUntil(lambda: office.presenter.state.whole)
    shown, sheet = office.page.paper._pages.images[0], office.page._sheets[0]
    assert shown.width() / shown.height() == pytest.approx(sheet.width() / sheet.height(), abs=0.01)
    assert shown.width() <= office.page.paper.viewport().width()
    assert shown.height() <= office.page.paper.viewport().height()
    assert shown.width() > 600


def test_plus_and_minus_draw_the_page_anew(office, qtbot):
    office.open()
    before = office.shown_width()
    press(Qt.Key.Key_Plus)
    qtbot.waitUntil(lambda: office.shown_width() > before)
    press(Qt.Key.Key_Minus)
    qtbot.waitUntil(lambda: office.shown_width() == before)
    assert len(office.pages.dots) == 3


def test_v_changes_the_layout_of_what_is_seen_and_exported(office, qtbot):
    office.open()
    press(Qt.Key.Key_V)
    qtbot.waitUntil(lambda: office.presenter.state.layout is FormLayout.A4)
    assert [place.half for place in office.presenter.state.places] == ["whole"] * 4
    press(Qt.Key.Key_P, CONTROL)
    assert office.forms.exports == [(FormLayout.A4, 2)]


def test_export_records_writes_two_copies_and_tells_only_what_is_known(office, tmp_path):
    office.open()
    press(Qt.Key.Key_P, CONTROL)
    assert office.forms.exports == [(FormLayout.A3_BOOKLET, 2)]
    file = tmp_path / f"登记表-{FORM.application_no}-第3次.pdf"
    assert len(pypdfium2.PdfDocument(file.read_bytes())) == 4
    said = office.desk.strip.message()
    assert "一式两份" in said.strong
    assert "尚不确认纸张是否印出" in said.text
    assert len(office.forms.opened) == 2


def test_no_word_of_the_person_is_in_the_file_name(office):
    office.open()
    press(Qt.Key.Key_P, CONTROL)
    for personal in (FORM.name, FORM.id_number, FORM.candidate_no, FORM.phone):
        assert personal not in office.place.suggested[0]


def test_a_clerk_who_chooses_no_place_has_exported_nothing(office):
    office.place.folder = None
    office.open()
    press(Qt.Key.Key_P, CONTROL)
    assert len(office.place.suggested) == 1
    assert office.forms.exports == []
    assert office.desk.strip.message() is None


def test_a_full_disk_is_told_together_with_what_is_recorded(office, tmp_path):
    office.place.full = True
    office.open()
    press(Qt.Key.Key_P, CONTROL)
    said = office.desk.strip.message()
    assert said.tone == "red"
    assert "已记录" in said.strong
    assert "磁盘已满" in said.text
    assert list(tmp_path.iterdir()) == []


def test_a_draft_is_seen_but_never_exported(office):
    office.open(DRAFT)
    assert office.presenter.state.places
    assert wording.title_chip(office.presenter.state)[0] == "草稿"
    assert "尚未缴费" in office.page.checks._refusal.text()
    assert "尚未缴费" in office.page.checks.export_button.reason()
    press(Qt.Key.Key_P, CONTROL)
    assert office.forms.exports == []
    assert office.place.suggested == []


@pytest.mark.parametrize(
    ("code", "word"),
    [
        ("workflow.form_locked", "收回"),
        ("registration_form.not_filled", "尚未填写"),
        ("workflow.role", "岗位"),
        ("workflow.state", "刷新"),
    ],
)
def test_every_refusal_is_said_and_stops_the_export(office, code, word):
    office.open(replace(DESK, permission=replace(DESK.permission, refusal=code)))
    assert word in blocked(office.presenter.state)
    press(Qt.Key.Key_P, CONTROL)
    assert office.forms.exports == []


def test_without_permission_to_see_it_the_screen_says_so(office):
    office.forms.error = ClerkError("workflow.role")
    office.open()
    assert office.page.said.drawn_state().kind == "no_permission"


def test_an_unknown_application_is_an_error_and_shows_nobody(office):
    office.open()
    office.forms.error = ClerkError("application_not_found")
    office.open(application=OTHER)
    assert office.page.said.drawn_state().kind == "error"
    assert office.presenter.state.desk is None


def test_what_cannot_be_seen_cannot_be_exported(office):
    office.forms.unseen = ClerkError("form.missing_glyph", characters=("\U00030edd",))
    office.open()
    assert "\U00030edd" in office.desk.strip.message().text
    press(Qt.Key.Key_P, CONTROL)
    assert office.forms.exports == []


def test_an_export_that_failed_says_why(office):
    office.open()
    office.forms.error = ClerkError("case.changed")
    office.presenter.export()
    assert office.desk.strip.message().tone == "red"
    assert not office.presenter.state.exporting


def test_only_what_is_recorded_counts_as_done(office):
    office.open()
    steps = [(step.title, step.progress) for step in paper_steps(office.presenter.state)]
    assert steps == [("已生成", "done"), ("打印", "next"), ("交回", "next")]
    office.open(replace(DESK, materials_state="received"))
    assert paper_steps(office.presenter.state)[2].progress == "done"
    assert paper_steps(office.presenter.state)[1].progress == "next"


def test_the_checks_name_what_to_look_at(office):
    office.open()
    shown = checks(office)
    assert any("生僻字 1 处" in line and "\U00020bb7" in line for line in shown)
    assert any("课程 14 门" in line and "未超出" in line for line in shown)
    assert any("自我鉴定空白" in line for line in shown)
    assert any(wording.short_hash(FORM.content_hash) in line for line in shown)


def test_empty_fields_and_missing_courses_are_named(office):
    office.open(replace(DESK, form=replace(FORM, missing=("native_place", "resume", "course.00015", "family"))))
    line = checks(office)[-1]
    assert "4 栏空白" in line
    assert "籍贯、个人简历、00015等" in line


def test_a_form_that_changed_since_its_export_is_flagged(office):
    changed = replace(DESK, permission=replace(DESK.permission, newest_hash="0" * 64))
    office.open(changed)
    assert "作废" in wording.title_chip(office.presenter.state)[0]
    assert "不同" in checks(office)[0]


def test_f8_and_f7_lead_to_the_person(office):
    office.open()
    press(Qt.Key.Key_F8)
    assert office.others["notice"].arguments == [CANDIDATE]
    office.open()
    press(Qt.Key.Key_F7)
    assert office.others["candidate_file"].arguments == [CANDIDATE]


def test_the_answer_for_an_application_left_is_dropped(slow_office, manual):
    office = slow_office
    office.open()
    office.open(application=OTHER)
    manual.run_all()
    QApplication.processEvents()
    assert office.presenter.state.desk.application_id == OTHER
    assert office.presenter.state.application_id == OTHER


def test_an_export_under_way_is_not_begun_again(slow_office, manual):
    office = slow_office
    office.open()
    manual.run_all()
    QApplication.processEvents()
    press(Qt.Key.Key_P, CONTROL)
    press(Qt.Key.Key_P, CONTROL)
    assert blocked(office.presenter.state) == wording.BUSY
    manual.run_all()
    QApplication.processEvents()
    assert len(office.forms.exports) == 1


def test_an_export_is_told_even_when_another_form_is_in_front(slow_office, manual):
    office = slow_office
    office.open()
    manual.run_all()
    QApplication.processEvents()
    press(Qt.Key.Key_P, CONTROL)
    office.open(application=OTHER)
    manual.run_all()
    QApplication.processEvents()
    assert FORM.application_no in office.desk.strip.message().text
    assert office.presenter.state.application_id == OTHER


def test_a_walk_in_parks_the_form(office):
    office.open()
    parked = office.page.park()
    assert parked.argument == APPLICATION
    office.open(application=OTHER)
    office.page.resume(parked)
    assert office.presenter.state.application_id == APPLICATION


def test_another_persons_form_never_shows_the_last_ones_pages(slow_office, manual):
    office = slow_office
    office.open()
    manual.run_all()
    QApplication.processEvents()
    assert office.page.paper._pages.images
    office.open(application=UUID(int=99))
    assert office.page.paper._pages.images == ()
