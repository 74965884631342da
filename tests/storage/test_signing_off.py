"""Who signs off when, and what becomes of the cases in hand, on real files."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import update

from app.schema.catalogue import claims as claim_rows
from app.services.claims import ClaimService, ParkedCase
from app.storage.claim_rows import StoreClaims
from app.storage.logs import StoreSignOffs
from tests.builders import PASSWORD
from tests.storage.sign_in_folder import OTHER_PASSWORD

if TYPE_CHECKING:
    from datetime import datetime

    from app.services.session import SessionService
    from tests.storage.sign_in_folder import Workstation


def test_signing_out_is_remembered(workstation: Workstation) -> None:
    session, clerk = workstation.start(), workstation.intake
    session.sign_in(clerk.id, PASSWORD)
    log = StoreSignOffs(workstation.door.store)
    assert log.last(clerk.id) is None
    session.sign_out()
    assert log.last(clerk.id) == workstation.clock.now()
    assert session.signed_in is None


def parked(case: UUID, at: datetime) -> ParkedCase:
    return ParkedCase("application", case, uuid4(), "pre_review", {}, at)


@pytest.fixture
def at_work(workstation: Workstation) -> tuple[SessionService, ClaimService, UUID, UUID]:
    """The intake clerk has one case in hand and one parked; then she locks and is away for an hour."""
    session = workstation.start()
    signer = session.sign_in(workstation.intake.id, PASSWORD).signer
    claims = ClaimService(StoreClaims(workstation.door.store), workstation.clock)
    in_hand, aside = uuid4(), uuid4()
    for case in (in_hand, aside):
        claims.claim("application", case, signer)
    claims.park(parked(aside, workstation.clock.now()), signer)
    session.lock()
    workstation.clock.pass_(minutes=6)
    return session, claims, in_hand, aside


def test_closing_behind_the_lock_signs_off_who_locked(workstation: Workstation, at_work: Any) -> None:
    session, claims, _in_hand, aside = at_work
    locked_at = workstation.clock.now() - timedelta(minutes=6)
    session.sign_out()
    assert StoreSignOffs(workstation.door.store).last(workstation.intake.id) == locked_at
    assert set(claims.held("application")) == {aside}


def test_a_colleague_after_the_lock_ends_the_work_of_who_locked(workstation: Workstation, at_work: Any) -> None:
    session, claims, _in_hand, aside = at_work
    session.sign_in(workstation.reviewer.id, OTHER_PASSWORD)
    log = StoreSignOffs(workstation.door.store)
    assert log.last(workstation.intake.id) is not None
    assert log.last(workstation.reviewer.id) is None
    assert set(claims.held("application")) == {aside}
    assert claims.held("application")[aside].clerk_id == workstation.intake.id


def test_who_comes_back_after_her_lock_goes_on_where_she_was(workstation: Workstation, at_work: Any) -> None:
    session, claims, in_hand, aside = at_work
    session.sign_in(workstation.intake.id, PASSWORD)
    assert StoreSignOffs(workstation.door.store).last(workstation.intake.id) is None
    assert set(claims.held("application")) == {in_hand, aside}
    session.sign_out()
    assert StoreSignOffs(workstation.door.store).last(workstation.intake.id) == workstation.clock.now()
    assert set(claims.held("application")) == {aside}


def test_claims_at_another_workstation_outlive_the_sign_off(workstation: Workstation, at_work: Any) -> None:
    session, claims, in_hand, aside = at_work
    with workstation.door.store.write() as connection:
        connection.execute(update(claim_rows).where(claim_rows.c.entity_id == in_hand).values(workstation_id=uuid4()))
    session.sign_out()
    assert set(claims.held("application")) == {in_hand, aside}
