from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

import app
from app.domain.errors import ClerkError
from app.domain.rounds import TimeKind
from app.domain.workflow import Role
from app.forms.fields import places
from app.forms.layout import load_layout
from app.paths import RESOURCES
from ui import text, words
from ui.sentences.form_fields import form_field


def registries():
    """Every `ERROR_CODES` of the app's modules."""
    found = {}
    for module in pkgutil.walk_packages(app.__path__, "app."):
        if ".migrations" in module.name or module.name.endswith("__main__"):
            continue
        loaded = importlib.import_module(module.name)
        if hasattr(loaded, "ERROR_CODES"):
            found[module.name] = frozenset(loaded.ERROR_CODES)
    return found


def test_every_code_has_a_sentence():
    missing = {name: sorted(code for code in codes if not text.known(code)) for name, codes in registries().items()}
    assert {name: codes for name, codes in missing.items() if codes} == {}


def raised():
    """Every code written out in a ClerkError of the app."""
    for file in Path(app.__path__[0]).rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "ClerkError" and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant):
                    yield first.value, {keyword.arg for keyword in node.keywords}


def test_every_code_that_is_raised_has_a_sentence():
    assert sorted({code for code, _details in raised()} - set(text._sentences)) == []


def test_no_sentence_is_left_of_a_code_that_is_gone():
    listed = frozenset().union(*registries().values())
    of_the_start = {"fonts.missing"}  # told by ui/main itself, nobody raises it
    assert sorted(set(text._sentences) - listed - {code for code, _details in raised()} - of_the_start) == []


def test_sentences_ask_only_for_details_that_come():
    given: dict[str, set] = {}
    for code, details in raised():
        given.setdefault(code, set()).update(details)
    asked = {code: set(re.findall(r"\{(\w+)\}", text._sentences.get(code, ""))) for code in given}
    wrong = {code: names - given[code] for code, names in asked.items() if None not in given[code]}
    assert {code: names for code, names in wrong.items() if names} == {}


def test_the_registries_are_found():
    assert "app.domain.errors" in registries()


def test_sentences_are_polite_whole_and_chinese():
    for code, sentence in text._sentences.items():
        assert sentence.endswith("。"), code
        assert not re.search(r"[!！?？,;]", sentence), code
        words = re.sub(r"\{\w+\}|PDF|X|F\d+|Alt\+\w|Ctrl\+\w|Enter", "", sentence)
        assert not re.search(r"[A-Za-z]{2,}", words), code


@pytest.mark.parametrize(
    ("field", "box"),
    [("work_unit", "（工作单位及职务）"), ("resume[2].place", "（个人简历第3行）"), ("notice", "有一栏内容")],
)
def test_a_box_that_is_too_long_is_named_as_on_the_form(field, box):
    assert box in text.sentence(ClerkError("form.too_long", field=field, length=400))


def test_every_box_of_the_form_has_its_words():
    layout = load_layout(RESOURCES / "forms" / "registration-form.json")
    boxes = {place for page in layout.pages for cell in page.cells for place in places(cell.text)}
    tables = {table.field for page in layout.pages for table in page.tables}
    assert tables
    assert {name for name in boxes | tables if not form_field(name)} == set()


def test_details_are_filled_in_and_left_out_where_unknown():
    assert "还可以再试 3 次" in text.sentence(ClerkError("session.wrong_password", tries_left=3))
    without = text.sentence(ClerkError("session.wrong_password"))
    assert "还可以" not in without
    assert not re.search(r"[\[\]{}]", without)


def test_no_sentence_shows_its_brackets():
    for code in text._sentences:
        assert not re.search(r"[\[\]{}]", text.sentence_for(code)), code


def test_an_unknown_code_is_told_for_the_telephone():
    told = text.sentence(ClerkError("nobody.knows"))
    assert "nobody.knows" in told
    assert told.endswith("。")


def test_times_are_beijing_time():
    closes = datetime(2026, 12, 4, 10, 0, tzinfo=UTC)
    told = text.sentence(ClerkError("workflow.time_over", kind="pre_review", closes=closes))
    assert "预审时间" in told
    assert "2026-12-04 18:00" in told
    assert words.day_and_time(datetime(2026, 12, 31, 16, 30, tzinfo=UTC)) == "2027-01-01 00:30"
    assert words.clock_time(closes) == "18:00"


@pytest.mark.parametrize("kind", TimeKind)
def test_every_time_of_a_round_is_told_by_its_name(kind):
    assert re.match(r"[\u4e00-\u9fff]+时间已", text.sentence(ClerkError("workflow.time_over", kind=kind)))


@pytest.mark.parametrize("role", Role)
def test_every_role_is_told_by_its_name(role):
    assert re.search(r"须由[\u4e00-\u9fff]+办理", text.sentence(ClerkError("workflow.role", roles=(role,))))


def test_roles_are_named_in_chinese():
    told = text.sentence(ClerkError("workflow.role", roles=frozenset({"review", "county_admin"})))
    assert "审核、县区管理员" in told


@pytest.mark.parametrize("value", [None, "", ()])
def test_empty_details_count_as_unknown(value):
    assert "还可以" not in text.sentence(ClerkError("session.wrong_password", tries_left=value))
