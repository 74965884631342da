from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.lookup_pinyin import pinyin_table, without_tones

TABLE = pinyin_table()


@pytest.mark.parametrize(
    ("name", "reading"),
    [
        ("单雄信", "shan"), ("仇英", "qiu"), ("曾巩", "zeng"), ("解缙", "xie"), ("查良", "zha"), ("盖聂", "ge"),
        ("任贤", "ren"), ("区寄", "ou"), ("朴正", "piao"), ("召公", "shao"), ("缪斯", "miao"), ("那英", "na"),
        ("种师道", "chong"), ("员外", "yun"), ("翟让", "zhai"), ("翟让", "di"), ("乐毅", "yue"),
        ("乐毅", "le"),
        ("尉巍", "wei"), ("尉巍", "yu"), ("华佗", "hua"), ("吕布", "lv"), ("吕布", "lu"), ("覃勇", "qin"),
        ("𠮷田", "ji"),
    ],
)  # fmt: skip
def test_reads_a_surname(name: str, reading: str) -> None:
    assert reading in TABLE.readings(name)[0]


@pytest.mark.parametrize(
    ("name", "reading"),
    [("尉迟恭", "yu chi"), ("万俟卨", "mo qi"), ("单于明", "chan yu"), ("令狐冲", "ling hu"), ("单于明", "shan yu")],
)
def test_reads_a_surname_of_two_characters(name: str, reading: str) -> None:
    assert all(part in options for part, options in zip(reading.split(), TABLE.readings(name), strict=False))


def test_the_usual_reading_is_kept_beside_the_surname() -> None:
    assert "dan" in TABLE.readings("单丹")[0]


@pytest.mark.parametrize(
    ("name", "syllables", "told"),
    [
        ("尉巍", ("wei", "wei"), "wèi"),
        ("尉巍", ("yu",), "yù"),
        ("单丹", ("shan",), "shàn"),
        ("单丹", ("dan",), None),
        ("万俟卨", ("mo", "qi"), "mòqí"),
        ("王伟", ("wang",), None),
    ],
)
def test_tells_a_surname_that_was_read_its_own_way(name: str, syllables: tuple[str, ...], told: str | None) -> None:
    assert TABLE.surname_reading(name, syllables) == told


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("zxm", "张晓敏"), ("zhxm", "张晓敏"), ("zx", "张晓敏"), ("zhangxiaomin", "张晓敏"), ("zhangxiao", "张晓敏"),
        ("zhangxiaom", "张晓敏"), ("zhangxm", "张晓敏"), ("zhan", "张晓敏"), ("zhang xiao min", "张晓敏"),
        ("z x m", "张晓敏"), ("zhang xm", "张晓敏"), ("xian", "席安"), ("xian", "冼星海"), ("lvbu", "吕布"),
        ("lubu", "吕布"), ("ouyangna", "欧阳娜"), ("maimaiti", "买买提艾力"), ("mmtal", "买买提艾力"),
    ],
)  # fmt: skip
def test_letters_spell_a_name(typed: str, name: str) -> None:
    readings = TABLE.readings(name)
    assert any(spelling.match(readings) for spelling in TABLE.spellings(typed.split()))


@pytest.mark.parametrize(("typed", "name"), [("zxn", "张晓敏"), ("wang wei", "万刚伟"), ("xiaomin", "张晓敏")])
def test_letters_do_not_spell_another_name(typed: str, name: str) -> None:
    assert not any(spelling.match(TABLE.readings(name)) for spelling in TABLE.spellings(typed.split()))


@pytest.mark.parametrize("typed", ["an" * 31 + "vv", "a" * 64, "xian" * 16, "an " * 21, "anan " * 12, "zhsh" * 16])
def test_letters_that_can_be_cut_in_very_many_ways_are_cut_in_a_few(typed: str) -> None:
    assert len(TABLE.spellings(typed.split())) <= 24


def test_tones_are_dropped_and_u_with_dots_is_v() -> None:
    assert without_tones("Lǚ Nǚ wáng") == "lv nv wang"


@given(st.lists(st.sampled_from("王张李单仇曾尉乐吕欧阳晓敏伟静一芷嘉"), min_size=1, max_size=4), st.data())
def test_every_beginning_of_a_reading_finds_the_name(characters: list[str], data: st.DataObject) -> None:
    readings = TABLE.readings("".join(characters))
    read = [data.draw(st.sampled_from(options)) for options in readings]
    for typed in ("".join(read), " ".join(read), "".join(each[0] for each in read)):
        for end in range(1, len(typed) + 1):
            beginning = typed[:end].split()
            assert any(each.match(readings) for each in TABLE.spellings(beginning)), beginning
