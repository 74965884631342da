from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout

from ui.desk import Desk
from ui.keys import QUIET_MS, KeyAct, digits
from ui.navigation import GROUPS, ScreenEntry
from ui.palette import PaletteHit
from ui.privacy import privacy
from ui.screen import Message, Parked, Screen
from ui.widgets.parts import Text
from ui.widgets.top_bar import FrameStatus


class Sample(Screen):
    def __init__(self, name):
        super().__init__()
        self.sample = name
        self.visits = []
        self.left = 0
        self.resumed = []
        self.in_hand = None
        self.ran = []
        self.field = QLineEdit()
        column = QVBoxLayout(self)
        column.addWidget(self.field)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.takes_scans = False
        self.scans = []

    def key_acts(self):
        return [
            KeyAct("Enter", "通过", lambda: self.ran.append("Enter"), decides=True, enabled=self.in_hand is not None),
            digits(3, "选原因", self.ran.append),
            KeyAct("F8", "一次性告知单", lambda: self.ran.append("F8")),
        ]

    def activate(self, argument=None):
        self.visits.append(argument)
        self.setFocus()

    def deactivate(self):
        self.left += 1

    def park(self):
        return None if self.in_hand is None else Parked(self.sample, self.in_hand, f"县区预审 {self.in_hand}")

    def resume(self, parked):
        self.resumed.append(parked)
        self.setFocus()

    def take_scan(self, text):
        self.scans.append(text)
        return self.takes_scans


class World:
    def __init__(self, qtbot, jobs):
        self.made = []
        names = (
            ("home", "工作台", "home"),
            ("look_up", "查找", "look_up"),
            ("identity", "身份认证", "review"),
            ("pre_review", "县区预审", "review"),
        )
        entries = [ScreenEntry(name, title, group, lambda name=name: self.make(name)) for name, title, group in names]
        self.chosen = []
        self.asked = []
        self.desk = Desk(entries, jobs, self.people)
        qtbot.addWidget(self.desk)
        self.desk.resize(1366, 768)
        self.desk.show()
        self.desk.activateWindow()
        qtbot.waitExposed(self.desk)
        self.desk.open_screen("home")
        self.qtbot = qtbot

    def make(self, name):
        self.made.append(name)
        return Sample(name)

    def people(self, text):
        self.asked.append(text)
        return [PaletteHit((Text("王颀"),), lambda: self.chosen.append("王颀"))] if "王" in text else []

    def press(self, key, held=Qt.KeyboardModifier.NoModifier):
        self.qtbot.keyClick(QApplication.focusWidget() or self.desk, key, held)

    def at(self):
        return self.desk.current().sample

    def bar(self):
        return {act.label for act in self.desk.key_bar.acts()}


@pytest.fixture
def world(qtbot, inline_jobs):
    return World(qtbot, inline_jobs)


ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier


def test_alt_digits_open_the_groups_and_screens_are_made_once_when_needed(world):
    assert world.made == ["home"]
    world.press(Qt.Key.Key_4, ALT)
    assert world.at() == "identity"
    world.press(Qt.Key.Key_1, ALT)
    world.press(Qt.Key.Key_4, ALT)
    assert world.made == ["home", "identity"]


def test_there_are_six_groups_each_with_its_key():
    assert [group.title for group in GROUPS] == ["工作台", "查找", "受理", "审核", "材料", "管理"]


def test_a_group_without_screens_says_so(world):
    world.press(Qt.Key.Key_3, ALT)
    assert world.at() == "home"
    assert "受理" in world.desk.strip.message().text


def test_leaving_and_coming_are_told_to_the_screens(world):
    home = world.desk.current()
    world.desk.open_screen("look_up", "王")
    assert home.left == 1
    assert world.desk.current().visits == ["王"]


def test_esc_goes_back_where_one_came_from(world):
    world.desk.open_screen("look_up", "王")
    world.desk.open_screen("pre_review")
    world.press(Qt.Key.Key_Escape)
    assert (world.at(), world.desk.current().visits[-1]) == ("look_up", "王")
    world.press(Qt.Key.Key_Escape)
    assert world.at() == "home"


def test_the_key_bar_shows_exactly_what_works_now(world):
    assert "通过" not in world.bar()
    world.desk.current().in_hand = "7"
    world.desk.current().acts_changed.emit()
    assert {"通过", "选原因", "一次性告知单", "遮盖个人信息", "帮助"} <= world.bar()
    world.desk.current().field.setFocus()
    world.qtbot.waitUntil(lambda: "通过" not in world.bar())
    assert "选原因" not in world.bar()
    assert "一次性告知单" in world.bar()


def test_a_walk_in_parks_the_case_and_f4_brings_it_back(world):
    world.desk.open_screen("pre_review")
    case = world.desk.current()
    case.in_hand = "柴叙言"
    case.park_requested.emit("look_up", "990199200358")
    assert world.at() == "look_up"
    assert "已挂起" in world.desk.strip.message().strong
    assert "返回原案件" in world.bar()
    world.press(Qt.Key.Key_F4)
    assert world.desk.current() is case
    assert case.resumed[0].argument == "柴叙言"
    assert world.desk.parked() == ()
    assert "返回原案件" not in world.bar()


