"""The slip of everything still lacking, at points of the stories."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.case import ApplicationFacts, CandidateFacts, Case, CorrectionFacts, CourseCardFacts, FilingFacts
from app.domain.lacking import LACK_CODES, How, lacking, settled_for_good
from app.domain.rounds import TimeKind
from tests.unit.domain.stories import (
    APPROVED,
    FORM,
    GRADUATED,
    PAID,
    PAPERS,
    PHOTO,
    READY,
    REFUSED,
    STORIES,
    TOLD_REGIONS,
    cases_of_every_state,
    play,
)

LATER = "photo.none payment.unpaid~ form.not_exported~ materials.awaited~ original.awaited~"


def told(case: Case) -> str:
    """Codes in order; ~ marks what cannot be done yet."""
    return " ".join(lack.code + ("" if lack.now else "~") for lack in lacking(case))


@pytest.mark.parametrize(
    ("story", "expected"),
    [
        ((), "identity.none prior.none application.none~"),
        (READY[:1], "identity.auto_failed prior.none application.none~"),
        (READY[:2], "identity.pending_manual prior.none application.none~"),
        (READY[:3], "identity.manual_rejected prior.none application.none~"),
        (READY[:7], "application.none"),
        (READY[:-2], f"application.not_submitted {LATER.replace('none', 'none~', 1)}"),
        (
            READY[:10],
            f"card.without_scan application.not_submitted {LATER.replace('none', 'none~', 1)}",
        ),
        (READY[:-1], f"review.awaiting_system {LATER}"),
        (READY, f"review.awaiting_county {LATER}"),
        ((*READY, *PHOTO[:1]), f"review.awaiting_county {LATER.replace('photo.none', 'photo.auto_failed')}"),
        ((*READY, *PHOTO[:2]), f"review.awaiting_county {LATER.replace('photo.none', 'photo.pending_manual')}"),
        ((*READY, *PHOTO[:3]), f"review.awaiting_county {LATER.replace('photo.none', 'photo.manual_rejected')}"),
        ((*READY, *PHOTO[:6]), f"review.awaiting_county {LATER.replace('photo.none', 'photo.recalled')}"),
        ((*READY, *PHOTO, *APPROVED), LATER.removeprefix("photo.none ").replace("unpaid~", "not_open")),
        ((*READY, *PHOTO, *APPROVED, *PAID[:2]), LATER.removeprefix("photo.none ").replace("~", "", 1)),
        (
            (*READY, *PHOTO, *APPROVED, *PAID[:3]),
            "payment.pending form.not_exported~ materials.awaited~ original.awaited~",
        ),
        ((*READY, *PHOTO, *APPROVED, *PAID), "form.not_exported materials.awaited~ original.awaited~"),
        ((*READY, *PHOTO, *APPROVED, *PAID, *FORM), "materials.awaited original.awaited"),
        ((*READY, *PHOTO, *APPROVED, *PAID, *FORM, *PAPERS[:1]), "original.awaited"),
        ((*READY, *PHOTO, *APPROVED, *PAID, *FORM, *PAPERS[:2]), "materials.returned original.awaited"),
        ((*READY, *PHOTO, *APPROVED, *PAID, *FORM, *PAPERS), ""),
        ((*READY, *PHOTO, *APPROVED, *PAID, *FORM, *PAPERS, *GRADUATED[:3]), "certificate.not_collected"),
        ((*READY, *PHOTO, *APPROVED, *PAID, *FORM, *PAPERS, *GRADUATED), ""),
        ((*READY, *REFUSED[:3]), f"card.refused review.refused {LATER}"),
        ((*READY, *REFUSED[:5]), f"card.refused application.not_submitted {LATER.replace('none', 'none~', 1)}"),
        (STORIES["never paid"], "payment.lapsed"),
        (STORIES["passed by the system"], f"identity.revoked {LATER.removesuffix(' original.awaited~')}"),
    ],
)
def test_what_is_told(story, expected):
    assert told(play(story).case) == expected


@pytest.mark.parametrize(
    ("story", "expected"),
    [
        (STORIES["refused twice"], "review.closed"),
        (STORIES["not looked at in time"], "review.lapsed"),
        (STORIES["papers never came"][:-1], "review.void"),
        (STORIES["papers came late, the host says no"], "decision.not_graduated"),
        (READY, ""),
    ],
)
def test_what_is_over_is_told_beside_and_lacks_nothing(story, expected):
    case = play(story).case
    assert " ".join(each.code for each in settled_for_good(case)) == expected
    if expected:
        assert told(case) == ""


def test_corrections_still_open_are_told():
    corrections = (
        CorrectionFacts("name"),
        CorrectionFacts("sex", "applied"),
        CorrectionFacts("id_number", "escalated"),
    )
    case = Case(CandidateFacts(identity_state="auto_passed", prior_state="matched", corrections=corrections))
    lacks = lacking(case)
    assert [lack.code for lack in lacks] == ["correction.proposed", "correction.escalated", "application.none"]
    assert lacks[0].details == {"field": "name"}
    assert lacks[0].until is TimeKind.CORRECTION


def test_a_second_attempt_has_its_own_time():
    case = play((*READY, *REFUSED[:5])).case
    submit = next(lack for lack in lacking(case) if lack.code == "application.not_submitted")
    assert (submit.until, submit.how) == (TimeKind.REAPPLICATION, How.CONFIRM_AND_SUBMIT)


def test_a_draft_that_the_rules_refuse_lacks_courses():
    draft = ApplicationFacts(verdict="not_eligible")
    case = Case(CandidateFacts(identity_state="auto_passed", prior_state="matched"), FilingFacts(), (draft,))
    assert told(case).startswith("application.not_eligible application.not_submitted~")


def test_the_reason_and_the_course_are_told():
    card = CourseCardFacts("00147", "人力资源管理(一)", card_state="refused", card_reason="章不清", has_scan=True)
    refused = ApplicationFacts(
        "A1", "工商管理", "山西大学", review_state="refused", review_reason="见材料", cards=(card,)
    )
    case = Case(CandidateFacts(identity_state="auto_passed", prior_state="matched"), FilingFacts(), (refused,))
    first, second = lacking(case)[:2]
    assert first.details["course_name"] == "人力资源管理(一)"
    assert first.details["reason"] == "章不清"
    assert second.details == {
        "application_no": "A1", "specialty_name": "工商管理", "host_name": "山西大学", "reason": "见材料",
    }  # fmt: skip


def test_reapplying_waits_for_the_other_host():
    refused = ApplicationFacts("A1", review_state="refused")
    other = ApplicationFacts("A2", review_state="awaiting_county")
    case = Case(CandidateFacts(identity_state="auto_passed", prior_state="matched"), FilingFacts(), (refused, other))
    assert told(case).startswith("review.refused~ review.awaiting_county photo.none payment.unpaid~")


def test_the_chance_of_the_filing_is_used_once():
    refused = ApplicationFacts("A1", review_state="refused")
    case = Case(
        CandidateFacts(identity_state="auto_passed", prior_state="matched"),
        FilingFacts(attempt=2),
        (refused, ApplicationFacts("A2", attempt=2, review_state="refused")),
    )
    assert told(case) == ""
    assert [each.code for each in settled_for_good(case)] == ["review.closed", "review.closed"]


CLOSED = ApplicationFacts("A1", attempt=2, review_state="refused")


@pytest.mark.parametrize(
    ("other", "filing", "expected"),
    [
        ({"review_state": "awaiting_county"}, {}, "review.awaiting_county payment.unpaid~"),
        ({"review_state": "county_approved"}, {}, "payment.not_open"),
        ({"review_state": "county_approved"}, {"photo_state": "none"}, "photo.none payment.unpaid~"),
        ({"review_state": "county_approved"}, {"payment_state": "open"}, "payment.unpaid"),
        ({"review_state": "county_approved"}, {"payment_state": "paid"}, "form.not_exported"),
        ({"review_state": "draft", "attempt": 2}, {}, "application.not_submitted payment.unpaid~"),
        ({"review_state": "refused", "attempt": 2}, {}, ""),
    ],
)
def test_a_closed_application_does_not_hold_up_the_other(other, filing, expected):
    second = ApplicationFacts(**{"application_no": "A2", "attempt": 2, **other})
    facts = FilingFacts(**{"attempt": 2, "photo_state": "auto_passed", **filing})
    case = Case(CandidateFacts(identity_state="auto_passed", prior_state="matched"), facts, (CLOSED, second))
    assert told(case).startswith(expected)
    assert "closed" not in told(case)
    assert told(case).split()[:1] != ["payment.unpaid~"]
    assert settled_for_good(case)[0].details["application_no"] == "A1"


@pytest.mark.parametrize(
    ("first", "second", "payment", "expected"),
    [
        ("county_approved", "awaiting_county", "closed", "review.awaiting_county payment.unpaid~ form.not_exported~"),
        ("county_approved", "refused", "closed", "review.refused payment.not_open"),
        ("county_approved", "refused", "open", "review.refused payment.unpaid form.not_exported~"),
        ("county_approved", "draft", "paid", "application.not_submitted form.not_exported materials.awaited~"),
        ("lapsed", "county_approved", "paid", "form.not_exported materials.awaited~"),
        ("void", "county_approved", "paid", "form.not_exported materials.awaited~"),
        ("lapsed", "void", "closed", ""),
    ],
)
def test_two_applications_wait_only_for_what_really_stands_before(first, second, payment, expected):
    applications = (ApplicationFacts("A1", review_state=first), ApplicationFacts("A2", review_state=second))
    facts = FilingFacts(photo_state="auto_passed", payment_state=payment)
    case = Case(CandidateFacts(identity_state="auto_passed", prior_state="matched"), facts, applications)
    assert told(case).startswith(expected)
    if not expected:
        assert told(case) == ""
    first_told = lacking(case)[:1]
    assert all(lack.now for lack in first_told)


def test_a_mark_of_verification_is_not_told():
    case = play((*READY, REFUSED[0])).case
    assert case.applications[0].to_verify
    unmarked = replace(case, applications=(replace(case.applications[0], to_verify=False),))
    assert lacking(case) == lacking(unmarked)


@pytest.mark.parametrize("region", TOLD_REGIONS)
def test_every_state_can_be_told(region):
    for case in cases_of_every_state(region):
        assert {lack.code for lack in (*lacking(case), *settled_for_good(case))} <= LACK_CODES
