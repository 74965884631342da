"""工作台 on a real store: every count is what counting the rows one by one gives."""

from __future__ import annotations

from datetime import timedelta
from random import Random

import pytest
from sqlalchemy import select, update

from app.domain.rounds import BEIJING, TimeKind, beijing
from app.domain.workflow import Region, Role
from app.domain.workflow_table import STATES
from app.schema import filing, person
from app.services.claims import ParkedCase
from app.services.history import Mark
from app.services.home import Home
from app.services.home_ports import HomeReads
from app.services.home_views import Queue, TimeState
from app.storage.home_queries import QueueRows
from app.storage.local_tables import outbox
from app.storage.logs import StoreSignOffs
from app.storage.work_queries import WorkRows
from tests.builders import a_clerk, put
from tests.case_builders import NOW, ROUND, SUBMITTED, a_case, a_desk, a_round


@pytest.fixture
def desk(tmp_path):
    with a_desk(tmp_path) as desk:
        yield desk


@pytest.fixture
def home(desk):
    reads = HomeReads(QueueRows(desk.store), WorkRows(desk.store), desk.rounds, StoreSignOffs(desk.store))
    return Home(reads, desk.clock)


def counts(view):
    return {each.queue: each.count for each in view.queues if each.count}


def line(view, queue):
    return next(each for each in view.queues if each.queue is queue)


def a_random_office(desk, seed):
    """Cases in every state of every region that a queue looks at."""
    random = Random(seed)
    for number in range(40):
        pick = {region: random.choice(STATES[region]) for region in (Region.REVIEW, Region.PAYMENT, Region.PHOTO)}
        ids = a_case(
            desk.store,
            attempt=random.choice((1, 2)),
            submitted_at=SUBMITTED + timedelta(minutes=number),
            round_id=ROUND,
            review_state=pick[Region.REVIEW],
            to_verify=random.random() < 0.2,
            payment_state=pick[Region.PAYMENT],
            photo_state=pick[Region.PHOTO],
            materials_state=random.choice(STATES[Region.MATERIALS]),
            identity_state=random.choice(STATES[Region.IDENTITY]),
            prior_state=random.choice(STATES[Region.PRIOR]),
            registration_county_id=random.choice((desk.store.county_id, 141029)),
            card_state=random.choice(STATES[Region.CARD]),
            original_state=random.choice(STATES[Region.ORIGINAL]),
            entered_by=random.choice((None, desk.first.id)),
        )
        put(
            desk.store,
            person.corrections,
            id=ids.filing,
            candidate_id=ids.candidate,
            field="address",
            asked_by=desk.first.id,
            asked_at=SUBMITTED,
            correction_state=random.choice(STATES[Region.CORRECTION]),
        )


def naive(desk):
    """The same counts with nothing but whole tables and plain Python."""

    def rows(table):
        with desk.store.read() as connection:
            return list(connection.execute(select(table)).mappings())

    people, cards = rows(person.candidates), rows(person.course_cards)
    applications = rows(filing.applications)
    filings = {each["id"]: each for each in rows(filing.filings)}
    awaiting = [each for each in applications if each["review_state"] == "awaiting_county"]
    approved = {"system_approved", "county_approved"}
    at_county = {each["candidate_id"] for each in awaiting}
    found = {
        Queue.COUNTER_DRAFTS: [a for a in applications if a["review_state"] == "draft" and a["entered_by"]],
        Queue.PRIOR: [p for p in people if p["prior_state"] == "pending_offline"],
        Queue.CORRECTIONS: [c for c in rows(person.corrections) if c["correction_state"] == "proposed"],
        Queue.IDENTITY: [
            p
            for p in people
            if p["identity_state"] == "pending_manual" and p["registration_county_id"] == desk.store.county_id
        ],
        Queue.PHOTOS: [f for f in filings.values() if f["photo_state"] == "pending_manual"],
        Queue.PRE_REVIEW: [a for a in awaiting if not a["to_verify"]],
        Queue.TO_VERIFY: [a for a in awaiting if a["to_verify"]],
        Queue.COURSE_CARDS: [c for c in cards if c["card_state"] == "entered" and c["candidate_id"] in at_county],
        Queue.UNPAID: [f for f in filings.values() if f["payment_state"] in {"open", "pending"}],
        Queue.PAPERS_DUE: [
            a
            for a in applications
            if a["materials_state"] == "awaited"
            and a["review_state"] in approved
            and filings[a["filing_id"]]["payment_state"] == "paid"
        ],
        Queue.RETURNED: [a for a in applications if a["materials_state"] == "returned"],
        Queue.ORIGINALS: [c for c in cards if c["original_state"] == "handed_in"],
    }
    return {queue: len(each) for queue, each in found.items() if each}


