"""Fills a workstation's folder with the demo: store, pictures, keys, clerks."""

from __future__ import annotations

import os
from collections import deque
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import insert

from app.demo.desk_traces import leave_traces
from app.demo.form_hashes import settle_form_hashes
from app.demo.harvest import TodaysAct, harvest
from app.demo.marker import Marker, clear_demo, read_marker, write_marker
from app.demo.picture_pool import FACES, draw_pool, names_of
from app.demo.province import CLERKS, REVIEWER, THIS_WORKSTATION, Province
from app.demo.published import published
from app.demo.rows import TABLES, Harvest
from app.demo.territory import shanxi
from app.demo.todays_work import do_todays_work
from app.domain.errors import ClerkError
from app.paths import Paths
from app.schema import catalogue
from app.services.clerk_keys import create_credentials, unlock
from app.services.session import ClerkSigner
from app.services.session_ports import ClerkRow
from app.storage import search_index
from app.storage.blobs import Blobs
from app.storage.clerk_rows import all_clerks
from app.storage.key_slots import KeySlots
from app.storage.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


DEMO_CANDIDATES = 3000
DEMO_SEED = 20261123
DEMO_COUNTY = "141026"
DEMO_PASSWORD = "demo-2026"  # noqa: S105 - shown to everybody who starts the demo
FRESH_FOR = timedelta(days=1)
WORKSTATION_NAMES = ("窗口一", "窗口二")

ERROR_CODES = frozenset({"demo.not_a_demo", "demo.county_unknown"})

_STORE_KEY_BYTES = 32
_SLICE = 1000
_COMMAND = "command"


class Stage(StrEnum):
    PICTURES = "pictures"
    PEOPLE = "people"
    INDEX = "index"


@dataclass(frozen=True, slots=True)
class DemoClerkCard:
    id: UUID
    name: str
    roles: tuple[str, ...]
    password: str


@dataclass(frozen=True, slots=True)
class DemoOffice:
    """`made_at`: the demo's times lie around this moment. `reused`: it was there already."""

    data_dir: Path
    county_name: str
    clerks: tuple[DemoClerkCard, ...]
    candidates: int
    made_at: datetime
    reused: bool


@dataclass(frozen=True, slots=True)
class _FixedClock:
    moment: datetime

    def now(self) -> datetime:
        return self.moment


def fill_demo(
    data_dir: Path,
    candidates: int = DEMO_CANDIDATES,
    seed: int = DEMO_SEED,
    county: str = DEMO_COUNTY,
    now: datetime | None = None,
    progress: Callable[[Stage, int, int], None] | None = None,
    *,
    reuse: bool = True,
) -> DemoOffice:
    """Makes the demo, or takes the one of the same numbers that was made here within a day.

    A demo's times lie around the moment it was made, so an older one would show a round that is over. Without `reuse`
    it is made anew: nothing in it has been decided yet.
    Works in processes of its own beside this one. Raises ClerkError `demo.not_a_demo` where the folder holds a real
    store, `demo.county_unknown`, and what making a store raises.
    """
    try:
        county_name = shanxi().county(county).name
    except KeyError as error:
        raise ClerkError("demo.county_unknown", code=county) from error
    paths = Paths.at(data_dir).prepare()
    marker = read_marker(paths.data)
    moment = (datetime.now(UTC) if now is None else now).replace(microsecond=0)
    fresh = marker is not None and abs(moment - marker.now) < FRESH_FOR
    if reuse and marker is not None and fresh and marker.is_of(candidates, seed, county) and paths.store.exists():
        return _office(paths, marker, county_name, reused=True)
    clear_demo(paths)
    marker = Marker(candidates, seed, county, moment.isoformat(), complete=False)
    write_marker(paths.data, marker)
    _make(paths, marker, progress or _silent)
    marker = replace(marker, complete=True)
    write_marker(paths.data, marker)
    return _office(paths, marker, county_name, reused=False)


def demo_sign_in(paths: Paths) -> tuple[UUID, str] | None:
    """Who may sign in to the demo in this folder without being asked, and her password; None where it is none."""
    if read_marker(paths.data) is None or not paths.keys.exists():
        return None
    reviewer = next((slot for slot in KeySlots(paths.keys).slots() if slot.name == REVIEWER.name), None)
    return None if reviewer is None else (reviewer.clerk_id, DEMO_PASSWORD)


def _silent(_stage: Stage, _done: int, _total: int) -> None:
    return


def _office(paths: Paths, marker: Marker, county_name: str, *, reused: bool) -> DemoOffice:
    found = {slot.name: slot for slot in KeySlots(paths.keys).slots()}
    cards = tuple(DemoClerkCard(found[c.name].clerk_id, c.name, c.roles, DEMO_PASSWORD) for c in CLERKS)
    return DemoOffice(paths.data, county_name, cards, marker.candidates, marker.now, reused)


