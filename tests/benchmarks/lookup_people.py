"""A store of up to a million invented people for the benchmark of the look-up, kept in the temporary folder."""

from __future__ import annotations

import random
import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from app.demo import given_names
from app.demo.territory import shanxi
from app.domain.identity_number import check_digit
from app.storage import search_index
from app.storage.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SEED = 20261123
COUNTY = 14
WORKSTATION = UUID(int=1)
KEY = bytes(range(32))
_BATCH = 10_000
_FIRST_BIRTH = date(1955, 1, 1)
_BIRTHS = (date(2008, 12, 31) - _FIRST_BIRTH).days
_MOBILE = ("130", "131", "132", "133", "135", "136", "137", "138", "139", "150", "151", "152", "158", "186", "188")


class FixedClock:
    def now(self) -> datetime:
        return datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


class Invented(NamedTuple):
    id: bytes
    name: str
    id_number: str
    sex: str
    born_on: date
    phone: str
    numbers: tuple[str, ...]
    former: tuple[tuple[str, str], ...]
    graduated: bool


def invent(count: int) -> Iterator[Invented]:
    """Always the same people in the same order."""
    chance = random.Random(SEED)
    territory = shanxi()
    for index in range(count):
        county = territory.counties[int(len(territory.counties) * chance.random() ** 2)]
        sex = "12"[chance.random() < 0.56]
        born_on = _FIRST_BIRTH + timedelta(days=int(_BIRTHS * (1 - chance.random() ** 1.7)))
        name = _name(chance, index, born_on.year, sex)
        head = f"{territory.number_prefix(county, born_on.year)}{born_on:%Y%m%d}{chance.randrange(900, 1000):03d}"
        former: list[tuple[str, str]] = []
        if index % 71 == 3:
            former.append(("name", name[0] + given_names.plain_name(chance, 1970, sex).text[1:]))
        if born_on.year < 1984 and chance.random() < 0.5:
            former.append(("id_number", head[:6] + head[8:17]))
        numbers = [_candidate_no(chance, index, county.code, extra) for extra in range(2 if index % 55 == 5 else 1)]
        phone = f"{chance.choice(_MOBILE)}{int(10_000 * chance.random() ** 3):04d}{int(10_000 * chance.random()):04d}"
        yield Invented(
            UUID(int=chance.getrandbits(128), version=4).bytes,
            name,
            head + check_digit(head),
            sex,
            born_on,
            phone,
            tuple(numbers),
            tuple(former),
            index % 9 == 4,
        )


def _name(chance: random.Random, index: int, year: int, sex: str) -> str:
    if index % 160 == 7:
        return given_names.name_beyond_bmp(chance, year, sex).text
    if index % 240 == 11:
        return given_names.name_with_separator(chance, sex).text
    return given_names.plain_name(chance, year, sex).text


def _candidate_no(chance: random.Random, index: int, county: str, extra: int) -> str:
    """No number comes twice: the year rises where the serial numbers begin anew."""
    turn, serial = divmod(index * 2 + extra, 100_000)
    return f"{county[2:]}{turn + 5:02d}{chance.choice('12')}{serial:05d}"


def prepared(count: int) -> tuple[Store, dict[str, float]]:
    """The store and what was measured while it was made (seconds; empty when it was there already)."""
    folder = Path(tempfile.gettempdir()) / f"zikao-benchmark-lookup-{search_index.VERSION}-{count}"
    done = folder / "done"
    if done.exists():
        return Store.open(folder, KEY, FixedClock()), {}
    if folder.exists():
        for leftover in folder.iterdir():
            if leftover.is_file():
                leftover.unlink()
    store = Store.create(folder, KEY, FixedClock(), county_id=COUNTY, workstation_id=WORKSTATION)
    measured = fill(store, count)
    done.touch()
    return store, measured


def fill(store: Store, count: int) -> dict[str, float]:
    import time

    start = time.perf_counter()
    with store.bulk() as raw:
        batch: list[Invented] = []
        for person in invent(count):
            batch.append(person)
            if len(batch) == _BATCH:
                _insert(raw, batch)
                batch = []
        _insert(raw, batch)
    rows = time.perf_counter()
    with store.bulk() as raw:
        search_index.rebuild(raw)
        rebuilt = time.perf_counter()
    return {"rows": rows - start, "index": rebuilt - rows, "end": time.perf_counter() - rebuilt}


def _insert(raw: Any, people: Sequence[Invented]) -> None:
    raw.executemany(
        "INSERT OR IGNORE INTO candidate (county_id, id, registration_county_id, name, id_number, sex, ethnicity,"
        " born_on, phone) VALUES (?, ?, ?, ?, ?, ?, '01', ?, ?)",
        [(COUNTY, p.id, COUNTY, p.name, p.id_number, p.sex, p.born_on.isoformat(), p.phone) for p in people],
    )
    raw.executemany(
        "INSERT OR IGNORE INTO candidate_number (county_id, candidate_no, candidate_id, position) VALUES (?, ?, ?, ?)",
        [(COUNTY, number, p.id, at) for p in people for at, number in enumerate(p.numbers)],
    )
    raw.executemany(
        "INSERT OR IGNORE INTO former_identity (county_id, candidate_id, kind, value) VALUES (?, ?, ?, ?)",
        [(COUNTY, p.id, kind, value) for p in people for kind, value in p.former],
    )
    raw.executemany(
        "INSERT INTO application (county_id, id, application_no, filing_id, candidate_id, round_id, ordinal,"
        " specialty_code, specialty_name, level, host_name, plan_id, generation, review_state, decision_state)"
        " VALUES (?, ?, ?, ?, ?, '2020-2', 1, '120201K', '工商管理', 'bachelor', '山西大学', 'old', 'old',"
        " 'county_approved', 'graduated')",
        [(COUNTY, p.id, p.id.hex()[:16], p.id, p.id) for p in people if p.graduated],
    )