@pytest.mark.parametrize("seed", [1, 2])
def test_counts_are_those_of_counting_row_by_row(desk, home, seed):
    a_random_office(desk, seed)
    view = home.view(desk.first.signer)
    assert counts(view) == naive(desk)
    assert view.total == sum(naive(desk).values())
    with desk.store.read() as connection:
        applications = filing.applications.c
        second = connection.execute(
            select(applications.id).where(
                applications.review_state == "awaiting_county", ~applications.to_verify, applications.attempt == 2
            )
        ).all()
    assert line(view, Queue.PRE_REVIEW).second_attempts == len(second)


def test_an_empty_office_has_every_line_with_nothing_in_it(desk, home):
    view = home.view(desk.first.signer)
    assert [each.queue for each in view.queues if each.key] == [
        Queue.COUNTER_DRAFTS,
        Queue.PRIOR,
        Queue.CORRECTIONS,
        Queue.IDENTITY,
        Queue.PHOTOS,
        Queue.PRE_REVIEW,
        Queue.TO_VERIFY,
        Queue.SECOND_SIGNATURE,
        Queue.RETURNED,
        Queue.ORIGINALS,
    ]
    assert (counts(view), view.nearest, view.work, view.total) == ({}, None, (), 0)


def test_a_proposed_refusal_moves_from_one_line_to_the_other(desk, home):
    ids = a_case(desk.store, attempt=2, card_state="ok")
    chosen = desk.pre_review.prefetch(ids.application, desk.first.signer).suggested["pre_review.prior_differs"]
    desk.pre_review.propose_refusal(ids.application, [chosen], desk.first.signer)
    assert counts(home.view(desk.first.signer)) == {Queue.SECOND_SIGNATURE: 1}


def test_the_nearest_is_what_binds_first_for_this_clerk(desk, home):
    a_case(desk.store, photo_state="pending_manual", submitted_at=SUBMITTED + timedelta(hours=1))
    a_case(desk.store)
    view = home.view(desk.first.signer)
    assert line(view, Queue.PRE_REVIEW).due == beijing(2026, 12, 4, 18)
    assert line(view, Queue.PRE_REVIEW).oldest_since == SUBMITTED
    assert view.nearest is Queue.PRE_REVIEW
    intake = a_clerk(desk.store, name="孙丽", roles=(Role.INTAKE,))
    view = home.view(intake.signer)
    assert not line(view, Queue.PRE_REVIEW).allowed
    assert view.nearest is None


def test_papers_sent_back_are_due_when_the_earliest_of_them_is(desk, home):
    a_case(desk.store, review_state="county_approved", materials_state="returned", materials_until=NOW + timedelta(2))
    a_case(desk.store, review_state="county_approved", materials_state="returned", materials_until=NOW + timedelta(9))
    returned = line(home.view(desk.first.signer), Queue.RETURNED)
    assert (returned.count, returned.due, returned.due_kind) == (2, NOW + timedelta(2), None)


def test_papers_of_a_round_gone_by_are_not_due(desk, home):
    a_case(desk.store, review_state="county_approved", payment_state="paid")
    with desk.store.write() as connection:
        connection.execute(update(filing.filings).values(round_id="2025-2"))
    assert Queue.PAPERS_DUE not in counts(home.view(desk.first.signer))


def test_own_work_of_today_with_its_marks(desk, home):
    cases = [a_case(desk.store, card_state="ok", name=name) for name in ("郝晓婧", "贺云帆", "苗雨桐")]
    chosen = desk.pre_review.prefetch(cases[1].application, desk.first.signer).suggested["pre_review.prior_differs"]
    passed = desk.pre_review.pass_case(cases[0].application, desk.first.signer)
    desk.clock.pass_(minutes=1)
    desk.pre_review.refuse_case(cases[1].application, [chosen], desk.first.signer)
    desk.clock.pass_(minutes=1)
    mistaken = desk.pre_review.pass_case(cases[2].application, desk.first.signer)
    desk.pre_review.undo(mistaken.command, desk.first.signer)
    view = home.view(desk.first.signer)
    assert [(each.candidate_name, each.kind, each.mark, each.not_payable_yet) for each in view.work] == [
        ("苗雨桐", "pass_pre_review", Mark.WITHDRAWN, False),
        ("贺云帆", "refuse_pre_review", Mark.STORED, False),
        ("郝晓婧", "pass_pre_review", Mark.STORED, True),
    ]
    assert (view.done_today, view.withdrawn_today) == (2, 1)
    with desk.store.write() as connection:
        connection.execute(update(outbox).where(outbox.c.key == passed.command).values(mark="confirmed"))
    view = home.view(desk.first.signer)
    assert [each.not_payable_yet for each in view.work] == [False, False, False]
    assert (view.marks.stored, view.marks.confirmed, view.marks.unconfirmed) == (1, 1, 1)


def test_the_evening_check_counts_what_was_not_confirmed_yesterday_too(desk, home):
    ids = a_case(desk.store, card_state="ok")
    desk.pre_review.pass_case(ids.application, desk.first.signer)
    desk.clock.pass_(days=1)
    parked = ParkedCase("application", ids.application, ids.candidate, "pre_review", {}, desk.clock.now())
    desk.claims.park(parked, desk.first.signer)
    marks = home.evening_check(desk.first.signer)
    assert (marks.stored, marks.confirmed, marks.parked) == (1, 0, 1)
    assert home.evening_check(desk.second.signer).unconfirmed == 0
    assert home.view(desk.first.signer).work == ()


