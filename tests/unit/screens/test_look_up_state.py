"""Whom Enter opens, what is said, and where the thing to be done is."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from app.domain.stages import StageName
from app.domain.workflow import Actor
from app.services.lookup import LookupResult
from app.services.lookup_match import MatchReason, ReasonKind
from tests.ui.look_up_samples import SEVEN, a_hit, a_preview, a_progress, a_stage
from ui.screens.look_up import wording
from ui.screens.look_up.state import Finding, LookUpState

ONE = LookUpState(text="王薇", result=LookupResult("王薇", SEVEN[1:2]), chosen=SEVEN[1].candidate_id)
MANY = LookUpState(text="ww", result=LookupResult("ww", SEVEN))


def test_one_of_several_is_opened_only_after_it_was_chosen():
    assert MANY.can_open is None
    assert MANY.must_choose
    chosen = replace(MANY, chosen=SEVEN[2].candidate_id)
    assert chosen.can_open == SEVEN[2].candidate_id
    assert not chosen.must_choose


def test_rows_that_answer_an_older_text_open_nothing():
    assert replace(ONE, searching=True).can_open is None
    assert not replace(MANY, searching=True).must_choose


@pytest.mark.parametrize(
    ("result", "finding"),
    [
        (None, Finding.NOTHING_ASKED),
        (LookupResult(" "), Finding.NOTHING_ASKED),
        (LookupResult("w", too_short=True), Finding.TOO_SHORT),
        (LookupResult("没有"), Finding.NOBODY),
        (LookupResult("毕业", hidden_graduated=2), Finding.ONLY_GRADUATED),
        (LookupResult("王薇", SEVEN[:1]), Finding.ONE),
        (LookupResult("ww", SEVEN), Finding.SEVERAL),
        (LookupResult("王", SEVEN, more=True), Finding.TOO_MANY),
        (LookupResult("王", SEVEN[:1], more=True), Finding.TOO_MANY),
    ],
)
def test_what_came_of_the_search(result, finding):
    assert LookUpState(result=result).finding is finding


def test_a_case_that_waits_for_the_county_leads_to_the_pre_review():
    state = replace(ONE, progress={SEVEN[1].candidate_id: a_progress(application=UUID(int=5))})
    assert state.to_do == ("pre_review", UUID(int=5))
    assert replace(state, searching=True).to_do is None


def test_a_paid_case_leads_to_its_form_and_one_that_waits_for_the_candidate_nowhere():
    form = a_progress(a_stage(StageName.FORM, "filled", Actor.CANDIDATE), UUID(int=6))
    photo = a_progress(a_stage(StageName.PHOTO, "none", Actor.CANDIDATE), UUID(int=7))
    assert replace(ONE, preview=a_preview(SEVEN[1], form)).to_do == ("registration_form", UUID(int=6))
    assert replace(ONE, preview=a_preview(SEVEN[1], photo)).to_do is None


def test_a_preview_of_somebody_else_does_not_say_what_to_do():
    assert replace(ONE, preview=a_preview(SEVEN[0])).to_do is None


def test_a_scanned_number_means_its_owner_not_one_who_has_it_inside_another():
    owner, other = a_hit(11), a_hit(12)._replace(phone="990120200011")
    number = owner.candidate_nos[0]
    state = LookUpState(text=number.lower(), result=LookupResult(number, (other, owner)))
    assert state.scanned_person() == owner.candidate_id


def test_a_scan_that_fits_several_means_nobody():
    twins = (a_hit(11), a_hit(12)._replace(id_number=a_hit(11).id_number))
    state = LookUpState(text=twins[0].id_number, result=LookupResult(twins[0].id_number, twins))
    assert state.scanned_person() is None


def test_without_a_filing_only_what_a_clerk_has_to_do_is_said():
    draft = a_progress(a_stage(StageName.SUBMIT, "draft", Actor.CANDIDATE), None, filed=False)
    check = a_progress(a_stage(StageName.IDENTITY, "pending_manual"), None, filed=False)
    assert wording.progress(draft) == "本批次未申请"
    assert wording.progress(check) == "身份认证待人工审核"


def test_every_kind_of_reason_has_its_words():
    for kind in ReasonKind:
        assert wording.reason(MatchReason(kind, "1987"))
    assert wording.reason(MatchReason(ReasonKind.SURNAME_READING, "wèi")) == "姓氏读音 wèi"


def test_digits_of_an_identity_number_are_not_repeated_beside_their_mask():
    for kind in (ReasonKind.ID_NUMBER, ReasonKind.ID_NUMBER_PART, ReasonKind.FORMER_ID_NUMBER, ReasonKind.PHONE):
        assert "19900101" not in wording.reason(MatchReason(kind, "19900101"))
