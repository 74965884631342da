"""Where the pages of a form lie on its sheets, what may be exported, and the words for it."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import pytest

from app.services.registration_form_views import FormLayout
from tests.ui.paper_samples import DESK, DRAFT, FORM
from ui.screens.registration_form import wording
from ui.screens.registration_form.sheets import on_sheet, panels
from ui.screens.registration_form.state import Exported, FormState


class Sheet(NamedTuple):
    width: int
    height: int
    pixels: bytes


INKED = Sheet(4, 2, bytes(32))
BLANK = Sheet(4, 2, b"\xff" * 32)
LEFT_ONLY = Sheet(4, 2, (bytes(8) + b"\xff" * 8) * 2)
A3, A4 = FormLayout.A3_BOOKLET, FormLayout.A4
SEEN = FormState(DESK.application_id, DESK, sheets=(INKED, INKED), places=panels(A3, (INKED, INKED)))


def test_a_booklet_is_folded_from_four_and_one_outside_two_and_three_inside():
    places = panels(A3, (INKED, INKED))
    assert [(place.number, place.sheet, place.half) for place in places] == [
        (1, 0, "right"),
        (2, 1, "left"),
        (3, 1, "right"),
        (4, 0, "left"),
    ]
    assert [place.number for place in on_sheet(places, 0)] == [4, 1]
    assert [place.number for place in on_sheet(places, 1)] == [2, 3]


def test_a_continuation_sheet_goes_on_counting_and_its_blank_back_is_no_page():
    assert [place.number for place in panels(A3, (INKED, INKED, LEFT_ONLY, BLANK))] == [1, 2, 3, 4, 5]
    assert [place.number for place in panels(A3, (INKED, INKED, INKED, LEFT_ONLY))] == [1, 2, 3, 4, 5, 6, 7]


def test_a_page_of_the_form_counts_even_where_it_is_empty():
    assert [place.number for place in panels(A3, (INKED, BLANK))] == [1, 2, 3, 4]
    assert [place.number for place in panels(A4, (INKED, INKED, BLANK, INKED))] == [1, 2, 3, 4]


def test_single_pages_stand_in_their_order():
    places = panels(A4, (INKED,) * 5 + (BLANK,))
    assert [(place.number, place.sheet, place.half) for place in places] == [(n, n - 1, "whole") for n in range(1, 6)]


def test_only_what_is_paid_seen_and_not_under_way_can_be_exported():
    assert SEEN.can_export
    assert not replace(SEEN, desk=DRAFT).can_export
    assert not replace(SEEN, sheets=()).can_export
    assert not replace(SEEN, exporting=True).can_export
    assert not replace(SEEN, desk=None).can_export
    refused = replace(DESK, permission=replace(DESK.permission, refusal="workflow.form_locked"))
    assert not replace(SEEN, desk=refused).can_export


def test_a_draft_is_refused_even_where_the_service_names_no_reason():
    desk = replace(DRAFT, permission=replace(DRAFT.permission, refusal=None))
    assert replace(SEEN, desk=desk).refusal == "workflow.unpaid"


def test_zoom_stays_on_its_steps():
    assert SEEN.zoomed(1) == 125
    assert replace(SEEN, zoom=200).zoomed(1) == 200
    assert replace(SEEN, zoom=50).zoomed(-1) == 50


def test_papers_that_are_handed_in_stay_valid_whatever_the_records_say():
    permission = replace(DESK.permission, newest_hash="0" * 64)
    changed = replace(SEEN, desk=replace(DESK, permission=permission))
    assert wording.title_chip(changed)[1] == "amber"
    received = replace(SEEN, desk=replace(DESK, permission=permission, materials_state="received"))
    assert wording.title_chip(received)[1] == "green"


@pytest.mark.parametrize("number", [1, 12])
def test_the_file_name_holds_number_and_export_only(number):
    assert wording.file_name("2026-2-000123", number) == f"登记表-2026-2-000123-第{number}次.pdf"


def test_the_short_hash_is_written_as_on_the_paper():
    assert wording.short_hash("7c219e04" + "a" * 56) == "7C21 9E04"


def test_an_export_is_never_said_to_be_printed():
    told = Exported(DESK.application_id, FORM.application_no, 3, "登记表.pdf", unchanged=False)
    for case in (told, replace(told, unchanged=True)):
        strong, text = wording.exported(case)
        assert "导出" in strong
        assert "尚不确认纸张是否印出" in text
    assert "次数不变" in wording.exported(replace(told, unchanged=True))[0]
