"""县区预审 on a real store: guards, decisions, undo, claims, and the queue."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.domain.rounds import beijing
from app.domain.workflow import Role
from app.schema import filing, person
from app.schema.command_log import commands
from app.services.pre_review_views import ActName, CheckCode, QueuePart
from app.services.reasons import ChosenReason
from tests.builders import a_clerk, put
from tests.case_builders import SUBMITTED, a_case, a_desk, change, declared, refused


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

    def test_who_can_decide_nothing_claims_nothing_by_reading(self, desk):
        ids = a_case(desk.store, card_state="ok", entered_by=desk.second.id, card_entered_by=desk.second.id)
        intake = a_clerk(desk.store, name="孙丽", roles=(Role.INTAKE,))
        for reader in (intake, desk.second):
            assert desk.pre_review.open_case(ids.application, reader.signer).claim is None
            assert desk.claims.held("application") == {}
        assert desk.pre_review.open_case(ids.application, desk.first.signer).claim.mine
        assert desk.pre_review.open_case(ids.application, intake.signer).claim.clerk_name == "王敏"
        desk.pre_review.pass_case(ids.application, desk.first.signer)
        desk.pre_review.open_case(ids.application, desk.first.signer)
        assert desk.claims.held("application") == {}

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


def test_the_province_sends_a_case_back_and_it_is_decided_again(desk):
    ids = a_case(desk.store, card_state="ok")
    desk.pre_review.pass_case(ids.application, desk.first.signer)
    change(desk.store, filing.applications, ids.application, review_state="awaiting_county", review_version=4)
    desk.pre_review.refuse_case(
        ids.application, [a_reason(desk, ids, desk.second, "pre_review.prior_differs")], desk.second.signer
    )
    assert attempt_of(desk, ids).outcome == "refused"