def test_two_walk_ins_come_back_newest_first(world):
    for number in ("1", "2"):
        world.desk.open_screen("pre_review")
        world.desk.current().in_hand = number
        world.desk.open_parking("look_up")
    world.desk.back_to_parked()
    world.desk.back_to_parked()
    assert [parked.argument for parked in world.desk.current().resumed] == ["2", "1"]


def scan(world, text):
    for character in text:
        world.press(character)
    world.press(Qt.Key.Key_Return)


def test_a_scan_opens_the_case_from_anywhere_and_parks_what_is_in_hand(world):
    world.desk.open_screen("pre_review")
    world.desk.current().in_hand = "7"
    scan(world, "990199200358")
    assert world.at() == "look_up"
    assert world.desk.current().visits == ["990199200358"]
    assert len(world.desk.parked()) == 1


def test_a_screen_may_take_the_scan_itself(world):
    world.desk.current().takes_scans = True
    scan(world, "FORM-000123-1")
    assert world.at() == "home"
    assert world.desk.current().scans == ["FORM-000123-1"]
    world.qtbot.wait(QUIET_MS * 2)
    assert world.desk.current().ran == []


def test_alt_p_hides_personal_data_and_the_bar_says_the_way_back(world):
    world.press(Qt.Key.Key_P, ALT)
    assert privacy().hidden()
    assert "显示个人信息" in world.bar()
    world.press(Qt.Key.Key_P, ALT)
    assert not privacy().hidden()


def test_ctrl_l_and_f1_are_told(world):
    told = []
    world.desk.lock_requested.connect(lambda: told.append("lock"))
    world.desk.help_requested.connect(told.append)
    world.press(Qt.Key.Key_L, CTRL)
    world.press(Qt.Key.Key_F1)
    assert told == ["lock", "home"]


def test_a_message_goes_with_esc_before_anything_else_does(world):
    world.desk.open_screen("look_up")
    world.desk.current().message.emit(Message("线路中断，操作已存本机。"))
    assert world.desk.strip.isVisible()
    world.press(Qt.Key.Key_Escape)
    assert not world.desk.strip.isVisible()
    assert world.at() == "look_up"


def test_ctrl_k_finds_a_person(world):
    world.press(Qt.Key.Key_K, CTRL)
    line = world.desk.top_bar.search.line
    assert line.hasFocus()
    line.insert("王")
    assert world.asked == ["王"]
    world.press(Qt.Key.Key_Return)
    assert world.chosen == ["王颀"]
    assert world.desk.top_bar.search.text() == ""


def test_ctrl_k_finds_a_screen_and_esc_gives_the_focus_back(world):
    home = world.desk.current()
    world.press(Qt.Key.Key_K, CTRL)
    world.desk.top_bar.search.line.insert("预审")
    assert world.desk.palette_list.isVisible()
    world.press(Qt.Key.Key_Escape)
    assert not world.desk.palette_list.isVisible()
    assert home.hasFocus()
    world.press(Qt.Key.Key_K, CTRL)
    world.desk.top_bar.search.line.insert("预审")
    world.press(Qt.Key.Key_Return)
    assert world.at() == "pre_review"


def test_what_nothing_fits_says_so(world):
    world.press(Qt.Key.Key_K, CTRL)
    world.desk.top_bar.search.line.insert("没有这个")
    assert world.desk.palette_list.table.drawn_state().kind == "empty"


def test_the_status_is_readable_without_eyes(world):
    world.desk.set_status(FrameStatus("安和县招办", "2026年下半年", "距申请截止", "6天3小时", "已同步", clerk="王敏"))
    assert world.desk.top_bar.accessibleName() == "安和县招办，2026年下半年，距申请截止，6天3小时，已同步，王敏"


@pytest.mark.parametrize("width", [1024, 1366, 1920])
def test_the_search_box_leaves_the_status_its_room(world, width):
    from ui.widgets.painting import parts_width

    bar = world.desk.top_bar
    world.desk.resize(width, 700)
    bar.set_status(
        FrameStatus(
            "安和县招办",
            "2026年下半年",
            "距申请截止",
            "6天3小时",
            "1 件待确认",
            "09:41",
            "warning",
            "amber",
            "王敏",
            "审核",
        )
    )
    QApplication.processEvents()
    assert bar.search.width() >= 160
    if width > 1024:
        assert bar.search.geometry().right() + parts_width(bar._right()) + 16 <= width


def test_a_hidden_desk_takes_no_keys(world):
    screen = world.desk.current()
    world.desk.hide()
    QApplication.processEvents()
    world.qtbot.keyClick(screen, Qt.Key.Key_F8)
    assert screen.ran == []
