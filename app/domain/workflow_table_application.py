"""Rows of the workflow table: an application's review with its attempts, and the course cards it counts."""

from __future__ import annotations

from app.domain import workflow_rules as rules
from app.domain.workflow import Actor, Consequence, Region, TimeLimit, Transition

_SECOND_TRY = (Consequence(Region.ATTEMPT, ("1",), "2"),)
_CLOSE_PAYMENT = (Consequence(Region.PAYMENT, ("open",), "closed"),)
_DECLARED = ("specialty_code", "specialty_name", "level", "host_name", "plan_id", "generation", "entered_by")
_ENTRY_GUARDS = (
    rules.eq("candidate.registration_state", "registered", "not_registered"),
    rules.at_most("filing.applications_count", 1, "hosts_full"),
    rules.not_true("filing.submitted", "application_submitted"),
)
_REAPPLY_GUARDS = (
    rules.eq("filing.attempt", 1, "attempt_used"),
    rules.FIRST_ATTEMPT,
    rules.eq("filing.applications_undecided", 0, "applications_undecided"),
)
_SUBMIT_GUARDS = (
    rules.IDENTITY_PASSED,
    rules.PRIOR_PASSED,
    rules.NOT_REJECTED_BY_RULES,
    rules.CARDS_SCANNED,
    rules.CONFIRMED,
)

DRAFT = (
    Transition(
        "enter_application", Region.REVIEW, (), "draft", rules.CANDIDATE, guards=_ENTRY_GUARDS,
        time=rules.IN_APPLICATION, sets=_DECLARED,
    ),
    Transition(
        "enter_application", Region.REVIEW, (), "draft", rules.CLERK, roles=rules.INTAKE,
        guards=(rules.CLERK_MAY_ENTER, *_ENTRY_GUARDS), time=rules.IN_APPLICATION, sets=_DECLARED,
    ),
    Transition("change_application", Region.REVIEW, ("draft",), "draft", rules.CANDIDATE, sets=_DECLARED),
    Transition(
        "change_application", Region.REVIEW, ("draft",), "draft", rules.CLERK, roles=rules.INTAKE,
        guards=(rules.CLERK_MAY_ENTER,), sets=_DECLARED,
    ),
)  # fmt: skip


def _submit(limit: TimeLimit) -> tuple[Transition, Transition]:
    """By the candidate, and by a clerk where the province lets her: in the time of the attempt."""
    attempt = rules.FIRST_ATTEMPT if limit == rules.IN_APPLICATION else rules.SECOND_ATTEMPT
    return (
        Transition(
            "submit_application", Region.REVIEW, ("draft",), "awaiting_system", rules.CANDIDATE,
            guards=(attempt, *_SUBMIT_GUARDS), time=limit, sets=("submitted_at",),
        ),
        Transition(
            "submit_application", Region.REVIEW, ("draft",), "awaiting_system", rules.CLERK, roles=rules.INTAKE,
            guards=(attempt, rules.CLERK_MAY_ENTER, *_SUBMIT_GUARDS), time=limit, sets=("submitted_at", "entered_by"),
        ),
    )  # fmt: skip


_NO_LONGER_MARKED = (("to_verify", False),)

