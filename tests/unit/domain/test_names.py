from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import ERROR_CODES, ClerkError
from app.domain.names import (
    MAX_POSITIONS,
    NameMatch,
    code_points,
    compare_names,
    normalise_name,
    rare_characters,
)
from tests.unit.domain.trying import tried

han = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5) | st.sampled_from("㛃䶮𬱟𫖯𠮷𰻞")
han_names = st.text(alphabet=han, min_size=2, max_size=12)
separators = st.sampled_from(["·", "•", "・", "．", "‧", ".", " · ", " .", "•  "])
typed = st.text(alphabet=han | st.sampled_from("··•．‧. 　AbÀé'-（）\u0301\ue81e\ue863\uf900"), min_size=1, max_size=20)


@given(typed)
def test_normalising_twice_changes_nothing(text):
    name = tried(normalise_name, text)
    if isinstance(name, ClerkError):
        assert name.code in ERROR_CODES
        return
    assert normalise_name(name) == name
    assert unicodedata.is_normalized("NFC", name)
    assert compare_names(text, name).match in {NameMatch.SAME, NameMatch.SAME_AFTER_NORMALISING}


@given(st.text())
def test_any_text_is_a_name_or_refused_with_a_known_code(text):
    name = tried(normalise_name, text)
    if isinstance(name, ClerkError):
        assert name.code in ERROR_CODES
    else:
        assert 0 < len(name) <= MAX_POSITIONS


@given(han_names, separators, han_names)
def test_every_separator_between_ideographs_becomes_the_middle_dot(left, separator, right):
    assert normalise_name(left + separator + right) == f"{left}\u00b7{right}"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("王敏", "王敏"),
        (" 王　敏 ", "王敏"),
        ("买买提•艾山", "买买提·艾山"),
        ("阿卜杜拉．买买提．艾山", "阿卜杜拉·买买提·艾山"),
        ("John  A.  Smith", "John A. Smith"),
        ("ＪＯＨＮ", "JOHN"),
        ("e\u0301", "é"),
        ("王\ue81e", "王\u9fb4"),
        ("王\ue863", "王䶮"),
        ("王\ue816", "王\U00020087"),
        ("\ue7c7", "\u1e3f"),
        ("王\ue000", "王\ue000"),
        ("李·", "李·"),
        ("零〇", "零〇"),
    ],
)
def test_spellings(text, name):
    assert normalise_name(text) == name


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        (" 　", "empty"),
        ("王\x00敏", "control_character"),
        ("王敏\n", "control_character"),
        ("王\u202e敏", "control_character"),
        ("王\u200b敏", "control_character"),
        ("王\ud842", "unpaired_surrogate"),
        ("王" * 51, "too_long"),
        ("王" * 60, "too_long"),
        ("𠮷" * 60, "too_long"),
        ("王" * 1_000_000, "too_long"),
        ("王敏1", "characters"),
        ("王☺", "characters"),
    ],
)
def test_refusals(text, code):
    with pytest.raises(ClerkError) as raised:
        normalise_name(text)
    assert raised.value.code == f"name.{code}"


def test_length_counts_code_points():
    assert MAX_POSITIONS == 50
    assert normalise_name("𠮷" * 50) == "𠮷" * 50


def test_every_private_place_of_gbk_has_its_unicode_character():
    known = [normalise_name("王" + chr(point))[1] for point in range(0xE815, 0xE865)]
    assert not [c for c in known if "\ue000" <= c <= "\uf8ff"]
    assert len(set(known)) == 80
    assert all(c.encode("gb18030") for c in known)


@pytest.mark.parametrize(
    ("a", "b", "match"),
    [
        ("王敏", "王敏", NameMatch.SAME),
        ("王 敏", "王敏", NameMatch.SAME_AFTER_NORMALISING),
        ("买买提.艾山", "买买提·艾山", NameMatch.SAME_AFTER_NORMALISING),
        ("王\ue863", "王䶮", NameMatch.SAME_AFTER_NORMALISING),
        ("葛\U000e0100", "葛", NameMatch.SAME_AFTER_NORMALISING),
        ("Zhang", "ZHANG", NameMatch.SAME_AFTER_NORMALISING),
        ("王龑", "王䶮", NameMatch.LOOK_ALIKE),
        ("李喆", "李哲", NameMatch.LOOK_ALIKE),
        ("王堃", "王坤", NameMatch.LOOK_ALIKE),
        ("干於", "于于", NameMatch.LOOK_ALIKE),
        ("王干", "王於", NameMatch.DIFFERENT),
        ("王敏", "李敏", NameMatch.DIFFERENT),
        ("王敏", "王敏敏", NameMatch.DIFFERENT),
        ("王龑敏", "王䶮丽", NameMatch.DIFFERENT),
        ("王*", "王\x00", NameMatch.DIFFERENT),
    ],
)
def test_comparing(a, b, match):
    assert compare_names(a, b).match is match
    assert compare_names(b, a).match is match


def test_look_alikes_are_named():
    (pair,) = compare_names("王龑", "王䶮").pairs
    assert (pair.position, pair.left, pair.right) == (1, "龑", "䶮")


@given(han_names, han_names)
def test_comparing_is_the_same_both_ways(a, b):
    assert compare_names(a, b).match is compare_names(b, a).match


def test_code_points_for_display():
    assert [(p.label, p.is_rare) for p in code_points("王𬱟")] == [("U+738B", False), ("U+2CC5F", True)]


def test_rare_characters_once_each():
    assert rare_characters("王·𠮷䶮𠮷\ue000〇龥") == ("𠮷", "䶮", "\ue000")
