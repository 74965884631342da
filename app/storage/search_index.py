"""The look-up's index: one row a person with all that a hit shows, and a full-text table of the words for each.

Local and never synced; made again from the synced tables whenever `VERSION` differs. Rows are numbered in the order of
names, so that those of one name lie together; people who have graduated have numbers of their own above all others, so
that leaving them out is a bound on the number.
"""

from __future__ import annotations

import re
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from app.services.lookup_person import SearchedPerson
from app.storage.search_tokens import words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from uuid import UUID

    from sqlalchemy import Connection

    from app.storage.store import Store

VERSION = 1
GRADUATED_FROM = 1 << 32
_FREQUENT = 2_000
_BATCH = 5_000
_NO_DIGIT = re.compile("[^0-9]")
_FULL_TEXT_PAGE = 3_900
"""Bytes: one page of the full-text table and its row fit one page of an encrypted file (4096 less 80)."""
_LOADING_MEMORY = 64 * 1024 * 1024

SEARCHED_COLUMNS = frozenset(
    {
        ("candidate", "name"),
        ("candidate", "id_number"),
        ("candidate", "sex"),
        ("candidate", "born_on"),
        ("candidate", "phone"),
        ("candidate_number", "candidate_no"),
        ("candidate_number", "position"),
        ("former_identity", "value"),
        ("application", "decision_state"),
        ("application", "review_state"),
    }
)
"""What makes `refresh` necessary."""

_TABLES = (
    """CREATE TABLE search_person (
        number INTEGER PRIMARY KEY, candidate_id BLOB NOT NULL, name TEXT NOT NULL, id_number TEXT NOT NULL,
        sex TEXT NOT NULL, born_on TEXT NOT NULL, phone TEXT NOT NULL, candidate_nos TEXT NOT NULL,
        former TEXT NOT NULL)""",
    "CREATE UNIQUE INDEX ix_search_person_candidate ON search_person (candidate_id)",
    """CREATE VIRTUAL TABLE search_word USING fts5(
        words, content='', contentless_delete=1, detail=none, tokenize='ascii')""",
    f"INSERT INTO search_word (search_word, rank) VALUES ('pgsz', {_FULL_TEXT_PAGE})",
    "CREATE TABLE search_frequency (word TEXT PRIMARY KEY, people INTEGER NOT NULL) WITHOUT ROWID",
    "CREATE TABLE search_version (version INTEGER NOT NULL)",
    f"INSERT INTO search_version VALUES ({VERSION})",
)
_NAMES = ("search_person", "search_word", "search_frequency", "search_version")

_PERSON_COLUMNS = "number, candidate_id, name, id_number, sex, born_on, phone, candidate_nos, former"
PERSON_COLUMNS = ", ".join("p." + name for name in _PERSON_COLUMNS.split(", "))
_KEPT = f"SELECT {_PERSON_COLUMNS} FROM search_person WHERE candidate_id = ?"
_INSERT_PERSON = f"INSERT INTO search_person ({_PERSON_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
_INSERT_WORDS = "INSERT INTO search_word (rowid, words) VALUES (?, ?)"

_OWN = "WHERE county_id = (SELECT county_id FROM device)"
_CANDIDATES = f"SELECT id, name, id_number, sex, born_on, coalesce(phone, '') FROM candidate {_OWN}"
_NUMBERS = f"SELECT candidate_id, candidate_no FROM candidate_number {_OWN}"
_FORMER = f"SELECT candidate_id, substr(kind, 1, 1) || value FROM former_identity {_OWN}"
_APPLICATIONS = f"""SELECT candidate_id FROM application {_OWN} {{one}} GROUP BY candidate_id
    HAVING max(decision_state = 'graduated')
       AND NOT max(decision_state IN ('none', 'city', 'host') AND review_state NOT IN ('closed', 'lapsed', 'void'))"""

Row = tuple[int, bytes, str, str, str, str, str, str, str]


def ensure(store: Store) -> None:
    """Makes the index where the store has none or one of another version: call it once after opening a store."""
    with store.read() as connection:
        current = is_current(connection)
    if not current:
        with store.bulk() as raw:
            rebuild(raw)


