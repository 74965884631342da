"""Rows of the workflow table: registration, identity check, prior qualification, correction."""

from __future__ import annotations

from app.domain import workflow_rules as rules
from app.domain.workflow import Actor, Consequence, Region, Transition

_IDENTITY_OPEN = ("none", "auto_failed", "manual_rejected")
_PRIOR_OPEN = ("none", "mismatched", "refused")

REGISTRATION = (
    Transition(
        "register_candidate", Region.REGISTRATION, ("none",), "registered", rules.SYSTEM,
        guards=(rules.IDENTITY_PASSED,),
    ),
)  # fmt: skip

IDENTITY = (
    Transition("pass_identity_check", Region.IDENTITY, ("none", "auto_failed"), "auto_passed", rules.SYSTEM),
    Transition(
        "fail_identity_check", Region.IDENTITY, ("none", "auto_failed"), "auto_failed", rules.SYSTEM,
        requires=rules.REASON,
    ),
    Transition(
        "request_identity_review", Region.IDENTITY, _IDENTITY_OPEN, "pending_manual", rules.CANDIDATE,
        sets=("identity_portrait", "identity_handheld"),
    ),
    Transition(
        "request_identity_review_at_counter", Region.IDENTITY, _IDENTITY_OPEN, "pending_manual", rules.CLERK,
        roles=rules.INTAKE, requires=("original_card_in_hand",), sets=("identity_portrait", "identity_handheld"),
    ),
    Transition(
        "pass_identity", Region.IDENTITY, ("pending_manual",), "manual_passed", rules.CLERK, roles=rules.REVIEW,
        guards=(rules.is_true("candidate.at_own_office", "not_own_office"),),
    ),
    Transition(
        "reject_identity", Region.IDENTITY, ("pending_manual",), "manual_rejected", rules.CLERK, roles=rules.REVIEW,
        guards=(rules.is_true("candidate.at_own_office", "not_own_office"),), requires=rules.REASON,
    ),
    Transition(
        "revoke_identity", Region.IDENTITY, rules.PASSED_IDENTITY, "revoked", rules.PROVINCE, requires=rules.REASON
    ),
)  # fmt: skip

PRIOR = (
    Transition("require_prior", Region.PRIOR, ("not_required",), "none", rules.SYSTEM),
    Transition("match_prior", Region.PRIOR, _PRIOR_OPEN, "matched", rules.SYSTEM, requires=("authorised_at",)),
    Transition(
        "mismatch_prior", Region.PRIOR, _PRIOR_OPEN, "mismatched", rules.SYSTEM, requires=("authorised_at", "reason")
    ),
    Transition(
        "record_prior_documents", Region.PRIOR, _PRIOR_OPEN, "pending_offline", rules.CLERK, roles=rules.INTAKE,
        requires=("documents",),
    ),
    Transition(
        "verify_prior", Region.PRIOR, ("pending_offline",), "verified", rules.CLERK, roles=rules.REVIEW,
        not_by=("record_prior_documents",),
    ),
    Transition(
        "refuse_prior", Region.PRIOR, ("pending_offline",), "refused", rules.CLERK, roles=rules.REVIEW,
        not_by=("record_prior_documents",), requires=rules.REASON,
    ),
)  # fmt: skip

_COMPARE_AGAIN = (Consequence(Region.PRIOR, ("matched", "mismatched", "verified", "refused"), "none"),)
_NOT_WHO_ASKED = ("propose_correction",)

CORRECTION = (
    Transition(
        "propose_correction", Region.CORRECTION, (), "proposed", rules.CLERK, roles=rules.INTAKE,
        guards=(rules.NOT_SUBMITTED,), time=rules.IN_CORRECTION, requires=("field", "new_value", "evidence"),
        sets=("field", "old_value", "new_value", "evidence", "asked_by", "asked_at"),
    ),
    Transition(
        "apply_correction", Region.CORRECTION, ("proposed",), "applied", rules.CLERK, roles=rules.REVIEW,
        not_by=_NOT_WHO_ASKED, guards=(rules.NOT_SUBMITTED,), time=rules.IN_CORRECTION, sets=("decided_by",),
        consequences=_COMPARE_AGAIN,
    ),
    Transition(
        "refuse_correction", Region.CORRECTION, ("proposed",), "refused", rules.CLERK, roles=rules.REVIEW,
        not_by=_NOT_WHO_ASKED, requires=rules.REASON, sets=("decided_by",),
    ),
    Transition(
        "escalate_correction", Region.CORRECTION, ("proposed",), "escalated", rules.CLERK, roles=rules.REVIEW,
        not_by=_NOT_WHO_ASKED, requires=rules.REASON, sets=("decided_by",),
    ),
    Transition(
        "cancel_correction", Region.CORRECTION, ("proposed",), "cancelled", rules.CLERK,
        roles=(*rules.INTAKE, *rules.REVIEW),
    ),
    Transition(
        "apply_escalated_correction", Region.CORRECTION, ("escalated",), "applied", (Actor.PROVINCE,),
        consequences=_COMPARE_AGAIN,
    ),
    Transition(
        "refuse_escalated_correction", Region.CORRECTION, ("escalated",), "refused", (Actor.PROVINCE,),
        requires=rules.REASON,
    ),
)  # fmt: skip

PERSON = REGISTRATION + IDENTITY + PRIOR + CORRECTION
