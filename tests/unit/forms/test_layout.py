from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from app.domain.errors import ClerkError
from app.forms.bundle import DEFAULT, Bundle
from app.forms.layout import load_layout, read_layout
from app.forms.registration_form import render_registration_form
from tests.unit.forms.builders import form_content
from tests.unit.forms.reading import page_sizes, text_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FILE = DEFAULT.folder / "forms" / "registration-form.json"


def layout_data() -> Any:
    return json.loads(FILE.read_bytes())


def refusal_of(change: Callable[[Any], object]) -> tuple[str, str]:
    data = layout_data()
    change(data)
    with pytest.raises(ClerkError, match=r"form\.layout_invalid") as refusal:
        read_layout(json.dumps(data).encode(), "office.json")
    assert refusal.value.details["file"] == "office.json"
    return str(refusal.value.details["where"]), str(refusal.value.details["problem"])


def test_the_layout_that_ships_is_valid() -> None:
    layout = load_layout(FILE)
    assert [page.name for page in layout.pages] == ["cover", "personal", "appraisal", "scores"]
    scores = next(table for table in layout.pages[3].tables if table.field == "scores")
    assert int(scores.body_height / scores.row_height + 1e-6) >= 26


@pytest.mark.parametrize(
    ("change", "where", "problem"),
    [
        (lambda d: d.pop("pages"), "", "pages"),
        (lambda d: d["pages"][1]["cells"][0].update(colour="red"), "$.pages[1].cells[0]", "colour"),
        (lambda d: d["pages"][1]["cells"][0].update(w="wide"), "$.pages[1].cells[0].w", "float"),
        (lambda d: d["pages"][1]["cells"][0].update(w=-1), "$.pages[1].cells[0].w", "> 0"),
        (lambda d: d["pages"][1]["cells"][0].update(w=300), "pages[1].cells[0]", "beyond the panel"),
        (lambda d: d["pages"][0]["cells"][3].update(text="{hosst}"), "pages[0].cells[3].text", "hosst"),
        (lambda d: d["pages"][0]["cells"][3].update(text="同意毕业"), "pages[0].cells[3].text", "同意毕业"),
        (lambda d: d["pages"][0]["cells"][3].update(min_size=20), "pages[0].cells[3]", "min_size"),
        (lambda d: d["pages"][3]["tables"][0].update(field="marks"), "pages[3].tables[0].field", "marks"),
        (lambda d: d["pages"][3]["tables"][0]["columns"][1].update(text="{code}"), "columns[1].text", "code"),
        (lambda d: d["pages"][3]["tables"][0].update(min_row_height=9), "min_row_height", "row_height"),
        (lambda d: d["impositions"][0]["sides"][0].pop(), "impositions[0].sides", "every panel once"),
        (lambda d: d["impositions"][0].update(width=300), "impositions[0]", "beyond the paper"),
    ],
)
def test_a_broken_layout_says_where_and_what(change: Callable[[Any], object], where: str, problem: str) -> None:
    told_where, told_problem = refusal_of(change)
    assert where in told_where
    assert problem in told_problem


def test_a_layout_that_is_no_json_or_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ClerkError, match=r"form\.layout_invalid"):
        read_layout(b"{", "office.json")
    with pytest.raises(ClerkError, match=r"form\.layout_missing") as refusal:
        load_layout(tmp_path / "registration-form.json")
    assert refusal.value.details["file"] == "registration-form.json"


def test_an_office_form_replaces_ours_without_code(tmp_path: Path) -> None:
    """One page of another size, another order of fields, printed two to a sheet side by side with nothing else."""
    data = layout_data()
    cell = {"x": 20, "y": 40, "w": 80, "h": 12, "text": "考生{name}，号码{candidate_no}"}
    data.update(
        name="某市毕业生登记卡",
        panel_width=150,
        panel_height=290,
        pages=[{"name": "card", "cells": [cell | {"x": 20, "w": 110}]}],
        impositions=[
            {
                "name": "card",
                "width": 150,
                "height": 290,
                "flip_on_short_edge": False,
                "sides": [[{"panel": 1, "x": 0, "y": 0}]],
                "continuation": [{"panel": 1, "x": 0, "y": 0}],
            }
        ],
    )
    data["foot"].update(
        qr={"x": 10, "y": 270, "w": 14, "h": 14},
        barcode={"x": 60, "y": 270, "w": 80, "h": 8},
        cells=[{"x": 10, "y": 262, "w": 100, "h": 6, "text": "{application_no} {short_hash}", "border": False}],
        draft_cells=[],
        reprint_cells=[],
    )
    data["continuation"]["area"] = {"x": 10, "y": 30, "w": 130, "h": 220}
    data["continuation"]["cells"] = []
    (tmp_path / "forms").mkdir()
    (tmp_path / "forms" / "registration-form.json").write_text(json.dumps(data), encoding="utf-8")
    (tmp_path / "fonts").symlink_to(DEFAULT.folder / "fonts")
    pdf = render_registration_form(form_content(), "card", copies=1, resources=Bundle(tmp_path))
    assert page_sizes(pdf) == [(150, 290)] * 2, "a single side is completed to a sheet"
    assert "考生马𠮷祥，号码990120100613" in text_of(pdf)
