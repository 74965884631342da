"""What must never come true, written without the workflow table: from the official flow and design §3 alone."""

from __future__ import annotations

from app.domain.rounds import TimeKind
from tests.unit.domain.office_life import CLERKS, REVIEWERS, ROUND, Done

APPROVED = {"system_approved", "county_approved"}
FROZEN = {"awaiting_system", "awaiting_county", *APPROVED}
PHOTO_PASSED = {"auto_passed", "manual_passed"}
PRIOR_PASSED = {"matched", "verified", "not_required"}
NOT_SEEN = {"awaited", "handed_in", "differs"}
ENTERING = {"enter_application", "change_application", "submit_application", "reapply"}
ENDED = {"closed", "lapsed"}
AT_OFFICE = {"received", "checked", "listed", "handed_over", "accepted"}


def violations(history: list[Done]) -> list[str]:
    """Of the last act, and of the state it left."""
    done = history[-1]
    checks = (
        _standing,
        _approving,
        _submitting,
        _refusing,
        _leaving,
        _frozen,
        _paying,
        _person,
        _correcting,
        _filling,
        _papers,
        _outcome,
    )
    return [f"{done.command}: {what}" for check in checks for what in check(history, done)]


def _applications(done: Done):
    """(number, before or None, after) of every application."""
    before = done.before.applications
    for n, after in enumerate(done.after.applications):
        yield n, before[n] if n < len(before) else None, after


def _moved(before, after, state: str) -> bool:
    return after.review_state == state and (before is None or before.review_state != state)


def _standing(history, done):
    case = done.after
    if len(case.applications) > 2:
        yield "three applications"
    if case.filing.attempt not in {1, 2}:
        yield "third attempt"
    for n, application in enumerate(case.applications):
        if application.attempt > case.filing.attempt:
            yield "the attempt was not counted"
        submits = [d for d in history if d.command == "submit_application" and d.row.application == n]
        if len(submits) > 2:
            yield "submitted three times"
        if application.to_verify and application.review_state != "awaiting_county":
            yield "a mark outlived its case"
        if application.review_state in APPROVED and any(c.card_state != "ok" for c in application.counted_cards):
            yield "approved with an unjudged or refused card"


def _approving(history, done):
    for n, before, after in _applications(done):
        if done.command == "pass_pre_review" and _moved(before, after, "county_approved"):
            clerks = {d.by for d in history if d.row.application == n and d.row.card is None and d.command in ENTERING}
            if done.by in clerks:
                yield "decided by who entered it"
            if not CLERKS[done.by] & REVIEWERS:
                yield "decided by nobody's reviewer"
            if not ROUND.is_open(TimeKind.PRE_REVIEW, done.at):
                yield "decided out of time"
        if done.command != "lift_void" and any(_moved(before, after, state) for state in APPROVED):
            if any(c.correction_state in {"proposed", "escalated"} for c in done.before.candidate.corrections):
                yield "approved with an open correction"
            if before.verdict == "not_eligible":
                yield "approved against the rules"


def _submitting(history, done):
    person = done.before.candidate
    for _, before, after in _applications(done):
        if not _moved(before, after, "awaiting_system"):
            continue
        if person.identity_state not in PHOTO_PASSED or person.prior_state not in PRIOR_PASSED:
            yield "submitted by somebody unchecked"
        if any(not card.has_scan for card in before.cards):
            yield "submitted without a scan"
        kind = TimeKind.APPLICATION if before.attempt == 1 else TimeKind.REAPPLICATION
        if not ROUND.is_open(kind, done.at):
            yield "submitted out of time"


def _refusing(history, done):
    for n, before, after in _applications(done):
        if not _moved(before, after, "refused"):
            continue
        if done.by not in CLERKS or before.review_state != "awaiting_county":
            yield "refused by somebody else than the county"
        earlier = [
            d
            for d in history[:-1]
            if d.row.application == n and d.row.card is None and d.after.applications[n].review_state == "refused"
        ]
        if earlier and (done.second is None or done.second == done.by):
            yield "second refusal by one clerk"
        elif earlier and not CLERKS[done.second] & REVIEWERS:
            yield "second refusal signed by nobody's reviewer"


def _leaving(history, done):
    for _, before, after in _applications(done):
        if before is None or before.review_state == after.review_state:
            continue
        if before.review_state in ENDED:
            yield "came back from the end"
        if before.review_state in {"awaiting_system", "awaiting_county"} and after.review_state == "draft":
            yield "withdrawn"
        again = before.review_state == "refused" and after.review_state == "draft"
        if again and (before.attempt != 1 or not ROUND.is_open(TimeKind.REAPPLICATION, done.at)):
            yield "re-applied against the rule"
        if before.review_state in APPROVED and done.by != "province":
            two = done.second is not None and done.second != done.by
            late = done.at >= ROUND.grace_ends(TimeKind.HAND_IN)
            if not (after.review_state == "void" and two and late and before.materials_state not in AT_OFFICE):
                yield "an approval undone"


