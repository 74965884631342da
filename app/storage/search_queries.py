"""Answers of the look-up's index, bounded whatever is asked: people are read until enough are found, never all."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy.exc import OperationalError

from app.services.lookup import FIRST_HITS, IndexAnswer, LookupHit
from app.services.lookup_match import match_person
from app.services.lookup_query import DigitTerm
from app.storage.search_index import GRADUATED_FROM, PERSON_COLUMNS, person_of
from app.storage.search_tokens import expressions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sqlalchemy import Connection

    from app.services.lookup_match import Match
    from app.services.lookup_person import SearchedPerson
    from app.services.lookup_query import LookupQuery
    from app.storage.store import Store

    Superseded = Callable[[], bool]
    Found = dict[int, tuple[SearchedPerson, Match]]

_MOST_NUMBERS = 600
"""Asked of the full-text table at once; where it has as many, there may be more."""
_BATCH = FIRST_HITS
_SURELY_MORE = 1.5
"""Where some did not hold, so many times `limit` must be expected before the rest is left unread."""
_STEPS_BETWEEN_ASKING = 50_000
_WHOLE_NUMBERS = (11, 12, 15, 18)
_FIND = f"SELECT rowid FROM search_word WHERE search_word MATCH ? AND rowid >= ? AND rowid < ? LIMIT {_MOST_NUMBERS}"
_READ = f"SELECT {PERSON_COLUMNS} FROM search_person p WHERE p.number IN ({{marks}}) ORDER BY p.number"
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
        if superseded is not None and superseded():
            return IndexAnswer(superseded=True)
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
    """Reads people until there are more than `limit`, or are bound to be: then only the first ones; `True` says so."""
    found: Found = {}
    for expression in asked:
        numbers = [row[0] for row in connection.exec_driver_sql(_FIND, (expression, *bounds))]
        fresh = [number for number in numbers if number not in found]
        held = 0
        for start in range(0, len(fresh), _BATCH):
            batch = fresh[start : start + _BATCH]
            for row in _rows(connection, batch):
                person = person_of(row)
                match = match_person(query, person)
                if match is not None:
                    found[row[0]] = (person, match)
                    held += 1
            if len(found) > limit or _more_expected(len(found), held, start + len(batch), len(fresh), limit):
                return found, True
        if len(numbers) == _MOST_NUMBERS:
            return found, True
    return found, False


def _more_expected(found: int, held: int, compared: int, asked: int, limit: int) -> bool:
    """`held` of the `compared` answered the query: as many of the rest will."""
    expected = found + (asked - compared) * held / compared
    certain = limit if held == compared else limit * _SURELY_MORE
    return found >= min(limit, FIRST_HITS) and expected > certain


def _rows(connection: Connection, numbers: list[int]) -> Sequence[Any]:
    """Through the driver itself: the rows are many, and half of the time would go into dressing them up."""
    raw: Any = connection.connection.driver_connection
    marks = ",".join("?" * len(numbers))
    return raw.execute(_READ.format(marks=marks), numbers).fetchall()  # type: ignore[no-any-return]


def _ranked(found: Found, limit: int, *, more: bool) -> tuple[LookupHit, ...]:
    if more:
        return tuple(_hit(person, match) for person, match in list(found.values())[: min(limit, FIRST_HITS)])
    ordered = sorted(found.items(), key=lambda each: (each[1][0].graduated, each[1][1].rank, each[0]))
    return tuple(_hit(person, match) for _, (person, match) in ordered)


def _hit(person: SearchedPerson, match: Match) -> LookupHit:
    return LookupHit(
        UUID(bytes=person.key),
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
