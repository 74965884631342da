"""The stage line of one application: eleven stages derived from the regions, never stored."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from app.domain.rounds import TimeKind
from app.domain.workflow import Actor

if TYPE_CHECKING:
    from datetime import datetime

    from app.domain.case import ApplicationFacts, Case


class StageName(StrEnum):
    IDENTITY = "identity"
    PRIOR = "prior"
    SUBMIT = "submit"
    PHOTO = "photo"
    SYSTEM_REVIEW = "system_review"
    PRE_REVIEW = "pre_review"
    PAYMENT = "payment"
    FORM = "form"
    MATERIALS = "materials"
    REPORTING = "reporting"
    GRADUATION = "graduation"


class StageStatus(StrEnum):
    DONE = "done"
    HERE = "here"
    NEXT = "next"
    SKIPPED = "skipped"
    FAILED = "failed"


@dataclass(frozen=True)
class Stage:
    """`actor` has acted (DONE) or must act (else); `until` binds while it is not done.

    `state` is the region's word, `at` since when it holds.
    """

    name: StageName
    status: StageStatus
    actor: Actor
    state: str
    until: TimeKind | None = None
    at: datetime | None = None


@dataclass(frozen=True)
class _Step:
    """What a region says about its stage, before its place in the line is known."""

    status: StageStatus
    actor: Actor
    until: TimeKind | None = None


_HERE, _DONE, _FAILED = StageStatus.HERE, StageStatus.DONE, StageStatus.FAILED
_BY_CANDIDATE_BEFORE_CLOSE = _Step(_HERE, Actor.CANDIDATE, TimeKind.APPLICATION)

_IDENTITY = {
    "auto_passed": _Step(_DONE, Actor.SYSTEM),
    "manual_passed": _Step(_DONE, Actor.CLERK),
    "pending_manual": _Step(_HERE, Actor.CLERK, TimeKind.APPLICATION),
    "revoked": _Step(_FAILED, Actor.PROVINCE),
}
_PRIOR = {
    "not_required": _Step(StageStatus.SKIPPED, Actor.CANDIDATE),
    "matched": _Step(_DONE, Actor.CANDIDATE),
    "verified": _Step(_DONE, Actor.CLERK),
    "pending_offline": _Step(_HERE, Actor.CLERK, TimeKind.APPLICATION),
}
_PHOTO = {
    "auto_passed": _Step(_DONE, Actor.SYSTEM),
    "manual_passed": _Step(_DONE, Actor.CLERK),
    "pending_manual": _Step(_HERE, Actor.CLERK, TimeKind.PHOTO),
    "recalled": _Step(_HERE, Actor.CANDIDATE),
}
_PRE_REVIEW = {
    "awaiting_county": _Step(_HERE, Actor.CLERK, TimeKind.PRE_REVIEW),
    "county_approved": _Step(_DONE, Actor.CLERK),
    "void": _Step(_DONE, Actor.CLERK),
    "system_approved": _Step(StageStatus.SKIPPED, Actor.CLERK),
    "closed": _Step(_FAILED, Actor.CANDIDATE),
    "lapsed": _Step(_FAILED, Actor.PROVINCE),
}
_PAYMENT = {
    "paid": _Step(_DONE, Actor.CANDIDATE),
    "pending": _Step(_HERE, Actor.SYSTEM, TimeKind.PAYMENT),
    "lapsed": _Step(_FAILED, Actor.PROVINCE),
}
_MATERIALS = {
    "awaited": _Step(_HERE, Actor.CANDIDATE, TimeKind.HAND_IN),
    "received": _Step(_HERE, Actor.CLERK, TimeKind.HAND_IN),
    "returned": _Step(_HERE, Actor.CANDIDATE),
}
_REPORTING = {
    "checked": _Step(_HERE, Actor.CLERK),
    "listed": _Step(_HERE, Actor.CLERK),
    "handed_over": _Step(_HERE, Actor.CITY),
    "accepted": _Step(_DONE, Actor.CITY),
}
_GRADUATION = {
    "none": _Step(_HERE, Actor.CITY),
    "city": _Step(_HERE, Actor.HOST),
    "host": _Step(_HERE, Actor.PROVINCE),
    "graduated": _Step(_DONE, Actor.PROVINCE),
    "not_graduated": _Step(_FAILED, Actor.PROVINCE),
}


def stage_line(case: Case, application: ApplicationFacts) -> tuple[Stage, ...]:
    """All eleven, in order. Several may be HERE: the photo waits beside the review."""
    line = (*_before_review(case, application), *_review(application), *_after_review(case, application))
    ended = next((n for n, stage in enumerate(line) if _is_final(stage, application)), len(line))
    return tuple(_given_up(stage) if n > ended else stage for n, stage in enumerate(line))


def current_stage(line: tuple[Stage, ...]) -> Stage:
    """The one to show as open.

    What failed, else where a clerk must act, else the first where anybody must, else the last.
    """
    here = [stage for stage in line if stage.status is _HERE]
    failed = [stage for stage in line if stage.status is _FAILED]
    of_clerks = [stage for stage in here if stage.actor is Actor.CLERK]
    return next(iter((*failed, *of_clerks, *here, line[-1])))


def _placed(name: StageName, state: str, step: _Step, at: datetime | None, *, reached: bool) -> Stage:
    """A stage whose turn has not come is NEXT, whatever its region says, unless it is over already."""
    if step.status is _HERE and not reached:
        return Stage(name, StageStatus.NEXT, step.actor, state, step.until)
    return Stage(name, step.status, step.actor, state, None if step.status is _DONE else step.until, at)


def _before_review(case: Case, application: ApplicationFacts) -> tuple[Stage, ...]:
    person, filing = case.candidate, case.filing_so_far
    identity = _IDENTITY.get(person.identity_state, _BY_CANDIDATE_BEFORE_CLOSE)
    prior = _PRIOR.get(person.prior_state, _BY_CANDIDATE_BEFORE_CLOSE)
    draft = application.review_state == "draft"
    limit = TimeKind.APPLICATION if application.attempt == 1 else TimeKind.REAPPLICATION
    submit = _Step(_HERE if draft else _DONE, Actor.CANDIDATE, limit)
    photo = _PHOTO.get(filing.photo_state, _Step(_HERE, Actor.CANDIDATE, TimeKind.PHOTO))
    ready = person.identity_passed and person.prior_passed
    return (
        _placed(StageName.IDENTITY, person.identity_state, identity, person.identity_changed_at, reached=True),
        _placed(StageName.PRIOR, person.prior_state, prior, person.prior_changed_at, reached=person.identity_passed),
        _placed(StageName.SUBMIT, application.review_state, submit, application.submitted_at, reached=ready),
        _placed(StageName.PHOTO, filing.photo_state, photo, filing.photo_changed_at, reached=not draft),
    )


def _review(application: ApplicationFacts) -> tuple[Stage, Stage]:
    state, at = application.review_state, application.review_changed_at
    judged = state not in {"draft", "awaiting_system"}
    system = _Step(_DONE if judged else _HERE, Actor.SYSTEM, TimeKind.PRE_REVIEW)
    refused = _Step(_FAILED, Actor.CANDIDATE, TimeKind.REAPPLICATION if application.attempt == 1 else None)
    county = refused if state == "refused" else _PRE_REVIEW.get(state, _Step(_HERE, Actor.CLERK, TimeKind.PRE_REVIEW))
    since = at if state in {"awaiting_system", "system_approved", "awaiting_county"} else None
    return (
        _placed(StageName.SYSTEM_REVIEW, state, system, since, reached=state != "draft"),
        _placed(StageName.PRE_REVIEW, state, county, at, reached=judged),
    )


def _after_review(case: Case, application: ApplicationFacts) -> tuple[Stage, ...]:
    filing = case.filing_so_far
    payment_state = filing.payment_state
    payment = _PAYMENT.get(payment_state, _Step(_HERE, Actor.CANDIDATE, TimeKind.PAYMENT))
    may_pay = application.approved and filing.photo_passed
    if may_pay and payment_state == "closed":  # the candidate can do nothing before it is opened
        payment = _Step(_HERE, Actor.SYSTEM, TimeKind.PAYMENT)
    paid = application.approved and payment_state == "paid"
    exported = application.form_state == "exported"
    form = _Step(_DONE if exported else _HERE, Actor.CANDIDATE, TimeKind.HAND_IN)
    materials = _MATERIALS.get(application.materials_state, _Step(_DONE, Actor.CLERK))
    if application.review_state == "void":
        materials = _Step(_FAILED, Actor.PROVINCE)
    reporting = _REPORTING.get(application.materials_state, _Step(_HERE, Actor.CLERK))
    accepted = application.materials_state == "accepted"
    graduation = _GRADUATION[application.decision_state]
    papers, papers_at = application.materials_state, application.materials_changed_at
    return (
        _placed(StageName.PAYMENT, payment_state, payment, filing.payment_changed_at, reached=may_pay),
        _placed(StageName.FORM, application.form_state, form, application.form_changed_at, reached=paid),
        _placed(StageName.MATERIALS, papers, materials, papers_at, reached=paid and exported),
        _placed(StageName.REPORTING, papers, reporting, papers_at, reached=papers in _REPORTING),
        _placed(
            StageName.GRADUATION,
            application.decision_state,
            graduation,
            application.decision_changed_at,
            reached=accepted,
        ),
    )


def _is_final(stage: Stage, application: ApplicationFacts) -> bool:
    """The application ends here in this round; a first refusal does not end it."""
    return stage.status is _FAILED and not (application.review_state == "refused" and application.attempt == 1)


def _given_up(stage: Stage) -> Stage:
    if stage.status in {_HERE, StageStatus.NEXT}:
        return replace(stage, status=StageStatus.SKIPPED, until=None)
    return stage
