"""A decision becomes one signed, chained command together with what it changes, or nothing at all."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from sqlalchemy import select, update

from app.domain.errors import ClerkError
from app.domain.workflow import Role
from app.schema.command_log import commands
from app.schema.filing import application_attempts, applications
from app.schema.person import corrections
from app.services.command import Act, FieldChange, RegionRef, RowRef
from app.services.command_text import canonical, chained, read_text
from app.storage import search_index
from app.storage.chain import FIRST_HASH, verify_chain
from app.storage.local_tables import device, outbox, payloads
from app.storage.store import Store
from tests.builders import a_candidate, a_clerk, an_application, put
from tests.storage.decisions import a_mark, a_pass, application, record, withdraw

if TYPE_CHECKING:
    from uuid import UUID

    from tests.fakes import SetClock


def only_command(store: Store):
    with store.read() as connection:
        return connection.execute(select(commands)).one()


def counts(store: Store) -> tuple[int, int, int]:
    with store.read() as connection:
        return tuple(len(connection.execute(select(table)).all()) for table in (commands, outbox, payloads))


def test_a_decision_is_written_with_what_it_changes(store: Store, clock: SetClock) -> None:
    clerk, case = a_clerk(store), an_application(store)
    written = record(store, a_pass(store, case, payload=b"evidence"), clerk.signer)
    after = application(store, case)
    assert (after.review_state, after.review_version, after.review_changed_at) == ("county_approved", 3, clock.now())
    with store.read() as connection:
        assert connection.execute(select(application_attempts.c.outcome)).scalar_one() == "county_approved"
        sent = connection.execute(select(outbox)).one()
        kept = connection.execute(select(payloads)).one()
    assert (sent.key, sent.mark, sent.send_after) == (written.key, "stored", clock.now() + timedelta(seconds=10))
    assert written.undo_until == sent.send_after
    assert kept == (hashlib.sha256(b"evidence").hexdigest(), b"evidence")


def test_the_text_is_the_signed_and_chained_whole(store: Store, clock: SetClock) -> None:
    clerk, case = a_clerk(store), an_application(store)
    act = a_pass(store, case, payload=b"evidence")
    record(store, act, clerk.signer)
    row = only_command(store)
    content = read_text(row.text)
    assert canonical(content) == row.text
    assert " " not in row.text
    assert content["base"] == [["application", str(case), "review", 2]]
    assert content["payload"] == hashlib.sha256(b"evidence").hexdigest()
    assert content["at"] == "2026-09-21T01:00:00.000Z"
    assert content["previous_hash"] == FIRST_HASH
    assert row.hash == chained(FIRST_HASH, row.text)
    expected = hmac.new(clerk.signer.keys.signing_key, row.text.encode(), hashlib.sha256).hexdigest()
    assert row.signature == expected
    assert content["clerk"] == str(clerk.id)
    assert content["changes"][0]["old"] == "awaiting_county"


def test_an_act_of_two_carries_both_signatures(store: Store) -> None:
    first, second = a_clerk(store), a_clerk(store, name="赵强", roles=(Role.SECOND_REVIEW,))
    case = an_application(store, attempt=2)
    act = replace(a_pass(store, case), command="refuse_pre_review_again")
    record(store, act, first.signer, second.signer)
    row = only_command(store)
    assert row.second_clerk_id == second.id
    assert row.second_signature == second.signer.keys.sign(row.text.encode()) != row.signature
    with pytest.raises(ValueError, match="one clerk"):
        record(store, act, first.signer, first.signer)


def test_the_chain_holds_and_a_changed_text_breaks_it(store: Store) -> None:
    clerk = a_clerk(store)
    for _ in range(5):
        record(store, a_pass(store, an_application(store)), clerk.signer)
    signers = {clerk.id: clerk.signer}
    with store.read() as connection:
        report = verify_chain(connection, signers)
    assert report.holds
    assert (report.commands, report.withdrawn) == (5, 0)
    with store.write() as connection:
        connection.execute(update(commands).where(commands.c.counter == 3).values(text=commands.c.text.concat(" ")))
    with store.read() as connection:
        assert verify_chain(connection, signers).broken == (3,)


def test_a_missing_last_command_breaks_the_chain(store: Store) -> None:
    clerk = a_clerk(store)
    for _ in range(2):
        record(store, a_pass(store, an_application(store)), clerk.signer)
    with store.write() as connection:
        connection.execute(commands.delete().where(commands.c.counter == 2))
    with store.read() as connection:
        assert not verify_chain(connection).head_fits


def test_a_forged_signature_is_found(store: Store) -> None:
    clerk = a_clerk(store)
    record(store, a_pass(store, an_application(store)), clerk.signer)
    with store.write() as connection:
        connection.execute(update(commands).values(signature="0" * 64))
    with store.read() as connection:
        assert verify_chain(connection).holds
        assert verify_chain(connection, {clerk.id: clerk.signer}).broken == (1,)


def test_who_comes_second_is_told_and_nothing_is_written(store: Store) -> None:
    clerk, case = a_clerk(store), an_application(store)
    seen_by_both = a_pass(store, case, payload=b"x")
    record(store, seen_by_both, clerk.signer)
    before = counts(store)
    with pytest.raises(ClerkError) as caught:
        record(store, replace(seen_by_both, payload=b"y"), clerk.signer)
    assert caught.value.code == "case.changed"
    assert caught.value.details["regions"] == ("review",)
    assert counts(store) == before


def test_a_region_of_another_row_is_checked_too(store: Store) -> None:
    clerk, case = a_clerk(store), an_application(store)
    act = a_pass(store, case)
    identity = RegionRef("candidate", act.candidate_id, "identity")
    with pytest.raises(ClerkError) as caught:
        record(store, replace(act, base={**act.base, identity: 7}), clerk.signer)
    assert caught.value.details["regions"] == ("identity",)
    record(store, replace(act, base={**act.base, identity: 0}), clerk.signer)


def test_a_column_that_changed_meanwhile_is_told(store: Store) -> None:
    clerk, case = a_clerk(store), an_application(store)
    act = a_mark(store, case, "电话核实工作单位")
    with store.write() as connection:
        connection.execute(update(applications).values(to_verify_note="另有备注"))
    with pytest.raises(ClerkError) as caught:
        record(store, act, clerk.signer)
    assert caught.value.details["columns"] == ("to_verify_note",)


def test_a_case_that_left_the_county_is_told(store: Store) -> None:
    clerk, case = a_clerk(store), an_application(store)
    act = a_pass(store, case)
    with store.write() as connection:
        connection.execute(applications.delete())
    with pytest.raises(ClerkError, match=r"case\.changed"):
        record(store, act, clerk.signer)


def test_a_command_sets_only_what_the_workflow_gives_it(store: Store) -> None:
    clerk, case = a_clerk(store), an_application(store)
    act = a_pass(store, case)
    stolen = FieldChange("application", case, "certificate_no", None, "65140112345678901")
    with pytest.raises(ValueError, match="may not set"):
        record(store, replace(act, changes=(*act.changes, stolen)), clerk.signer)
    with pytest.raises(ValueError, match="may not set"):
        record(store, replace(act, command="no_such_command"), clerk.signer)
    assert counts(store) == (0, 0, 0)


def test_a_region_is_never_set_unread(store: Store) -> None:
    clerk, case = a_clerk(store), an_application(store)
    with pytest.raises(ValueError, match="without having read"):
        record(store, replace(a_pass(store, case), base={}), clerk.signer)


def test_a_command_can_make_a_row_but_not_twice(store: Store, clock: SetClock) -> None:
    clerk, case = a_clerk(store), an_application(store)
    values = {"content_hash": "a" * 64, "exported_at": clock.now(), "exported_by": clerk.id}
    act = replace(
        a_pass(store, case),
        command="record_form_export",
        base={},
        changes=tuple(FieldChange("form_export", case, name, None, value, (1,)) for name, value in values.items()),
        creates=(RowRef("form_export", case, (1,)),),
    )
    record(store, act, clerk.signer)
    with store.read() as connection:
        row = connection.exec_driver_sql("SELECT number, content_hash FROM form_export").one()
    assert row == (1, "a" * 64)
    with pytest.raises(ClerkError, match=r"case\.changed"):
        record(store, act, clerk.signer)


def test_the_counter_only_rises_and_survives_a_restart(store: Store, clock: SetClock) -> None:
    clerk = a_clerk(store)
    numbers = [record(store, a_pass(store, an_application(store)), clerk.signer).counter for _ in range(3)]
    store.close()
    again = Store.open(store.paths.data, store.key, clock)
    try:
        numbers.append(record(again, a_pass(again, an_application(again)), clerk.signer).counter)
        with again.read() as connection:
            assert verify_chain(connection).holds
    finally:
        again.close()
    assert numbers == [1, 2, 3, 4]


def test_a_locked_clerk_signs_nothing(store: Store) -> None:
    clerk, case = a_clerk(store), an_application(store)
    act = a_pass(store, case)
    clerk.signer.close()
    with pytest.raises(ClerkError, match=r"session\.locked"):
        record(store, act, clerk.signer)
    assert counts(store) == (0, 0, 0)
    assert application(store, case).review_state == "awaiting_county"


def test_building_on_a_command_that_is_gone_is_told(store: Store, clock: SetClock) -> None:
    clerk, case = a_clerk(store), an_application(store)
    unknown: UUID = case
    with pytest.raises(ClerkError, match=r"case\.changed"):
        record(store, replace(a_pass(store, case), after=unknown), clerk.signer)


@pytest.mark.parametrize(("days", "code"), [(365, "clock.ahead"), (-365, "clock.behind")])
def test_with_the_clock_a_year_off_nothing_is_signed_until_somebody_looked(
    store: Store, clock: SetClock, days: int, code: str
) -> None:
    clerk, case = a_clerk(store), an_application(store)
    clock.pass_(days=days)
    with pytest.raises(ClerkError) as caught:
        record(store, a_pass(store, case), clerk.signer)
    assert caught.value.code == code
    assert counts(store) == (0, 0, 0)
    store.confirm_clock()
    record(store, a_pass(store, case), clerk.signer)
    with store.read() as connection:
        assert connection.execute(select(device.c.last_seen_at)).scalar_one() == clock.now()


def test_the_look_up_follows_a_decision_and_its_undo(store: Store, clock: SetClock) -> None:
    search_index.ensure(store)
    clerk, asker, person = a_clerk(store), a_clerk(store, name="赵强"), a_candidate(store, name="王秀兰")
    correction = uuid4()
    asked = {"candidate_id": person, "field": "name", "asked_by": asker.id, "asked_at": clock.now()}
    put(store, corrections, id=correction, **asked)
    written = record(
        store,
        Act(
            command="apply_correction",
            entity="correction",
            entity_id=correction,
            candidate_id=person,
            base={"correction": 0},
            changes=(
                FieldChange("correction", correction, "correction_state", "proposed", "applied"),
                FieldChange("candidate", person, "name", "王秀兰", "王秀岚"),
            ),
            undoable=True,
        ),
        clerk.signer,
    )
    assert found_by_name(store) == ["王秀岚"]
    withdraw(store, written.key, clerk.signer)
    assert found_by_name(store) == ["王秀兰"]


def found_by_name(store: Store) -> list[str]:
    with store.read() as connection:
        return list(connection.exec_driver_sql("SELECT name FROM search_person").scalars())


def test_a_summer_without_work_is_no_doubt(store: Store, clock: SetClock) -> None:
    clock.pass_(days=120)
    record(store, a_pass(store, an_application(store)), a_clerk(store).signer)
