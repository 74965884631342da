"""The demo in a real store: read by the services that the desktop has."""

from __future__ import annotations

from collections import Counter, defaultdict
from contextlib import closing
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.demo.fill import DEMO_PASSWORD, Stage, fill_demo
from app.demo.marker import Marker, clear_demo, write_marker
from app.demo.province import CLERKS, REVIEWER
from app.demo.stories import BLOCK
from app.domain.errors import ClerkError
from app.domain.stages import stage_line
from app.domain.workflow_rules import APPROVED, AWAITING, PASSED_PHOTO
from app.paths import Paths
from app.schema import catalogue, filing, person
from app.schema.command_log import commands
from app.services.case_facts import filed_case
from app.services.clerk_keys import unlock
from app.services.lookup_query import parse_query
from app.services.pre_review_views import QueuePart
from app.services.session import ClerkSigner
from app.storage.blobs import Blobs
from app.storage.chain import verify_chain
from app.storage.clerk_rows import all_clerks
from app.storage.key_slots import KeySlots
from app.storage.local_tables import outbox, sign_offs
from app.storage.search_queries import SearchQueries
from app.storage.store import Store
from app.storage.work_queries import WorkRows
from tests.case_builders import desk_on
from tests.fakes import SetClock
from tests.unit.demo.provinces import NOW

PEOPLE = BLOCK


@pytest.fixture(scope="module")
def steps():
    return []


@pytest.fixture(scope="module")
def office(tmp_path_factory, steps):
    folder = tmp_path_factory.mktemp("demo")
    return fill_demo(folder, PEOPLE, now=NOW, progress=lambda *step: steps.append(step))


def key_of(office, name=REVIEWER.name):
    """The store's key as her password opens it, and her own keys."""
    slots = KeySlots(Paths.at(office.data_dir).keys)
    slot = next(each for each in slots.slots() if each.name == name)
    keys = unlock(slot.credentials, DEMO_PASSWORD)
    return keys.unseal(slot.sealed, slots.purpose(slot.clerk_id)), keys


@pytest.fixture(scope="module")
def store(office):
    with closing(Store.open(office.data_dir, key_of(office)[0], SetClock(NOW))) as opened:
        yield opened


@pytest.fixture(scope="module")
def signer(office, store):
    with store.read() as connection:
        row = next(each for each in all_clerks(connection, store.county_id) if each.name == REVIEWER.name)
    return ClerkSigner(row, key_of(office)[1])


@pytest.fixture(scope="module")
def desk(store):
    return desk_on(store, SetClock(NOW))


def count(store, table, *where):
    with store.read() as connection:
        return connection.execute(select(func.count()).select_from(table).where(*where)).scalar_one()


def test_every_clerk_can_open_the_store_with_the_password_shown(office):
    assert [each.name for each in office.clerks] == [each.name for each in CLERKS]
    assert len({key_of(office, each.name)[0] for each in office.clerks}) == 1


def test_as_many_people_as_asked_for(store):
    assert count(store, person.candidates) == PEOPLE
    assert count(store, person.passed_records) > 5 * PEOPLE


def test_the_catalogue_is_there(store, office):
    assert office.county_name == "安泽县"
    assert count(store, catalogue.counties) == count(store, catalogue.offices) == 117
    assert count(store, catalogue.rule_packs) == 23
    with store.read() as connection:
        wanted = select(catalogue.provincial_settings.c.content).where(
            catalogue.provincial_settings.c.name == "rule_packs_are_demo"
        )
        assert connection.execute(wanted).scalar_one()["demo"] is True


def test_the_present_round_lies_around_now(desk):
    newest = desk.rounds.rounds()[-1]

    assert newest.code == "2026-2"
    assert all(time.closes > NOW for time in newest.times)
    assert all(time.opens < NOW for time in newest.times)


def test_every_person_with_an_application_can_be_read(desk, store):
    with store.read() as connection:
        people = connection.execute(select(filing.applications.c.candidate_id).distinct()).scalars().all()
    assert len(people) > PEOPLE / 10
    for candidate_id in people:
        found = desk.cases.person(candidate_id)
        for each in found.filings:
            case = filed_case(found, each, desk.rounds.round(each.round_id))
            for application in case.applications.values():
                assert len(stage_line(case.case, application)) == 11


