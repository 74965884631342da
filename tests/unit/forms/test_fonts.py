from __future__ import annotations

import re
import shutil
import subprocess
import sys
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from fontTools.ttLib import TTFont

from app.domain.errors import ClerkError
from app.forms.bundle import DEFAULT, Bundle
from app.forms.document import to_unicode_map
from app.forms.preflight import from_fallback
from app.forms.registration_form import render_registration_form
from app.forms.truetype import TrueTypeFile
from app.forms.typefaces import FILES, SERIF
from app.paths import FONTS
from tests.unit.forms.builders import form_content

if TYPE_CHECKING:
    from pathlib import Path

NAMES = sorted({file for files in FILES.values() for file in files})
SAMPLE = "马𠮷祥𣲗𬱖㛃䶮中华人民共和国0123456789（），。·Aa"


@pytest.mark.parametrize("name", NAMES)
def test_own_reader_agrees_with_fonttools(name: str) -> None:
    own = TrueTypeFile(FONTS / name)
    with TTFont(FONTS / name, lazy=True) as reference:
        names, metrics = reference.getBestCmap(), reference["hmtx"]
        for code_point in [*range(0x20, 0x30000, 97), *map(ord, SAMPLE)]:
            glyph = own.glyph_of(code_point)
            assert glyph == (reference.getGlyphID(names[code_point]) if code_point in names else 0)
            if glyph:
                assert own.advance(glyph) == metrics[names[code_point]][0]


@pytest.mark.parametrize("name", NAMES)
def test_a_subset_is_a_font_with_the_same_drawings(name: str) -> None:
    own = TrueTypeFile(FONTS / name)
    glyphs = [0, *sorted({own.glyph_of(ord(character)) for character in SAMPLE} - {0})]
    with TTFont(BytesIO(own.subset(glyphs))) as subset, TTFont(FONTS / name, lazy=True) as reference:
        assert subset["maxp"].numGlyphs == len(glyphs)
        for number, glyph in enumerate(glyphs):
            new, old = subset.getGlyphName(number), reference.getGlyphName(glyph)
            assert subset["glyf"][new] == reference["glyf"][old]
            assert subset["hmtx"][new] == reference["hmtx"][old]


def test_text_layer_map_writes_surrogate_pairs() -> None:
    assert b"<0001> <D842DFB7>\n<0002> <9A6C>" in to_unicode_map(["", "𠮷", "马"])
    many = to_unicode_map(["", *map(chr, range(0x4E00, 0x4E00 + 250))])
    assert re.findall(rb"(\d+) beginbfchar", many) == [b"100", b"100", b"50"]


def test_runs_go_to_the_first_font_that_draws_them() -> None:
    serif = DEFAULT.typefaces[SERIF]
    assert list(serif.runs("马𠮷祥")) == [(0, "马"), (1, "𠮷"), (0, "祥")]
    assert serif.lacking("马𠮷\U000323af") == ["\U000323af"]
    assert from_fallback(form_content(), serif)[0] == "𠮷"


def copied(folder: Path, *left_out: str) -> Bundle:
    shutil.copytree(DEFAULT.folder / "forms", folder / "forms")
    (folder / "fonts").mkdir()
    for name in NAMES:
        if name not in left_out:
            (folder / "fonts" / name).symlink_to(FONTS / name)
    return Bundle(folder)


def test_a_missing_font_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ClerkError, match=r"form\.font_missing") as refusal:
        render_registration_form(form_content(), resources=copied(tmp_path, "NotoSerifSC-Regular.ttf"))
    assert refusal.value.details["file"] == "NotoSerifSC-Regular.ttf"


def test_a_missing_fallback_font_is_named_once_it_is_needed(tmp_path: Path) -> None:
    bundle = copied(tmp_path, "HanaMinB.ttf")
    plain = form_content(name="马吉祥", family=())
    assert render_registration_form(plain, resources=bundle).startswith(b"%PDF")
    with pytest.raises(ClerkError, match=r"form\.font_missing") as refusal:
        render_registration_form(form_content(), resources=bundle)
    assert refusal.value.details["file"] == "HanaMinB.ttf"


@pytest.mark.parametrize("damage", [b"", b"no font at all", b"\0\1\0\0" + b"\xff" * 40])
def test_a_damaged_font_file_is_named(tmp_path: Path, damage: bytes) -> None:
    bundle = copied(tmp_path, "NotoSerifSC-Regular.ttf")
    (tmp_path / "fonts" / "NotoSerifSC-Regular.ttf").write_bytes(damage)
    with pytest.raises(ClerkError, match=r"form\.font_damaged") as refusal:
        render_registration_form(form_content(), resources=bundle)
    assert refusal.value.details["file"] == "NotoSerifSC-Regular.ttf"


def test_importing_opens_no_font() -> None:
    code = (
        "import app.forms.registration_form, app.forms.notice, app.forms.typefaces as t\n"
        "assert t.open_font.cache_info().currsize == 0"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=FONTS.parents[1])
