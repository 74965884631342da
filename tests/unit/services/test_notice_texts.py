"""The sentences of the slip: one for everything that can be lacking, each complete."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.domain.errors import ClerkError
from app.domain.lacking import LACK_CODES, How, Lack, Place
from app.domain.workflow import Actor
from app.services.notice_texts import NoticeTexts, variables_of

SHIPPED = Path(__file__).parents[3] / "resources" / "notice"
WORDS = {
    "specialty_name": "工商管理",
    "course_code": "00152",
    "course_name": "组织行为学",
    "card_kind": "绿卡",
    "office": "安泽县招办",
    "registration_office": "乡宁县招办",
    "reason": "照片模糊",
}
KNOWN = frozenset(WORDS)


@pytest.fixture(scope="module")
def texts() -> NoticeTexts:
    return NoticeTexts.load(SHIPPED)


def test_everything_that_can_be_lacking_has_its_sentence_and_nothing_else_has(texts):
    assert set(texts.lacks) == LACK_CODES
    assert set(texts.places) == {place.value for place in Place}
    assert set(texts.who) == {actor.value for actor in Actor}


def test_no_sentence_asks_for_a_word_that_nobody_knows(texts):
    sentences = [text for each in texts.lacks.values() for text in (each.matter, each.how, *each.bring)]
    sentences += [*texts.places.values(), texts.reason]
    assert frozenset().union(*(variables_of(each) for each in sentences)) <= KNOWN


@pytest.mark.parametrize("code", sorted(LACK_CODES))
def test_filled_in_it_is_plain_office_chinese(texts, code):
    lack = Lack(code, Place.COUNTY_OFFICE, Actor.CANDIDATE, None, How.WAIT)
    text = texts.of(lack, WORDS)
    for sentence in (text.matter, text.how, *text.bring, texts.where(lack, WORDS)):
        assert not set(sentence) & set("{}！!")
        assert sentence.strip() == sentence
    assert text.how.endswith("。")


def test_a_reason_stands_before_what_to_do_and_what_must_wait_says_so(texts):
    lack = Lack("photo.manual_rejected", Place.COUNTY_OFFICE, Actor.CANDIDATE, None, How.WAIT, now=False)
    how = texts.of(lack, WORDS).how
    assert how.startswith("（前面的事项办好后再办）原因：照片模糊。按原因重新拍照")
    assert "原因" not in texts.of(lack, {}).how.split("按原因")[0]


@pytest.mark.parametrize("damage", ["{", "[]", '{"format": "zikao-notice/2"}', '{"format": "zikao-notice/1"}'])
def test_a_damaged_file_is_said(tmp_path, damage):
    (tmp_path / "notice.json").write_text(damage, encoding="utf-8")
    with pytest.raises(ClerkError) as raised:
        NoticeTexts.load(tmp_path)
    assert raised.value.code == "notice.texts_unreadable"


def test_a_lack_without_a_sentence_is_said(texts, tmp_path):
    document = json.loads((SHIPPED / "notice.json").read_text(encoding="utf-8"))
    del document["lacks"]["photo.none"]
    (tmp_path / "notice.json").write_text(json.dumps(document), encoding="utf-8")
    lack = Lack("photo.none", Place.PLATFORM, Actor.CANDIDATE, None, How.UPLOAD_PHOTO)
    with pytest.raises(ClerkError) as raised:
        NoticeTexts.load(tmp_path).of(lack, {})
    assert raised.value.code == "notice.text_missing"