def _make(paths: Paths, marker: Marker, progress: Callable[[Stage, int, int], None]) -> None:
    key = os.urandom(_STORE_KEY_BYTES)
    with ProcessPoolExecutor(max_workers=os.cpu_count() or 1, mp_context=get_context("spawn")) as workers:
        pictures = draw_pool(marker.seed, workers, lambda done: progress(Stage.PICTURES, done, FACES))
        province = Province(marker.seed, marker.county_code, marker.now, names_of(pictures))
        clock = _FixedClock(marker.now - timedelta(days=1))
        workstation_id = UUID(bytes=province.workstation_ids[THIS_WORKSTATION])
        store = Store.create(paths.data, key, clock, county_id=province.county_id, workstation_id=workstation_id)
        try:
            _fill(store, province, marker.candidates, workers, progress)
            with Blobs.create(paths.blobs, key, clock) as blobs:
                blobs.put_many((picture.content, picture.kind) for picture in pictures)
                settle_form_hashes(store, blobs)
            with store.read() as connection:
                KeySlots.create(paths.keys, key, all_clerks(connection, province.county_id))
        finally:
            store.close()


def _fill(
    store: Store,
    province: Province,
    candidates: int,
    workers: ProcessPoolExecutor,
    progress: Callable[[Stage, int, int], None],
) -> None:
    credentials = {clerk.name: create_credentials(DEMO_PASSWORD) for clerk in CLERKS}
    ids = {clerk.name: UUID(bytes=province.clerk_id(clerk)) for clerk in CLERKS}
    acts: list[TodaysAct] = []
    progress(Stage.PEOPLE, 0, candidates)
    with store.bulk() as raw:
        writer = _Writer(raw)
        done = 0
        for gathered, todays, count in _harvested(province, candidates, workers):
            writer.write(gathered)
            acts += todays
            done += count
            progress(Stage.PEOPLE, done, candidates)
        indexed = _Counter(progress, candidates)
        search_index.rebuild(raw, indexed.advance)
    keys = unlock(credentials[REVIEWER.name], DEMO_PASSWORD)
    row = ClerkRow(ids[REVIEWER.name], REVIEWER.name, REVIEWER.roles, active=True, credentials=keys.published())
    with store.write() as connection:
        for table, rows in published(province, credentials, ids):
            connection.execute(insert(table), rows)
        connection.execute(insert(catalogue.workstations), _workstations(province))
        do_todays_work(connection, province, acts, ClerkSigner(row, keys))
        leave_traces(connection, province)


def _workstations(province: Province) -> list[dict[str, Any]]:
    return [
        {"county_id": province.county_id, "id": UUID(bytes=identifier), "name": name, "active": True}
        for identifier, name in zip(province.workstation_ids, WORKSTATION_NAMES, strict=True)
    ]


@dataclass(slots=True)
class _Counter:
    progress: Callable[[Stage, int, int], None]
    total: int
    done: int = 0

    def advance(self, count: int) -> None:
        self.done += count
        self.progress(Stage.INDEX, self.done, self.total)


class _Writer:
    """Puts slices into the tables; a command's position in the county's feed is its place in the loading."""

    def __init__(self, raw: Any) -> None:
        self._raw = raw
        self._position = 0
        self._statements = {
            name: f"INSERT INTO {name} ({', '.join(_quoted(columns))}) VALUES ({', '.join('?' * len(columns))})"
            for name, columns in TABLES.items()
        }

    def write(self, gathered: Harvest) -> None:
        for table, rows in gathered.rows.items():
            if rows:
                self._raw.executemany(self._statements[table], self._positioned(rows) if table == _COMMAND else rows)

    def _positioned(self, rows: list[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
        for row in rows:
            self._position += 1
            yield (*row[:-1], self._position)


def _quoted(columns: tuple[str, ...]) -> list[str]:
    return [f'"{column}"' for column in columns]


def _slice(province: Province, start: int, stop: int) -> tuple[Harvest, list[TodaysAct], int]:
    return (*harvest(province, range(start, stop)), stop - start)


def _harvested(
    province: Province, candidates: int, workers: ProcessPoolExecutor
) -> Iterator[tuple[Harvest, list[TodaysAct], int]]:
    """Slices in their order; only a few lie ready at a time."""
    ahead: deque[Future[tuple[Harvest, list[TodaysAct], int]]] = deque()
    for start in range(0, candidates, _SLICE):
        ahead.append(workers.submit(_slice, province, start, min(start + _SLICE, candidates)))
        if len(ahead) > 2 * (os.cpu_count() or 1):
            yield ahead.popleft().result()
    while ahead:
        yield ahead.popleft().result()