def test_every_case_of_the_queue_opens(desk, signer):
    for part in QueuePart:
        queue = desk.pre_review.queue(signer, part)
        assert queue.rows, part
        for row in queue.rows:
            view = desk.pre_review.prefetch(row.application_id, signer)
            assert view.courses
            if row.attempt == 2:
                assert view.since_first is not None
                assert view.since_first.changes or view.since_first.cards


def test_claims_of_colleagues_are_seen(desk, signer):
    held = desk.claims.held("application") if hasattr(desk.claims, "held") else {}

    assert {each.clerk_name for each in held.values()} >= {"刘建国", "王敏"}


def test_todays_work_is_signed_and_chained(store, signer):
    with store.read() as connection:
        report = verify_chain(connection, {signer.clerk_id: signer})
        marks = Counter(connection.execute(select(outbox.c.mark)).scalars())

    assert report.holds
    assert report.withdrawn == 1
    assert report.commands > 12
    assert (marks["stored"], marks["uploaded"], marks["refused"]) == (2, 3, 1)
    assert marks["confirmed"] > 5


def test_what_the_province_refused_stands_as_the_colleague_decided(store):
    with store.read() as connection:
        application_id = connection.execute(select(outbox.c.entity_id).where(outbox.c.mark == "refused")).scalar_one()
        state = connection.execute(
            select(filing.applications.c.review_state).where(filing.applications.c.id == application_id)
        ).scalar_one()
        kinds = (
            connection.execute(select(commands.c.kind).where(commands.c.entity_id == application_id)).scalars().all()
        )

    assert state == "refused"
    assert {"pass_pre_review", "refuse_pre_review"} <= set(kinds)


def test_payment_is_open_wherever_every_gate_is_passed(store):
    """Of the present round, in 缴费时间: closed only where another application still waits for its decision."""
    with store.read() as connection:
        rows = (
            connection.execute(
                select(filing.filings, filing.applications.c.review_state)
                .join(filing.applications, filing.applications.c.filing_id == filing.filings.c.id)
                .where(filing.filings.c.round_id == "2026-2")
            )
            .mappings()
            .all()
        )
    states = defaultdict(set)
    held = {}
    for row in rows:
        states[row["id"]].add(row["review_state"])
        held[row["id"]] = row
    passed = [
        row
        for key, row in held.items()
        if states[key] & set(APPROVED) and not states[key] & set(AWAITING) and row["photo_state"] in PASSED_PHOTO
    ]

    assert len(passed) > 40
    assert [row["id"] for row in passed if row["payment_state"] == "closed"] == []
    waiting = [key for key in held if states[key] & set(APPROVED) and states[key] & set(AWAITING)]
    assert {held[key]["payment_state"] for key in waiting} == {"closed"}


def test_todays_passes_opened_payment_at_once(store):
    with store.read() as connection:
        log = connection.execute(select(commands.c.kind, commands.c.at, commands.c.entity, commands.c.entity_id)).all()
        filings = dict(connection.execute(select(filing.applications.c.id, filing.applications.c.filing_id)).all())
    opened = {row.entity_id: row.at for row in log if row.kind == "open_payment" and row.at.date() == NOW.date()}
    passes = {
        filings.get(row.entity_id, row.entity_id): row.at
        for row in log
        if row.kind in {"pass_pre_review", "pass_photo"} and row.at.date() == NOW.date()
    }

    assert len(opened.keys() & passes.keys()) >= 6
    assert all(timedelta(0) < opened[key] - passes[key] < timedelta(minutes=1) for key in opened.keys() & passes.keys())


def test_a_pass_not_yet_confirmed_is_shown(store, signer):
    lines = WorkRows(store).work(signer.clerk_id, NOW - timedelta(hours=10), limit=100)

    assert len(lines) > 12
    assert any(line.not_payable_yet for line in lines)


