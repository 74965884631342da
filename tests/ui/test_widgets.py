from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage

from ui import theme
from ui.keys import KeyAct, digits
from ui.privacy import privacy
from ui.screen import Message
from ui.widgets.button import KeyButton
from ui.widgets.comparison import CompareRow, CompareSection, ComparisonTable
from ui.widgets.edits import DeskEdit, PasswordEdit
from ui.widgets.fact_list import Fact, FactList
from ui.widgets.key_bar import KeyBar
from ui.widgets.message_strip import MessageStrip
from ui.widgets.painted import Paragraph
from ui.widgets.parts import id_number
from ui.widgets.pictures import PageView, PictureView
from ui.widgets.reason_list import Reason, ReasonList
from ui.widgets.steps import Stage, StageLine, StateLine

RARE = "\U00020bb7"


def shown(qtbot, widget, width=400, height=300):
    qtbot.addWidget(widget)
    widget.resize(width, height)
    widget.show()
    widget.activateWindow()
    qtbot.waitExposed(widget)
    return widget


def colours_of(widget):
    image = widget.grab().toImage()
    return {QColor(image.pixel(x, y)).name() for x in range(image.width()) for y in range(image.height())}


# fields


def test_a_limit_counts_characters_not_utf16_units(qtbot):
    edit = shown(qtbot, DeskEdit("姓名", limit=2))
    edit.line.insert(RARE)
    edit.line.insert(RARE)
    assert edit.text() == RARE * 2
    edit.line.insert("华")
    assert edit.text() == RARE * 2


def test_deleting_a_rare_character_takes_the_whole_of_it(qtbot):
    edit = shown(qtbot, DeskEdit("姓名", limit=10))
    edit.line.insert("王" + RARE)
    edit.line.setFocus()
    qtbot.keyClick(edit.line, Qt.Key.Key_Backspace)
    assert edit.text() == "王"


def test_a_focused_field_shows_its_ring(qtbot):
    edit = shown(qtbot, DeskEdit("姓名"), 200, 32)
    edit.line.clearFocus()
    assert theme.colour("focus").name() not in colours_of(edit)
    edit.line.setFocus()
    qtbot.waitUntil(edit.line.hasFocus)
    assert theme.colour("focus").name() in colours_of(edit)


def test_a_password_cannot_be_copied_while_hidden(qtbot, qapp):
    edit = shown(qtbot, PasswordEdit())
    edit.line.insert("secret")
    qapp.clipboard().setText("before")
    edit.line.selectAll()
    edit.line.copy()
    assert qapp.clipboard().text() == "before"


# buttons


def test_a_disabled_button_stays_and_says_why(qtbot):
    button = shown(qtbot, KeyButton("预审通过", "Enter", kind="primary"), 140, 38)
    clicked, told = [], []
    button.clicked.connect(lambda: clicked.append(1))
    button.refused.connect(told.append)
    button.set_disabled("已选原因，Enter 停用")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Return)
    button.click_if_works()
    assert clicked == []
    assert told == ["已选原因，Enter 停用"] * 3
    assert button.accessibleDescription() == "已选原因，Enter 停用"
    assert theme.colour("primary").name() not in colours_of(button) - {theme.colour("focus").name()}
    button.set_disabled("")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert clicked == [1]


def test_focus_does_not_change_the_size_of_a_button(qtbot):
    button = shown(qtbot, KeyButton("一次性告知单", "F8"))
    before = button.sizeHint()
    button.setFocus()
    assert button.sizeHint() == before


def test_a_button_is_wide_enough_for_its_words(qtbot):
    assert KeyButton("一次性告知单", "F8").sizeHint().width() > KeyButton("返回", "F8").sizeHint().width()


# key bar and strip


def test_the_bar_leaves_out_what_is_off_or_unseen(qtbot):
    bar = shown(qtbot, KeyBar(), 800, 32)
    bar.set_acts(
        [
            KeyAct("Enter", "通过", print, enabled=False),
            KeyAct("R", "不通过", print),
            KeyAct("Alt+1", "工作台", print, shown=False),
            digits(9, "勾选原因", print),
        ]
    )
    assert [act.label for act in bar.acts()] == ["不通过", "勾选原因"]
    assert bar.accessibleName() == "R 不通过，1–9 勾选原因"


def test_a_click_in_the_bar_does_the_same_as_the_key(qtbot):
    bar = shown(qtbot, KeyBar(), 800, 32)
    pressed = []
    bar.pressed.connect(pressed.append)
    bar.set_acts([KeyAct("R", "不通过", print)])
    bar.grab()
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.rect().topLeft() + type(bar.rect().topLeft())(20, 16))
    assert [act.label for act in pressed] == ["不通过"]


