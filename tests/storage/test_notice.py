"""一次性告知单 on a real store: what it says in each state of a case."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.domain.errors import ClerkError
from app.domain.rounds import beijing
from app.schema import catalogue, person
from app.services.notice import NoticeService
from app.services.notice_texts import NoticeTexts
from tests.builders import a_candidate
from tests.case_builders import NOW, RESOURCES, a_case, a_desk, change


class PlainRenderer:
    """Stands in for the paper: what is on it is asked of the notice itself."""

    def render(self, notice):
        return "\n".join((*(item.matter for item in notice.items), *notice.remarks)).encode()


@pytest.fixture
def desk(tmp_path):
    with a_desk(tmp_path) as desk:
        yield desk


@pytest.fixture
def notice(desk):
    texts = NoticeTexts.load(RESOURCES / "notice")
    service = NoticeService(desk.cases, desk.rounds, PlainRenderer(), texts, desk.names, desk.clock)
    return lambda ids: service.prepare(ids if not hasattr(ids, "candidate") else ids.candidate, desk.first.signer)


def codes(notice):
    return [item.code for item in notice.items]


def item(notice, code):
    return next(each for each in notice.items if each.code == code)


def test_nothing_filed_yet_begins_with_the_application(desk, notice):
    slip = notice(a_candidate(desk.store, identity_state="none", prior_state="none"))
    assert codes(slip)[:3] == ["identity.none", "prior.none", "application.none"]
    assert item(slip, "identity.none").until == beijing(2026, 11, 30, 13)
    assert not item(slip, "application.none").now


def test_while_the_county_looks_at_it_the_rest_is_said_too(desk, notice):
    slip = notice(a_case(desk.store))
    assert codes(slip) == [
        "review.awaiting_county",
        "payment.unpaid",
        "form.not_exported",
        "materials.awaited",
        "original.awaited",
    ]
    waiting = item(slip, "review.awaiting_county")
    assert waiting.where == "安泽县招生考试中心，招办办理，考生等候结果"
    assert waiting.until == beijing(2026, 12, 4, 18)
    original = item(slip, "original.awaited")
    assert original.matter == "00152组织行为学绿卡原件未交"
    assert (original.bring, original.phone, original.now) == (("绿卡原件",), "0357-0000000", False)


def test_after_a_refusal_it_gives_the_reason_and_the_one_chance(desk, notice):
    ids = a_case(desk.store)
    chosen = desk.pre_review.prefetch(ids.application, desk.first.signer).suggested["pre_review.scan_unclear"]
    desk.pre_review.refuse_case(ids.application, [chosen], desk.first.signer)
    refused = item(notice(ids), "review.refused")
    assert refused.until == beijing(2026, 12, 3, 18)
    assert "原因：合格证扫描件不清晰或缺页。" in refused.how
    assert "仅限1次" in refused.how


def test_a_second_refusal_ends_the_round(desk, notice):
    slip = notice(a_case(desk.store, attempt=2, review_state="refused", review_reason="缺毕业论文成绩"))
    assert slip.items == ()
    assert slip.remarks == ("另告：工商管理专业本批次不能再申请。原因：缺毕业论文成绩。可在下一批次申请。",)


def test_paid_for_it_asks_for_the_papers(desk, notice):
    slip = notice(a_case(desk.store, card_state="ok", review_state="county_approved", payment_state="paid"))
    assert codes(slip) == ["form.not_exported", "materials.awaited", "original.awaited"]
    assert item(slip, "form.not_exported").now
    assert item(slip, "materials.awaited").until == beijing(2026, 12, 11, 18)


def test_papers_sent_back_are_due_when_the_clerk_said(desk, notice):
    ids = a_case(
        desk.store,
        card_state="ok",
        review_state="county_approved",
        payment_state="paid",
        form_state="exported",
        original_state="compared",
        materials_state="returned",
        materials_reason="缺单位公章",
        materials_until=NOW + timedelta(days=2),
    )
    slip = notice(ids)
    assert codes(slip) == ["materials.returned"]
    assert slip.items[0].until == NOW + timedelta(days=2)
    assert "原因：缺单位公章。" in slip.items[0].how


def test_a_time_that_has_gone_by_says_to_telephone(desk, notice):
    ids = a_case(desk.store, photo_state="none")
    desk.clock.moment = beijing(2026, 12, 7, 9)
    assert item(notice(ids), "photo.none").how.startswith("时间已过，请先打电话询问。")


def test_nothing_lacking_is_an_empty_list(desk, notice):
    ids = a_case(
        desk.store,
        card_state="ok",
        original_state="compared",
        review_state="county_approved",
        payment_state="paid",
        form_state="exported",
        materials_state="checked",
    )
    assert notice(ids).items == ()


def test_the_identity_of_another_office_is_not_given_our_telephone(desk, notice):
    county = {"id": 141029, "code": "141029", "name": "乡宁县", "city_name": "临汾市"}
    with desk.store.write() as connection:
        connection.execute(catalogue.counties.insert().values(county))
    ids = a_case(desk.store, identity_state="auto_failed", registration_county_id=141029)
    failed = item(notice(ids), "identity.auto_failed")
    assert failed.where == "乡宁县（报名点），考生本人办理"
    assert failed.phone == ""


def test_the_head_is_masked_and_says_who_and_when(desk, notice):
    slip = notice(a_case(desk.store, name="王𬱟"))
    assert slip.candidate_name == "王𬱟"
    assert slip.id_number_masked == "1499••••••••0190"
    assert (slip.clerk_name, slip.office_name, slip.made_at) == ("王敏", "安泽县招生考试中心", NOW)


def test_the_paper_is_made_by_the_renderer(desk):
    texts = NoticeTexts.load(RESOURCES / "notice")
    service = NoticeService(desk.cases, desk.rounds, PlainRenderer(), texts, desk.names, desk.clock)
    ids = a_case(desk.store, attempt=2, review_state="refused")
    assert (
        service.pdf(ids.candidate, desk.first.signer).decode()
        == "另告：工商管理专业本批次不能再申请。可在下一批次申请。"
    )
    with pytest.raises(ClerkError) as raised:
        service.pdf(ids.application, desk.first.signer)
    assert raised.value.code == "candidate_not_found"


def test_an_applied_correction_must_be_confirmed(desk, notice):
    ids = a_case(desk.store, review_state="draft", review_version=0)
    row = {"field": "name", "asked_by": desk.first.id, "asked_at": NOW, "correction_state": "applied"}
    from tests.builders import put

    put(desk.store, person.corrections, id=ids.filing, candidate_id=ids.candidate, correction_changed_at=NOW, **row)
    assert "application.confirm_again" in codes(notice(ids))
    change(desk.store, person.corrections, ids.filing, correction_state="escalated")
    assert "correction.escalated" in codes(notice(ids))
