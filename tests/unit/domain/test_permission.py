"""The table asked: who is refused, with which code, and what a command changes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.case import Case, CourseCardFacts, ProvincialSettings
from app.domain.errors import ClerkError
from app.domain.permission import Act, apply_command, commands_offered, holds, is_frozen, permitted, permitted_way
from app.domain.rounds import TimeKind, beijing
from app.domain.workflow import Actor, Entity, Guard, Operator
from app.domain.workflow_table import STATES, transitions_for
from tests.unit.domain.office_life import CLERKS, IDS, MOMENTS, ROUND, OfficeLife, Row
from tests.unit.domain.stories import APPROVED, FIRST, FORM, PAID, PAPERS, PHOTO, READY, REFUSED, play

AT_SECOND = (*READY, *REFUSED)


def refused(life: OfficeLife, command: str, by: str, second: str | None = None, row: Row = FIRST) -> str | None:
    refusal = life.refusal(command, row, by, second)
    return None if refusal is None else refusal.code.removeprefix("workflow.")


def changed(life: OfficeLife, **changes) -> OfficeLife:
    """The first application with other facts."""
    first, *others = life.case.applications
    return replace(life, case=replace(life.case, applications=(replace(first, **changes), *others)))


@pytest.mark.parametrize(
    ("story", "command", "by", "second", "code"),
    [
        (READY, "have_tea", "liu", None, "command_unknown"),
        (READY, "pass_pre_review", "candidate", None, "actor"),
        (READY, "pass_pre_review", "zhao", None, "role"),
        (READY, "pass_pre_review", "liu", None, "card_unjudged"),
        (READY, "refuse_pre_review", "liu", None, None),
        (READY, "refuse_pre_review_again", "liu", "chen", "attempt_second_only"),
        (READY, "clear_to_verify", "liu", None, "not_marked"),
        (READY, "change_application", "candidate", None, "frozen"),
        (READY, "submit_application", "candidate", None, "state"),
        (READY, "void_application", "chen", "liu", "state"),
        (READY[:-2], "submit_application", "candidate", None, None),
        (READY[:-2], "submit_application", "zhao", None, None),
        (READY[:-2], "submit_application", "liu", None, "role"),
        ((*READY[:-2], "day 3"), "submit_application", "candidate", None, "time_over"),
        (
            (*READY[:-2], ("revoke_identity", "province")),
            "submit_application",
            "candidate",
            None,
            "identity_not_passed",
        ),
        ((*READY, "day 5"), "refuse_pre_review", "liu", None, "time_over"),
        (AT_SECOND, "refuse_pre_review", "liu", None, "attempt_first_only"),
        (AT_SECOND, "refuse_pre_review_again", "liu", None, "second_clerk_missing"),
        (AT_SECOND, "refuse_pre_review_again", "liu", "liu", "second_clerk_same"),
        (AT_SECOND, "refuse_pre_review_again", "liu", "zhao", "second_clerk_role"),
        (AT_SECOND, "refuse_pre_review_again", "liu", "chen", None),
        (AT_SECOND, "reapply", "candidate", None, "frozen"),
        ((*READY, *REFUSED[:3]), "reapply", "candidate", None, "not_open_yet"),
        ((*READY, *REFUSED[:3]), "close_refused", "system", None, "not_over_yet"),
        ((*READY, *REFUSED[:3], "day 5"), "reapply", "candidate", None, "time_over"),
        ((*READY, *APPROVED), "fill_form", "candidate", None, "unpaid"),
        ((*READY, *APPROVED), "void_application", "chen", "liu", "not_over_yet"),
        ((*READY, *APPROVED), "void_application", "liu", "chen", "role"),
        ((*READY, *APPROVED), "receive_materials", "zhao", None, "unpaid"),
    ],
)
def test_refusals(story, command, by, second, code):
    assert refused(play(story), command, by, second) == code


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"cards": ()}, None),
        ({"cards": (CourseCardFacts("00015", card_state="refused", has_scan=True),)}, "card_refused"),
        ({"cards": (CourseCardFacts("00015", card_state="refused", used_by_verdict=False),)}, None),
        ({"verdict": "not_eligible"}, "verdict_not_eligible"),
    ],
)
def test_what_holds_a_pass_up(changes, code):
    assert refused(changed(play((*READY, APPROVED[0])), **changes), "pass_pre_review", "liu") == code


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"cards": (CourseCardFacts("00015"),)}, "card_without_scan"),
        ({"verdict": "not_eligible"}, "verdict_not_eligible"),
        ({"verdict": None}, None),
        ({"review_changed_at": beijing(2026, 12, 1, 8)}, None),
    ],
)
def test_what_holds_a_submit_up(changes, code):
    assert refused(changed(play(READY[:-2]), **changes), "submit_application", "candidate") == code


def test_a_draft_is_confirmed_again_after_a_correction():
    life = play((*READY[:-2], ("propose_correction", "zhao")))
    life.now = beijing(2026, 12, 1, 10)
    life.do("apply_correction", "liu")
    life.do("match_prior", "system")
    assert refused(life, "submit_application", "candidate") == "confirm_again"
    life.do("change_application", "candidate")
    assert refused(life, "submit_application", "candidate") is None


def test_who_entered_it_does_not_decide_it():
    entered = tuple(
        ("submit_application", "wang") if step == ("submit_application", "candidate") else step for step in READY
    )
    life = play((*entered, APPROVED[0]))
    assert refused(life, "pass_pre_review", "wang") == "own_work"
    assert refused(life, "pass_pre_review", "liu") is None
    again = play((*entered, *REFUSED))
    assert refused(again, "refuse_pre_review_again", "liu", "wang") == "second_clerk_own_work"


def test_who_entered_a_card_does_not_judge_it():
    entered = tuple(("enter_course_card", "wang") if step == ("enter_course_card", "zhao") else step for step in READY)
    card = Row(Entity.COURSE_CARD, 0, 0)
    assert refused(play(entered), "accept_course_card", "wang", row=card) == "own_work"
    assert refused(play(entered), "accept_course_card", "liu", row=card) is None


def test_a_card_is_locked_while_another_application_counts_it():
    life = play((*READY[:-3], ("enter_application", "candidate")))
    shared = replace(life.case.applications[1], cards=life.case.applications[0].cards)
    life.case = replace(life.case, applications=(life.case.applications[0], shared))
    card = Row(Entity.COURSE_CARD, 1, 0)
    assert refused(life, "change_course_card", "zhao", row=card) is None
    life.case = replace(
        life.case, applications=(replace(life.case.applications[0], review_state="county_approved"), shared)
    )
    assert refused(life, "change_course_card", "zhao", row=card) == "frozen"


def test_only_two_applications_and_none_after_submitting():
    life = play(READY[:-3])
    life.do("enter_application", "candidate")
    assert refused(life, "enter_application", "candidate", row=Row(Entity.APPLICATION)) == "hosts_full"
    assert (
        refused(play(READY), "enter_application", "candidate", row=Row(Entity.APPLICATION)) == "application_submitted"
    )


def test_the_province_may_keep_clerks_from_entering():
    life = play(READY[:-2])
    life.case = replace(life.case, settings=ProvincialSettings(clerk_may_enter_applications=False))
    assert refused(life, "submit_application", "zhao") == "clerk_may_not_enter"
    assert refused(life, "submit_application", "candidate") is None


def test_identity_is_judged_at_the_own_office():
    life = play((("request_identity_review", "candidate"),))
    life.case = replace(life.case, candidate=replace(life.case.candidate, at_own_office=False))
    assert refused(life, "pass_identity", "liu", row=Row(Entity.CANDIDATE)) == "not_own_office"


def test_reapplying_waits_for_the_other_host():
    life = play((*READY, *REFUSED[:4]))
    other = replace(life.case.applications[0], review_state="awaiting_county")
    waiting = replace(life, case=replace(life.case, applications=(life.case.applications[0], other)))
    assert refused(waiting, "reapply", "candidate") == "applications_undecided"
    passed = replace(other, review_state="county_approved")
    waiting.case = replace(life.case, applications=(life.case.applications[0], passed))
    assert refused(waiting, "reapply", "candidate") is None
    waiting.do("reapply", "candidate", row=FIRST)
    assert [(a.review_state, a.attempt) for a in waiting.case.applications] == [("draft", 2), ("county_approved", 1)]
    assert waiting.case.filing is not None
    assert waiting.case.filing.attempt == 2


def test_papers_sent_back_have_a_time_of_their_own():
    life = play((*READY, *PHOTO, *APPROVED, *PAID, *FORM, ("receive_materials", "zhao"), ("return_materials", "liu")))
    life.now = MOMENTS[-1]
    assert refused(life, "receive_materials", "zhao") == "materials_overdue"
    assert refused(life, "receive_late_materials", "zhao", "chen") is None


def test_the_form_is_locked_while_the_papers_lie_here():
    life = play((*READY, *PHOTO, *APPROVED, *PAID, *FORM, ("receive_materials", "zhao")))
    assert refused(life, "record_form_export", "candidate") == "form_locked"
    life.do("return_materials", "liu")
    assert refused(life, "record_form_export", "candidate") is None


def test_a_recalled_photo_closes_the_payment():
    life = play((*READY, *PHOTO, *APPROVED, *PAID[:2]))
    life.do("recall_photo", "host")
    assert life.case.filing is not None
    assert (life.case.filing.photo_state, life.case.filing.payment_state) == ("recalled", "closed")
    assert refused(life, "open_payment", "system", row=Row(Entity.FILING)) == "photo_not_passed"


def test_papers_are_not_listed_while_the_photo_is_recalled():
    life = play((*READY, *PHOTO, *APPROVED, *PAID, *FORM, *PAPERS[:7]))
    assert refused(life, "list_materials", "liu") is None
    life.do("recall_photo", "host")
    assert refused(life, "list_materials", "liu") == "photo_not_passed"


def test_payment_waits_for_the_other_application():
    life = play((*READY, *PHOTO, *APPROVED, "day 1"))
    other = replace(life.case.applications[0], review_state="awaiting_county")
    life.case = replace(life.case, applications=(life.case.applications[0], other))
    assert refused(life, "open_payment", "system", row=Row(Entity.FILING)) == "gates_closed"


def test_without_a_round_nothing_timed_is_done():
    life = play(READY[:-2])
    act = Act(Actor.CANDIDATE, life.now)
    assert permitted("submit_application", life.facts(FIRST), act).code == "workflow.round_unknown"


def test_a_clerk_has_a_name():
    life = play(READY)
    act = Act(Actor.CLERK, life.now, ROUND, roles=CLERKS["liu"])
    assert permitted("mark_to_verify", life.facts(FIRST), act).code == "workflow.role"


def test_a_refusal_of_time_tells_the_time():
    life = play((*READY, "day 5"))
    refusal = life.refusal("pass_pre_review", FIRST, "liu")
    assert refusal is not None
    assert refused(life, "mark_to_verify", "liu") is None
    late = life.refusal("refuse_pre_review", FIRST, "liu")
    assert late is not None
    assert late.details["closes"] == ROUND.closes(TimeKind.PRE_REVIEW)
    assert late.error().code == "workflow.time_over"


def test_one_row_can_be_asked_alone():
    life = play(READY[:-2])
    first, _, second, _ = transitions_for("submit_application")
    act = life.act(FIRST, "candidate")
    assert permitted(first, life.facts(FIRST), act) is None
    assert permitted(second, life.facts(FIRST), act).code == "workflow.attempt_second_only"
    assert permitted_way("submit_application", life.facts(FIRST), act) is first
    with pytest.raises(ClerkError, match="command_unknown"):
        permitted_way("have_tea", {}, act)


def test_what_a_command_must_carry():
    life = play(READY)
    for payload in (None, {}, {"reason": ""}, {"reason": None}):
        with pytest.raises(ClerkError) as raised:
            apply_command("refuse_pre_review", life.facts(FIRST), life.act(FIRST, "liu"), payload)
        assert (raised.value.code, raised.value.details["names"]) == ("workflow.payload_missing", ("reason",))


def test_what_a_command_changes():
    life = play(READY)
    payload = {"reason": "照片不清", "certificate_no": "1", "to_verify_note": "电话"}
    act = life.act(FIRST, "liu")
    assert apply_command("refuse_pre_review", life.facts(FIRST), act, payload) == {
        "application.review_state": "refused",
        "application.review_reason": "照片不清",
        "application.to_verify": False,
    }
    assert apply_command("mark_to_verify", life.facts(FIRST), act, payload) == {
        "application.review_state": "awaiting_county",
        "application.review_reason": "照片不清",
        "application.to_verify": True,
        "application.to_verify_note": "电话",
    }


def test_what_is_offered_to_a_reviewer():
    life = play(AT_SECOND)
    offered = commands_offered(Entity.APPLICATION, life.facts(FIRST), life.act(FIRST, "liu"))
    assert offered == ("refuse_pre_review_again", "mark_to_verify")
    card = Row(Entity.COURSE_CARD, 0, 0)
    assert commands_offered(Entity.COURSE_CARD, life.facts(card), life.act(card, "liu"))[:2] == (
        "accept_course_card",
        "refuse_course_card",
    )
    assert commands_offered(Entity.APPLICATION, life.facts(FIRST), life.act(FIRST, "zhao")) == ()


@pytest.mark.parametrize("state", STATES[next(r for r in STATES if r.value == "review")])
def test_frozen(state):
    frozen = {"awaiting_system", "awaiting_county", "system_approved", "county_approved", "void"}
    assert is_frozen({"application.review_state": state}) == (state in frozen)
    assert not is_frozen({})


@pytest.mark.parametrize(
    ("operator", "value", "passes"),
    [
        (Operator.EQ, 1, {1}),
        (Operator.NE, 1, {0, 2, None}),
        (Operator.IN, (1, 2), {1, 2}),
        (Operator.NOT_IN, (1, 2), {0, None}),
        (Operator.IS_NULL, None, {None}),
        (Operator.NOT_NULL, None, {0, 1, 2}),
        (Operator.LE, 1, {0, 1}),
        (Operator.GE, 1, {1, 2}),
    ],
)
def test_operators_and_null(operator, value, passes):
    guard = Guard("a.b", operator, value, "workflow.state")
    assert {fact for fact in (None, 0, 1, 2) if holds(guard, {"a.b": fact})} == passes
    assert holds(guard, {}) == (None in passes)


def test_clerks_of_these_tests_are_different_persons():
    assert len(set(IDS.values())) == len(CLERKS)
    assert isinstance(play(READY).case, Case)
