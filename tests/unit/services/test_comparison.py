"""Where two texts differ, in code points, and what only looks the same."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.services.comparison import compare_identity_number, compare_name, compare_text, differing_spans

TEXTS = st.text(st.sampled_from("王颀𬱟𠮷龑䶮·18 aX"), max_size=20)


def cut(text, spans):
    """What is left when the differing parts are taken out."""
    kept, at = [], 0
    for span in spans:
        kept.append(text[at : span.start])
        at = span.end
    return "".join([*kept, text[at:]])


@given(TEXTS, TEXTS)
def test_without_the_differing_parts_both_say_the_same(declared, recorded):
    left, right = differing_spans(declared, recorded)
    assert cut(declared, left) == cut(recorded, right)


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text):
    assert differing_spans(text, text) == ((), ())
    assert not compare_text("address", f" {text}", f"{text} ").differs


def test_spans_count_code_points_also_beyond_the_first_plane():
    row = compare_text("address", "𠮷祥街18号", "𠮷祥街81号")
    assert row.differs
    assert [row.declared[span.start : span.end] for span in row.declared_spans if span.end > span.start] == ["8"]


def test_characters_that_look_the_same_are_named_with_their_code_points():
    row = compare_name("name", "刘龑", "刘䶮")
    assert row.differs
    (pair,) = row.look_alikes
    assert (pair.declared, pair.declared_label, pair.recorded, pair.recorded_label) == ("龑", "U+9F91", "䶮", "U+4DAE")


def test_spellings_of_one_name_are_no_difference():
    row = compare_name("name", "阿依古丽•买买提", "阿依古丽·买买提")
    assert (row.differs, row.declared_spans, row.look_alikes) == (False, (), ())


def test_another_name_is_a_difference_without_look_alikes():
    row = compare_name("name", "王伟", "王玮芳")
    assert (row.differs, row.look_alikes) == (True, ())


def test_a_number_of_15_digits_is_the_person_of_the_18():
    assert not compare_identity_number("id_number", "110105491231002", "11010519491231002X").differs
    assert not compare_identity_number("id_number", "11010519491231002x", "11010519491231002X").differs
    assert compare_identity_number("id_number", "110105194912310039", "11010519491231002X").differs


def test_numbers_that_are_none_are_compared_as_text():
    assert not compare_identity_number("id_number", "", "").differs
    assert compare_identity_number("id_number", "", "11010519491231002X").differs