def is_current(connection: Connection) -> bool:
    """False where the tables are missing or of another version."""
    found = connection.exec_driver_sql("SELECT 1 FROM sqlite_master WHERE name = 'search_version'").first()
    return found is not None and connection.exec_driver_sql("SELECT version FROM search_version").scalar() == VERSION


def rebuild(raw: Any, advance: Callable[[int], None] | None = None) -> int:
    """The whole index from the synced tables, on the connection that `Store.bulk` gives; how many people there are.

    `advance` is told after each batch how many were added to it. 1,000,000 people take about a minute.
    """
    for name in _NAMES:
        raw.execute(f"DROP TABLE IF EXISTS {name}")
    for statement in _TABLES:
        raw.execute(statement)
    return load(raw, _all_people(raw), advance)


def load(raw: Any, people: Iterable[SearchedPerson], advance: Callable[[int], None] | None = None) -> int:
    """Fills the empty index; people should come in the order of their names."""
    raw.execute(f"INSERT INTO search_word (search_word, rank) VALUES ('hashsize', {_LOADING_MEMORY})")
    raw.execute("INSERT INTO search_word (search_word, rank) VALUES ('automerge', 0)")
    total = 0
    following = {False: 1, True: GRADUATED_FROM}
    graduated: list[SearchedPerson] = []
    for batch in _batches(people):
        graduated += [person for person in batch if person.graduated]
        total += _insert(raw, [person for person in batch if not person.graduated], following)
        _tell(advance, len(batch))
    for batch in _batches(graduated):
        total += _insert(raw, batch, following)
    raw.execute("INSERT INTO search_word (search_word) VALUES ('optimize')")
    raw.execute("INSERT INTO search_word (search_word, rank) VALUES ('automerge', 4)")
    raw.execute("INSERT INTO search_word (search_word, rank) VALUES ('hashsize', 1048576)")
    _count_frequent(raw)
    return total


def refresh(connection: Connection, candidate_ids: Iterable[UUID]) -> None:
    """Makes the index right for these people again, in the caller's transaction; one that is not there stays so."""
    if not is_current(connection):
        return
    for candidate_id in dict.fromkeys(candidate_ids):
        _refresh_one(connection, candidate_id)


def person_of(row: Sequence[Any]) -> SearchedPerson:
    number, candidate_id, name, id_number, sex, born_on, phone, candidate_nos, former = row
    former_names: tuple[str, ...] = ()
    former_id_numbers: tuple[str, ...] = ()
    if former:
        formers = former.split("\n")
        former_names = tuple([each[1:] for each in formers if each[0] == "n"])
        former_id_numbers = tuple([each[1:] for each in formers if each[0] == "i"])
    return SearchedPerson(
        candidate_id,
        name,
        id_number,
        sex,
        born_on,
        phone,
        tuple(candidate_nos.split(" ")) if candidate_nos else (),
        former_names,
        former_id_numbers,
        _is_graduated(number),
    )


def _row(number: int, person: SearchedPerson) -> Row:
    former = [*("n" + name for name in person.former_names), *("i" + each for each in person.former_id_numbers)]
    return (
        number,
        person.key,
        person.name,
        person.id_number,
        person.sex,
        person.born_on,
        person.phone,
        " ".join(person.candidate_nos),
        "\n".join(former),
    )


def _tell(advance: Callable[[int], None] | None, count: int) -> None:
    if advance is not None:
        advance(count)


def _batches(people: Iterable[SearchedPerson]) -> Iterator[list[SearchedPerson]]:
    batch: list[SearchedPerson] = []
    for person in people:
        batch.append(person)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _insert(raw: Any, people: list[SearchedPerson], following: dict[bool, int]) -> int:
    if not people:
        return 0
    kind = people[0].graduated
    first = following[kind]
    following[kind] = first + len(people)
    raw.executemany(_INSERT_PERSON, [_row(number, person) for number, person in enumerate(people, start=first)])
    raw.executemany(_INSERT_WORDS, [(number, words_of(person)) for number, person in enumerate(people, start=first)])
    return len(people)


