from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from ui import theme
from ui.privacy import privacy
from ui.widgets.differences import differing_runs
from ui.widgets.painting import paint_parts, part_width, parts_width
from ui.widgets.parts import Chip, KeyCap, Mask, Stretch, Text, id_number, masked_number, phone, plain_text
from ui.widgets.wrapping import tokens, wrap

ID = "14990119790417019X"


def ink(parts, width=300, colour="#FFFFFF", **look):
    """Columns in which something was painted."""
    image = QImage(width, 32, QImage.Format.Format_RGB32)
    image.fill(colour)
    painter = QPainter(image)
    paint_parts(painter, QRectF(0, 0, width, 32), parts, **look)
    painter.end()
    ground = image.pixel(width - 1, 0)
    return [x for x in range(width) if any(image.pixel(x, y) != ground for y in range(32))]


def test_a_masked_number_is_as_wide_as_its_digits(qapp):
    """A dot of the font is a whole em wide; these are drawn."""
    masked = masked_number("12345678901234", 4, 4)
    assert part_width(masked) == pytest.approx(part_width(Text("1" * 14)))


def test_masked_identity_numbers_of_15_and_18_digits_line_up():
    assert id_number(ID, masked=True)[0].dots == id_number("142701790417019", masked=True)[0].dots == 8


def test_identity_numbers_stand_in_groups():
    assert plain_text(id_number(ID)) == "149901  19790417  019X"
    assert plain_text(id_number("142701790417019")) == "142701  790417  019"


def test_a_masked_number_shows_head_and_tail_only():
    assert plain_text(id_number(ID, masked=True)) == "1499********019X"
    assert plain_text(phone("13900000358", masked=True)) == "139****0358"


def test_a_number_too_short_to_hide_shows_nothing():
    assert masked_number("1234567", 4, 4) == Mask("", 7, "")


def test_hidden_personal_data_leaves_no_character(qapp):
    shown = ink((Text("王颀", personal=True),))
    privacy().set_hidden(True)
    hidden = ink((Text("王颀", personal=True),))
    assert hidden
    assert hidden != shown
    assert ink((Text("县区预审"),)) == ink((Text("县区预审"),))
    privacy().set_hidden(False)
    assert ink((Text("王颀", personal=True),)) == shown


def test_a_masked_number_hides_its_ends_too(qapp):
    open_ends = ink((masked_number(ID, 4, 4),))
    privacy().set_hidden(True)
    assert ink((masked_number(ID, 4, 4),)) != open_ends


def test_what_follows_a_stretch_stands_at_the_right_edge(qapp):
    columns = ink((Text("左"), Stretch(), Text("右")))
    assert columns[-1] >= 297
    assert columns[0] <= 2


def test_stretches_on_both_sides_centre(qapp):
    columns = ink((Stretch(), Text("中间"), Stretch()))
    assert abs(columns[0] - (299 - columns[-1])) <= 2


def test_a_long_text_gives_way_and_stays_inside(qapp):
    columns = ink((Text("很长的课程名称" * 20), Chip("待核", "amber"), KeyCap("S")), width=200)
    assert columns[-1] < 200
    assert parts_width((Chip("待核", "amber"), KeyCap("S"))) < 200


def test_a_rare_character_is_never_cut_in_half(qapp):
    metrics = theme.metrics()
    for room in range(5, 120, 3):
        short = metrics.elidedText("\U00020bb7\U0002cc5f\U0002b4e7" * 4, theme_elide(), room)
        short.encode("utf-16-le").decode("utf-16-le")


def theme_elide():
    from PySide6.QtCore import Qt

    return Qt.TextElideMode.ElideRight


def test_a_date_or_a_code_never_breaks():
    assert "2026-12-03" in tokens("请于 2026-12-03 上传")
    lines = wrap("您上传的 00152 组织行为学，请于 2026-12-01 至 2026-12-03 重新上传", 12, len)
    for whole in ("00152", "2026-12-01", "2026-12-03"):
        assert any(whole in line for line in lines)
    assert all(len(line) <= 12 for line in lines)


def test_closing_punctuation_does_not_begin_a_line():
    assert not any(line.startswith(("，", "。", "）")) for line in wrap("一二三四五，六七八九十（十一）。", 5, len))


def test_a_word_longer_than_the_line_is_cut_between_characters():
    assert wrap("A" * 25, 10, len) == ["A" * 10, "A" * 10, "A" * 5]
    assert "".join(wrap("\U00020bb7" * 7, 3, len)) == "\U00020bb7" * 7


def test_a_house_number_differs_as_a_whole():
    left, right = differing_runs("文庙街 18 号", "文庙街 81 号")
    assert [run for run, differs in left if differs] == ["18"]
    assert [run for run, differs in right if differs] == ["81"]


def test_one_wrong_digit_of_a_long_number_is_marked_alone():
    left, _right = differing_runs("149901197904170191", "149901197904170192")
    assert [run for run, differs in left if differs] == ["1"]


def test_look_alike_characters_are_marked():
    left, right = differing_runs("王龑", "王䶮")
    assert [run for run, differs in left if differs] == ["龑"]
    assert [run for run, differs in right if differs] == ["䶮"]


def test_runs_give_the_values_back():
    for left, right in (("\U00020bb7华", "吉华"), ("", "有"), ("a b", "a  b"), ("无成绩", "组织行为学 72，绿卡")):
        first, second = differing_runs(left, right)
        assert "".join(run for run, _ in first) == left
        assert "".join(run for run, _ in second) == right
