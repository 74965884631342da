from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import ERROR_CODES, ClerkError
from app.domain.identity_number import (
    AreaName,
    NumberKind,
    Sex,
    check_digit,
    expand_15,
    grouped,
    masked,
    names_of_area,
    parse_identity_number,
    same_person_number,
)
from tests.unit.domain.trying import tried

TODAY = date(2026, 11, 23)
AREAS = {
    "142421": (AreaName("离石县", 1980, 1981), AreaName("榆社县", 1982, 1998)),
    "140106": (AreaName("迎泽区", 1997, None),),
}

areas = st.sampled_from(["149901", "142421", "142333", "140106", "110105"])
births = st.dates(date(1927, 1, 1), TODAY)
orders = st.integers(1, 999).map("{:03}".format)
numbers = st.builds(lambda area, birth, order: _valid(f"{area}{birth:%Y%m%d}{order}"), areas, births, orders)
short_numbers = st.builds(
    lambda area, birth, order: f"{area}{birth:%y%m%d}{order}",
    areas,
    st.dates(date(1927, 1, 1), date(1999, 12, 31)),
    orders,
)


def _valid(first17: str) -> str:
    return first17 + check_digit(first17)


def _full_width(text: str) -> str:
    return "".join(chr(ord(character) + 0xFEE0) for character in text)


def _code(text: str) -> str:
    with pytest.raises(ClerkError) as raised:
        parse_identity_number(text, TODAY)
    assert raised.value.code in ERROR_CODES
    return raised.value.code


def test_check_digit_of_the_standard():
    assert check_digit("11010519491231002") == "X"
    assert parse_identity_number("11010519491231002X", TODAY).sex is Sex.FEMALE


@given(numbers)
def test_the_check_digit_makes_the_weighted_sum_one(number):
    """ISO 7064 MOD 11-2 as the standard states it, without the table of digits."""
    values = [10 if character == "X" else int(character) for character in number]
    assert sum(value * 2 ** (17 - n) for n, value in enumerate(values)) % 11 == 1


@given(numbers)
def test_a_valid_number_says_what_is_in_it(number):
    parsed = parse_identity_number(number, TODAY)
    assert (parsed.text, parsed.kind, parsed.area) == (number, NumberKind.RESIDENT_18, number[:6])
    assert parsed.birth_on is not None
    assert f"{parsed.birth_on:%Y%m%d}" == number[6:14]
    assert (parsed.sex is Sex.MALE) == (int(number[16]) % 2 == 1)


@given(numbers)
def test_every_spelling_of_a_number_is_the_same(number):
    for spelling in (number.lower(), _full_width(number), f" {grouped(number)}\t", "-".join(grouped(number).split())):
        assert parse_identity_number(spelling, TODAY).text == number


@given(numbers, st.integers(0, 17), st.integers(1, 9))
def test_any_one_wrong_digit_is_found(number, position, step):
    digits = "0123456789X"
    wrong = digits[(digits.index(number[position]) + step) % (11 if position == 17 else 10)]
    changed = number[:position] + wrong + number[position + 1 :]
    if changed != number:
        assert _code(changed) in {
            "identity_number.check_digit",
            "identity_number.date_impossible",
            "identity_number.characters",
        }


@given(numbers, st.integers(0, 16))
def test_two_neighbours_exchanged_are_found(number, position):
    changed = number[:position] + number[position + 1] + number[position] + number[position + 2 :]
    if changed != number:
        assert _code(changed).startswith("identity_number.")


@given(st.text())
def test_any_text_is_parsed_or_refused_with_a_known_code(text):
    outcome = tried(parse_identity_number, text, TODAY)
    assert not isinstance(outcome, ClerkError) or str(outcome) in ERROR_CODES


@given(st.text(alphabet="0123456789xX", min_size=14, max_size=19))
def test_any_digits_are_parsed_or_refused_with_a_known_code(text):
    outcome = tried(parse_identity_number, text, TODAY)
    if isinstance(outcome, ClerkError):
        assert outcome.code in ERROR_CODES
    else:
        assert outcome.birth_on <= TODAY


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        (" 　- ", "empty"),
        ("1" * 17, "length"),
        ("1" * 100_000, "length"),
        ("14990119790417019A", "characters"),
        ("1499011979041701٩1", "characters"),
        ("110105194912310021", "check_digit"),
        (_valid("14990119790230019"), "date_impossible"),
        (_valid("14990119010229019"), "date_impossible"),
        (_valid("14990100000101019"), "date_impossible"),
        (_valid("14990120261124019"), "date_future"),
        ("149901790230019", "date_impossible"),
        ("CHN149902300112", "date_impossible"),
    ],
)
def test_refusals(text, code):
    assert _code(text) == f"identity_number.{code}"


