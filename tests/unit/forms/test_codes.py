from __future__ import annotations

from itertools import pairwise

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.graphics.barcode import code128 as peer

from app.domain.errors import ClerkError
from app.forms.codes import (
    WIDTHS,
    AcceptanceCode,
    acceptance_code,
    code128_bars,
    code128_values,
    qr_modules,
    read_acceptance_code,
)
from app.forms.content import short_hash
from app.forms.registration_form import A4, render_registration_form
from tests.unit.forms.builders import form_content
from tests.unit.forms.reading import part, seen

PRINTABLE = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), min_size=1, max_size=40)


def read_code128(values: list[int]) -> str:
    """What a scanner makes of the values."""
    *data, check, stop = values
    assert stop == 106
    assert check == (data[0] + sum(place * value for place, value in enumerate(data[1:], 1))) % 103
    pairs, text = data[0] == 105, ""
    for value in data[1:]:
        if pairs and value == 100:
            pairs = False
        elif not pairs and value == 99:
            pairs = True
        else:
            text += f"{value:02}" if pairs else chr(value + 32)
    return text


def values_in(row: np.ndarray) -> list[int]:
    """Values of a Code 128 in one row of pixels, from the widths of its bars and spaces."""
    dark = row < 128
    edges = np.flatnonzero(np.diff(dark.astype(int)))
    widths = np.diff(edges)
    values = []
    while len(widths) >= 7:
        last = len(widths) == 7
        count, modules = (7, 13) if last else (6, 11)
        group, widths = widths[:count], widths[count:]
        measured = group / group.sum() * modules
        errors = [
            np.abs(measured - np.array([int(digit) for digit in pattern])).sum() if len(pattern) == count else 99
            for pattern in WIDTHS
        ]
        values.append(int(np.argmin(errors)))
    return values


def test_the_bars_of_every_value_are_those_of_another_library() -> None:
    for value, letters in peer._patterns.items():
        assert WIDTHS[value] == "".join(str("abcd".index(letter.lower()) + 1) for letter in letters)


@given(PRINTABLE)
def test_code_128_is_read_back(text: str) -> None:
    assert read_code128(code128_values(text)) == text


@given(PRINTABLE)
def test_bars_do_not_touch_and_add_up(text: str) -> None:
    bars, width = code128_bars(text)
    assert width == 11 * (len(code128_values(text)) - 1) + 13
    assert bars[-1][0] + bars[-1][1] == width
    assert all(start + wide < following for (start, wide), (following, _) in pairwise(bars))


def test_digits_are_packed_in_pairs() -> None:
    assert code128_values("990120100613")[:4] == [105, 99, 1, 20]
    assert len(code128_values("ZK/990120100613/3/7C219E04")) < 27


@pytest.mark.parametrize("panel", range(4))
def test_code_128_is_read_from_the_picture_of_the_page(panel: int) -> None:
    content = form_content()
    pixels = seen(render_registration_form(content, A4, copies=1), panel, 600)
    strip = part(pixels, 108, 270.5, 86, 7.6, 600)
    expected = str(acceptance_code(content.application_no, content.form_version, short_hash(content)))
    for row in (strip[20], strip[len(strip) // 2], strip[-20]):
        assert read_code128(values_in(row)) == expected


@given(
    st.from_regex(r"[0-9A-Z.\-]{1,40}", fullmatch=True),
    st.integers(1, 9999),
    st.from_regex(r"[0-9A-F]{8}", fullmatch=True),
)
def test_an_acceptance_code_is_read_back(number: str, version: int, digits: str) -> None:
    code = acceptance_code(number, version, digits)
    assert read_acceptance_code(f" {str(code).lower()}\r") == AcceptanceCode(number, version, digits)


@pytest.mark.parametrize("scanned", ["", "990120100613", "ZK/1/1/123", "ZK//1/12345678", "web://a/b/c/12345678"])
def test_other_scans_are_no_acceptance_code(scanned: str) -> None:
    assert read_acceptance_code(scanned) is None


@pytest.mark.parametrize("number", ["", "申请1", "A/B", "A" * 41])
def test_a_number_that_would_not_come_back_is_refused(number: str) -> None:
    with pytest.raises(ClerkError, match=r"form\.acceptance_code"):
        acceptance_code(number, 1, "12345678")


def test_qr_modules_are_read_by_another_library() -> None:
    text = "ZK/990120100613/3/7C219E04"
    modules = np.array(qr_modules(text), np.uint8)
    picture = np.pad(255 - 255 * modules, 4, constant_values=255).astype(np.uint8).repeat(8, 0).repeat(8, 1)
    assert cv2.QRCodeDetector().detectAndDecode(picture)[0] == text
