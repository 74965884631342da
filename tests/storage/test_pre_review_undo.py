"""县区预审 on a real store: taking a decision back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.schema.command_log import commands
from tests.case_builders import a_case, a_desk, desk_on, refused
from tests.storage.test_pre_review import a_reason, review_of


@pytest.fixture
def desk(tmp_path):
    with a_desk(tmp_path) as desk:
        yield desk


class TestUndo:
    def test_a_refusal_is_taken_back_whole(self, desk):
        ids = a_case(desk.store)
        before = desk.cases.person_of(ids.application)
        done = desk.pre_review.refuse_case(ids.application, [a_reason(desk, ids, desk.first)], desk.first.signer)
        assert done.undo_until == done.at + timedelta(seconds=10)
        desk.clock.pass_(seconds=9)
        queue = desk.pre_review.undo(done.command, desk.first.signer)
        assert [row.application_id for row in queue.rows] == [ids.application]
        assert desk.cases.person_of(ids.application) == before

    def test_too_late_or_not_hers(self, desk):
        ids = a_case(desk.store, card_state="ok")
        done = desk.pre_review.pass_case(ids.application, desk.first.signer)
        refused("undo.not_yours", desk.pre_review.undo, done.command, desk.second.signer)
        desk.clock.pass_(seconds=10)
        refused("undo.too_late", desk.pre_review.undo, done.command, desk.first.signer)
        assert review_of(desk, ids).state == "county_approved"

    def test_a_pass_stands_on_the_judged_card_of_the_same_clerk(self, desk):
        ids = a_case(desk.store)
        desk.pre_review.judge_card(ids.application, ids.card, desk.first.signer)
        done = desk.pre_review.pass_case(ids.application, desk.first.signer)
        with desk.store.read() as connection:
            keys = dict(connection.execute(select(commands.c.kind, commands.c.key)).all())
            text = connection.execute(select(commands.c.text).where(commands.c.key == done.command)).scalar_one()
        assert f'"after":"{keys["accept_course_card"]}"' in text

    def test_several_newest_first_and_a_restart_changes_nothing(self, desk):
        first, second, third = (
            a_case(desk.store, card_state="ok", name=name) for name in ("郝晓婧", "贺云帆", "苗雨桐")
        )
        assert desk.pre_review.undoable(desk.first.signer) == ()
        desk.pre_review.pass_case(first.application, desk.first.signer)
        desk.clock.pass_(seconds=3)
        chosen = a_reason(desk, second, desk.first, "pre_review.prior_differs")
        desk.pre_review.refuse_case(second.application, [chosen], desk.first.signer)
        desk.pre_review.mark_to_verify(third.application, "核实电话", desk.second.signer)
        desk.clock.pass_(seconds=1)
        again = desk_on(desk.store, desk.clock).pre_review
        found = again.undoable(desk.first.signer)
        assert [(each.name, each.state, each.seconds_left) for each in found] == [
            ("贺云帆", "refused", 9.0),
            ("郝晓婧", "county_approved", 6.0),
        ]
        for each in found:
            again.undo(each.command, desk.first.signer)
        assert {review_of(desk, ids).state for ids in (first, second)} == {"awaiting_county"}
        assert again.undoable(desk.first.signer) == ()
        desk.clock.pass_(seconds=10)
        assert again.undoable(desk.second.signer) == ()
