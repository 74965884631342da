from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.identity_number import expand_15
from app.services.lookup_match import Rank, ReasonKind, match_person
from app.services.lookup_person import short_form
from app.services.lookup_query import parse_query
from tests.unit.lookup.people import a_person

K = ReasonKind
OLD_NUMBER = "142601870424901"


def reasons(typed: str, **changed: Any) -> list[tuple[ReasonKind, str]] | None:
    match = match_person(parse_query(typed), a_person(**changed))
    return None if match is None else [(each.kind, each.text) for each in match.reasons]


@pytest.mark.parametrize(
    ("typed", "changed", "told"),
    [
        ("zxm", {}, [(K.INITIALS, "zxm")]),
        ("zx", {}, [(K.INITIALS, "zxm")]),
        ("zhangxiao", {}, [(K.PINYIN, "zhang xiao min")]),
        ("ww", {"name": "尉巍"}, [(K.SURNAME_READING, "wèi")]),
        ("ww", {"name": "张婉", "former_names": ("王婉",)}, [(K.FORMER_NAME, "王婉")]),
        ("王", {"name": "张婉", "former_names": ("王婉",)}, [(K.FORMER_NAME, "王婉")]),
        ("晓敏", {}, [(K.NAME, "张晓敏")]),
        ("王䶮", {"name": "王龑"}, [(K.LOOK_ALIKE, "王龑")]),
        ("0424", {}, [(K.ID_NUMBER_PART, "0424")]),
        ("0358", {"candidate_nos": ("260115200117",)}, [(K.PHONE_TAIL, "0358")]),
        ("260115200358", {}, [(K.CANDIDATE_NO, "260115200358")]),
        ("200358", {}, [(K.CANDIDATE_NO, "260115200358")]),
        ("14260119870424901x", {}, [(K.ID_NUMBER, "14260119870424901X")]),
        (OLD_NUMBER, {}, [(K.ID_NUMBER, OLD_NUMBER)]),
        ("1987", {}, [(K.BIRTH, "1987")]),
        ("198704", {}, [(K.BIRTH, "198704")]),
        ("1987年4月", {}, [(K.BIRTH, "1987-04")]),
        ("张 0424", {}, [(K.NAME, "张晓敏"), (K.ID_NUMBER_PART, "0424")]),
        ("张 0358 139", {"candidate_nos": ("1",)}, [(K.NAME, "张晓敏"), (K.PHONE_TAIL, "0358"), (K.PHONE, "139")]),
        ("0424", {"id_number": "H12345678"}, [(K.BIRTH, "0424")]),
    ],
)
def test_says_why(typed: str, changed: dict[str, Any], told: list[tuple[ReasonKind, str]]) -> None:
    assert reasons(typed, **changed) == told


@pytest.mark.parametrize(
    "typed", ["李", "zxl", "0425", "张 0425", "1988", "00003", "敏张", "1987年5月", "260115200359"]
)
def test_does_not_hold(typed: str) -> None:
    assert reasons(typed) is None


@pytest.mark.parametrize("typed", [OLD_NUMBER, expand_15(OLD_NUMBER), "8704249", "601870424", "1987042490"])
def test_an_old_number_is_found_by_the_new_one_and_by_parts_of_both(typed: str) -> None:
    told = reasons(typed, id_number="140000199001010000", former_id_numbers=(OLD_NUMBER,))
    assert told == [(K.FORMER_ID_NUMBER, OLD_NUMBER)]


def test_whole_before_beginning_before_part_before_former() -> None:
    people = [
        a_person(name="张敏", former_names=("王敏",)),
        a_person(name="小王敏"),
        a_person(name="王敏华"),
        a_person(name="王敏"),
    ]
    found = [match_person(parse_query("王敏"), each) for each in people]
    ranks = [each.rank[0] for each in found if each is not None]
    assert ranks == [Rank.FORMER, Rank.NAME_PART, Rank.NAME_BEGINNING, Rank.WHOLE_NAME]


@given(st.integers(4, 18), st.integers(0, 14))
def test_every_part_of_a_number_finds_it(length: int, start: int) -> None:
    person = a_person()
    short = short_form(person.id_number)
    assert short is not None
    for number in (person.id_number, short):
        part = number[start : start + length]
        if len(part) >= 4:
            assert reasons(part) is not None
            assert reasons(part.lower()) is not None


@given(st.integers(3, 12))
def test_both_ends_of_a_candidate_number_find_it(length: int) -> None:
    number = a_person().candidate_nos[0]
    assert reasons(number[:length]) is not None
    assert reasons(number[-length:]) is not None


@given(st.text(max_size=64))
def test_nothing_typed_breaks_the_comparison(text: str) -> None:
    query = parse_query(text)
    if query.terms:
        match_person(query, a_person(name="A·B", phone="", candidate_nos=(), id_number=""))
