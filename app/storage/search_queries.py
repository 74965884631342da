"""Answers of the look-up's index, bounded whatever is asked: people are read until enough are found, never all."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy.exc import OperationalError

from app.services.lookup import FIRST_HITS, IndexAnswer, LookupHit
from app.services.lookup_match import match_person
from app.services.lookup_query import DigitTerm
from app.storage.search_index import GRADUATED_FROM, PERSON_COLUMNS, person_of
from app.storage.search_tokens import expressions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy import Connection

    from app.services.lookup_match import Match
    from app.services.lookup_person import SearchedPerson
    from app.services.lookup_query import LookupQuery
    from app.storage.store import Store

    Superseded = Callable[[], bool]
    Found = dict[int, tuple[SearchedPerson, Match]]

_MOST_COMPARED = 800
"""Rows read for one answer; beyond it the answer says that there may be more."""
_BATCH = 64
_STEPS_BETWEEN_ASKING = 50_000
_WHOLE_NUMBERS = (11, 12, 15, 18)
_FIND = f"""SELECT {PERSON_COLUMNS} FROM search_word CROSS JOIN search_person p ON p.number = search_word.rowid
    WHERE search_word MATCH ? AND search_word.rowid >= ? AND search_word.rowid < ? LIMIT {_MOST_COMPARED}"""
_EVERYBODY = (0, 1 << 62)
_ACTIVE = (0, GRADUATED_FROM)
_GRADUATED = (GRADUATED_FROM, 1 << 62)


class SearchQueries:
    """Implements `PersonIndex` on a store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._frequencies: dict[str, int] | None = None

    def search(
        self, query: LookupQuery, limit: int, *, include_graduated: bool, superseded: Superseded | None = None
    ) -> IndexAnswer:
        with self._store.read() as connection:
            return self.search_on(connection, query, limit, include_graduated=include_graduated, superseded=superseded)

    def search_on(
        self,
        connection: Connection,
        query: LookupQuery,
        limit: int,
        *,
        include_graduated: bool = False,
        superseded: Superseded | None = None,
    ) -> IndexAnswer:
        asked = expressions(query, self._frequency(connection))
        everybody = include_graduated or _names_one(query)
        try:
            with _interruptible(connection, superseded):
                found, more = _collect(connection, query, asked, limit, _EVERYBODY if everybody else _ACTIVE)
                hidden = 0
                if not found and not everybody:
                    hidden = len(_collect(connection, query, asked, FIRST_HITS, _GRADUATED)[0])
        except OperationalError as error:
            if getattr(error.orig, "sqlite_errorname", "") != "SQLITE_INTERRUPT":
                raise
            return IndexAnswer(superseded=True)
        return IndexAnswer(_ranked(found, limit, more=more), more, hidden)

    def _frequency(self, connection: Connection) -> Callable[[str], int]:
        if self._frequencies is None:
            rows = connection.exec_driver_sql("SELECT word, people FROM search_frequency")
            self._frequencies = {row[0]: row[1] for row in rows}
        known = self._frequencies
        return lambda word: known.get(word.lower(), 0)


def _names_one(query: LookupQuery) -> bool:
    """A whole number was typed: it is answered whoever it is."""
    return any(isinstance(term, DigitTerm) and len(term.text) in _WHOLE_NUMBERS for term in query.terms)


def _collect(
    connection: Connection, query: LookupQuery, asked: list[str], limit: int, bounds: tuple[int, int]
) -> tuple[Found, bool]:
    """Stops at the first one more than `limit`; `True` where there are or may be more."""
    found: Found = {}
    left = _MOST_COMPARED
    for expression in asked:
        seen = 0
        for row in _rows(connection, expression, bounds):
            seen += 1
            number = row[0]
            if number in found:
                continue
            person = person_of(row)
            match = match_person(query, person)
            if match is None:
                continue
            if len(found) == limit:
                return found, True
            found[number] = (person, match)
        left -= seen
        if seen == _MOST_COMPARED or left <= 0:
            return found, True
    return found, False


def _rows(connection: Connection, expression: str, bounds: tuple[int, int]) -> Iterator[Any]:
    with connection.exec_driver_sql(_FIND, (expression, *bounds)) as result:
        while batch := result.fetchmany(_BATCH):
            yield from batch


def _ranked(found: Found, limit: int, *, more: bool) -> tuple[LookupHit, ...]:
    if more:
        return tuple(_hit(person, match) for person, match in list(found.values())[: min(limit, FIRST_HITS)])
    ordered = sorted(found.items(), key=lambda each: (each[1][0].graduated, each[1][1].rank, each[0]))
    return tuple(_hit(person, match) for _, (person, match) in ordered)


def _hit(person: SearchedPerson, match: Match) -> LookupHit:
    return LookupHit(
        person.candidate_id,
        person.name,
        person.id_number,
        person.sex,
        date.fromisoformat(person.born_on),
        person.candidate_nos,
        person.phone,
        person.former_names,
        person.graduated,
        match.reasons,
    )


@contextmanager
def _interruptible(connection: Connection, superseded: Superseded | None) -> Iterator[None]:
    """While inside, SQLite itself asks whether to go on."""
    raw = connection.connection.driver_connection
    if superseded is None or raw is None:
        yield
        return
    raw.set_progress_handler(superseded, _STEPS_BETWEEN_ASKING)
    try:
        yield
    finally:
        raw.set_progress_handler(None, 0)
