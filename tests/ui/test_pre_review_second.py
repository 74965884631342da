"""A second refusal takes two clerks on one screen; a walk-in takes the case out of hand and gives it back."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from app.demo.fill import DEMO_PASSWORD
from app.services.pre_review_views import QueuePart
from tests.ui.counter import ADMINISTRATOR, REVIEWER, SECOND, texts
from ui.screens.pre_review.work import Asking

AGAIN, PLAIN = "耿家行", "武远"


@pytest.fixture
def signing(counter):
    """At a second attempt with a reason ticked and the second signature asked for."""
    counter.to_pre_review(AGAIN)
    counter.press("6", "R")
    counter.until(lambda: counter.state.asking is Asking.SECOND_SIGNATURE)
    return counter


class TestSecondSignature:
    def test_it_opens_in_the_same_column_over_the_reasons(self, signing):
        panel = signing.page.decision.signature
        assert panel.isVisible()
        assert not signing.page.decision.reasons.isVisible()
        assert QApplication.focusWidget() is panel.password.line
        assert signing.page.case.isVisible()

    def test_the_clerk_herself_and_those_without_the_right_are_not_offered(self, signing):
        names = [row[0] for row in texts(signing.page.decision.signature.clerks)]
        assert sorted(names) == sorted([SECOND, ADMINISTRATOR])

    def test_a_wrong_password_says_so_and_decides_nothing(self, signing):
        case = signing.state.case
        signing.type("not-hers")
        signing.press("Enter")
        signing.until(lambda: signing.state.asked_error is not None)
        panel = signing.page.decision.signature
        assert "密码不对" in panel._error.text()
        assert panel.password.text() == ""
        assert signing.review_of(case.application_id) == "awaiting_county"
        assert signing.state.asking is Asking.SECOND_SIGNATURE

    def test_the_right_password_decides_and_the_first_clerk_stays(self, signing):
        case = signing.state.case
        signing.type(DEMO_PASSWORD)
        signing.press("Enter")
        signing.until(signing.past_case(case.application_id))
        assert signing.review_of(case.application_id) == "refused"
        assert signing.station.session.signed_in.clerk.name == REVIEWER
        person = signing.station.candidate_file.refresh(case.candidate_id, signing.signer)
        (application,) = [each for each in person.current_filing.applications if each.record.id == case.application_id]
        (attempt,) = [each for each in application.attempts if each.attempt == 2]
        assert attempt.decided_by_name == REVIEWER
        assert attempt.second_clerk_name in {SECOND, ADMINISTRATOR}

    def test_esc_goes_back_to_the_reasons_with_the_ticks(self, signing):
        signing.press("Esc")
        assert signing.state.asking is Asking.NOTHING
        assert signing.page.decision.reasons.isVisible()
        assert len(signing.page.decision.reasons.ticked()) == 1

    def test_f6_leaves_it_for_the_second_clerk(self, signing):
        case = signing.state.case
        signing.press("F6")
        signing.until(lambda: "留待复核人" in signing.said())
        assert case.name in signing.waiting(QueuePart.SECOND_SIGNATURE)
        signing.until(signing.past_case(case.application_id))
        assert signing.review_of(case.application_id) == "awaiting_county"

    def test_what_waits_for_the_signature_comes_with_its_reasons(self, counter):
        counter.press("8")
        counter.until(lambda: counter.at() == "pre_review" and counter.settled())
        assert counter.state.part is QueuePart.SECOND_SIGNATURE
        assert counter.state.ticked
        assert counter.state.can_refuse

    def test_what_changed_since_the_first_stands_in_the_verdict(self, counter):
        counter.to_pre_review(AGAIN)
        assert counter.state.case.since_first is not None
        lines = ["".join(getattr(part, "text", "") for part in line) for line in counter.page.decision.checks._lines]
        assert any("与首次申请相比" in line for line in lines)
        assert any("首次原因" in line for line in lines)

    def test_a_colleagues_password_does_not_stay_behind_the_lock(self, signing):
        signing.type("half")
        signing.press("Ctrl+L")
        assert signing.page.decision.signature.password.text() == ""


class TestWalkIn:
    def test_f7_parks_and_f4_brings_back_ticks_and_half_a_note(self, counter):
        counter.to_pre_review(PLAIN)
        case = counter.state.case
        counter.press("6", "H")
        counter.type("先电话")
        counter.press("F7")
        counter.until(lambda: counter.at() == "candidate_file")
        assert f"已挂起 县区预审 {PLAIN}" in counter.said()
        assert counter.station.claims.held("application")[case.application_id].clerk_name == REVIEWER
        assert counter.station.home.view(counter.signer).marks.parked == 1
        counter.press("F4")
        counter.until(lambda: counter.at() == "pre_review" and counter.settled())
        assert counter.state.case.application_id == case.application_id
        assert len(counter.state.ticked) == 1
        assert counter.page.decision.note.text() == "先电话"
        assert counter.station.claims.parked(counter.signer) == ()

    def test_the_walk_ins_own_case_does_not_cost_the_parked_one_its_claim(self, counter):
        counter.to_pre_review(PLAIN)
        parked = counter.state.case.application_id
        counter.press("F7")
        counter.until(lambda: counter.at() == "candidate_file")
        counter.to_pre_review("田瑞洋")
        assert parked in counter.station.claims.held("application")
        counter.press("F4")
        counter.until(counter.at_case(parked))

    def test_a_parked_case_is_there_after_the_program_was_closed(self, opened):
        counter = opened().sign_in()
        counter.to_pre_review(PLAIN)
        counter.press("F7")
        counter.until(lambda: counter.at() == "candidate_file")
        again = opened().sign_in()
        again.until(lambda: len(again.desk.parked()) == 1)
        assert again.desk.parked()[0].title == f"县区预审 {PLAIN}"
        again.press("F4")
        again.until(lambda: again.at() == "pre_review" and again.settled())
        assert again.state.case.name == PLAIN
