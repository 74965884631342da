"""Rows of the workflow table: originals, registration form, materials, decision and hand-out."""

from __future__ import annotations

from app.domain import workflow_rules as rules
from app.domain.workflow import Actor, Region, Transition

_ORIGINAL_SEEN = ("compared", "differs")

ORIGINAL = (
    Transition("take_in_original", Region.ORIGINAL, ("awaited",), "handed_in", rules.CLERK, roles=rules.INTAKE),
    Transition(
        "find_original_same", Region.ORIGINAL, ("handed_in",), "compared", rules.CLERK,
        roles=(*rules.INTAKE, *rules.REVIEW),
    ),
    Transition(
        "find_original_different", Region.ORIGINAL, ("handed_in",), "differs", rules.CLERK,
        roles=(*rules.INTAKE, *rules.REVIEW), requires=rules.REASON,
    ),
    Transition("send_up_original", Region.ORIGINAL, _ORIGINAL_SEEN, "sent_up", rules.CLERK, roles=rules.REVIEW),
    Transition(
        "return_original", Region.ORIGINAL, _ORIGINAL_SEEN, "returned", rules.CLERK, roles=rules.INTAKE,
        requires=("signature",),
    ),
)  # fmt: skip

_FORM_OPEN = (
    rules.PAID,
    rules.APPROVED_ONLY,
    rules.within("application.materials_state", rules.MATERIALS_OUTSIDE, "form_locked"),
)
_BOTH = (Actor.CANDIDATE, Actor.CLERK)

FORM = (
    Transition(
        "fill_form", Region.FORM, ("empty", "filled", "exported"), "filled", _BOTH, roles=rules.INTAKE,
        guards=_FORM_OPEN,
    ),
    Transition(
        "record_form_export", Region.FORM, ("filled", "exported"), "exported", _BOTH, roles=rules.ANY_ROLE,
        guards=_FORM_OPEN, requires=("form_number", "form_hash"), sets=("form_number", "form_hash"),
    ),
)  # fmt: skip

_RECEIVE = (
    rules.PAID,
    rules.APPROVED_ONLY,
    rules.eq("application.form_state", "exported", "form_not_exported"),
)

MATERIALS = (
    Transition(
        "receive_materials", Region.MATERIALS, ("awaited",), "received", rules.CLERK, roles=rules.INTAKE,
        guards=_RECEIVE, time=rules.IN_HAND_IN, requires=("form_number",),
    ),
    Transition(
        "receive_materials", Region.MATERIALS, ("returned",), "received", rules.CLERK, roles=rules.INTAKE,
        guards=(*_RECEIVE, rules.not_true("application.materials_overdue", "materials_overdue")),
        requires=("form_number",),
    ),
    Transition(
        "receive_late_materials", Region.MATERIALS, rules.MATERIALS_OUTSIDE, "received", rules.CLERK,
        roles=rules.INTAKE, second_clerk=True, second_roles=rules.SECOND, guards=_RECEIVE,
        requires=("form_number", "reason"),
    ),
    Transition(
        "check_materials", Region.MATERIALS, ("received",), "checked", rules.CLERK, roles=rules.REVIEW,
        guards=(rules.APPROVED_ONLY, rules.ORIGINALS_SEEN),
    ),
    Transition(
        "return_materials", Region.MATERIALS, ("received",), "returned", rules.CLERK,
        roles=(*rules.INTAKE, *rules.REVIEW), requires=("reason", "materials_until"), sets=("materials_until",),
    ),
    Transition(
        "list_materials", Region.MATERIALS, ("checked",), "listed", rules.CLERK, roles=rules.REVIEW,
        guards=(rules.APPROVED_ONLY, rules.PHOTO_PASSED), requires=("batch",),
    ),
    Transition(
        "hand_over_materials", Region.MATERIALS, ("listed",), "handed_over", rules.CLERK, roles=rules.REVIEW,
        requires=("city_signature",),
    ),
    Transition("accept_materials", Region.MATERIALS, ("handed_over",), "accepted", (Actor.CITY,)),
    Transition(
        "return_materials_to_county", Region.MATERIALS, ("handed_over",), "returned", (Actor.CITY,),
        requires=("reason", "materials_until"), sets=("materials_until",),
    ),
)  # fmt: skip

_ACCEPTED = (rules.eq("application.materials_state", "accepted", "materials_not_accepted"), rules.APPROVED_ONLY)

DECISION = (
    Transition("pass_at_city", Region.DECISION, ("none",), "city", (Actor.CITY,), guards=_ACCEPTED),
    Transition("pass_at_host", Region.DECISION, ("city",), "host", (Actor.HOST,), guards=_ACCEPTED),
    Transition(
        "graduate", Region.DECISION, ("host",), "graduated", rules.PROVINCE, guards=_ACCEPTED,
        requires=("certificate_no", "graduated_on"), sets=("certificate_no", "graduated_on"),
    ),
    Transition(
        "refuse_graduation", Region.DECISION, ("host",), "not_graduated", rules.PROVINCE, requires=rules.REASON
    ),
)  # fmt: skip

_GRADUATED = (rules.eq("application.decision_state", "graduated", "not_graduated"),)

HAND_OUT = (
    Transition(
        "issue_certificate", Region.HAND_OUT, ("at_office", "unclaimed"), "issued", rules.CLERK,
        roles=(*rules.INTAKE, *rules.REVIEW), guards=_GRADUATED, requires=("taken_by", "signature"),
    ),
    Transition(
        "mark_certificate_unclaimed", Region.HAND_OUT, ("at_office",), "unclaimed", rules.CLERK,
        roles=(*rules.INTAKE, *rules.REVIEW), guards=_GRADUATED,
    ),
)  # fmt: skip

PAPERS = ORIGINAL + FORM + MATERIALS + DECISION + HAND_OUT