def test_the_parked_case_knows_its_name(desk, signer, store):
    (parked,) = desk.claims.parked(signer)
    with store.read() as connection:
        name = connection.execute(
            select(person.candidates.c.name).where(person.candidates.c.id == parked.candidate_id)
        ).scalar_one()

    assert parked.position == {"name": name}


def test_the_refusal_to_be_signed_is_of_a_case_that_still_differs(desk, signer):
    proposed = [
        view
        for row in desk.pre_review.queue(signer, QueuePart.SECOND_SIGNATURE).rows
        if (view := desk.pre_review.prefetch(row.application_id, signer)).proposed_refusal is not None
    ]

    (view,) = proposed
    (prior,) = [row for group in view.groups for row in group.rows if row.field == "prior"]
    assert prior.differs
    assert view.proposed_refusal.at < NOW


def test_what_the_colleague_refused_for_is_what_differs(store, desk, signer):
    with store.read() as connection:
        application_id = connection.execute(select(outbox.c.entity_id).where(outbox.c.mark == "refused")).scalar_one()
    view = desk.pre_review.prefetch(application_id, signer)
    differing = {row.field for group in view.groups for row in group.rows if row.differs}

    assert "phone" in differing


def test_she_signed_off_yesterday(store, signer):
    with store.read() as connection:
        at = connection.execute(select(sign_offs.c.at).where(sign_offs.c.clerk_id == signer.clerk_id)).scalar_one()

    assert 0 < (NOW - at).total_seconds() < 24 * 3600


def test_every_picture_named_is_on_the_shelf(office, store):
    columns = (
        person.candidates.c.admission_photo,
        person.candidates.c.identity_portrait,
        person.candidates.c.identity_handheld,
        filing.filings.c.graduation_photo,
        person.course_cards.c.scan,
    )
    with store.read() as connection:
        named = {name for column in columns for name in connection.execute(select(column).distinct()).scalars() if name}
    with Blobs(Paths.at(office.data_dir).blobs, key_of(office)[0], SetClock(NOW)) as shelf:
        assert len(named) > 200
        assert all(shelf.has(name) for name in named)


def test_people_are_found(store):
    with store.read() as connection:
        rows = connection.execute(select(person.candidates.c.id_number, person.candidates.c.id).limit(20)).all()
    search = SearchQueries(store)
    for id_number, candidate_id in rows:
        answer = search.search(parse_query(id_number), 10, include_graduated=True)
        assert [hit.candidate_id for hit in answer.hits] == [candidate_id]


def test_progress_ends_with_everything_done(office, steps):
    done = {stage: (amount, total) for stage, amount, total in steps}

    assert list(dict.fromkeys(stage for stage, _, _ in steps)) == list(Stage)
    assert all(amount == total for amount, total in done.values())


def test_the_same_demo_is_taken_again(office):
    before = Paths.at(office.data_dir).store.stat().st_mtime_ns
    again = fill_demo(office.data_dir, PEOPLE)

    assert again.reused
    assert again.made_at == NOW
    assert again.clerks == office.clerks
    assert Paths.at(office.data_dir).store.stat().st_mtime_ns == before


def test_a_folder_with_a_real_store_is_never_touched(tmp_path):
    paths = Paths.at(tmp_path).prepare()
    paths.store.write_bytes(b"an office's own")

    with pytest.raises(ClerkError) as raised:
        fill_demo(tmp_path, 50)
    assert raised.value.code == "demo.not_a_demo"
    assert paths.store.read_bytes() == b"an office's own"


def test_a_demo_of_other_numbers_or_an_unfinished_one_is_cleared(tmp_path):
    paths = Paths.at(tmp_path).prepare()
    for path in (paths.store, paths.blobs, paths.keys):
        path.write_bytes(b"old")
    write_marker(tmp_path, Marker(50, 1, "141026", NOW.isoformat(), complete=False))

    clear_demo(paths)

    assert not any(path.exists() for path in (paths.store, paths.blobs, paths.keys))


def test_an_unknown_county_is_said(tmp_path):
    with pytest.raises(ClerkError) as raised:
        fill_demo(tmp_path, 50, county="110101")
    assert raised.value.code == "demo.county_unknown"