def _all_people(raw: Any) -> Iterator[SearchedPerson]:
    numbers = _grouped(raw.execute(_NUMBERS + " ORDER BY candidate_id, position"))
    former = _grouped(raw.execute(_FORMER + " ORDER BY candidate_id"))
    graduated = {candidate_id for (candidate_id,) in raw.execute(_APPLICATIONS.format(one=""))}
    for row in raw.execute(_CANDIDATES + " ORDER BY name, id"):
        candidate_id = row[0]
        done = candidate_id in graduated
        yield _person(row, numbers.get(candidate_id, ""), former.get(candidate_id, ""), graduated=done)


def _grouped(rows: Iterable[tuple[bytes, str]]) -> dict[bytes, str]:
    return {key: "\n".join([value for _, value in group]) for key, group in groupby(rows, key=itemgetter(0))}


def _person(row: Sequence[Any], numbers: str, former: str, *, graduated: bool) -> SearchedPerson:
    candidate_id, name, id_number, sex, born_on, phone = row
    joined = numbers.replace("\n", " ")
    phone = phone if phone.isdecimal() else _NO_DIGIT.sub("", phone)
    return person_of(
        (GRADUATED_FROM if graduated else 0, candidate_id, name, id_number, sex, born_on, phone, joined, former)
    )


def _count_frequent(raw: Any) -> None:
    """Words of numbers that very many people have, so that a query asks for the others."""
    raw.execute("CREATE VIRTUAL TABLE temp.search_vocabulary USING fts5vocab('main', 'search_word', 'row')")
    raw.execute("DELETE FROM search_frequency")
    raw.execute(
        "INSERT INTO search_frequency SELECT term, doc FROM temp.search_vocabulary"
        " WHERE doc > ? AND substr(term, 1, 1) IN ('g', 'k', 'f')",
        (_FREQUENT,),
    )
    raw.execute("DROP TABLE temp.search_vocabulary")


def _refresh_one(connection: Connection, candidate_id: UUID) -> None:
    """Most decisions change nothing here: then nothing is written."""
    key = candidate_id.bytes
    kept = connection.exec_driver_sql(_KEPT, (key,)).first()
    person = _one_person(connection, key)
    if kept is not None:
        if person is not None and tuple(kept) == _row(kept[0], person) and person.graduated == _is_graduated(kept[0]):
            return
        connection.exec_driver_sql("DELETE FROM search_word WHERE rowid = ?", (kept[0],))
        connection.exec_driver_sql("DELETE FROM search_person WHERE number = ?", (kept[0],))
    if person is None:
        return
    if kept is None or _is_graduated(kept[0]) != person.graduated:
        number = _next_number(connection, graduated=person.graduated)
    else:
        number = kept[0]
    connection.exec_driver_sql(_INSERT_PERSON, _row(number, person))
    connection.exec_driver_sql(_INSERT_WORDS, (number, words_of(person)))


def _is_graduated(number: int) -> bool:
    return number >= GRADUATED_FROM


def _one_person(connection: Connection, key: bytes) -> SearchedPerson | None:
    row = connection.exec_driver_sql(_CANDIDATES + " AND id = ?", (key,)).first()
    if row is None:
        return None
    numbers = connection.exec_driver_sql(_NUMBERS + " AND candidate_id = ? ORDER BY position", (key,))
    former = connection.exec_driver_sql(_FORMER + " AND candidate_id = ?", (key,))
    done = connection.exec_driver_sql(_APPLICATIONS.format(one="AND candidate_id = ?"), (key,)).first()
    joined = ["\n".join(each[1] for each in rows) for rows in (numbers, former)]
    return _person(tuple(row), joined[0], joined[1], graduated=done is not None)


def _next_number(connection: Connection, *, graduated: bool) -> int:
    if graduated:
        highest = connection.exec_driver_sql("SELECT max(number) FROM search_person").scalar()
        return max(GRADUATED_FROM, (highest or 0) + 1)
    highest = connection.exec_driver_sql(
        "SELECT max(number) FROM search_person WHERE number < ?", (GRADUATED_FROM,)
    ).scalar()
    return int(highest or 0) + 1
