"""Half-typed forms come back to their clerk alone; two clerks do not decide one case."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from sqlalchemy import select

from app.domain.errors import ClerkError
from app.services.claims import LEASE_MINUTES, ClaimService, ParkedCase
from app.services.drafts import DraftService
from app.storage.claim_rows import StoreClaims
from app.storage.draft_rows import StoreDrafts
from app.storage.local_tables import drafts, take_overs, view_log
from app.storage.logs import StoreSignOffs, StoreViewLog
from app.storage.store import Store
from tests.builders import a_clerk

if TYPE_CHECKING:
    from app.services.clerk_keys import ClerkKeys
    from app.services.session import ClerkSigner
    from tests.builders import Clerk
    from tests.fakes import SetClock

CASE = uuid4()


@dataclass
class Sitting:
    """Whoever sits there."""

    signer: ClerkSigner

    @property
    def keys(self) -> ClerkKeys:
        return self.signer.keys


@dataclass
class Counter:
    """Two clerks at one workstation."""

    store: Store
    first: Clerk = field(init=False)
    second: Clerk = field(init=False)

    def __post_init__(self) -> None:
        self.first, self.second = a_clerk(self.store), a_clerk(self.store, name="赵强")

    def drafts(self, clerk: Clerk) -> DraftService:
        return DraftService(StoreDrafts(self.store), Sitting(clerk.signer))

    @property
    def claims(self) -> ClaimService:
        return ClaimService(StoreClaims(self.store), self.store.clock)


@pytest.fixture
def counter(store: Store) -> Counter:
    return Counter(store)


def test_a_draft_comes_back_after_a_restart(counter: Counter, clock: SetClock) -> None:
    typed = {"name": "阿依古丽·买买提", "note": "𠮷", "row": 3}
    counter.drafts(counter.first).save("correction", "case 1", {"name": "half"})
    clock.pass_(seconds=2)
    counter.drafts(counter.first).save("correction", "case 1", typed)
    counter.store.close()
    with closing(Store.open(counter.store.paths.data, counter.store.key, clock)) as again:
        service = DraftService(StoreDrafts(again), Sitting(counter.first.signer))
        assert service.restore("correction", "case 1") == typed
        assert service.restore("correction", "case 2") is None
        assert [(row.screen, row.case_id, row.saved_at) for row in service.mine()] == [
            ("correction", "case 1", clock.now())
        ]
        service.discard("correction", "case 1")
        assert service.mine() == ()


def test_the_next_clerk_sees_nothing_of_it(counter: Counter) -> None:
    counter.drafts(counter.first).save("correction", "case 1", {"name": "王秀兰"})
    assert counter.drafts(counter.second).restore("correction", "case 1") is None
    assert counter.drafts(counter.second).mine() == ()
    with counter.store.write() as connection:
        sealed = connection.execute(select(drafts.c.sealed)).scalar_one()
        assert "王秀兰".encode() not in sealed
        connection.execute(drafts.update().values(clerk_id=counter.second.id))
    assert counter.drafts(counter.second).restore("correction", "case 1") is None


def test_a_draft_moved_to_another_case_does_not_open(counter: Counter) -> None:
    service = counter.drafts(counter.first)
    service.save("correction", "case 1", {"name": "王秀兰"})
    with counter.store.write() as connection:
        connection.execute(drafts.update().values(case_id="case 2"))
    assert service.restore("correction", "case 2") is None


def test_a_locked_clerk_keeps_and_opens_no_drafts(counter: Counter) -> None:
    service = counter.drafts(counter.first)
    service.save("correction", "case 1", {"name": "王秀兰"})
    counter.first.signer.close()
    with pytest.raises(ClerkError, match=r"session\.locked"):
        service.save("correction", "case 1", {})
    with pytest.raises(ClerkError, match=r"session\.locked"):
        service.restore("correction", "case 1")


def test_an_endless_draft_is_refused(counter: Counter) -> None:
    with pytest.raises(ClerkError, match=r"draft\.too_large"):
        counter.drafts(counter.first).save("correction", "case 1", {"note": "字" * 400_000})


def test_a_claimed_case_is_the_claimants(counter: Counter, clock: SetClock) -> None:
    taken = counter.claims.claim("application", CASE, counter.first.signer)
    clock.pass_(minutes=4)
    with pytest.raises(ClerkError) as caught:
        counter.claims.claim("application", CASE, counter.second.signer)
    assert caught.value.code == "claim.held"
    assert caught.value.details == {"name": "李敏", "minutes": 4}
    assert counter.claims.claim("application", CASE, counter.first.signer).taken_at == taken.taken_at
    assert counter.claims.held("application")[CASE].clerk_name == "李敏"
    assert counter.claims.held("candidate") == {}


def test_a_lease_that_nobody_renews_ends(counter: Counter, clock: SetClock) -> None:
    counter.claims.claim("application", CASE, counter.first.signer)
    clock.pass_(minutes=LEASE_MINUTES)
    assert counter.claims.held("application") == {}
    counter.claims.claim("application", CASE, counter.second.signer)
    assert counter.claims.held("application")[CASE].clerk_id == counter.second.id


def test_a_heartbeat_keeps_it_and_release_frees_it(counter: Counter, clock: SetClock) -> None:
    counter.claims.claim("application", CASE, counter.first.signer)
    for _ in range(3):
        clock.pass_(minutes=LEASE_MINUTES - 1)
        counter.claims.beat(counter.first.signer)
    with pytest.raises(ClerkError, match=r"claim\.held"):
        counter.claims.claim("application", CASE, counter.second.signer)
    counter.claims.release("application", CASE, counter.second.signer)
    assert CASE in counter.claims.held("application")
    counter.claims.release("application", CASE, counter.first.signer)
    counter.claims.claim("application", CASE, counter.second.signer)


def test_a_heartbeat_does_not_wake_an_ended_lease(counter: Counter, clock: SetClock) -> None:
    counter.claims.claim("application", CASE, counter.first.signer)
    clock.pass_(minutes=LEASE_MINUTES)
    counter.claims.beat(counter.first.signer)
    assert counter.claims.held("application") == {}


def test_taking_over_needs_a_reason_and_leaves_the_draft(counter: Counter) -> None:
    counter.claims.claim("application", CASE, counter.first.signer)
    counter.drafts(counter.first).save("pre_review", str(CASE), {"reason": "half"})
    with pytest.raises(ClerkError, match=r"claim\.reason_missing"):
        counter.claims.take_over("application", CASE, "  ", counter.second.signer)
    counter.claims.take_over("application", CASE, "李敏已下班，考生在窗口等候", counter.second.signer)
    assert counter.claims.held("application")[CASE].clerk_id == counter.second.id
    with counter.store.read() as connection:
        noted = connection.execute(select(take_overs)).one()
    assert (noted.from_clerk_id, noted.to_clerk_id) == (counter.first.id, counter.second.id)
    assert noted.reason == "李敏已下班，考生在窗口等候"
    assert counter.drafts(counter.first).restore("pre_review", str(CASE)) == {"reason": "half"}


def test_a_parked_case_keeps_its_claim_and_its_place(counter: Counter, clock: SetClock) -> None:
    claims, signer = counter.claims, counter.first.signer
    claims.claim("application", CASE, signer)
    case = ParkedCase("application", CASE, uuid4(), "pre_review", {"scroll": 240, "field": "reason"}, clock.now())
    claims.park(case, signer)
    clock.pass_(minutes=LEASE_MINUTES + 5)
    claims.beat(signer)
    with pytest.raises(ClerkError, match=r"claim\.held"):
        claims.claim("application", CASE, counter.second.signer)
    assert claims.parked(signer) == (case,)
    assert claims.parked(counter.second.signer) == ()
    assert claims.unpark("application", CASE, signer) == case
    assert claims.unpark("application", CASE, signer) is None
    assert claims.parked(signer) == ()


def test_the_log_of_views_is_only_added_to(counter: Counter, clock: SetClock) -> None:
    candidate = uuid4()
    StoreViewLog(counter.store).note(counter.first.id, candidate, "candidate_file")
    with counter.store.read() as connection:
        seen = connection.execute(select(view_log)).one()
    assert (seen.clerk_id, seen.candidate_id, seen.at) == (counter.first.id, candidate, clock.now())
    for statement in (view_log.delete(), view_log.update().values(screen="none")):
        with pytest.raises(Exception, match="only added to"), counter.store.write() as connection:
            connection.execute(statement)


def test_the_last_sign_off_is_each_clerks_own(counter: Counter, clock: SetClock) -> None:
    log = StoreSignOffs(counter.store)
    log.note(counter.first.id, clock.now())
    clock.pass_(hours=8)
    log.note(counter.first.id, clock.now())
    assert log.last(counter.first.id) == clock.now()
    assert log.last(counter.second.id) is None
