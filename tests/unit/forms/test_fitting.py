from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.forms.bundle import DEFAULT
from app.forms.document import PdfDocument
from app.forms.drawing import MM, Brush, joined
from app.forms.fitting import Fitted, Rest, divided, fit, set_at, units, wrapped
from app.forms.flow import Flow
from app.forms.layout import Box, Style
from app.forms.typefaces import SERIF

FACE = DEFAULT.typefaces[SERIF]
TEXT = st.text(st.sampled_from("马吉祥大学考试，。；：（）《》“”·Aa1 2-34\n"), max_size=120)


def lines_of(fitted: Fitted) -> list[str]:
    return [line.text for line in fitted.lines]


def test_a_text_that_fits_keeps_its_size() -> None:
    fitted = fit("马吉祥", FACE, Style(size=12), 100, 20)
    assert fitted is not None
    assert fitted.size == 12
    assert lines_of(fitted) == ["马吉祥"]


def test_a_longer_text_shrinks_on_one_line_before_it_wraps() -> None:
    style = Style(size=12, wrap_below=9, min_size=6)
    shrunk = fit("一二三四五六七八九十", FACE, style, 95, 40)
    assert shrunk is not None
    assert shrunk.size == 9.5
    assert len(shrunk.lines) == 1
    wrapping = fit("一二三四五六七八九十" * 2, FACE, style, 95, 45)
    assert wrapping is not None
    assert len(wrapping.lines) == 3
    assert wrapping.size == 12


def test_what_cannot_fit_is_no_fit() -> None:
    assert fit("一" * 100, FACE, Style(size=12, min_size=8), 50, 20) is None
    assert fit("一" * 10, FACE, Style(size=12, min_size=8, wrap=False), 50, 100) is None
    assert fit("一" * 10, FACE, Style(size=12, min_size=8, stacked=True), 50, 60) is None


@given(TEXT, st.floats(30, 300), st.floats(8, 120))
def test_a_fitted_text_is_whole_and_inside(text: str, width: float, height: float) -> None:
    fitted = fit(text, FACE, Style(size=12, min_size=5), width, height)
    if fitted is None:
        return
    assert "".join(lines_of(fitted)) == text.replace("\n", "")
    assert fitted.height <= height + 0.02
    assert all(FACE.width(line.text.rstrip(" "), fitted.size) <= width + 0.02 for line in fitted.lines)


@given(TEXT, st.floats(60, 200), st.floats(0, 100), st.sampled_from([0, 2]))
def test_a_divided_text_loses_nothing(text: str, width: float, height: float, indent: int) -> None:
    fitted = set_at(text, FACE, Style(size=10, indent=indent), 10, width)
    here, rest = divided(fitted, height)
    assert "".join(lines_of(here)) + rest.text.replace("\n", "") == text.replace("\n", "")
    assert not here.lines or here.height <= height + 0.02


def test_punctuation_does_not_begin_a_line_nor_end_one_open() -> None:
    lines = [line.text for line in wrapped("一二三四五，六七八九（十）。", FACE, 10, 50)]
    assert lines == ["一二三四", "五，六七八", "九（十）。"]


def test_words_and_numbers_stay_together() -> None:
    assert list(units("共14025等3门 Word")) == ["共", "14025", "等", "3", "门", " ", "Word"]
    assert [line.text for line in wrapped("证书编号999991202006", FACE, 10, 75)] == ["证书编号", "999991202006"]


def test_a_paragraph_that_goes_on_is_not_indented_again() -> None:
    first = wrapped("一二三四五六七八", FACE, 10, 60, 2)[0]
    again = wrapped("一二三四五六七八", FACE, 10, 60, 2, goes_on=True)[0]
    assert (first.indent, first.text) == (20, "一二三四")
    assert (again.indent, again.text) == (0, "一二三四五六")


def test_touching_rules_become_one() -> None:
    rules = [(0.0, 5.0, 10.0, 5.0), (10.0, 5.0, 20.0, 5.0), (5.0, 5.0, 8.0, 5.0), (0.0, 0.0, 0.0, 9.0)]
    assert sorted(joined(rules)) == [(0.0, 0.0, 0.0, 9.0), (0.0, 5.0, 20.0, 5.0)]


@pytest.mark.parametrize("text", ["", " ", "\n"])
def test_nothing_is_fitted_as_nothing(text: str) -> None:
    fitted = fit(text, FACE, Style(), 10, 20)
    assert fitted is not None
    assert not "".join(lines_of(fitted)).strip()


def test_a_paragraph_goes_on_unindented_on_the_next_panel() -> None:
    brush = Brush(PdfDocument("test"), DEFAULT.typefaces, 297)
    style = Style(size=12, indent=2, align="left", valign="top", padding=0)
    begins, goes_on = (Flow(brush, Box(x=20, y=20, w=100, h=50), 0.5) for _ in range(2))
    begins.paragraph(Rest("一二三", goes_on=False), style)
    goes_on.paragraph(Rest("一二三", goes_on=True), style)
    assert f"1 0 0 1 {20 * MM + 24:.2f} " in begins.panels[0][0]
    assert f"1 0 0 1 {20 * MM:.2f} " in goes_on.panels[0][0]
