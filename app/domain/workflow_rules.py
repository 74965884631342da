"""The guards, role sets and state sets that rows of the workflow table share."""

from __future__ import annotations

from app.domain.rounds import TimeKind
from app.domain.workflow import Actor, Guard, GuardValue, Operator, Role, TimeLimit, Window

INTAKE = (Role.INTAKE, Role.COUNTY_ADMIN)
REVIEW = (Role.REVIEW, Role.SECOND_REVIEW, Role.COUNTY_ADMIN)
SECOND = (Role.SECOND_REVIEW, Role.COUNTY_ADMIN)
ANY_ROLE = (Role.INTAKE, Role.REVIEW, Role.SECOND_REVIEW, Role.COUNTY_ADMIN)

CLERK = (Actor.CLERK,)
CANDIDATE = (Actor.CANDIDATE,)
SYSTEM = (Actor.SYSTEM,)
PROVINCE = (Actor.PROVINCE,)

PASSED_IDENTITY = ("auto_passed", "manual_passed")
PASSED_PRIOR = ("not_required", "matched", "verified")
PASSED_PHOTO = ("auto_passed", "manual_passed")
APPROVED = ("system_approved", "county_approved")
AWAITING = ("awaiting_system", "awaiting_county")
OPEN_CORRECTION = ("proposed", "escalated")
FROZEN = (*AWAITING, *APPROVED, "void")
MATERIALS_OUTSIDE = ("awaited", "returned")
"""The papers are not with the office."""


def eq(fact: str, value: GuardValue, refusal: str) -> Guard:
    return Guard(fact, Operator.EQ, value, f"workflow.{refusal}")


def ne(fact: str, value: GuardValue, refusal: str) -> Guard:
    return Guard(fact, Operator.NE, value, f"workflow.{refusal}")


def is_true(fact: str, refusal: str) -> Guard:
    return Guard(fact, Operator.EQ, True, f"workflow.{refusal}")  # noqa: FBT003 - a guard's value is data


def is_false(fact: str, refusal: str) -> Guard:
    return Guard(fact, Operator.EQ, False, f"workflow.{refusal}")  # noqa: FBT003 - a guard's value is data


def not_true(fact: str, refusal: str) -> Guard:
    return Guard(fact, Operator.NE, True, f"workflow.{refusal}")  # noqa: FBT003 - a guard's value is data


def within(fact: str, values: tuple[str, ...], refusal: str) -> Guard:
    return Guard(fact, Operator.IN, values, f"workflow.{refusal}")


def outside(fact: str, values: tuple[str, ...], refusal: str) -> Guard:
    return Guard(fact, Operator.NOT_IN, values, f"workflow.{refusal}")


def at_most(fact: str, value: int, refusal: str) -> Guard:
    return Guard(fact, Operator.LE, value, f"workflow.{refusal}")


CLERK_MAY_ENTER = is_true("setting.clerk_may_enter_applications", "clerk_may_not_enter")
FIRST_ATTEMPT = eq("application.attempt", 1, "attempt_first_only")
SECOND_ATTEMPT = eq("application.attempt", 2, "attempt_second_only")
IDENTITY_PASSED = within("candidate.identity_state", PASSED_IDENTITY, "identity_not_passed")
PRIOR_PASSED = within("candidate.prior_state", PASSED_PRIOR, "prior_not_passed")
NO_OPEN_CORRECTION = eq("candidate.corrections_open", 0, "correction_open")
NOT_SUBMITTED = not_true("candidate.has_open_application", "application_submitted")
NOT_REJECTED_BY_RULES = ne("application.verdict", "not_eligible", "verdict_not_eligible")
CARDS_SCANNED = eq("application.cards_without_scan", 0, "card_without_scan")
CARDS_JUDGED = eq("application.cards_unjudged", 0, "card_unjudged")
CARDS_ACCEPTED = eq("application.cards_refused", 0, "card_refused")
ORIGINALS_SEEN = eq("application.cards_without_original", 0, "original_missing")
CONFIRMED = not_true("application.confirm_again", "confirm_again")
APPROVED_ONLY = within("application.review_state", APPROVED, "not_passed")
AT_COUNTY = eq("application.review_state", "awaiting_county", "not_awaiting_county")
CARD_UNLOCKED = not_true("course_card.locked", "frozen")
EDITABLE = outside("application.review_state", FROZEN, "frozen")
PAID = eq("filing.payment_state", "paid", "unpaid")
PHOTO_PASSED = within("filing.photo_state", PASSED_PHOTO, "photo_not_passed")
SUBMITTED = is_true("filing.submitted", "not_submitted")

IN_APPLICATION = TimeLimit(TimeKind.APPLICATION)
IN_REAPPLICATION = TimeLimit(TimeKind.REAPPLICATION)
IN_CORRECTION = TimeLimit(TimeKind.CORRECTION)
IN_PRE_REVIEW = TimeLimit(TimeKind.PRE_REVIEW)
IN_PHOTO = TimeLimit(TimeKind.PHOTO)
IN_PAYMENT = TimeLimit(TimeKind.PAYMENT)
IN_HAND_IN = TimeLimit(TimeKind.HAND_IN)
AFTER_REAPPLICATION = TimeLimit(TimeKind.REAPPLICATION, Window.AFTER_CLOSE)
AFTER_PRE_REVIEW = TimeLimit(TimeKind.PRE_REVIEW, Window.AFTER_CLOSE)
AFTER_PAYMENT = TimeLimit(TimeKind.PAYMENT, Window.AFTER_CLOSE)
AFTER_HAND_IN = TimeLimit(TimeKind.HAND_IN, Window.AFTER_CLOSE)

ENTERED_IT = ("enter_application", "change_application", "submit_application", "reapply")
ENTERED_CARD = ("enter_course_card", "change_course_card", "attach_card_scan")
REASON = ("reason",)