def test_born_today_is_not_the_future():
    assert parse_identity_number(_valid("14990120261123019"), TODAY).birth_on == TODAY


def test_without_a_day_the_day_in_beijing_is_taken():
    tomorrow_week = date.today() + timedelta(days=8)  # noqa: DTZ011
    with pytest.raises(ClerkError, match="date_future"):
        parse_identity_number(_valid(f"149901{tomorrow_week:%Y%m%d}019"))


@given(short_numbers)
def test_15_digits_are_the_same_person_as_their_18(number):
    parsed = parse_identity_number(number, TODAY)
    longer = parse_identity_number(expand_15(number), TODAY)
    assert parsed.kind is NumberKind.RESIDENT_15
    assert (parsed.area, parsed.birth_on, parsed.sex) == (longer.area, longer.birth_on, longer.sex)
    assert same_person_number(number, longer.text.lower())
    assert same_person_number(longer.text, number)


@given(numbers, numbers)
def test_other_numbers_are_other_persons(a, b):
    assert same_person_number(a, b) == (a == b)


def test_comparing_never_raises():
    assert not same_person_number("", "")
    assert not same_person_number("x" * 500, "1")


@pytest.mark.parametrize("text", ["149901", "1499017904170191", "abc"])
def test_only_15_digits_are_expanded(text):
    with pytest.raises(ClerkError, match="characters"):
        expand_15(text)


@pytest.mark.parametrize("text", ["", "1" * 16, "1" * 18, "1499011979041701X"])
def test_check_digit_wants_17_digits(text):
    with pytest.raises(ClerkError, match="characters"):
        check_digit(text)


@pytest.mark.parametrize(
    ("text", "kind", "birth_on"),
    [
        (_valid("81000019900101001"), NumberKind.HONG_KONG_MACAO_TAIWAN, date(1990, 1, 1)),
        (_valid("83000019900101001"), NumberKind.HONG_KONG_MACAO_TAIWAN, date(1990, 1, 1)),
        (_valid("91484019900101001"), NumberKind.FOREIGN_2023, date(1990, 1, 1)),
        ("CAN149990010112", NumberKind.FOREIGN_2017, None),
        ("can149900022912", NumberKind.FOREIGN_2017, None),
    ],
)
def test_other_kinds(text, kind, birth_on):
    parsed = parse_identity_number(text, TODAY, AREAS)
    assert (parsed.kind, parsed.birth_on, parsed.area) == (kind, birth_on, None)
    assert parsed.warnings == ()


@pytest.mark.parametrize(
    ("first17", "warnings"),
    [
        ("14242119850101001", ()),
        ("14242119800101001", ()),
        ("14010619500101001", ()),
        ("14242119980101001", ()),
        ("14242119990101001", ("area_not_of_that_year",)),
        ("14999919850101001", ("area_unknown",)),
        ("14242118850101001", ("age_unusual",)),
        ("14010620150101001", ("age_unusual",)),
    ],
)
def test_area_codes_and_ages_only_warn(first17, warnings):
    parsed = parse_identity_number(_valid(first17), TODAY, AREAS)
    assert tuple(w.code for w in parsed.warnings) == tuple(f"identity_number.{w}" for w in warnings)
    assert {w.code for w in parsed.warnings} <= ERROR_CODES


def test_without_areas_nothing_is_said_about_them():
    assert parse_identity_number(_valid("14999919850101001"), TODAY).warnings == ()


def test_one_code_may_have_named_two_places():
    born_1980 = parse_identity_number(_valid("14242119800101001"), TODAY)
    born_1990 = parse_identity_number(_valid("14242119900101001"), TODAY)
    assert [name.name for name in names_of_area(born_1980, AREAS)] == ["离石县", "榆社县"]
    assert [name.name for name in names_of_area(born_1990, AREAS)] == ["榆社县"]


def test_15_digits_warn_that_nothing_checks_them():
    assert parse_identity_number("149901790417019", TODAY).warnings[0].code == "identity_number.no_check_digit"


@given(numbers | short_numbers)
def test_masking_hides_all_but_four_at_each_end(number):
    assert masked(number) == f"{number[:4]}••••••••{number[-4:]}"


@pytest.mark.parametrize("text", ["", "1", "12345678"])
def test_short_texts_are_masked_whole(text):
    assert masked(text) == "•" * len(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("14990119790417019X", "149901 19790417 019X"),
        ("149901790417019", "149901 790417 019"),
        ("CAN149990010112", "CAN 1499 900101 12"),
    ],
)
def test_grouping(text, shown):
    assert grouped(text) == shown


def test_the_error_shows_no_number():
    with pytest.raises(ClerkError) as raised:
        parse_identity_number("110105194912310021", TODAY)
    assert "1101" not in f"{raised.value} {raised.value!r}"
