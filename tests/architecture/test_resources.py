from __future__ import annotations

import hashlib
import json

import pytest

from app.paths import FONTS
from tests.architecture.tracked import ROOT, files

FONT_LIST = json.loads((FONTS / "fonts.json").read_text(encoding="utf-8"))
RESOURCES = tuple(path for path in files() if path.parts[0] == "resources")


@pytest.mark.parametrize("font", FONT_LIST, ids=lambda font: font["file"])
def test_a_font_is_the_one_that_was_listed(font: dict[str, str]) -> None:
    assert hashlib.sha256((FONTS / font["file"]).read_bytes()).hexdigest() == font["sha256"]
    assert (FONTS / font["licence"]).is_file()
    assert font["version"]


def test_every_font_is_listed() -> None:
    assert {font["file"] for font in FONT_LIST} == {path.name for path in FONTS.glob("*.[to]t[fc]")}


def test_json_is_json() -> None:
    files_of_data = [path for path in RESOURCES if path.suffix == ".json"]
    assert [path for path in files_of_data if json.loads((ROOT / path).read_text(encoding="utf-8")) is None] == []


@pytest.mark.parametrize("folder", ["codes", "fonts", "icons", "reasons", "rules", "theme"])
def test_the_rooms_of_the_resources_are_furnished(folder: str) -> None:
    assert any(path.parts[1] == folder for path in RESOURCES)


def test_icons_carry_their_licence() -> None:
    assert any(path.parts[1] == "icons" and path.name.startswith("LICENSE") for path in RESOURCES)
