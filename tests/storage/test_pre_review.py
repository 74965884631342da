"""县区预审 on a real store: guards, decisions, undo, claims, and the queue."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.domain.errors import ClerkError
from app.domain.rounds import beijing
from app.domain.workflow import Role
from app.schema import filing, person
from app.schema.command_log import commands
from app.services.pre_review_views import ActName, CheckCode, CheckLevel, QueuePart
from app.services.reasons import ChosenReason
from tests.builders import a_clerk, put
from tests.case_builders import NOW, SUBMITTED, a_case, a_desk, a_round, change, declared


@pytest.fixture
def desk(tmp_path):
    with a_desk(tmp_path) as desk:
        yield desk


def review_of(desk, ids):
    return desk.cases.person_of(ids.application).application(ids.application).review


def attempt_of(desk, ids):
    return desk.cases.person_of(ids.application).application(ids.application).attempts[-1]


def offers_of(desk, ids, clerk):
    view = desk.pre_review.open_case(ids.application, clerk.signer)
    return {offer.act: offer.refusal for offer in desk.pre_review.available_acts(view, clerk.signer)}


def refused(code, act, *arguments, **keywords):
    with pytest.raises(ClerkError) as raised:
        act(*arguments, **keywords)
    assert raised.value.code == code
    return raised.value


SCAN_UNCLEAR = "pre_review.scan_unclear"


def a_reason(desk, ids, clerk, reason_id=SCAN_UNCLEAR):
    return desk.pre_review.prefetch(ids.application, clerk.signer).suggested[reason_id]


class TestPassing:
    def test_a_pass_is_one_command_and_closes_the_attempt(self, desk):
        ids = a_case(desk.store, card_state="ok")
        done = desk.pre_review.pass_case(ids.application, desk.first.signer)
        assert review_of(desk, ids).state == done.state == "county_approved"
        assert review_of(desk, ids).version == 3
        attempt = attempt_of(desk, ids)
        assert (attempt.outcome, attempt.decided_by, attempt.reasons) == ("county_approved", desk.first.id, ())
        with desk.store.read() as connection:
            assert connection.execute(select(commands.c.kind, commands.c.key)).all() == [
                ("pass_pre_review", done.command)
            ]

    def test_not_by_the_clerk_who_entered_it(self, desk):
        ids = a_case(desk.store, card_state="ok", entered_by=desk.first.id)
        assert offers_of(desk, ids, desk.first)[ActName.PASS] == "workflow.own_work"
        refused("workflow.own_work", desk.pre_review.pass_case, ids.application, desk.first.signer)
        desk.pre_review.release(ids.application, desk.first.signer)
        assert offers_of(desk, ids, desk.second)[ActName.PASS] is None

    def test_not_by_a_clerk_whose_entering_stands_in_the_log_only(self, desk):
        ids = a_case(desk.store, card_state="ok")
        put(
            desk.store,
            commands,
            key=ids.filing,
            actor="clerk",
            kind="submit_application",
            entity="application",
            entity_id=ids.application,
            candidate_id=ids.candidate,
            at=SUBMITTED,
            clerk_id=desk.first.id,
            text="{}",
        )
        refused("workflow.own_work", desk.pre_review.pass_case, ids.application, desk.first.signer)

    def test_not_with_an_unjudged_card_that_the_application_stands_on(self, desk):
        ids = a_case(desk.store)
        assert offers_of(desk, ids, desk.first)[ActName.PASS] == "workflow.card_unjudged"
        refused("workflow.card_unjudged", desk.pre_review.pass_case, ids.application, desk.first.signer)
        assert review_of(desk, ids).state == "awaiting_county"

    def test_an_unjudged_card_that_nothing_stands_on_holds_nothing_up(self, desk):
        ids = a_case(desk.store, card_state="ok")
        put(
            desk.store,
            person.course_cards,
            id=ids.filing,
            candidate_id=ids.candidate,
            kind="red",
            code="00009",
            name="政治经济学",
            credits=6,
            score="74",
            passed_on="1999-04",
        )
        assert offers_of(desk, ids, desk.first)[ActName.PASS] is None

    def test_not_with_an_open_correction(self, desk):
        ids = a_case(desk.store, card_state="ok")
        put(
            desk.store,
            person.corrections,
            id=ids.filing,
            candidate_id=ids.candidate,
            field="name",
            new_value="王颐",
            asked_by=desk.second.id,
            asked_at=SUBMITTED,
        )
        refused("workflow.correction_open", desk.pre_review.pass_case, ids.application, desk.first.signer)

    def test_not_without_the_role(self, desk):
        ids = a_case(desk.store, card_state="ok")
        intake = a_clerk(desk.store, name="孙丽", roles=(Role.INTAKE,))
        assert offers_of(desk, ids, intake)[ActName.PASS] == "workflow.role"
        refused("claim.held", desk.pre_review.pass_case, ids.application, desk.first.signer)

    def test_not_after_the_bell(self, desk):
        ids = a_case(desk.store, card_state="ok")
        desk.clock.pass_(days=11)
        refused("workflow.time_over", desk.pre_review.pass_case, ids.application, desk.first.signer)

    @pytest.mark.parametrize("state", ["county_approved", "system_approved", "refused", "void"])
    def test_a_decided_case_offers_nothing(self, desk, state):
        ids = a_case(desk.store, card_state="ok", review_state=state)
        view = desk.pre_review.open_case(ids.application, desk.first.signer)
        assert all(not offer.enabled for offer in desk.pre_review.available_acts(view, desk.first.signer))
        assert view.frozen == (state != "refused")
        refused("workflow.state", desk.pre_review.pass_case, ids.application, desk.first.signer)

    def test_a_pass_fails_where_a_card_was_judged_otherwise_in_between(self, desk, monkeypatch):
        ids = a_case(desk.store, card_state="ok")
        person_of = desk.cases.person_of

        def stale(application_id, *, inside=None):
            read = person_of(application_id, inside=inside)
            if inside is not None:
                inside.rows.execute(person.course_cards.update().values(card_state="refused", card_version=1))
            return read

        monkeypatch.setattr(desk.cases, "person_of", stale)
        refused("case.changed", desk.pre_review.pass_case, ids.application, desk.first.signer)
        monkeypatch.undo()
        assert review_of(desk, ids).state == "awaiting_county"


class TestRefusing:
    def test_a_refusal_keeps_id_version_and_both_texts(self, desk):
        ids = a_case(desk.store)
        chosen = a_reason(desk, ids, desk.first)
        desk.pre_review.refuse_case(ids.application, [chosen], desk.first.signer)
        assert review_of(desk, ids).state == "refused"
        assert review_of(desk, ids).reason == "合格证扫描件不清晰或缺页"
        (reason,) = attempt_of(desk, ids).reasons
        assert (reason["id"], reason["version"]) == (SCAN_UNCLEAR, 1)
        assert reason["text"] == (
            "您上传的00152组织行为学绿卡扫描件不清晰或缺页，须重新上传清晰、完整的扫描件。"
            "请于2026-12-01至2026-12-03 18:00重新申请，重新申请仅限1次。咨询电话：0357-0000000。"
        )
        assert reason["file_text"] == "00152组织行为学绿卡扫描件不清晰或缺页，无法核对。"

    def test_an_old_case_keeps_the_version_it_was_refused_with(self, desk):
        ids = a_case(desk.store)
        desk.pre_review.refuse_case(ids.application, [a_reason(desk, ids, desk.first)], desk.first.signer)
        with desk.store.write() as connection:
            row = connection.execute(select(_reasons()).where(_reasons().c.id == SCAN_UNCLEAR)).mappings().one()
            newer = {**row, "version": 2, "title": "扫描件看不清", "file_text": "扫描件看不清。"}
            connection.execute(_reasons().insert().values(newer))
        assert attempt_of(desk, ids).reasons[0]["version"] == 1
        assert attempt_of(desk, ids).reasons[0]["title"] == "合格证扫描件不清晰或缺页"
        other = a_case(desk.store)
        desk.pre_review.refuse_case(other.application, [a_reason(desk, other, desk.first)], desk.first.signer)
        assert attempt_of(desk, other).reasons[0]["version"] == 2

    def test_several_reasons_in_the_order_ticked(self, desk):
        ids = a_case(desk.store)
        chosen = [
            a_reason(desk, ids, desk.first, "pre_review.specialty_or_host_wrong"),
            ChosenReason("pre_review.other", a_reason(desk, ids, desk.first).variables, note="照片缺失"),
        ]
        desk.pre_review.refuse_case(ids.application, chosen, desk.first.signer)
        assert review_of(desk, ids).reason == "专业或主考院校选择有误；照片缺失"

    def test_no_refusal_without_a_reason_or_with_an_unfilled_one(self, desk):
        ids = a_case(desk.store)
        refused("pre_review.reason_missing", desk.pre_review.refuse_case, ids.application, [], desk.first.signer)
        empty = ChosenReason(SCAN_UNCLEAR, {})
        refused("reasons.variable_missing", desk.pre_review.refuse_case, ids.application, [empty], desk.first.signer)
        assert review_of(desk, ids).state == "awaiting_county"

    def test_after_the_re_application_time_the_text_says_next_round(self, desk):
        ids = a_case(desk.store)
        desk.clock.moment = beijing(2026, 12, 4, 9)
        step = a_reason(desk, ids, desk.first).variables["next_step"]
        assert step == "本批次不能再次申请，您可在下一批次办理。咨询电话：0357-0000000。"

    def test_the_second_refusal_takes_two_clerks(self, desk):
        ids = a_case(desk.store, attempt=2)
        chosen = a_reason(desk, ids, desk.first)
        first, second = desk.first.signer, desk.second.signer
        refused("workflow.attempt_first_only", desk.pre_review.refuse_case, ids.application, [chosen], first)
        refused("workflow.second_clerk_same", desk.pre_review.refuse_again, ids.application, [chosen], first, first)
        intake = a_clerk(desk.store, name="孙丽", roles=(Role.INTAKE,))
        refused(
            "workflow.second_clerk_role", desk.pre_review.refuse_again, ids.application, [chosen], first, intake.signer
        )
        desk.pre_review.refuse_again(ids.application, [chosen], first, second)
        attempt = attempt_of(desk, ids)
        assert (attempt.outcome, attempt.decided_by, attempt.second_clerk_id) == (
            "refused",
            desk.first.id,
            desk.second.id,
        )

    def test_the_second_clerk_may_not_have_entered_it_either(self, desk):
        ids = a_case(desk.store, attempt=2, entered_by=desk.second.id)
        chosen = a_reason(desk, ids, desk.first)
        refused(
            "workflow.second_clerk_own_work",
            desk.pre_review.refuse_again,
            ids.application,
            [chosen],
            desk.first.signer,
            desk.second.signer,
        )

    def test_a_first_attempt_is_not_refused_again(self, desk):
        ids = a_case(desk.store)
        chosen = a_reason(desk, ids, desk.first)
        arguments = (ids.application, [chosen], desk.first.signer, desk.second.signer)
        refused("workflow.attempt_second_only", desk.pre_review.refuse_again, *arguments)

    def test_a_proposed_second_refusal_waits_in_a_part_of_its_own(self, desk):
        ids = a_case(desk.store, attempt=2)
        chosen = a_reason(desk, ids, desk.first)
        desk.pre_review.propose_refusal(ids.application, [chosen], desk.first.signer)
        queue = desk.pre_review.queue(desk.second.signer, QueuePart.SECOND_SIGNATURE)
        assert [row.application_id for row in queue.rows] == [ids.application]
        assert queue.counts == {QueuePart.OPEN: 0, QueuePart.TO_VERIFY: 0, QueuePart.SECOND_SIGNATURE: 1}
        proposal = desk.pre_review.prefetch(ids.application, desk.second.signer).proposed_refusal
        assert (proposal.clerk_id, proposal.clerk_name, proposal.reasons) == (desk.first.id, "王敏", (chosen,))
        assert review_of(desk, ids).state == "awaiting_county"
        desk.pre_review.refuse_again(ids.application, [chosen], desk.first.signer, desk.second.signer)
        assert desk.pre_review.prefetch(ids.application, desk.second.signer).proposed_refusal is None

    def test_a_first_refusal_cannot_be_proposed(self, desk):
        ids = a_case(desk.store)
        chosen = [a_reason(desk, ids, desk.first)]
        refused(
            "workflow.attempt_second_only", desk.pre_review.propose_refusal, ids.application, chosen, desk.first.signer
        )

    def test_what_changed_since_the_first_attempt(self, desk):
        ids = a_case(desk.store, attempt=2, said=declared(None, host_name="太原理工大学"))
        first = {
            "application_id": ids.application,
            "attempt": 1,
            "declared": declared(None).document(),
            "submitted_at": SUBMITTED - timedelta(days=3),
            "outcome": "refused",
            "reasons": [
                {"id": SCAN_UNCLEAR, "version": 1, "title": "合格证扫描件不清晰或缺页", "text": "请重新上传。"}
            ],
            "decided_at": SUBMITTED - timedelta(days=2),
            "decided_by": desk.second.id,
        }
        put(desk.store, filing.application_attempts, **first)
        since = desk.pre_review.prefetch(ids.application, desk.first.signer).since_first
        assert [(each.field, each.before, each.after) for each in since.changes] == [
            ("host_name", "山西大学", "太原理工大学")
        ]
        assert since.refused_by_name == "赵芳"
        assert [reason.title for reason in since.reasons] == ["合格证扫描件不清晰或缺页"]
        assert since.cards == (ids.card,)


def _reasons():
    from app.schema.catalogue import reasons

    return reasons


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


class TestToVerify:
    def test_marking_moves_the_case_to_its_own_part_and_sends_nothing_to_the_candidate(self, desk):
        ids = a_case(desk.store)
        done = desk.pre_review.mark_to_verify(ids.application, "电话核对地址", desk.first.signer)
        assert done.state == "awaiting_county"
        assert review_of(desk, ids).reason is None
        part = desk.pre_review.queue(desk.first.signer, QueuePart.TO_VERIFY)
        assert [(row.application_id, row.note) for row in part.rows] == [(ids.application, "电话核对地址")]
        assert desk.pre_review.queue(desk.first.signer, QueuePart.OPEN).rows == ()
        assert offers_of(desk, ids, desk.first)[ActName.MARK_TO_VERIFY] == "workflow.already_marked"
        desk.pre_review.clear_to_verify(ids.application, desk.first.signer)
        assert len(desk.pre_review.queue(desk.first.signer, QueuePart.OPEN).rows) == 1

    def test_a_note_that_is_too_long(self, desk):
        ids = a_case(desk.store)
        refused(
            "pre_review.note_too_long", desk.pre_review.mark_to_verify, ids.application, "长" * 201, desk.first.signer
        )


class TestCards:
    def test_accepting_and_refusing_change_what_is_offered(self, desk):
        ids = a_case(desk.store)
        view = desk.pre_review.judge_card(ids.application, ids.card, desk.first.signer)
        assert [card.state for card in view.cards] == ["ok"]
        assert {check.code for check in view.checks}.isdisjoint({CheckCode.CARD_UNJUDGED})
        view = desk.pre_review.judge_card_again(ids.application, ids.card, desk.first.signer)
        view = desk.pre_review.judge_card(ids.application, ids.card, desk.first.signer, refused_for="卡面姓名不符")
        assert [(card.state, card.reason) for card in view.cards] == [("refused", "卡面姓名不符")]
        acts = {offer.act: offer.refusal for offer in desk.pre_review.available_acts(view, desk.first.signer)}
        assert acts[ActName.PASS] == "workflow.card_refused"
        assert acts[ActName.REFUSE] is None

    def test_not_by_the_clerk_who_entered_the_card(self, desk):
        ids = a_case(desk.store, card_entered_by=desk.first.id)
        view = desk.pre_review.open_case(ids.application, desk.first.signer)
        (offer,) = (
            each for each in desk.pre_review.available_acts(view, desk.first.signer) if each.act is ActName.JUDGE_CARD
        )
        assert (offer.card_id, offer.refusal) == (ids.card, "workflow.own_work")
        refused("workflow.own_work", desk.pre_review.judge_card, ids.application, ids.card, desk.first.signer)

    def test_not_without_a_scan(self, desk):
        ids = a_case(desk.store, scan=None)
        refused("workflow.card_without_scan", desk.pre_review.judge_card, ids.application, ids.card, desk.first.signer)
        view = desk.pre_review.prefetch(ids.application, desk.first.signer)
        assert (view.checks[0].code, view.cards[0].scan_number) == (CheckCode.CARD_WITHOUT_SCAN, None)


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
        said = declared(None, person=_with(said.person, address="安泽县府城镇文庙街18号"))
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


def _with(row, **changes):
    from dataclasses import replace

    return replace(row, **changes)


def test_the_province_sends_a_case_back_and_it_is_decided_again(desk):
    ids = a_case(desk.store, card_state="ok")
    desk.pre_review.pass_case(ids.application, desk.first.signer)
    change(desk.store, filing.applications, ids.application, review_state="awaiting_county", review_version=4)
    desk.pre_review.refuse_case(
        ids.application, [a_reason(desk, ids, desk.second, "pre_review.prior_differs")], desk.second.signer
    )
    assert attempt_of(desk, ids).outcome == "refused"