REVIEW = (
    *_submit(rules.IN_APPLICATION),
    *_submit(rules.IN_REAPPLICATION),
    Transition(
        "pass_system_review", Region.REVIEW, ("awaiting_system",), "system_approved", rules.SYSTEM,
        guards=(rules.NOT_REJECTED_BY_RULES, rules.CARDS_JUDGED, rules.CARDS_ACCEPTED, rules.NO_OPEN_CORRECTION),
    ),
    Transition("pass_to_county", Region.REVIEW, ("awaiting_system",), "awaiting_county", rules.SYSTEM),
    Transition(
        "pass_pre_review", Region.REVIEW, ("awaiting_county",), "county_approved", rules.CLERK, roles=rules.REVIEW,
        not_by=rules.ENTERED_IT, time=rules.IN_PRE_REVIEW, assigns=_NO_LONGER_MARKED,
        guards=(rules.NOT_REJECTED_BY_RULES, rules.CARDS_JUDGED, rules.CARDS_ACCEPTED, rules.NO_OPEN_CORRECTION),
    ),
    Transition(
        "refuse_pre_review", Region.REVIEW, ("awaiting_county",), "refused", rules.CLERK, roles=rules.REVIEW,
        not_by=rules.ENTERED_IT, guards=(rules.FIRST_ATTEMPT,), time=rules.IN_PRE_REVIEW, requires=rules.REASON,
        assigns=_NO_LONGER_MARKED,
    ),
    Transition(
        "refuse_pre_review_again", Region.REVIEW, ("awaiting_county",), "refused", rules.CLERK, roles=rules.REVIEW,
        second_clerk=True, second_roles=rules.REVIEW, not_by=rules.ENTERED_IT, guards=(rules.SECOND_ATTEMPT,),
        time=rules.IN_PRE_REVIEW, requires=rules.REASON, assigns=_NO_LONGER_MARKED,
    ),
    Transition(
        "mark_to_verify", Region.REVIEW, ("awaiting_county",), "awaiting_county", rules.CLERK, roles=rules.REVIEW,
        guards=(rules.not_true("application.to_verify", "already_marked"),), assigns=(("to_verify", True),),
        sets=("to_verify_note",),
    ),
    Transition(
        "clear_to_verify", Region.REVIEW, ("awaiting_county",), "awaiting_county", rules.CLERK, roles=rules.REVIEW,
        guards=(rules.is_true("application.to_verify", "not_marked"),), assigns=_NO_LONGER_MARKED,
    ),
    Transition(
        "reapply", Region.REVIEW, ("refused",), "draft", rules.CANDIDATE, guards=_REAPPLY_GUARDS,
        time=rules.IN_REAPPLICATION, assigns=(("attempt", 2),), consequences=_SECOND_TRY,
    ),
    Transition(
        "reapply", Region.REVIEW, ("refused",), "draft", rules.CLERK, roles=rules.INTAKE,
        guards=(rules.CLERK_MAY_ENTER, *_REAPPLY_GUARDS), time=rules.IN_REAPPLICATION, assigns=(("attempt", 2),),
        consequences=_SECOND_TRY,
    ),
    Transition(
        "close_refused", Region.REVIEW, ("refused",), "closed", rules.SYSTEM, guards=(rules.FIRST_ATTEMPT,),
        time=rules.AFTER_REAPPLICATION,
    ),
    Transition("close_refused", Region.REVIEW, ("refused",), "closed", rules.SYSTEM, guards=(rules.SECOND_ATTEMPT,)),
    Transition(
        "lapse_review", Region.REVIEW, rules.AWAITING, "lapsed", rules.SYSTEM, time=rules.AFTER_PRE_REVIEW,
        assigns=_NO_LONGER_MARKED,
    ),
    Transition(
        "send_back_application", Region.REVIEW, rules.APPROVED, "awaiting_county", rules.PROVINCE,
        requires=rules.REASON, consequences=_CLOSE_PAYMENT,
    ),
    Transition(
        "void_application", Region.REVIEW, rules.APPROVED, "void", rules.CLERK, roles=rules.SECOND, second_clerk=True,
        second_roles=rules.REVIEW, time=rules.AFTER_HAND_IN, requires=rules.REASON,
        guards=(rules.within("application.materials_state", rules.MATERIALS_OUTSIDE, "materials_handed_in"),),
        consequences=_CLOSE_PAYMENT,
    ),
    Transition(
        "lift_void", Region.REVIEW, ("void",), "county_approved", (Actor.PROVINCE,), requires=rules.REASON
    ),
)  # fmt: skip

_CARD_COLUMNS = ("kind", "code", "name", "credits", "score", "passed_on", "card_no", "entered_by", "entered_at")
_BOTH = (Actor.CANDIDATE, Actor.CLERK)

CARD = (
    Transition(
        "enter_course_card", Region.CARD, (), "entered", _BOTH, roles=rules.INTAKE, guards=(rules.EDITABLE,),
        sets=(*_CARD_COLUMNS, "scan"),
    ),
    Transition(
        "change_course_card", Region.CARD, ("entered", "refused"), "entered", _BOTH, roles=rules.INTAKE,
        guards=(rules.EDITABLE, rules.CARD_UNLOCKED), sets=_CARD_COLUMNS,
    ),
    Transition(
        "attach_card_scan", Region.CARD, ("entered", "refused"), "entered", _BOTH, roles=rules.INTAKE,
        guards=(rules.EDITABLE, rules.CARD_UNLOCKED), requires=("scan",), sets=("scan",),
    ),
    Transition(
        "accept_course_card", Region.CARD, ("entered",), "ok", rules.CLERK, roles=rules.REVIEW,
        not_by=rules.ENTERED_CARD, time=rules.IN_PRE_REVIEW,
        guards=(rules.AT_COUNTY, rules.is_true("course_card.has_scan", "card_without_scan")),
    ),
    Transition(
        "refuse_course_card", Region.CARD, ("entered",), "refused", rules.CLERK, roles=rules.REVIEW,
        not_by=rules.ENTERED_CARD, guards=(rules.AT_COUNTY,), time=rules.IN_PRE_REVIEW, requires=rules.REASON,
    ),
    Transition(
        "judge_course_card_again", Region.CARD, ("ok", "refused"), "entered", rules.CLERK, roles=rules.REVIEW,
        guards=(rules.AT_COUNTY,), time=rules.IN_PRE_REVIEW,
    ),
)  # fmt: skip

APPLICATION = DRAFT + REVIEW + CARD
