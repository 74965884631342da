"""县区预审 on a real store: what the case shows, who holds it, and which comes next."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from app.domain.rounds import TimeKind, beijing
from app.schema import catalogue, filing, person
from app.services.pre_review_views import CheckCode, CheckLevel, QueuePart
from app.storage.local_tables import view_log
from tests.builders import put
from tests.case_builders import NOW, SUBMITTED, a_case, a_desk, a_round, declared, refused, times_document


@pytest.fixture
def desk(tmp_path):
    with a_desk(tmp_path) as desk:
        yield desk


class TestClaims:
    def test_opening_claims_and_a_colleague_sees_by_whom(self, desk):
        ids = a_case(desk.store, card_state="ok")
        assert desk.pre_review.open_case(ids.application, desk.first.signer).claim.mine
        theirs = desk.pre_review.open_case(ids.application, desk.second.signer)
        assert (theirs.claim.mine, theirs.claim.clerk_name) == (False, "王敏")
        offers = desk.pre_review.available_acts(theirs, desk.second.signer)
        assert {offer.refusal for offer in offers} == {"claim.held"}
        refused("claim.held", desk.pre_review.pass_case, ids.application, desk.second.signer)
        (row,) = desk.pre_review.queue(desk.second.signer, QueuePart.OPEN).rows
        assert (row.claim.clerk_name, row.claim.mine) == ("王敏", False)

    def test_reading_ahead_claims_nothing(self, desk):
        ids = a_case(desk.store)
        assert desk.pre_review.prefetch(ids.application, desk.first.signer).claim is None

    def test_a_claim_runs_out_unless_it_is_renewed(self, desk):
        ids = a_case(desk.store)
        desk.pre_review.open_case(ids.application, desk.first.signer)
        desk.clock.pass_(minutes=14)
        desk.pre_review.heartbeat(ids.application, desk.first.signer)
        desk.clock.pass_(minutes=14)
        assert not desk.pre_review.open_case(ids.application, desk.second.signer).claim.mine
        desk.clock.pass_(minutes=2)
        assert desk.pre_review.open_case(ids.application, desk.second.signer).claim.mine
        refused("claim.held", desk.pre_review.heartbeat, ids.application, desk.first.signer)

    def test_a_decision_ends_the_claim_in_the_same_transaction(self, desk):
        ids = a_case(desk.store, card_state="ok")
        desk.pre_review.open_case(ids.application, desk.first.signer)
        desk.pre_review.pass_case(ids.application, desk.first.signer)
        assert desk.claims.held("application") == {}


class TestQueue:
    def test_second_attempts_come_first_then_the_oldest(self, desk):
        young = a_case(desk.store, submitted_at=SUBMITTED + timedelta(hours=2))
        old = a_case(desk.store)
        last_chance = a_case(desk.store, attempt=2, submitted_at=SUBMITTED + timedelta(hours=5))
        queue = desk.pre_review.queue(desk.first.signer, QueuePart.OPEN)
        assert [row.application_id for row in queue.rows] == [each.application for each in (last_chance, old, young)]
        assert (queue.total, queue.second_attempts) == (3, 1)
        assert {row.due for row in queue.rows} == {beijing(2026, 12, 4, 18)}

    def test_the_round_that_closes_first_comes_first(self, desk):
        a_round(desk.store, "2026-1")
        now = a_case(desk.store, attempt=2)
        before = a_case(desk.store, round_id="2026-1", submitted_at=SUBMITTED + timedelta(days=1))
        queue = desk.pre_review.queue(desk.first.signer, QueuePart.OPEN)
        assert [row.application_id for row in queue.rows] == [before.application, now.application]

    def test_after_a_decision_the_next_one_below_and_at_the_end_the_first(self, desk):
        cases = [a_case(desk.store, card_state="ok", submitted_at=SUBMITTED + timedelta(hours=n)) for n in range(3)]
        middle = desk.pre_review.pass_case(cases[1].application, desk.first.signer)
        assert middle.next_id == cases[2].application
        last = desk.pre_review.pass_case(cases[2].application, desk.first.signer)
        assert last.next_id == cases[0].application
        assert desk.pre_review.pass_case(cases[0].application, desk.first.signer).next_id is None

    def test_a_case_that_a_colleague_holds_is_passed_over(self, desk):
        cases = [a_case(desk.store, card_state="ok", submitted_at=SUBMITTED + timedelta(hours=n)) for n in range(3)]
        desk.pre_review.open_case(cases[1].application, desk.second.signer)
        assert desk.pre_review.pass_case(cases[0].application, desk.first.signer).next_id == cases[2].application

    def test_the_queue_is_read_in_the_order_of_its_index(self, desk):
        a_case(desk.store)
        text = (
            "EXPLAIN QUERY PLAN SELECT id FROM application WHERE county_id = 1 AND review_state = 'awaiting_county' "
            "AND to_verify = 0 ORDER BY round_id, attempt DESC, submitted_at, id LIMIT 200"
        )
        with desk.store.read() as connection:
            plan = " ".join(str(row) for row in connection.exec_driver_sql(text))
        assert "ix_application_queue" in plan
        assert "TEMP B-TREE" not in plan


class TestCaseView:
    def test_a_case_that_agrees_but_for_what_a_person_must_judge(self, desk):
        ids = a_case(desk.store, candidate_no="990199200358")
        view = desk.pre_review.prefetch(ids.application, desk.first.signer)
        assert view.differing_rows() == ()
        assert [(row.code, row.differs) for row in view.courses] == [
            ("00015", True),
            ("00152", True),
            ("03708", False),
            ("00054", False),
            ("06090", False),
        ]
        assert view.differences == 2

    def test_checks_that_need_a_look_stand_first_each_with_its_proof(self, desk):
        ids = a_case(desk.store)
        view = desk.pre_review.prefetch(ids.application, desk.first.signer)
        assert [check.level for check in view.checks] == [CheckLevel.LOOK] + [CheckLevel.OK] * (len(view.checks) - 1)
        found = {check.code: check for check in view.checks}
        assert found[CheckCode.CARD_UNJUDGED].proof_ref == ("1",)
        assert dict(found[CheckCode.COURSES_COUNTED].variables) == {
            "have": "4",
            "needed": "4",
            "record": "1",
            "card": "1",
            "substitution": "1",
            "pool": "1",
        }
        assert dict(found[CheckCode.CREDITS_COUNTED].variables) == {"have": "26", "needed": "26"}
        assert dict(found[CheckCode.POOL_CREDITS].variables)["have"] == "15"
        assert found[CheckCode.GRADUATION_WORK].variables["score"] == "良好"

    def test_the_address_differs_in_two_figures(self, desk):
        said = declared(None)
        said = declared(None, person=replace(said.person, address="安泽县府城镇文庙街18号"))
        ids = a_case(desk.store, said=said, candidate_no="990199200358")
        (row,) = desk.pre_review.prefetch(ids.application, desk.first.signer).differing_rows()
        assert row.field == "address"
        shown = [row.declared[span.start : span.end] for span in row.declared_spans]
        assert "".join(shown) in {"18", "1", "8"}
        assert (str(row.declared_on), str(row.recorded_on)) == ("2026-11-22", "1999-09-06")

    def test_a_missing_course_a_used_record_and_two_numbers_need_a_look(self, desk):
        ids = a_case(desk.store)
        with desk.store.write() as connection:
            records = person.passed_records
            connection.execute(records.delete().where(records.c.code == "00054"))
            connection.execute(records.update().where(records.c.code == "00040").values(used_by="2018年专科毕业"))
        put(desk.store, person.candidate_numbers, candidate_no="140199200001", candidate_id=ids.candidate, position=1)
        view = desk.pre_review.prefetch(ids.application, desk.first.signer)
        codes = {check.code for check in view.checks if check.level is CheckLevel.LOOK}
        assert codes == {
            CheckCode.CARD_UNJUDGED,
            CheckCode.COURSE_MISSING,
            CheckCode.COURSES_COUNTED,
            CheckCode.CREDITS_COUNTED,
            CheckCode.RECORD_USED,
            CheckCode.NUMBERS_TO_MERGE,
        }
        assert view.suggested["pre_review.substitution_used"].variables["course"] == "00040法学概论"

    def test_without_its_rule_pack_only_what_was_declared_is_shown(self, desk):
        ids = a_case(desk.store, plan_id="sx-unknown")
        view = desk.pre_review.prefetch(ids.application, desk.first.signer)
        assert [row.code for row in view.courses] == ["00015", "00152", "03708", "00054", "06090"]
        assert CheckCode.PLAN_UNKNOWN in {check.code for check in view.checks}

    @pytest.mark.parametrize(
        ("now", "attempt", "telephone"),
        [
            (NOW, 1, False),
            (beijing(2026, 12, 2, 17), 1, False),
            (beijing(2026, 12, 3, 9), 1, True),
            (beijing(2026, 12, 4, 9), 1, True),
            (NOW, 2, True),
        ],
    )
    def test_near_the_bell_and_at_the_last_chance_telephone_first(self, desk, now, attempt, telephone):
        ids = a_case(desk.store, attempt=attempt)
        desk.clock.moment = now
        left = desk.pre_review.prefetch(ids.application, desk.first.signer).time_left
        assert (left.telephone_first, left.last_chance) == (telephone, attempt == 2)
        assert left.pay_until == beijing(2026, 12, 8, 18)

    def test_a_weekend_before_the_last_working_day_is_near_the_bell_and_refusing_stays_possible(self, desk):
        ids = a_case(desk.store)
        closes = (beijing(2026, 11, 24, 8), beijing(2026, 11, 30, 18))
        with desk.store.write() as connection:
            connection.execute(update(catalogue.rounds).values(times=times_document({TimeKind.REAPPLICATION: closes})))
        for moment, telephone in ((beijing(2026, 11, 26, 10), False), (beijing(2026, 11, 28, 10), True)):
            desk.clock.moment = moment
            view = desk.pre_review.prefetch(ids.application, desk.first.signer)
            assert view.time_left.telephone_first is telephone
        chosen = view.suggested["pre_review.scan_unclear"]
        assert desk.pre_review.refuse_case(ids.application, [chosen], desk.first.signer).state == "refused"

    def test_the_history_names_the_course_and_the_application(self, desk):
        ids = a_case(desk.store)
        desk.pre_review.judge_card(ids.application, ids.card, desk.first.signer)
        desk.clock.pass_(seconds=1)
        view = desk.pre_review.pass_case(ids.application, desk.first.signer)
        history = desk.pre_review.prefetch(ids.application, desk.first.signer).history
        assert [(entry.kind, entry.clerk_name, entry.mark) for entry in history] == [
            ("pass_pre_review", "王敏", "stored"),
            ("accept_course_card", "王敏", "stored"),
        ]
        assert history[0].key == view.command
        assert history[0].variables["state"] == "county_approved"
        assert history[1].variables["course"] == "00152"

    def test_an_unknown_application(self, desk):
        ids = a_case(desk.store)
        refused("application_not_found", desk.pre_review.prefetch, ids.card, desk.first.signer)

    def test_nothing_declared_yet_still_opens(self, desk):
        ids = a_case(desk.store)
        attempts = filing.application_attempts
        with desk.store.write() as connection:
            connection.execute(attempts.update().values(declared={}))
        view = desk.pre_review.prefetch(ids.application, desk.first.signer)
        assert view.groups == ()
        assert all(card.used for card in view.cards)


def test_opening_a_case_is_noted_in_the_log_of_views_and_reading_ahead_is_not(tmp_path):
    with a_desk(tmp_path) as desk:
        ids = a_case(desk.store, card_state="ok")
        desk.pre_review.prefetch(ids.application, desk.first.signer)
        with desk.store.read() as connection:
            assert connection.execute(select(view_log)).all() == []
        desk.pre_review.open_case(ids.application, desk.first.signer)
        with desk.store.read() as connection:
            noted = connection.execute(select(view_log.c.clerk_id, view_log.c.candidate_id, view_log.c.screen)).all()
        assert noted == [(desk.first.id, ids.candidate, "pre_review")]
