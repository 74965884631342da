from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor

from ui import theme
from ui.widgets.edits import SearchEdit
from ui.widgets.parts import Text, id_number, plain_text
from ui.widgets.rows import Column, SectionRow
from ui.widgets.states import LOADING, TableState
from ui.widgets.table import LOADING_AFTER_MS, DeskTable

COLUMNS = (Column("name", "姓名", 132), Column("number", "身份证号", 164), Column("stage", "当前进度"))
PEOPLE = [
    ("王颀", "14990119790417019X", "县区预审"),
    ("王薇", "149901198001010524", "毕业照片"),
    ("汪文博", "149901198201010615", "未申请"),
]


def cell(row, key):
    name, number, stage = row
    return {"name": (Text(name),), "number": id_number(number, masked=True), "stage": stage}[key]


class Kept:
    def __init__(self, widths=()):
        self.kept = {"people": tuple(widths)} if widths else {}

    def widths(self, table):
        return self.kept.get(table, ())

    def keep(self, table, widths):
        self.kept[table] = tuple(widths)


@pytest.fixture
def table(qtbot):
    made = DeskTable(COLUMNS, cell, name="people", widths=Kept())
    qtbot.addWidget(made)
    made.resize(600, 300)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_rows_are_32_and_headings_28_px(table):
    table.set_rows(PEOPLE)
    assert table.rowHeight(0) == 32
    assert table.horizontalHeader().height() == 28


def test_compact_rows_are_28_px(qapp, table):
    table.set_rows(PEOPLE)
    theme.apply(qapp, "light", scale=1.0, compact=True)
    assert table.rowHeight(0) == 28


def test_cells_say_the_same_to_a_screen_reader(table):
    table.set_rows(PEOPLE)
    model = table.rows_model
    role = Qt.ItemDataRole.AccessibleTextRole
    assert model.data(model.index(0, 1), role) == "1499********019X"


def test_arrows_move_past_sections_and_enter_opens(qtbot, table):
    opened = []
    table.opened.connect(opened.append)
    table.set_rows([SectionRow((Text("个人"),)), PEOPLE[0], SectionRow((Text("其他"),)), PEOPLE[1]])
    table.setFocus()
    qtbot.waitUntil(table.hasFocus)
    assert table.current() == PEOPLE[0]
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert table.current() == PEOPLE[1]
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert table.current() == PEOPLE[1]
    qtbot.keyClick(table, Qt.Key.Key_Up)
    assert table.current() == PEOPLE[0]
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert opened == [PEOPLE[0]]


def test_a_section_spans_all_columns_without_a_warning(table):
    table.set_rows([SectionRow((Text("个人"),)), PEOPLE[0]])
    assert table.columnSpan(0, 0) == 3
    assert table.rowHeight(0) == 28
    one = DeskTable((Column("name", ""),), cell, header=False)
    one.set_rows([SectionRow((Text("个人"),)), PEOPLE[0]])


def test_selected_tells_the_row(table):
    told = []
    table.selected.connect(told.append)
    table.set_rows(PEOPLE)
    table.select_row(2)
    assert told[-1] == PEOPLE[2]


def test_loading_shows_only_after_a_while(qtbot, table):
    table.set_state(LOADING)
    assert table.drawn_state() is None
    table.set_rows(PEOPLE)
    qtbot.wait(LOADING_AFTER_MS + 100)
    assert table.drawn_state() is None
    assert table.current() is None or table.rows_model.rowCount() == 3
    table.set_state(LOADING)
    qtbot.waitUntil(lambda: table.drawn_state() is not None)
    assert table.drawn_state().kind == "loading"


@pytest.mark.parametrize("kind", ["empty", "error", "no_permission"])
def test_states_are_drawn_in_place_of_rows(table, kind):
    table.set_rows(PEOPLE)
    table.set_state(TableState(kind, "没有可办的案件", "按 F5 刷新"))
    assert table.rows_model.rowCount() == 0
    image = table.viewport().grab().toImage()
    ground = QColor(image.pixel(1, 1))
    inked = {QColor(image.pixel(x, y)).name() for x in range(image.width()) for y in range(image.height())}
    assert len(inked - {ground.name()}) > 3


def test_no_rows_say_why(table):
    table.set_rows((), empty=TableState("empty", "今天没有待办"))
    assert table.drawn_state().text == "今天没有待办"
    table.set_rows(PEOPLE)
    assert table.drawn_state() is None


def test_a_width_set_by_hand_is_kept_and_comes_back(qtbot):
    kept = Kept()
    first = DeskTable(COLUMNS, cell, name="people", widths=kept)
    qtbot.addWidget(first)
    first.resize(600, 200)
    first.show()
    qtbot.waitExposed(first)
    assert kept.kept == {}
    header = first.horizontalHeader()
    edge = QPoint(header.sectionPosition(0) + header.sectionSize(0) - 1, 10)
    qtbot.mousePress(header.viewport(), Qt.MouseButton.LeftButton, pos=edge)
    qtbot.mouseMove(header.viewport(), edge + QPoint(40, 0))
    qtbot.mouseRelease(header.viewport(), Qt.MouseButton.LeftButton, pos=edge + QPoint(40, 0))
    assert kept.kept["people"][0] > 160
    again = DeskTable(COLUMNS, cell, name="people", widths=kept)
    qtbot.addWidget(again)
    assert again.columnWidth(0) == kept.kept["people"][0]


def test_the_free_column_takes_what_is_left(table):
    table.set_rows(PEOPLE)
    widths = [table.columnWidth(at) for at in range(3)]
    assert widths[:2] == [132, 164]
    assert sum(widths) == table.viewport().width()


def test_the_ring_is_there_only_with_the_focus(qtbot, table):
    other = SearchEdit("查找")
    qtbot.addWidget(other)
    table.set_rows(PEOPLE)
    table.select_row(1)
    focus = theme.colour("focus").name()

    def ringed():
        image = table.viewport().grab().toImage()
        row = range(table.rowViewportPosition(1), table.rowViewportPosition(1) + 32)
        return any(QColor(image.pixel(image.width() - 1, y)).name() == focus for y in row)

    table.setFocus()
    qtbot.waitUntil(table.hasFocus)
    assert ringed()
    table.clearFocus()
    assert not ringed()


def test_the_search_box_lends_its_arrows_and_keeps_the_focus(qtbot):
    from PySide6.QtWidgets import QVBoxLayout, QWidget

    window = QWidget()
    qtbot.addWidget(window)
    search, table = SearchEdit("查找", tall=True), DeskTable(COLUMNS, cell)
    column = QVBoxLayout(window)
    column.addWidget(search)
    column.addWidget(table)
    search.forward_to(table)
    window.show()
    window.activateWindow()
    qtbot.waitExposed(window)
    search.line.setFocus()
    qtbot.waitUntil(search.line.hasFocus)
    table.set_rows(PEOPLE)
    opened = []
    table.opened.connect(opened.append)
    qtbot.keyClicks(search.line, "ww")
    qtbot.keyClick(search.line, Qt.Key.Key_Down)
    qtbot.keyClick(search.line, Qt.Key.Key_Down)
    qtbot.keyClick(search.line, Qt.Key.Key_Return)
    assert opened == [PEOPLE[1]]
    assert search.line.hasFocus()
    assert search.text() == "ww"


def test_hidden_columns_of_text_still_read_plain():
    assert plain_text((Text("王颀"), Text("审核"))) == "王颀 审核"
