from __future__ import annotations

import re
from pathlib import Path

import pytest

from app.domain import errors
from app.domain.errors import ERROR_CODES, ClerkError

SOURCES = sorted(Path(errors.__file__).parent.glob("*.py"))
QUOTED = re.compile(r'(?:ClerkError|NumberWarning|Refusal)\("([a-z_0-9.]+)"')


def test_an_error_shows_its_code_and_nothing_personal():
    error = ClerkError("name.characters", name="王敏", code="4")
    assert (str(error), repr(error), error.args) == (
        "name.characters",
        "ClerkError('name.characters')",
        ("name.characters",),
    )
    assert error.details == {"name": "王敏", "code": "4"}
    with pytest.raises(TypeError):
        error.details["name"] = ""


def test_every_code_that_the_domain_answers_with_is_registered():
    used = {code for source in SOURCES for code in QUOTED.findall(source.read_text(encoding="utf-8"))}
    assert len(used) > 30
    assert used <= ERROR_CODES


def test_no_code_is_registered_for_nothing():
    text = "".join(source.read_text(encoding="utf-8") for source in SOURCES if source.name != "errors.py")
    quoted = set(re.findall(r'"([a-z_0-9.]+)"', text)) | set(re.findall(r"\.(empty|length)\b", text))
    unused = {code for code in ERROR_CODES if code not in quoted and code.split(".")[1] not in quoted}
    assert unused == set()