def test_help_stays_in_a_bar_that_is_too_narrow(qtbot):
    bar = shown(qtbot, KeyBar(), 300, 32)
    bar.set_acts([*(KeyAct(f"F{n}", "很长的操作名称", print) for n in range(2, 9)), KeyAct("F1", "帮助", print)])
    bar.grab()
    assert bar.drawn()[-1].label == "帮助"
    assert len(bar.drawn()) < 8


def test_a_message_goes_by_itself_after_its_time(qtbot):
    strip = shown(qtbot, MessageStrip(), 600, 32)
    strip.show_message(Message("已保存。", seconds=0.05))
    assert strip.isVisible()
    qtbot.waitUntil(lambda: strip.message() is None)
    assert not strip.isVisible()


def test_a_message_without_a_time_stays_until_read(qtbot):
    strip = shown(qtbot, MessageStrip(), 600, 32)
    strip.show_message(Message("线路中断。"))
    (act,) = strip.acts()
    assert act.key == "Esc"
    act.run()
    assert strip.message() is None


# facts and text


def test_a_long_value_wraps_and_makes_its_row_higher(qtbot):
    short = FactList((Fact("地址", "城关镇"),))
    long = FactList((Fact("地址", "安和县城关镇文庙街 18 号三单元 402 室" * 2),))
    assert long.heightForWidth(292) > short.heightForWidth(292) == 28


def test_facts_are_read_out_with_their_labels():
    facts = FactList((Fact("身份证号", id_number("14990119790417019X", masked=True)), Fact("民族", "汉族")))
    assert facts.accessibleName() == "身份证号 1499********019X；民族 汉族"


def test_a_paragraph_grows_with_its_words(qtbot):
    paragraph = Paragraph("短")
    one = paragraph.heightForWidth(200)
    paragraph.set_text("请于 2026-12-01 至 2026-12-03 重新申请时重新上传。" * 3)
    assert paragraph.heightForWidth(200) >= 4 * one


# stages


def eleven(here=5):
    titles = (
        "身份认证",
        "前置学历",
        "提交申请",
        "毕业照片",
        "系统审核",
        "县区预审",
        "缴费",
        "登记表",
        "材料接收",
        "上报",
        "毕业",
    )
    state = lambda at: "done" if at < here else "here" if at == here else "next"  # noqa: E731
    return [Stage(title, state(at), "本招办", "11-22") for at, title in enumerate(titles)]


def test_the_stage_line_opens_where_the_application_is_and_follows_the_arrows(qtbot):
    line = shown(qtbot, StageLine(), 686, 116)
    line.set_stages(eleven())
    chosen = []
    line.chosen.connect(chosen.append)
    assert line.opened() == 5
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_Left)
    qtbot.keyClick(line, Qt.Key.Key_Right)
    qtbot.keyClick(line, Qt.Key.Key_Right)
    assert chosen == [4, 5, 6]


def test_the_ends_of_the_stage_line_hold(qtbot):
    line = shown(qtbot, StageLine(), 686, 116)
    line.set_stages(eleven(here=10))
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_Right)
    assert line.opened() == 10


def test_the_stage_line_is_said_in_words(qtbot):
    line = StageLine()
    qtbot.addWidget(line)
    line.set_stages(eleven())
    assert "县区预审，现在，本招办 11-22" in line.accessibleName()
    assert line.accessibleDescription() == "当前查看 县区预审"


def test_a_paper_state_takes_no_keys(qtbot):
    line = StateLine()
    qtbot.addWidget(line)
    line.set_stages([Stage("已生成", "done"), Stage("待确认印出", "here")])
    assert line.focusPolicy() == Qt.FocusPolicy.NoFocus


# reasons

REASONS = [Reason(f"r{number}", f"原因{number}") for number in range(1, 8)]


def test_a_digit_ticks_and_unticks_and_several_may_be_ticked(qtbot):
    reasons = shown(qtbot, ReasonList(REASONS))
    told = []
    reasons.changed.connect(told.append)
    reasons.toggle_digit("3")
    reasons.toggle_digit("1")
    assert reasons.ticked() == ("r1", "r3")
    reasons.toggle_digit("3")
    assert told == [("r3",), ("r1", "r3"), ("r1",)]
    assert reasons.accessibleDescription() == "已选 1 项 原因1"


def test_a_digit_without_a_reason_does_nothing(qtbot):
    reasons = shown(qtbot, ReasonList(REASONS))
    reasons.toggle_digit("9")
    reasons.toggle_digit("0")
    assert reasons.ticked() == ()


def test_arrows_and_space_tick_too(qtbot):
    reasons = shown(qtbot, ReasonList(REASONS))
    reasons.setFocus()
    qtbot.keyClick(reasons, Qt.Key.Key_Down)
    qtbot.keyClick(reasons, Qt.Key.Key_Space)
    assert reasons.ticked() == ("r2",)


