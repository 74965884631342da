"""`lookup`: the twelve kinds of question at the counter, at 1,000,000 people in the encrypted store."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from app.services.lookup import LookupService
from app.services.lookup_pinyin import pinyin_table
from app.services.lookup_query import searched_name
from app.storage.search_index import person_of
from app.storage.search_queries import SearchQueries
from tests.benchmarks.harness import Peer, Result, percentile, scaled, times_over
from tests.benchmarks.lookup_peers import LikeScan, TantivyIndex, Trigram
from tests.benchmarks.lookup_people import SEED, prepared

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from random import Random

    from app.services.lookup_person import SearchedPerson
    from app.storage.store import Store

PEOPLE = 1_000_000
EACH_KIND = 400
PEER_QUESTIONS = {"LIKE scan": 3, "FTS5 trigram": 40, "tantivy": 100}
GOAL = "<= 16 ms"


def run(scale: float) -> Iterator[Result]:
    store, measured = prepared(scaled(PEOPLE, scale))
    try:
        yield from _built(store, measured)
        questions = _questions(store)
        ours = _ours(store, questions)
        peers: dict[str, LikeScan | Trigram | TantivyIndex] = {
            peer.name: peer for peer in (LikeScan(store), Trigram(store), TantivyIndex(store))
        }
        for kind, asked in questions.items():
            took = ours[kind]
            yield Result("lookup", f"{kind}: p50", percentile(took, 50), "ms")
            for name, peer in peers.items():
                some = [text for text in asked if peer.can_ask(text)][: PEER_QUESTIONS[name]]
                yield Result("lookup", f"{kind}: p99", percentile(took, 99), "ms", GOAL, _answered(name, peer, some))
    finally:
        store.close()


def _answered(name: str, peer: LikeScan | Trigram | TantivyIndex, questions: list[str]) -> Peer:
    if not questions:
        return Peer(f"{name} (cannot be asked that)", None)
    return Peer.measured(name, lambda: percentile(times_over(peer.ask, questions), 99))


def _built(store: Store, measured: Mapping[str, float]) -> Iterator[Result]:
    with store.read() as connection:
        people = connection.exec_driver_sql("SELECT count(*) FROM search_person").scalar() or 1
        pages = connection.exec_driver_sql("SELECT count(*) FROM search_word_data").scalar() or 0
    yield Result("lookup", "full-text table", pages * 4096 / people, "bytes a person")
    if measured:
        yield Result("lookup", "index built anew", measured["index"], "s")


def _ours(store: Store, questions: Mapping[str, list[str]]) -> dict[str, list[float]]:
    """All kinds mixed, as a day at the counter mixes them."""
    service = LookupService(SearchQueries(store), _NoReader())
    mixed = [(kind, text) for kind, texts in questions.items() for text in texts]
    random.Random(SEED).shuffle(mixed)
    service.find("wang")
    taken: dict[str, list[float]] = {kind: [] for kind in questions}
    for (kind, _), took in zip(mixed, times_over(lambda each: service.find(each[1]), mixed), strict=True):
        taken[kind].append(took)
    return taken


class _NoReader:
    def progress(self, candidate_ids: object) -> dict[object, object]:
        raise NotImplementedError

    def preview(self, candidate_id: object) -> None:
        raise NotImplementedError


def _questions(store: Store) -> dict[str, list[str]]:
    chance = random.Random(SEED)
    with store.read() as connection:
        highest = connection.exec_driver_sql("SELECT max(number) FROM search_person WHERE number < 4294967296").scalar()
        wanted = sorted(chance.sample(range(1, int(highest or 1) + 1), min(EACH_KIND, int(highest or 1))))
        rows = [
            connection.exec_driver_sql("SELECT * FROM search_person WHERE number = ?", (number,)).one()
            for number in wanted
        ]
    people = [person_of(row) for row in rows]
    chance.shuffle(people)
    return {kind: [ask(person, chance) for person in people] for kind, ask in KINDS.items()}


def _initials(person: SearchedPerson) -> str:
    return "".join(options[0][0] for options in pinyin_table().readings(searched_name(person.name)))


def _spelt(person: SearchedPerson, chance: random.Random) -> str:
    """Half of them while the last syllable is still being typed, a third with spaces."""
    syllables = [options[0] for options in pinyin_table().readings(searched_name(person.name))]
    typed = chance.choice(("", "", " ")).join(syllables)
    return typed if chance.random() < 0.5 else typed[: -chance.randint(0, max(0, len(syllables[-1]) - 1)) or None]


def _inside(person: SearchedPerson, chance: random.Random) -> str:
    number = person.id_number
    return chance.choice(
        (number[6:14], number[2:12], number[:12], number[6:12], number[8:14], number[4:8], number[9:15])
    )


def _common(person: SearchedPerson, chance: random.Random) -> str:
    number = person.id_number
    return chance.choice(
        (number[:2], number[:4], number[6:10], number[10:14], person.phone[:3], number[6:8], person.name[0])
    )


def _part_of_name(person: SearchedPerson, chance: random.Random) -> str:
    name = person.name
    at = chance.randint(0, max(0, len(name) - 2))
    return name[at : at + chance.choice((2, 2, 3))]


def _mixed(person: SearchedPerson, chance: random.Random) -> str:
    born = person.born_on
    return chance.choice(
        (
            f"{person.name[0]} {born[:4]}",
            f"{_initials(person)} {born[5:7]}{born[8:]}",
            f"{person.name[0]} {person.phone[-4:]} {person.phone[:3]}",
            f"{person.name} {person.id_number[-4:]}",
            f"{_initials(person)[:2]} {person.candidate_nos[0][-4:]}",
        )
    )


KINDS: dict[str, Callable[[SearchedPerson, Random], str]] = {
    "whole candidate number": lambda person, _: person.candidate_nos[0],
    "end of a candidate number": lambda person, chance: person.candidate_nos[0][-chance.randint(4, 7) :],
    "whole identity number": lambda person, chance: _id_number(person.id_number, chance),
    "end of an identity number": lambda person, chance: person.id_number[-chance.randint(4, 6) :].lower(),
    "part of an identity number": _inside,
    "what very many have": _common,
    "whole name": lambda person, _: person.name,
    "part of a name": _part_of_name,
    "initials": lambda person, chance: _initials(person)[: chance.choice((2, 3, 3, 4))],
    "pinyin": _spelt,
    "end of a phone": lambda person, chance: person.phone[-chance.randint(4, 6) :],
    "mixture": _mixed,
}


def _id_number(number: str, chance: random.Random) -> str:
    """As on the card, in groups, with a small x, or as it was before 1999."""
    old = number[:6] + number[8:17] if number[6:8] == "19" else number
    return chance.choice((number, number, f"{number[:6]} {number[6:14]} {number[14:]}", number.lower(), old))
