from __future__ import annotations

import itertools

import pytest
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter

from ui import icons, theme
from ui.tokens import colours, contrast, table

GROUNDS = ("window", "panel", "subtle", "hover", "selected")
TEXTS = ("text", "text2", "muted", "primary", "green", "amber", "red", "wait")
EDGES = ("edge", "focus", "green_line", "amber_line", "red_line", "wait_line")
THEMES = ("light", "dark")


@pytest.mark.parametrize(("name", "text", "ground"), list(itertools.product(THEMES, TEXTS, GROUNDS)))
def test_text_can_be_read_on_every_ground(name, text, ground):
    table_ = colours(name)
    assert contrast(table_[text], table_[ground]) >= 4.5


@pytest.mark.parametrize(("name", "edge", "ground"), list(itertools.product(THEMES, EDGES, GROUNDS)))
def test_edges_and_focus_can_be_seen_on_every_ground(name, edge, ground):
    table_ = colours(name)
    assert contrast(table_[edge], table_[ground]) >= 3


@pytest.mark.parametrize(
    ("name", "pair"),
    list(
        itertools.product(
            THEMES,
            (
                ("on_primary", "primary"),
                ("disabled", "disabled_bg"),
                ("green", "green_bg"),
                ("amber", "amber_bg"),
                ("red", "red_bg"),
                ("wait", "wait_bg"),
                ("text", "wait_bg"),
                ("text", "diff_bg"),
                ("text", "red_bg"),
                ("paper_text", "paper"),
            ),
        )
    ),
)
def test_words_on_fills_can_be_read(name, pair):
    table_ = colours(name)
    assert contrast(table_[pair[0]], table_[pair[1]]) >= 4.5


@pytest.mark.parametrize("name", THEMES)
def test_the_table_states_the_contrast_it_has(name):
    table_ = colours(name)
    for text, stated in table()["contrast"][name]["text"].items():
        lowest = min(contrast(table_[text], table_[ground]) for ground in GROUNDS)
        assert lowest == pytest.approx(stated, abs=0.02)


def test_all_fonts_are_there(fonts):
    assert fonts == ()


def test_a_missing_font_file_is_named_and_the_rest_loads(qapp, tmp_path):
    (tmp_path / "NotoSansSC-Regular.ttf").write_bytes(b"no font")
    assert theme.load_fonts(tmp_path) == theme.FONT_FILES


def test_every_font_falls_back_to_the_rare_characters(fonts):
    for serif, strong in itertools.product((False, True), repeat=2):
        assert theme.font(14, strong=strong, serif=serif).families()[-1] == "HanaMinB"


def test_figures_have_one_width(fonts):
    for strong in (False, True):
        metrics: QFontMetricsF = theme.metrics(14, strong=strong)
        assert len({metrics.horizontalAdvance(figure) for figure in "0123456789"}) == 1


def test_the_scale_reaches_fonts_and_measures(qapp):
    theme.apply(qapp, "light", scale=1.5)
    assert theme.font(14).pixelSize() == 21
    assert theme.px(32) == 48


def test_the_style_sheet_has_no_font_rule(qapp):
    assert "font" not in theme.style_sheet()


def test_the_style_sheet_names_only_colours_of_the_theme(qapp):
    import re

    for name in THEMES:
        theme.apply(qapp, name)
        assert set(re.findall(r"#[0-9a-f]{6}", theme.style_sheet())) <= {
            value.lower() for value in colours(name).values()
        }


def test_every_icon_draws_something_in_the_colour_asked_for(qapp):
    assert len(icons.names()) >= 40
    for name in icons.names():
        image = icons.pixmap(name, 20, QColor("#FF0000")).toImage()
        inked = [image.pixelColor(x, y) for x in range(20) for y in range(20) if image.pixelColor(x, y).alpha() > 128]
        assert inked, name
        assert all(colour.red() > 200 and colour.blue() < 60 for colour in inked), name


def test_strokes_keep_their_weight_in_small_icons():
    assert [icons.stroke_width(size) * size / 20 for size in (14, 16, 18, 20)] == pytest.approx([1.5] * 4)


def test_rare_characters_are_drawn_not_boxed(qapp, fonts):
    """Two different characters outside the BMP give two different pictures."""
    pictures = []
    for character in ("\U00020bb7", "\U0002cc5f", "\U0002b4e7"):
        image = QImage(40, 40, QImage.Format.Format_ARGB32)
        image.fill(0)
        painter = QPainter(image)
        painter.setFont(theme.font(28, serif=True))
        painter.drawText(4, 32, character)
        painter.end()
        pictures.append(bytes(image.constBits()))
    assert len(set(pictures)) == 3
