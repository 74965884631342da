from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.lookup_query import (
    MAX_CODE_POINTS,
    BirthTerm,
    DigitTerm,
    LetterTerm,
    NameTerm,
    parse_query,
    searched_name,
)


def words(text: str) -> list[str]:
    """The terms as short text: names as they are, letters in brackets, digits with #, dates with @."""
    told = []
    for term in parse_query(text).terms:
        match term:
            case NameTerm():
                told.append(term.text)
            case LetterTerm():
                told.append(f"[{' '.join(term.words)}]")
            case DigitTerm():
                told.append(f"#{term.text}")
            case BirthTerm():
                told.append("@" + "-".join(part or "?" for part in (term.year, term.month, term.day)))
    return told


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("王 1987", ["王", "#1987"]),
        ("王1987", ["王", "#1987"]),
        ("zxm 0424", ["[zxm]", "#0424"]),
        ("ZXM0424", ["[zxm]", "#0424"]),
        ("张 8812 139", ["张", "#8812", "#139"]),
        ("１４２６０１１９８７０４２４９０１ｘ", ["#14260119870424901X"]),
        ("142601 19870424 901x", ["#14260119870424901X"]),
        ("142601-19870424-901X", ["#14260119870424901X"]),
        ("139-0000-0358", ["#13900000358"]),
        ("139 0000 0358", ["#13900000358"]),
        ("901x", ["#901X"]),
        ("x", ["[x]"]),
        ("1987年4月24日", ["@1987-04-24"]),
        ("1987-4-24", ["@1987-04-24"]),
        ("1987.04", ["@1987-04-?"]),
        ("王 4月24日", ["王", "@?-04-24"]),
        ("买买提·艾力", ["买买提艾力"]),
        ("买买提•艾力", ["买买提艾力"]),
        ("买买提.艾力", ["买买提艾力"]),
        ("买买提．艾力", ["买买提艾力"]),
        ("王，李", ["王", "李"]),
        ("wáng wěi", ["[wang wei]"]),
        ("Lǚ", ["[lv]"]),
        ("王xm", ["王", "[xm]"]),
        ("𠮷田", ["𠮷田"]),
        ("王 1", ["王"]),
        ("\ue82f一", ["㳠一"]),
    ],
)
def test_cuts_what_is_typed(typed: str, meant: list[str]) -> None:
    assert words(typed) == meant


@pytest.mark.parametrize("typed", ["", "   ", "\x00\x1b", "😀", '" * ( ) : ^ -', "%_", "王" * 65, "1" * 19])
def test_asks_nothing_where_no_person_is_named(typed: str) -> None:
    assert parse_query(typed).terms == ()


def test_says_that_a_single_digit_names_everybody() -> None:
    assert parse_query("1").too_short
    assert not parse_query("").too_short
    assert not parse_query("王 1").too_short


def test_characters_before_letters_are_read_with_them() -> None:
    (_, letters) = parse_query("王xm").terms
    assert isinstance(letters, LetterTerm)
    assert "wxm" in {spelling.initials for spelling in letters.spellings}


def test_the_longest_text_is_counted_in_code_points() -> None:
    assert words("𠮷" * MAX_CODE_POINTS) == ["𠮷" * MAX_CODE_POINTS]


@given(st.text(max_size=80))
def test_anything_may_be_typed(text: str) -> None:
    for term in parse_query(text).terms:
        match term:
            case NameTerm():
                assert searched_name(term.text) == term.text
            case DigitTerm():
                assert 2 <= len(term.text) <= 18
                assert term.text[:-1].isascii()
                assert term.text[:-1].isdecimal()
            case LetterTerm():
                assert all(word.isascii() and word.islower() for word in term.words)
            case BirthTerm():
                assert term.year or term.month


@given(st.from_regex(r"[0-9]{17}[0-9X]", fullmatch=True))
def test_a_whole_number_is_one_term_however_it_is_written(number: str) -> None:
    wide = number.translate({ord(each): ord(each) + 0xFEE0 for each in "0123456789X"})
    for written in (number, number.lower(), wide, f" {number} ", f"{number[:6]} {number[6:14]} {number[14:]}"):
        assert words(written) == [f"#{number}"]
