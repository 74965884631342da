from __future__ import annotations

import errno
import os
import re
from pathlib import Path

import numpy as np
import pytest

from app.domain.errors import ClerkError
from app.forms import errors
from app.forms.output import write_file
from app.forms.preview import page_count, render_page_images
from app.forms.registration_form import A4, render_registration_form
from tests.unit.forms.builders import form_content


def test_a_file_is_written_whole_and_alone(tmp_path: Path) -> None:
    path = tmp_path / "登记表.pdf"
    path.write_bytes(b"old")
    write_file(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("number", "code"),
    [(errno.ENOSPC, "file.disk_full"), (errno.EDQUOT, "file.disk_full"), (errno.EIO, "file.unwritable")],
)
def test_a_failed_write_keeps_the_older_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    path = tmp_path / "form.pdf"
    path.write_bytes(b"old")

    def fails(handle: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fails)
    with pytest.raises(ClerkError) as refusal:
        write_file(path, b"new")
    assert refusal.value.code == code
    assert refusal.value.details["file"] == "form.pdf"
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ClerkError, match=r"file\.unwritable"):
        write_file(tmp_path / "nowhere" / "form.pdf", b"new")


def test_preview_gives_pages_as_pixels() -> None:
    pdf = render_registration_form(form_content(), A4, copies=1)
    assert page_count(pdf) == 4
    images = render_page_images(pdf, 72)
    assert [(image.width, image.height) for image in images] == [(596, 842)] * 4
    pixels = np.frombuffer(images[1].rgba, np.uint8).reshape(842, 596, 4)
    assert (pixels[..., 3] == 255).all()
    sky = pixels[75, 460]
    assert sky[2] > sky[0] + 20, "the portrait's light blue ground: blue is the third byte"
    (only,) = render_page_images(pdf, 144, [2])
    assert only.width == 1191


def test_bytes_that_are_no_pdf_are_refused() -> None:
    for action in (page_count, render_page_images):
        with pytest.raises(ClerkError, match=r"form\.pdf_unreadable"):
            action(b"no document")


def test_every_code_is_registered() -> None:
    source = Path(errors.__file__).read_text(encoding="utf-8")
    written = set(re.findall(r'Final = "([a-z_.]+)"', source))
    assert written == errors.ERROR_CODES
