"""The library of reasons: what is shipped is sound, and what is filled in is complete."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.errors import ClerkError
from app.services.reasons import ERROR_CODES, ChosenReason, FilledReason, Reason, ReasonLibrary

SHIPPED = Path(__file__).parents[3] / "resources" / "reasons"

NEXT = {"next_step": "请于2026-12-01至2026-12-03重新申请。"}


@pytest.fixture(scope="module")
def shipped() -> ReasonLibrary:
    return ReasonLibrary.load(SHIPPED)


def a_reason(**changes: object) -> Reason:
    reason = Reason("photo.dark", 1, "photo", 1, "过暗", "照片过暗，请于{until}前重拍。", "照片过暗。")
    return replace(reason, **changes)


def code_of(raised: pytest.ExceptionInfo[ClerkError]) -> str:
    assert raised.value.code in ERROR_CODES
    return raised.value.code


@pytest.mark.parametrize("kind", ["pre_review", "identity", "photo"])
def test_each_kind_has_nine_digits_and_the_ninth_wants_a_note(shipped, kind):
    offered = shipped.offered(kind)
    assert [each.position for each in offered] == list(range(1, 10))
    assert [each.needs_note for each in offered] == [False] * 8 + [True]


def test_the_shipped_titles_are_those_of_the_picture(shipped):
    assert [each.title for each in shipped.offered("pre_review")][:3] == [
        "合格证扫描件不清晰或缺页",
        "卡面课程与所填课程不一致",
        "卡面姓名与证件不一致",
    ]


def test_filling_gives_both_texts_without_a_brace_left(shipped):
    chosen = ChosenReason("pre_review.scan_unclear", {"course": "00152组织行为学", "card_kind": "绿卡", **NEXT})
    filled = shipped.fill(chosen)
    assert filled.candidate_text == (
        "您上传的00152组织行为学绿卡扫描件不清晰或缺页，须重新上传清晰、完整的扫描件。请于2026-12-01至2026-12-03重新申请。"
    )
    assert filled.file_text == "00152组织行为学绿卡扫描件不清晰或缺页，无法核对。"
    assert (filled.id, filled.version) == ("pre_review.scan_unclear", 1)


@pytest.mark.parametrize("course", [None, "", "   "])
def test_a_missing_variable_is_refused_by_name(shipped, course):
    variables = {"card_kind": "绿卡", **NEXT} | ({} if course is None else {"course": course})
    with pytest.raises(ClerkError) as raised:
        shipped.fill(ChosenReason("pre_review.scan_unclear", variables))
    assert code_of(raised) == "reasons.variable_missing"
    assert raised.value.details["variable"] == "course"


def test_other_needs_a_note_which_ends_as_a_sentence_and_becomes_the_title(shipped):
    with pytest.raises(ClerkError) as raised:
        shipped.fill(ChosenReason("pre_review.other", NEXT, note="  "))
    assert code_of(raised) == "reasons.note_missing"
    filled = shipped.fill(ChosenReason("pre_review.other", NEXT, note="登记照片缺失"))
    assert filled.file_text == "登记照片缺失。"
    assert filled.title == "登记照片缺失"


def test_a_note_with_braces_is_text_and_nothing_else(shipped):
    filled = shipped.fill(ChosenReason("pre_review.other", NEXT, note="见{course}"))
    assert filled.file_text == "见{course}。"


def test_the_clerks_own_wording_replaces_only_what_the_candidate_reads(shipped):
    chosen = ChosenReason("pre_review.prior_differs", NEXT, candidate_text="请来本招办面谈。")
    filled = shipped.fill(chosen)
    assert filled.candidate_text == "请来本招办面谈。"
    assert filled.file_text == "前置学历与申请信息不一致。"


@pytest.mark.parametrize(
    ("chosen", "code"),
    [
        (ChosenReason("pre_review.nothing", {}), "reasons.unknown"),
        (ChosenReason("pre_review.other", NEXT, note="长" * 121), "reasons.too_long"),
        (ChosenReason("pre_review.prior_differs", NEXT, candidate_text="长" * 401), "reasons.too_long"),
    ],
)
def test_what_cannot_be_filled_is_refused(shipped, chosen, code):
    with pytest.raises(ClerkError) as raised:
        shipped.fill(chosen)
    assert code_of(raised) == code


def test_a_new_version_is_offered_and_the_old_one_stays_readable():
    library = ReasonLibrary([a_reason(), a_reason(version=2, title="光线过暗")])
    assert [each.title for each in library.offered("photo")] == ["光线过暗"]
    assert library.version("photo.dark", 1).title == "过暗"


def test_a_retired_reason_is_not_offered_not_filled_and_still_known():
    library = ReasonLibrary([a_reason(), a_reason(version=2, retired=True)])
    assert library.offered("photo") == ()
    assert library.version("photo.dark", 1).title == "过暗"
    with pytest.raises(ClerkError) as raised:
        library.fill(ChosenReason("photo.dark", {"until": "2026-12-06"}))
    assert code_of(raised) == "reasons.retired"


@pytest.mark.parametrize(
    ("second", "code"),
    [
        ({}, "reasons.twice"),
        ({"id": "photo.light"}, "reasons.position"),
        ({"id": "photo.light", "position": 0}, "reasons.position"),
        ({"id": "photo.light", "position": 10}, "reasons.position"),
        ({"id": "photo.light", "position": 2, "file_text": "长" * 301}, "reasons.too_long"),
        ({"id": "photo.light", "position": 2, "kind": "weather"}, "reasons.format"),
    ],
)
def test_an_unsound_library_is_refused(second, code):
    with pytest.raises(ClerkError) as raised:
        ReasonLibrary([a_reason(), a_reason(**second)])
    assert code_of(raised) == code


def _file(**changes: object) -> str:
    entry = {
        "id": "photo.dark",
        "version": 1,
        "position": 1,
        "title": "过暗",
        "candidate_text": "请于{until}前重拍。",
        "file_text": "过暗。",
        "variables": ["until"],
    }
    document = {"format": "zikao-reasons/1", "kind": "photo", "reasons": [{**entry, **changes}]}
    return json.dumps(document, ensure_ascii=False)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("{", "reasons.unreadable"),
        ("[]", "reasons.unreadable"),
        (_file().replace("zikao-reasons/1", "zikao-reasons/9"), "reasons.format"),
        (_file(variables=[]), "reasons.variables_differ"),
        (_file(variables=["until", "course"]), "reasons.variables_differ"),
        (_file(candidate_text="请于{until前重拍。"), "reasons.unreadable"),
    ],
)
def test_a_broken_file_is_refused_by_name(tmp_path, content, code):
    (tmp_path / "photo.json").write_text(content, encoding="utf-8")
    with pytest.raises(ClerkError) as raised:
        ReasonLibrary.load(tmp_path)
    assert code_of(raised) == code


def test_a_filled_reason_comes_back_from_its_document(shipped):
    filled = shipped.fill(ChosenReason("pre_review.prior_differs", NEXT))
    assert FilledReason.from_document(json.loads(json.dumps(filled.document()))) == filled
