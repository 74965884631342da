"""What cannot be a name, a number or a note: a clear sentence, nothing lost, and no exception where it is typed.

The other bad inputs have their tests beside what they break: files in tests/storage/test_store_files.py, the full disk
in test_disk_full.py, passwords in test_sign_in.py, the missing font and the clock a year off in test_program.py.
"""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication

from app.domain.errors import ClerkError
from app.domain.identity_number import parse_identity_number
from app.domain.names import normalise_name
from ui.screens.look_up import wording
from ui.text import sentence

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("read", "text", "said"),
    [
        (normalise_name, "王" * 60, "姓名过长（60 个字，最多 50 个字）。内容已保留，请照证件核对。"),
        (normalise_name, "𠮷" * 60, "姓名过长（60 个字，最多 50 个字）。内容已保留，请照证件核对。"),
        (normalise_name, "王\x07敏", "控制字符"),
        (normalise_name, "王\u202e敏", "控制字符"),
        (lambda text: parse_identity_number(text, TODAY), "149901199001011230", "校验"),
        (lambda text: parse_identity_number(text, TODAY), "149901199002301234", "日期"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(read, text, said):
    with pytest.raises(ClerkError) as raised:
        read(text)
    told = sentence(raised.value)
    assert said in told
    assert told.endswith("。")


@pytest.mark.parametrize("text", ["王" * 60, "龘\x07龘\x1b", "\u202e龘龘", "149901199002301234", "1" * 60])
def test_the_look_up_box_takes_anything_and_says_that_nobody_fits(counter, text):
    counter.press("Alt+2")
    counter.until(lambda: counter.at() == "look_up")
    counter.page.box.line.setFocus()
    QApplication.processEvents()
    counter.page.box.set_text(text)
    hits = counter.page.hits
    counter.until(lambda: hits.drawn_state() is not None and hits.drawn_state().text == wording.NONE)
    assert counter.page.box.text()


def test_a_note_is_limited_by_characters_as_people_count_them(counter):
    counter.to_plain_case()
    counter.press("H")
    note = counter.page.decision.note
    note.line.insert("𠮷" * 120)
    note.line.insert("多")
    assert note.text() == "𠮷" * 120
    counter.press("Enter")
    counter.until(lambda: counter.settled() and "待核实" in counter.said() + "".join(counter.bar()))