def _frozen(history, done):
    for _, before, after in _applications(done):
        if before is None or before.review_state not in FROZEN:
            continue
        if before.specialty_name != after.specialty_name or len(before.cards) != len(after.cards):
            yield "edited while frozen"
        if [(c.code, c.has_scan) for c in before.cards] != [(c.code, c.has_scan) for c in after.cards]:
            yield "a card edited while frozen"
        judged = [c.card_state for c in before.cards] != [c.card_state for c in after.cards]
        if judged and before.review_state != "awaiting_county":
            yield "a card judged out of pre-review"


def _paying(history, done):
    before, after = done.before.filing, done.after.filing
    approved = any(a.review_state in APPROVED for a in done.after.applications)
    if after.payment_state == "open" and not (approved and after.photo_state in PHOTO_PASSED):
        yield "open without a gate or a photo"
    if before.payment_state == after.payment_state:
        return
    if after.payment_state == "pending" and not (approved and after.photo_state in PHOTO_PASSED):
        yield "an order without a gate or a photo"
    if after.payment_state == "pending" and not ROUND.is_open(TimeKind.PAYMENT, done.at):
        yield "paid out of time"
    if after.payment_state == "paid" and (done.by != "system" or before.payment_state != "pending"):
        yield "paid by hand"
    if before.payment_state == "paid" and done.by != "province":
        yield "a payment undone"


def _person(history, done):
    before, after = done.before.candidate, done.after.candidate
    registered = before.registration_state == "none" and after.registration_state == "registered"
    if registered and before.identity_state not in PHOTO_PASSED:
        yield "registered unchecked"
    if before.identity_state != after.identity_state and done.by in CLERKS and after.identity_state.startswith("auto"):
        yield "a clerk played the system"
    if before.prior_state == after.prior_state:
        return
    if after.prior_state == "matched" and done.by != "system":
        yield "a clerk typed a result of the registry"
    if after.prior_state in {"verified", "refused"}:
        asked = [d.by for d in history if d.command == "record_prior_documents"]
        if done.by == asked[-1]:
            yield "documents judged by who took them"


def _correcting(history, done):
    before, after = done.before.candidate, done.after.candidate
    for n, (old, new) in enumerate(zip(before.corrections, after.corrections, strict=False)):
        if old.correction_state == new.correction_state or done.by not in CLERKS:
            continue
        asked = next(d.by for d in history if d.command == "propose_correction" and d.row.correction == n)
        if new.correction_state in {"applied", "refused", "escalated"} and done.by == asked:
            yield "a correction decided by who asked"
        if new.correction_state != "applied":
            continue
        if any(a.review_state in FROZEN for a in done.before.applications):
            yield "corrected under a submitted application"
        if after.prior_state in {"matched", "verified"}:
            yield "prior qualification not compared again"


def _filling(history, done):
    for _, before, after in _applications(done):
        if before is None:
            continue
        if before.form_number != after.form_number and before.materials_state in AT_OFFICE:
            yield "another form while the papers lie here"
        if before.form_state != after.form_state and done.before.filing.payment_state != "paid":
            yield "a form before the payment"


def _papers(history, done):
    for _, before, after in _applications(done):
        if before is None or before.materials_state == after.materials_state:
            continue
        if after.materials_state == "received":
            if done.before.filing.payment_state != "paid" or before.form_state != "exported":
                yield "papers of an unpaid case"
            late = before.materials_state == "awaited" and not ROUND.is_open(TimeKind.HAND_IN, done.at)
            if late and done.second in {None, done.by}:
                yield "late papers taken by one clerk"
        unseen = any(card.original_state in NOT_SEEN for card in after.counted_cards)
        if after.materials_state == "checked" and unseen:
            yield "papers checked without the originals"
        if after.materials_state == "listed" and done.after.filing.photo_state not in PHOTO_PASSED:
            yield "listed with a recalled photo"


def _outcome(history, done):
    for _, before, after in _applications(done):
        if before is None:
            continue
        if before.decision_state != after.decision_state and (
            before.materials_state != "accepted" or before.review_state not in APPROVED
        ):
            yield "decided above without papers"
        if after.hand_out_state == "issued" and after.decision_state != "graduated":
            yield "a certificate without graduation"