def test_what_waits_here_is_the_workstations_whoever_did_it(desk, home):
    assert (home.waiting_here().stored, home.waiting_here().refused) == (0, 0)
    for clerk in (desk.first, desk.second, desk.second):
        ids = a_case(desk.store, card_state="ok")
        desk.pre_review.pass_case(ids.application, clerk.signer)
    with desk.store.write() as connection:
        keys = connection.execute(select(outbox.c.key).order_by(outbox.c.counter)).scalars().all()
        connection.execute(update(outbox).where(outbox.c.key == keys[1]).values(mark=Mark.REFUSED))
    assert (home.waiting_here().stored, home.waiting_here().refused) == (2, 1)
    assert home.view(desk.first.signer).marks.stored == 1


def test_the_day_begins_at_midnight_in_beijing(desk, home):
    ids = a_case(desk.store, card_state="ok")
    desk.clock.moment = beijing(2026, 11, 25, 0, 5)
    desk.pre_review.pass_case(ids.application, desk.first.signer)
    desk.clock.moment = beijing(2026, 11, 25, 23, 55)
    assert home.view(desk.first.signer).done_today == 1
    desk.clock.moment = beijing(2026, 11, 26, 0, 1)
    assert home.view(desk.first.signer).done_today == 0


def test_claimed_by_me_counts_living_claims_only(desk, home):
    ids = a_case(desk.store)
    desk.pre_review.open_case(ids.application, desk.first.signer)
    assert home.view(desk.first.signer).claimed_by_me == 1
    assert home.view(desk.second.signer).claimed_by_me == 0
    desk.clock.pass_(minutes=16)
    assert home.view(desk.first.signer).claimed_by_me == 0


class TestHandover:
    def test_a_clerk_who_never_signed_off_has_none(self, desk, home):
        a_case(desk.store)
        handover = home.handover(desk.first.signer)
        assert (handover.since, handover.arrived, handover.decisions) == (None, {}, ())

    def test_what_came_what_colleagues_did_and_what_time_fell(self, desk, home):
        a_round(desk.store, "2027-1")
        mine = a_case(desk.store, card_state="ok", name="段思齐")
        other = a_case(desk.store, card_state="ok")
        desk.pre_review.mark_to_verify(mine.application, "电话", desk.first.signer)
        desk.clock.moment = beijing(2026, 11, 29, 18)
        StoreSignOffs(desk.store).note(desk.first.id, desk.clock.now())
        desk.clock.moment = beijing(2026, 11, 30, 9)
        a_case(desk.store, submitted_at=beijing(2026, 11, 30, 8))
        desk.pre_review.pass_case(mine.application, desk.second.signer)
        desk.pre_review.pass_case(other.application, desk.second.signer)
        desk.clock.moment = beijing(2026, 11, 30, 14)
        handover = home.handover(desk.first.signer)
        assert handover.since == beijing(2026, 11, 29, 18)
        assert handover.arrived == {Queue.PRE_REVIEW: 1}
        assert [(each.clerk_name, each.candidate_name, each.kind) for each in handover.decisions] == [
            ("赵芳", "段思齐", "pass_pre_review")
        ]
        fallen = {kind for kind, _closes in handover.closed}
        assert fallen == {TimeKind.APPLICATION, TimeKind.CORRECTION}


class TestRoundTimes:
    def test_each_of_the_seven_has_its_state(self, desk, home):
        desk.clock.moment = beijing(2026, 12, 5, 9)
        times = {each.kind: each for each in home.view(desk.first.signer).round.times}
        assert {kind: each.state for kind, each in times.items()} == {
            TimeKind.APPLICATION: TimeState.OVER,
            TimeKind.CORRECTION: TimeState.OVER,
            TimeKind.REAPPLICATION: TimeState.OVER,
            TimeKind.PRE_REVIEW: TimeState.GRACE,
            TimeKind.PHOTO: TimeState.OPEN,
            TimeKind.PAYMENT: TimeState.OPEN,
            TimeKind.HAND_IN: TimeState.NOT_OPEN,
        }
        assert times[TimeKind.PHOTO].seconds_left == 33 * 3600
        assert times[TimeKind.PHOTO].closes.astimezone(BEIJING).hour == 18

    def test_the_round_in_hand_is_the_first_whose_papers_may_still_come(self, desk, home):
        a_round(desk.store, "2027-1", hand_in=(beijing(2027, 6, 9, 8), beijing(2027, 6, 11, 18)))
        assert home.view(desk.first.signer).round.round_id == "2026-2"
        desk.clock.moment = beijing(2026, 12, 14, 9)
        assert home.view(desk.first.signer).round.round_id == "2027-1"
        desk.clock.moment = beijing(2028, 1, 1)
        assert home.view(desk.first.signer).round.round_id == "2027-1"
