"""The comparison at every width: long statements wrap, and the scroll bar comes and goes without a fight."""

from __future__ import annotations

import pytest

from ui.widgets.comparison import CompareRow, CompareSection, ComparisonTable
from ui.widgets.run_lines import MOST_LINES, run_lines

LEFT, RIGHT = "由 04735、28052、14469、13013 顶替，16 学分", "山西某职业技术学院，专科，1987-06-01，998011198706957254"


@pytest.mark.parametrize("compared", [True, False])
def test_heights_do_not_depend_on_the_scroll_bar(qtbot, compared):
    table = ComparisonTable()
    qtbot.addWidget(table)
    rows = tuple(CompareRow("课程", LEFT, RIGHT, differs=True, key=str(at), compared=compared) for at in range(20))
    table.set_sections((CompareSection("课程", rows),))
    table.show()
    for width in range(700, 40, -11):
        for height in (100, 300, 520, 900):
            table.resize(width, height)
    table.resize(400, 4000)
    without = table._tops[-1]
    assert table.verticalScrollBar().maximum() == 0
    table.resize(400, 200)
    assert table.verticalScrollBar().maximum() > 0
    assert table._tops[-1] == without


def test_words_that_are_not_held_against_each_other_wrap_without_marks(qtbot):
    table = ComparisonTable()
    qtbot.addWidget(table)
    table.resize(500, 400)
    row = CompareRow("00015", LEFT, RIGHT, differs=True, key="course.00015", compared=False)
    table.set_sections((CompareSection("课程", (row,)),))
    left, right = table._values(row)
    assert len(right) > 1
    assert "".join(part.text for line in left for part in line).replace(" ", "") == LEFT.replace(" ", "")


@pytest.mark.parametrize("text", [LEFT, RIGHT])
@pytest.mark.parametrize("width", [200, 90, 60, 30])
def test_a_value_longer_than_four_lines_loses_nothing(fonts, text, width):
    """Breaks at spaces once made the rest of the value unfindable, and the window with it."""
    lines = run_lines(((text, False),), width, 14, serif=False)
    assert len(lines) <= MOST_LINES
    assert "".join(run for line in lines for run, _differs in line).replace(" ", "") == text.replace(" ", "")
