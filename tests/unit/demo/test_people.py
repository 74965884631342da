from __future__ import annotations

import re
from collections import Counter
from datetime import timedelta

import pytest

from app.demo.people import Population, shorten_to_15
from app.demo.territory import shanxi
from app.domain.candidate_number import parse_candidate_number
from app.domain.identity_number import expand_15, parse_identity_number
from app.domain.names import normalise_name
from app.domain.rounds import BEIJING
from tests.unit.demo.provinces import NOW, SEED, a_province

TODAY = NOW.astimezone(BEIJING).date()
MANY = 4_000


@pytest.fixture(scope="module")
def people():
    population = a_province().population
    return [population.person(index) for index in range(MANY)]


def test_the_same_seed_and_index_give_the_same_person_in_any_order(people):
    population = Population(SEED, "141026", TODAY)

    assert [population.person(index) for index in (2_017, 5, 999)] == [people[index] for index in (2_017, 5, 999)]


def test_another_seed_gives_other_people(people):
    others = Population(SEED + 1, "141026", TODAY)

    assert sum(others.person(index).name == people[index].name for index in range(200)) < 20


def test_every_identity_number_is_valid_and_fits_the_person(people):
    for person in people:
        number = parse_identity_number(person.id_number, TODAY)
        assert (number.text, number.birth_on, number.sex) == (person.id_number, person.born_on, person.sex)


def test_numbers_of_before_1999_expand_to_the_present_one(people):
    shortened = [person for person in people if person.former_id_numbers]

    assert shortened
    for person in shortened:
        assert expand_15(person.former_id_numbers[0]) == person.id_number
        assert person.former_id_numbers == (shorten_to_15(person.id_number),)


def test_no_number_comes_twice(people):
    ids = [person.id_number for person in people]
    candidate_nos = [number for person in people for number in person.candidate_nos]

    assert len(set(ids)) == len(ids)
    assert len(set(candidate_nos)) == len(candidate_nos)


def test_no_number_comes_twice_among_a_million():
    """Where the serials of the 准考证号 begin again, and far beyond."""
    population = a_province().population
    places = [start + step for start in (0, 100_000, 200_000, 300_000, 999_000) for step in range(700)]
    people = [population.person(index) for index in places]

    assert len({person.id_number for person in people}) == len(people)
    candidate_nos = [number for person in people for number in person.candidate_nos]
    assert len(set(candidate_nos)) == len(candidate_nos)


def test_every_candidate_number_says_when_its_owner_began(people):
    for person in people:
        assert parse_candidate_number(person.candidate_no).first_registration_round == person.first_round
        for number in person.candidate_nos:
            parse_candidate_number(number)


def test_names_are_as_the_office_writes_them(people):
    for person in people:
        assert normalise_name(person.name) == person.name


def test_at_least_one_name_in_two_hundred_lies_beyond_the_bmp(people):
    for start in range(0, MANY, 1_000):
        rare = [p for p in people[start : start + 1_000] if any(ord(c) > 0xFFFF for c in p.name)]
        assert len(rare) * 200 >= 1_000


def test_there_are_names_with_a_separator_and_of_extension_a(people):
    assert any("·" in person.name for person in people)
    assert any(0x3400 <= ord(character) <= 0x4DBF for person in people for character in person.name)


def test_surnames_that_a_look_up_gets_wrong_are_among_the_first_thousand(people):
    wanted = (*"单仇曾解查盖区朴", "尉迟", "令狐")

    assert {each for each in wanted if any(person.name.startswith(each) for person in people[:1_000])} == set(wanted)


def test_people_live_in_many_villages_and_streets(people):
    villages = Counter(found[0] for p in people if (found := re.findall(r"[镇乡道](\w+村)", p.address)))
    streets = Counter(found[0] for p in people if (found := re.findall(r"[镇乡道](\w+[街路巷])", p.address)))

    assert len(villages) > 400
    assert len(streets) > 50
    assert max(villages.values()) < sum(villages.values()) / 50


def test_many_prefixes_are_of_the_prefecture_era(people):
    old = [person for person in people if person.id_number.startswith("142")]

    assert len(old) > MANY / 4
    codes = {code for entries in shanxi().former.values() for code, _, _ in entries}
    assert {person.id_number[:6] for person in old} <= codes


def test_some_hold_several_numbers_and_some_belong_to_other_counties(people):
    several = [person for person in people if len(person.candidate_nos) > 1]
    elsewhere = {person.registration_county.code for person in people} - {"141026"}

    assert len(several) > MANY / 100
    assert len(elsewhere) > 50


def test_who_is_settled_registered_years_ago():
    population = a_province().population

    for index in range(500):
        person = population.person(index, settled=True)
        assert int(person.first_round[:4]) <= TODAY.year - 4
        assert int(person.first_round[:4]) >= person.born_on.year + 15


def test_everybody_is_of_age(people):
    assert all(TODAY - person.born_on > timedelta(days=19 * 365) for person in people)
