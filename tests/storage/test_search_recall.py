"""The index against the comparison itself: whoever answers a question is found, and nobody else."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest

from app.services.lookup_match import match_person
from app.services.lookup_query import parse_query
from app.storage import search_index
from app.storage.search_index import PERSON_COLUMNS, person_of
from app.storage.search_queries import SearchQueries
from app.storage.store import Store
from tests.benchmarks import lookup
from tests.benchmarks.lookup_people import COUNTY, KEY, WORKSTATION, FixedClock, fill

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.services.lookup_person import SearchedPerson

PEOPLE = 400
ASKED = 25


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("people")
    opened = Store.create(folder, KEY, FixedClock(), county_id=COUNTY, workstation_id=WORKSTATION)
    fill(opened, PEOPLE)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def people(store: Store) -> list[SearchedPerson]:
    with store.read() as connection:
        rows = connection.exec_driver_sql(f"SELECT {PERSON_COLUMNS} FROM search_person p").all()
    assert len(rows) == PEOPLE
    return [person_of(row) for row in rows]


@pytest.mark.parametrize("kind", lookup.KINDS)
def test_finds_exactly_those_who_answer(store: Store, people: list[SearchedPerson], kind: str) -> None:
    chance = random.Random(kind)
    index = SearchQueries(store)
    for person in chance.sample(people, ASKED):
        typed = lookup.KINDS[kind](person, chance)
        query = parse_query(typed)
        answer = index.search(query, PEOPLE, include_graduated=True)
        expected = {each.key for each in people if match_person(query, each) is not None}
        assert {hit.candidate_id.bytes for hit in answer.hits} == expected, typed
        assert person.key in expected, typed
        assert not answer.more


def test_the_index_kept_up_to_date_is_the_one_made_at_once(store: Store, people: list[SearchedPerson]) -> None:
    def rows() -> set[tuple[Any, ...]]:
        with store.read() as connection:
            found = connection.exec_driver_sql(f"SELECT {PERSON_COLUMNS} FROM search_person p").all()
        return {tuple(row)[1:] for row in found}

    before = rows()
    with store.write() as connection:
        connection.exec_driver_sql("DELETE FROM search_word")
        connection.exec_driver_sql("DELETE FROM search_person")
        ids = [row[0] for row in connection.exec_driver_sql("SELECT id FROM candidate")]
        search_index.refresh(connection, [_uuid(key) for key in ids])
    assert rows() == before
    test_finds_exactly_those_who_answer(store, people, "mixture")


def _uuid(key: bytes) -> Any:
    from uuid import UUID

    return UUID(bytes=key)
