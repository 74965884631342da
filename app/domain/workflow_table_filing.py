"""Rows of the workflow table: the graduation photo and the payment of one filing.

The attempt counter moves only as a consequence of `reapply`: see workflow_table_application.py.
"""

from __future__ import annotations

from app.domain import workflow_rules as rules
from app.domain.workflow import Actor, Consequence, Region, Transition

_CLOSE_PAYMENT = (Consequence(Region.PAYMENT, ("open",), "closed"),)
_PHOTO_OPEN = ("none", "auto_failed", "manual_rejected")
_AUTHORITIES = (Actor.CITY, Actor.HOST, Actor.PROVINCE)

PHOTO = (
    Transition(
        "pass_photo_check", Region.PHOTO, ("none",), "auto_passed", rules.SYSTEM, guards=(rules.SUBMITTED,),
        sets=("graduation_photo",),
    ),
    Transition(
        "fail_photo_check", Region.PHOTO, ("none",), "auto_failed", rules.SYSTEM, guards=(rules.SUBMITTED,),
        requires=rules.REASON, sets=("graduation_photo",),
    ),
    Transition(
        "upload_photo_again", Region.PHOTO, ("auto_failed", "manual_rejected"), "none", rules.CANDIDATE,
        time=rules.IN_PHOTO, sets=("graduation_photo",),
    ),
    Transition(
        "request_photo_review", Region.PHOTO, _PHOTO_OPEN, "pending_manual", rules.CANDIDATE,
        guards=(rules.SUBMITTED,), time=rules.IN_PHOTO, sets=("graduation_photo",),
    ),
    Transition(
        "request_photo_review", Region.PHOTO, ("recalled",), "pending_manual", rules.CANDIDATE,
        sets=("graduation_photo",),
    ),
    Transition(
        "request_photo_review_at_counter", Region.PHOTO, _PHOTO_OPEN, "pending_manual", rules.CLERK,
        roles=rules.INTAKE, guards=(rules.SUBMITTED,), time=rules.IN_PHOTO, requires=("graduation_photo",),
        sets=("graduation_photo",),
    ),
    Transition(
        "request_photo_review_at_counter", Region.PHOTO, ("recalled",), "pending_manual", rules.CLERK,
        roles=rules.INTAKE, requires=("graduation_photo",), sets=("graduation_photo",),
    ),
    Transition("pass_photo", Region.PHOTO, ("pending_manual",), "manual_passed", rules.CLERK, roles=rules.REVIEW),
    Transition(
        "reject_photo", Region.PHOTO, ("pending_manual",), "manual_rejected", rules.CLERK, roles=rules.REVIEW,
        requires=rules.REASON,
    ),
    Transition(
        "recall_photo", Region.PHOTO, rules.PASSED_PHOTO, "recalled", _AUTHORITIES, requires=rules.REASON,
        consequences=_CLOSE_PAYMENT,
    ),
    Transition("return_recalled_photo", Region.PHOTO, ("recalled",), "pending_manual", _AUTHORITIES),
)  # fmt: skip

_GATES_PASSED = rules.is_true("filing.all_gates_passed", "gates_closed")

PAYMENT = (
    Transition(
        "open_payment", Region.PAYMENT, ("closed",), "open", rules.SYSTEM,
        guards=(_GATES_PASSED, rules.PHOTO_PASSED), time=rules.IN_PAYMENT,
    ),
    Transition(
        "close_payment", Region.PAYMENT, ("open",), "closed", rules.SYSTEM,
        guards=(rules.is_false("filing.all_gates_passed", "gates_open"),),
    ),
    Transition(
        "start_payment", Region.PAYMENT, ("open",), "pending", rules.SYSTEM,
        guards=(_GATES_PASSED, rules.PHOTO_PASSED), time=rules.IN_PAYMENT, sets=("order_no", "amount_fen"),
    ),
    Transition("cancel_payment", Region.PAYMENT, ("pending",), "closed", rules.SYSTEM),
    Transition(
        "confirm_payment", Region.PAYMENT, ("pending",), "paid", rules.SYSTEM,
        sets=("order_no", "amount_fen", "paid_at"),
    ),
    Transition(
        "lapse_payment", Region.PAYMENT, ("closed", "open", "pending"), "lapsed", rules.SYSTEM,
        time=rules.AFTER_PAYMENT,
    ),
    Transition(
        "extend_payment", Region.PAYMENT, ("lapsed",), "open", rules.PROVINCE,
        guards=(_GATES_PASSED, rules.PHOTO_PASSED), requires=rules.REASON,
    ),
    Transition("refund_payment", Region.PAYMENT, ("paid",), "lapsed", rules.PROVINCE, requires=rules.REASON),
)  # fmt: skip

FILING = PHOTO + PAYMENT
