"""F1 says what the screen in front is for and which keys work there."""

from __future__ import annotations

import pytest

from ui.screens.help import wording
from ui.widgets.painted import Paragraph, PartsLine
from ui.widgets.parts import plain_text


def shown(counter):
    page = counter.page
    lines = [plain_text(line.parts()) for line in page.findChildren(PartsLine) if line.isVisible()]
    return lines + [each.text() for each in page.findChildren(Paragraph) if each.isVisible()]


@pytest.mark.parametrize(("key", "title"), [("Alt+1", "工作台"), ("Alt+2", "查找"), ("Alt+4", "县区预审")])
def test_f1_explains_the_screen_in_front(counter, key, title):
    counter.press(key, "F1")
    assert counter.at() == "help"
    words = shown(counter)
    assert title in words
    assert any("锁屏" in line for line in words)
    counter.press("Esc")
    assert counter.at() != "help"


def test_a_second_question_replaces_the_first(counter):
    counter.press("F1", "Esc", "Alt+4", "F1")
    words = shown(counter)
    assert "县区预审" in words
    assert "工作台" not in words


def test_every_screen_of_the_desk_has_its_words(counter):
    for entry in counter.desk._navigation.entries:
        assert entry.name == "help" or entry.name in wording.TOPICS
