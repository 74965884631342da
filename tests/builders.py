"""Stores and rows for tests, with values that mean nothing: override what the test is about."""

from __future__ import annotations

import itertools
import os
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from sqlalchemy import Table, insert

from app.domain.workflow import Role
from app.schema.catalogue import clerks
from app.schema.filing import application_attempts, applications, filings
from app.schema.person import candidate_numbers, candidates
from app.services.clerk_keys import ClerkKeys, Cost
from app.services.session import ClerkSigner
from app.services.session_ports import ClerkRow
from app.storage.store import Store
from tests.fakes import START, SetClock

if TYPE_CHECKING:
    from pathlib import Path

    from app.services.ports import Clock

COUNTY = 141026
CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
PASSWORD = "anze-7Q-counter"
_numbers = itertools.count(1)


def a_store(tmp_path: Path, clock: Clock | None = None, *, key: bytes | None = None, county_id: int = COUNTY) -> Store:
    """A new store in `tmp_path`; close it, or use `with closing(a_store(tmp_path)) as store`."""
    return Store.create(
        tmp_path,
        os.urandom(32) if key is None else key,
        SetClock() if clock is None else clock,
        county_id=county_id,
        workstation_id=uuid4(),
    )


@dataclass(frozen=True)
class Clerk:
    """A clerk with open keys. `password` is empty where her keys were never wrapped."""

    row: ClerkRow
    signer: ClerkSigner
    password: str

    @property
    def id(self) -> UUID:
        return self.row.id


def a_clerk(
    store: Store | None = None,
    *,
    name: str = "李敏",
    roles: tuple[Role, ...] = (Role.INTAKE, Role.REVIEW),
    password: str = "",
    active: bool = True,
) -> Clerk:
    """Written into `store` if one is given. A `password` wraps her keys at a cost that only tests may use."""
    keys = ClerkKeys.new()
    credentials = keys.wrap(password, CHEAP) if password else keys.published()
    row = ClerkRow(uuid4(), name, tuple(role.value for role in roles), active, credentials)
    if store is not None:
        put(store, clerks, id=row.id, name=name, roles=list(row.roles), active=active, credentials=credentials)
    return Clerk(row, ClerkSigner(row, keys), password)


def put(store: Store, table: Table, **values: Any) -> None:
    """One row as sync would bring it: no command behind it."""
    with store.write() as connection:
        connection.execute(insert(table).values(county_id=store.county_id, **values))


def a_candidate(store: Store, **values: Any) -> UUID:
    """A registered person whose identity and prior qualification have passed."""
    number = next(_numbers)
    row: dict[str, Any] = {
        "id": uuid4(),
        "registration_county_id": store.county_id,
        "name": "王秀兰",
        "id_number": f"14260119900101{number:04d}"[:18],
        "sex": "2",
        "ethnicity": "01",
        "born_on": date(1990, 1, 1),
        "phone": "13900000000",
        "registration_state": "registered",
        "identity_state": "auto_passed",
        "prior_state": "not_required",
    } | values
    candidate_no = row.pop("candidate_no", f"0144{number:08d}")
    put(store, candidates, **row)
    put(store, candidate_numbers, candidate_no=candidate_no, candidate_id=row["id"], position=0)
    return UUID(str(row["id"]))


def an_application(store: Store, candidate_id: UUID | None = None, **values: Any) -> UUID:
    """An application that waits for the county, with its filing and its first attempt."""
    person = a_candidate(store) if candidate_id is None else candidate_id
    number = next(_numbers)
    filing_id = values.pop("filing_id", None)
    if filing_id is None:
        filing_id = uuid4()
        put(store, filings, id=filing_id, candidate_id=person, round_id="2026-2", created_at=START)
    row: dict[str, Any] = {
        "id": uuid4(),
        "application_no": f"26214{number:07d}",
        "filing_id": filing_id,
        "candidate_id": person,
        "round_id": "2026-2",
        "ordinal": 1,
        "specialty_code": "020204",
        "specialty_name": "会计",
        "level": "bachelor",
        "host_name": "山西财经大学",
        "plan_id": "020204-new",
        "generation": "new",
        "review_state": "awaiting_county",
        "review_version": 2,
        "review_changed_at": START,
        "submitted_at": START,
    } | values
    put(store, applications, **row)
    attempt = row.get("attempt", 1)
    put(store, application_attempts, application_id=row["id"], attempt=attempt, declared={}, submitted_at=START)
    return UUID(str(row["id"]))
