"""Ten seconds to take a decision back: nothing of it leaves, and nothing that stands on it is pulled away."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select, update

from app.domain.errors import ClerkError
from app.schema.command_log import commands
from app.schema.filing import application_attempts
from app.services.command import FieldChange, RowRef
from app.storage.chain import verify_chain
from app.storage.local_tables import outbox, withdrawn_commands
from app.storage.store import Store
from app.storage.undo import undoable
from tests.builders import a_clerk, an_application
from tests.storage.decisions import a_mark, a_pass, application, record, withdraw

if TYPE_CHECKING:
    from tests.fakes import SetClock


def refused(store: Store, key, signer) -> str:
    with pytest.raises(ClerkError) as caught:
        withdraw(store, key, signer)
    return caught.value.code


def test_everything_is_as_it_was_and_nothing_will_be_sent(store: Store, clock: SetClock) -> None:
    clerk, case = a_clerk(store), an_application(store)
    before = application(store, case)
    written = record(store, a_pass(store, case), clerk.signer)
    clock.pass_(seconds=9)
    withdraw(store, written.key, clerk.signer)
    assert application(store, case) == before
    with store.read() as connection:
        assert connection.execute(select(application_attempts.c.outcome)).scalar_one() is None
        assert connection.execute(select(commands)).all() == []
        assert connection.execute(select(outbox)).all() == []
        gone = connection.execute(select(withdrawn_commands)).one()
        assert (gone.key, gone.withdrawn_by, gone.text) == (written.key, clerk.id, written.text)
        assert verify_chain(connection, {clerk.id: clerk.signer}).holds
    withdraw(store, written.key, clerk.signer)


def test_the_chain_goes_on_over_a_withdrawn_command(store: Store) -> None:
    clerk = a_clerk(store)
    first = record(store, a_pass(store, an_application(store)), clerk.signer)
    withdraw(store, first.key, clerk.signer)
    record(store, a_pass(store, an_application(store)), clerk.signer)
    with store.read() as connection:
        report = verify_chain(connection, {clerk.id: clerk.signer})
    assert (report.commands, report.withdrawn, report.holds) == (2, 1, True)


def test_after_ten_seconds_it_stands(store: Store, clock: SetClock) -> None:
    clerk, case = a_clerk(store), an_application(store)
    written = record(store, a_pass(store, case), clerk.signer)
    clock.pass_(seconds=10)
    assert refused(store, written.key, clerk.signer) == "undo.too_late"
    assert application(store, case).review_state == "county_approved"


def test_what_was_sent_stands_whatever_the_clock_says(store: Store) -> None:
    clerk = a_clerk(store)
    written = record(store, a_pass(store, an_application(store)), clerk.signer)
    with store.write() as connection:
        connection.execute(update(outbox).values(mark="uploaded"))
    assert refused(store, written.key, clerk.signer) == "undo.too_late"


def test_what_was_not_offered_for_undo_stands(store: Store) -> None:
    clerk = a_clerk(store)
    written = record(store, a_pass(store, an_application(store), undoable=False), clerk.signer)
    assert written.undo_until is None
    assert refused(store, written.key, clerk.signer) == "undo.too_late"


def test_only_who_decided_takes_it_back(store: Store) -> None:
    clerk, other = a_clerk(store), a_clerk(store, name="赵强")
    written = record(store, a_pass(store, an_application(store)), clerk.signer)
    assert refused(store, written.key, other.signer) == "undo.not_yours"


def test_several_are_taken_back_newest_first(store: Store, clock: SetClock) -> None:
    clerk, case = a_clerk(store), an_application(store)
    before = application(store, case)
    marked = record(store, a_mark(store, case, "电话核实"), clerk.signer)
    clock.pass_(seconds=2)
    passed = record(store, a_pass(store, case), clerk.signer)
    with store.read() as connection:
        assert undoable(connection, clerk.id, clock.now()) == (passed.key, marked.key)
    withdraw(store, passed.key, clerk.signer)
    withdraw(store, marked.key, clerk.signer)
    assert application(store, case) == before


def test_a_decision_that_another_read_is_not_pulled_away(store: Store) -> None:
    clerk, case = a_clerk(store), an_application(store)
    passed = record(store, a_pass(store, case), clerk.signer)
    seen = application(store, case)
    act = replace(
        a_mark(store, case, "备注"),
        command="fill_form",
        base={"review": seen.review_version, "form": seen.form_version},
        changes=(FieldChange("application", case, "form_state", "empty", "filled"),),
    )
    filled = record(store, act, clerk.signer)
    assert refused(store, passed.key, clerk.signer) == "undo.stands_on"
    withdraw(store, filled.key, clerk.signer)
    withdraw(store, passed.key, clerk.signer)


def test_a_decision_named_by_a_later_one_is_not_pulled_away(store: Store) -> None:
    clerk, one, other = a_clerk(store), an_application(store), an_application(store)
    first = record(store, a_pass(store, one), clerk.signer)
    second = record(store, replace(a_pass(store, other), after=first.key), clerk.signer)
    assert refused(store, first.key, clerk.signer) == "undo.stands_on"
    withdraw(store, second.key, clerk.signer)
    withdraw(store, first.key, clerk.signer)


def test_what_the_province_changed_since_is_not_overwritten(store: Store) -> None:
    clerk, case = a_clerk(store), an_application(store)
    passed = record(store, a_pass(store, case), clerk.signer)
    with store.write() as connection:
        connection.execute(update(application_attempts).values(outcome="system_approved"))
    assert refused(store, passed.key, clerk.signer) == "undo.stands_on"
    assert application(store, case).review_state == "county_approved"


def test_a_row_that_was_made_goes_again(store: Store, clock: SetClock) -> None:
    clerk, case = a_clerk(store), an_application(store)
    act = replace(
        a_pass(store, case),
        command="fill_form",
        base={},
        changes=(
            FieldChange("form_content", case, "content", None, {"resume": []}),
            FieldChange("form_content", case, "changed_at", None, clock.now()),
        ),
        creates=(RowRef("form_content", case),),
    )
    written = record(store, act, clerk.signer)
    withdraw(store, written.key, clerk.signer)
    with store.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM form_content").scalar_one() == 0


def test_a_restart_changes_nothing(store: Store, clock: SetClock) -> None:
    clerk, case = a_clerk(store), an_application(store)
    written = record(store, a_pass(store, case), clerk.signer)
    store.close()
    clock.pass_(seconds=5)
    again = Store.open(store.paths.data, store.key, clock)
    try:
        withdraw(again, written.key, clerk.signer)
        assert application(again, case).review_state == "awaiting_county"
        late = record(again, a_pass(again, case), clerk.signer)
        clock.pass_(seconds=10)
        assert refused(again, late.key, clerk.signer) == "undo.too_late"
    finally:
        again.close()