def test_a_ticked_reason_is_red_and_a_new_case_has_none(qtbot):
    reasons = shown(qtbot, ReasonList(REASONS), 360, 200)
    assert theme.colour("red_bg").name() not in colours_of(reasons)
    reasons.toggle(0)
    assert theme.colour("red_bg").name() in colours_of(reasons)
    reasons.set_reasons(REASONS)
    assert reasons.ticked() == ()


# comparison


def sections():
    same = CompareRow("性别", "男", "男")
    name = CompareRow("姓名", "王" + RARE, "王吉", differs=True, kind="name", personal=True)
    address = CompareRow("通信地址", "文庙街 18 号", "文庙街 81 号", differs=True)
    courses = [CompareRow(f"0015{n}", "合格", "合格") for n in range(5)]
    return (CompareSection("个人信息", (name, same, address)), CompareSection("课程", tuple(courses), collapsed=True))


def test_equal_rows_collapse_and_differences_stay(qtbot):
    table = shown(qtbot, ComparisonTable(), 694, 400)
    table.set_sections(sections())
    assert [row.label for row in table.differences()] == ["姓名", "通信地址"]
    assert len(table._lines) == 5
    table.set_only_differences(True)
    assert [getattr(line, "label", getattr(line, "title", "")) for line in table._lines] == [
        "个人信息",
        "姓名",
        "通信地址",
    ]


def test_next_difference_goes_round(qtbot):
    table = shown(qtbot, ComparisonTable(), 694, 400)
    table.set_sections(sections())
    assert [table.next_difference().label for _ in range(3)] == ["姓名", "通信地址", "姓名"]
    assert table.next_difference(-1).label == "通信地址"


def test_without_differences_there_is_no_next(qtbot):
    table = shown(qtbot, ComparisonTable(), 694, 400)
    table.set_sections((CompareSection("个人信息", (CompareRow("性别", "男", "男"),)),))
    assert table.next_difference() is None
    assert table.accessibleDescription() == "全部一致"


def test_a_name_row_is_44_px_and_marked_characters_have_fill_and_line(qtbot):
    table = shown(qtbot, ComparisonTable(), 694, 400)
    table.set_sections(sections())
    assert table._tops[2] - table._tops[1] == 44
    found = colours_of(table.viewport())
    assert theme.colour("diff_bg").name() in found
    assert theme.colour("amber_line").name() in found


def test_a_difference_out_of_sight_is_brought_into_view(qtbot):
    table = shown(qtbot, ComparisonTable(), 694, 200)
    rows = [CompareRow(f"项{n}", "同", "同") for n in range(40)]
    table.set_sections((CompareSection("全部", (*rows, CompareRow("末项", "甲", "乙", differs=True))),))
    assert table.verticalScrollBar().value() == 0
    table.next_difference()
    assert table.verticalScrollBar().value() == table.verticalScrollBar().maximum() > 0


def test_a_new_case_begins_at_the_top(qtbot):
    table = shown(qtbot, ComparisonTable(), 694, 100)
    table.set_sections(sections())
    table.next_difference(-1)
    table.set_sections(sections())
    assert table.verticalScrollBar().value() == 0


# pictures


@pytest.fixture
def picture():
    image = QImage(300, 400, QImage.Format.Format_RGB32)
    image.fill(QColor("#123456"))
    return image


def test_a_picture_is_shown_whole_and_hidden_while_somebody_looks(qtbot, picture):
    view = shown(qtbot, PictureView(), 200, 200)
    view.set_image(picture, described="准考证照片")
    assert "#123456" in colours_of(view)
    privacy().set_hidden(True)
    assert "#123456" not in colours_of(view)


def test_zoom_has_ends_and_whole_undoes_it(qtbot, picture):
    view = shown(qtbot, PictureView(), 200, 200)
    view.set_image(picture)
    for _ in range(40):
        view.zoom_in()
    assert view.zoom() == 8
    view.whole()
    assert view.zoom() == 1


def test_no_picture_says_why(qtbot):
    view = shown(qtbot, PictureView(fixed=(90, 120)), 90, 120)
    view.set_image(None, placeholder="照片未取回")
    assert view.accessibleName() == "照片未取回"
    assert len(colours_of(view)) > 3


def test_pages_stand_under_each_other_and_are_hidden_too(qtbot, picture):
    view = shown(qtbot, PageView(), 500, 300)
    view.set_pages([picture, picture])
    assert "#123456" in colours_of(view)
    view.show_page(1)
    assert view.verticalScrollBar().value() > 300
    privacy().set_hidden(True)
    assert "#123456" not in colours_of(view)


@pytest.mark.parametrize("name", ["light", "dark"])
def test_every_widget_follows_the_theme(qtbot, qapp, name):
    theme.apply(qapp, name)
    table = shown(qtbot, ComparisonTable(), 694, 300)
    table.set_sections(sections())
    assert theme.colour("panel").name() in colours_of(table.viewport())
