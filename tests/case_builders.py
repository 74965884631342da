"""Whole cases for the tests of the case services: a round, a plan, and a person who fits it but for what is said."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import update

from app.domain.errors import ClerkError
from app.domain.rounds import TimeKind, beijing
from app.schema import catalogue, filing, person
from app.services.claims import ClaimService
from app.services.pre_review import PreReview
from app.services.pre_review_declared import AttemptDeclared, DeclaredCourse, DeclaredPerson, DeclaredPrior
from app.services.pre_review_ports import PreReviewReads
from app.services.reasons import ReasonLibrary
from app.services.value_names import ValueNames
from app.storage.case_queries import CaseRows
from app.storage.claim_rows import StoreClaims
from app.storage.history_queries import HistoryRows
from app.storage.logs import StoreViewLog
from app.storage.pre_review_queries import ReviewRows
from app.storage.reason_queries import ReasonRows, add_missing
from app.storage.round_queries import RoundRows
from app.storage.unit_of_work import UnitsOfWork
from tests.builders import COUNTY, Clerk, a_candidate, a_clerk, a_store, put
from tests.fakes import SetClock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from sqlalchemy import Table

    from app.storage.store import Store

RESOURCES = Path(__file__).parents[1] / "resources"
ROUND = "2026-2"
PLAN = "sx-120201K-old"
NOW = beijing(2026, 11, 24, 9, 0)
SUBMITTED = beijing(2026, 11, 22, 10, 37)

TIMES = {
    TimeKind.APPLICATION: (beijing(2026, 11, 16, 8), beijing(2026, 11, 30, 13)),
    TimeKind.CORRECTION: (beijing(2026, 11, 16, 8), beijing(2026, 11, 30, 13)),
    TimeKind.PRE_REVIEW: (beijing(2026, 11, 16, 8), beijing(2026, 12, 4, 18)),
    TimeKind.PHOTO: (beijing(2026, 11, 16, 8), beijing(2026, 12, 6, 18)),
    TimeKind.PAYMENT: (beijing(2026, 11, 18, 8), beijing(2026, 12, 8, 18)),
    TimeKind.REAPPLICATION: (beijing(2026, 12, 1, 8), beijing(2026, 12, 3, 18)),
    TimeKind.HAND_IN: (beijing(2026, 12, 9, 8), beijing(2026, 12, 11, 18)),
}

COURSES = (
    ("00015", "英语（二）", 14, "written"),
    ("00152", "组织行为学", 4, "written"),
    ("03708", "中国近现代史纲要", 2, "written"),
    ("00054", "管理学原理", 6, "written"),
    ("06090", "工商管理毕业论文", 0, "graduation"),
)

RULE_PACK = {
    "format": "zikao-rules/1",
    "plan": {
        "id": PLAN,
        "specialty": {"code": "120201K", "name": "工商管理", "level": "bachelor"},
        "generation": "old",
        "minimum_credits": 26,
    },
    "courses": [{"code": code, "name": name, "credits": worth, "kind": kind} for code, name, worth, kind in COURSES],
    "requirement": {"all": [{"course": code} for code, *_rest in COURSES]},
    "substitutions": [{"id": "s01", "for": ["03708"], "by": {"course": "15043"}, "mode": "automatic"}],
    "pool_substitutions": [{"for": "00015", "minimum_credits": 14, "mode": "manual"}],
}


def times_document(changes: dict[TimeKind, tuple[datetime, datetime]] | None = None) -> dict[str, Any]:
    times = TIMES if changes is None else TIMES | changes
    return {
        kind.value: {"opens": opens.isoformat(), "closes": closes.isoformat(), "grace_hours": 24}
        for kind, (opens, closes) in times.items()
    }


def a_round(store: Store, round_id: str = ROUND, **times: tuple[datetime, datetime]) -> None:
    changes = {TimeKind(name): window for name, window in times.items()}
    with store.write() as connection:
        connection.execute(
            catalogue.rounds.insert().values(
                id=round_id,
                graduation_on=date(int(round_id[:4]), 12, 30)
                if round_id.endswith("2")
                else date(int(round_id[:4]), 6, 30),
                times=times_document(changes),
                non_working_days=[],
            )
        )


def a_catalogue(store: Store) -> None:
    """The office, the round, the plan and the reasons: what every case stands on."""
    with store.write() as connection:
        county = {"id": COUNTY, "code": str(COUNTY), "name": "安泽县", "city_name": "临汾市"}
        connection.execute(catalogue.counties.insert().values(county))
        pack = {"specialty_code": "120201K", "generation": "old", "content": RULE_PACK, "sha256": "0" * 64}
        connection.execute(catalogue.rule_packs.insert().values(id=PLAN, **pack))
        add_missing(connection, ReasonLibrary.load(RESOURCES / "reasons"))
    put(store, catalogue.offices, official_name="安泽县招生考试中心", phone="0357-0000000", address="府城镇府前街1号")
    a_round(store)


@dataclass(frozen=True)
class CaseIds:
    candidate: UUID
    filing: UUID
    application: UUID
    card: UUID


def declared(card: UUID | None, **changes: Any) -> AttemptDeclared:
    """What the person of `a_case` declares, as the records have it."""
    whole = AttemptDeclared(
        person=DeclaredPerson(
            name="王颀",
            sex="1",
            ethnicity="01",
            id_number="149901197904170190",
            candidate_no="990199200358",
            phone="13900000358",
            address="安泽县府城镇文庙街81号",
        ),
        specialty_code="120201K",
        specialty_name="工商管理",
        level="bachelor",
        host_name="山西大学",
        plan_id=PLAN,
        generation="old",
        prior=DeclaredPrior("太原某职业学院", "市场营销", "junior_college", "2003-07-01", "1234506"),
        courses=(
            DeclaredCourse("00015", "英语（二）", "", "pool", ("00040", "00182", "00321")),
            DeclaredCourse("00152", "组织行为学", "72", "card", (), None if card is None else str(card)),
            DeclaredCourse("03708", "中国近现代史纲要", "", "substitution", ("15043",)),
            DeclaredCourse("00054", "管理学原理", "81", "record"),
            DeclaredCourse("06090", "工商管理毕业论文", "良好", "record"),
        ),
    )
    return replace(whole, **changes)


_RECORDS = (
    ("00040", "法学概论", 6, "written", "2015-04", "70", "exam"),
    ("00182", "公共关系学", 4, "written", "2015-10", "71", "exam"),
    ("00321", "中国文化概论", 5, "written", "2016-04", "免考", "exempt"),
    ("15043", "中国近现代史纲要", 3, "written", "2025-04", "76", "exam"),
    ("00054", "管理学原理", 6, "written", "2014-10", "81", "exam"),
    ("06090", "工商管理毕业论文", 0, "graduation", "2025-12", "良好", "exam"),
)


def a_case(store: Store, *, said: AttemptDeclared | None = None, attempt: int = 1, **changes: Any) -> CaseIds:
    """An application that waits for the county, with one card to be judged.

    `changes` go to the row that has the column: `card_state`, `photo_state`, `review_state`, `name` …
    """
    candidate = a_candidate(store, **_person(changes))
    ids = CaseIds(candidate, uuid4(), uuid4(), uuid4())
    for position, record in enumerate(_RECORDS):
        names = ("code", "name", "credits", "kind", "passed_on", "score", "source")
        put(
            store,
            person.passed_records,
            candidate_id=candidate,
            position=position,
            **dict(zip(names, record, strict=True)),
        )
    put(store, person.prior_qualifications, candidate_id=candidate, **_PRIOR)
    put(store, person.course_cards, **_card(ids, changes))
    put(store, filing.filings, **_filing(ids, attempt, changes))
    document = (declared(ids.card) if said is None else said).document()
    choice = {"course": "00015", "kind": "pool", "by": ["00040", "00182", "00321"]}
    application = _application(ids, attempt, changes)
    put(store, filing.applications, **application)
    row = {"application_id": ids.application, "attempt": attempt}
    put(store, filing.substitution_choices, **row, **choice)
    put(
        store,
        filing.application_attempts,
        **row,
        declared=document,
        submitted_at=application["submitted_at"],
        entered_by=application.get("entered_by"),
    )
    if changes:
        raise AssertionError(f"no row has the columns {sorted(changes)}")
    return ids


_PRIOR = {
    "source": "chsi",
    "school": "太原某职业学院",
    "specialty": "市场营销",
    "level": "junior_college",
    "graduated_on": date(2003, 7, 1),
    "certificate_no": "1234506",
    "name": "王颀",
}


def _person(changes: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": "王颀",
        "sex": "1",
        "id_number": "149901197904170190",
        "candidate_no": changes.pop("candidate_no", f"9901{uuid4().int % 10**8:08d}"),
        "phone": "13900000358",
        "address": "安泽县府城镇文庙街81号",
        "prior_state": "matched",
        "registration_changed_at": beijing(1999, 9, 6),
    } | _taken(changes, person.candidates)


def _card(ids: CaseIds, changes: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": ids.card,
        "candidate_id": ids.candidate,
        "kind": "green",
        "code": "00152",
        "name": "组织行为学",
        "credits": 4,
        "score": "72",
        "passed_on": "1999-10",
        "scan": "a" * 64,
        "entered_by": changes.pop("card_entered_by", None),
        "entered_at": beijing(2026, 11, 21, 16, 20),
    } | _taken(changes, person.course_cards, prefix=("card_", "original_", "scan"))


def _filing(ids: CaseIds, attempt: int, changes: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": ids.filing,
        "candidate_id": ids.candidate,
        "round_id": ROUND,
        "attempt": attempt,
        "created_at": SUBMITTED,
        "photo_state": "auto_passed",
        "graduation_photo": "b" * 64,
    } | _taken(changes, filing.filings, prefix=("photo_", "payment_", "paid_at", "order_no"))


def _application(ids: CaseIds, attempt: int, changes: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": ids.application,
        "application_no": f"2620{ids.application.int % 10**8:08d}",
        "filing_id": ids.filing,
        "candidate_id": ids.candidate,
        "round_id": ROUND,
        "ordinal": 1,
        "attempt": attempt,
        "specialty_code": "120201K",
        "specialty_name": "工商管理",
        "level": "bachelor",
        "host_name": "山西大学",
        "plan_id": PLAN,
        "generation": "old",
        "review_state": "awaiting_county",
        "review_version": 2,
        "review_changed_at": changes.get("submitted_at", SUBMITTED) + timedelta(minutes=15),
        "submitted_at": SUBMITTED,
    } | _taken(changes, filing.applications)


def _taken(changes: dict[str, Any], table: Table, *, prefix: tuple[str, ...] = ("",)) -> dict[str, Any]:
    """Takes out of `changes` what is a column of the table."""
    names = [name for name in changes if name in table.c and name.startswith(prefix)]
    return {name: changes.pop(name) for name in names}


def change(store: Store, table: Table, row_id: UUID, **values: Any) -> None:
    """As the province would change a row: without a command."""
    with store.write() as connection:
        connection.execute(update(table).where(table.c.id == row_id).values(**values))


@dataclass(frozen=True)
class Desk:
    """A store with its catalogue, two clerks, and the services on it."""

    store: Store
    clock: SetClock
    first: Clerk
    second: Clerk
    claims: ClaimService
    cases: CaseRows
    history: HistoryRows
    rounds: RoundRows
    reviews: ReviewRows
    work: UnitsOfWork
    names: ValueNames
    pre_review: PreReview


@contextmanager
def a_desk(tmp_path: Path, now: datetime = NOW) -> Iterator[Desk]:
    clock = SetClock(now)
    store = a_store(tmp_path, clock)
    try:
        a_catalogue(store)
        yield desk_on(store, clock)
    finally:
        store.close()


def desk_on(store: Store, clock: SetClock) -> Desk:
    claims = ClaimService(StoreClaims(store), clock)
    cases, history, rounds, reviews = CaseRows(store), HistoryRows(store), RoundRows(store), ReviewRows(store)
    reads = PreReviewReads(cases, history, rounds, reviews, ReasonRows(store), StoreViewLog(store))
    names = ValueNames.load(RESOURCES / "codes")
    work = UnitsOfWork(store)
    return Desk(
        store=store,
        clock=clock,
        first=a_clerk(store, name="王敏"),
        second=a_clerk(store, name="赵芳"),
        claims=claims,
        cases=cases,
        history=history,
        rounds=rounds,
        reviews=reviews,
        work=work,
        names=names,
        pre_review=PreReview(reads, work, claims, clock, names),
    )


def refused(code: str, act: Callable[..., object], *arguments: Any, **keywords: Any) -> ClerkError:
    """The error with which an act is refused; it must have this code."""
    with pytest.raises(ClerkError) as raised:
        act(*arguments, **keywords)
    assert raised.value.code == code
    return raised.value
