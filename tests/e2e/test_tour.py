"""The tour, by the command and without a display: real windows, the whole main job, pictures and papers to look at."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

import pypdfium2
import pytest
from PIL import Image
from sqlalchemy import func, select

from app.bootstrap import Workstation
from app.demo.fill import demo_sign_in
from app.paths import Paths
from app.schema.command_log import commands
from tests.e2e.conftest import PROJECT

if TYPE_CHECKING:
    from pathlib import Path

STEPS = (
    "sign-in",
    "home",
    "look-up-mixture",
    "candidate-file",
    "pre-review",
    "pre-review-passed",
    "pre-review-refused",
    "second-signature-given",
    "form-draft",
    "form-exported",
    "notice",
    "locked",
)
A3_LANDSCAPE = (1191, 842)
FEWEST_COLOURS = 100


class Toured(NamedTuple):
    data: Path
    folder: Path
    said: str


@pytest.fixture(scope="module")
def toured(tmp_path_factory: pytest.TempPathFactory) -> Toured:
    data, folder = (tmp_path_factory.mktemp("tour") / name for name in ("data", "seen"))
    displays = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    done = subprocess.run(
        [sys.executable, "-m", "app.cli", "--data-dir", data, "demo", "--tour", folder, "--candidates", "300"],
        cwd=PROJECT,
        env={name: value for name, value in os.environ.items() if name not in displays},
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return Toured(data, folder, done.stdout)


def test_every_step_has_its_picture(toured: Toured) -> None:
    pictures = sorted(toured.folder.glob("*.png"))
    numbers, names = zip(*(re.fullmatch(r"(\d\d)-(.+)", each.stem).groups() for each in pictures), strict=True)
    assert [int(number) for number in numbers] == list(range(1, len(pictures) + 1))
    assert [name for name in names if name in STEPS] == list(STEPS)
    assert all(picture.name in toured.said for picture in pictures)


def test_the_pictures_show_something_and_each_something_else(toured: Toured) -> None:
    seen = set()
    for file in toured.folder.glob("*.png"):
        with Image.open(file) as picture:
            assert picture.width in {1366, 1920}
            colours = picture.convert("RGB").getcolors(maxcolors=1 << 24)
            assert colours is not None
            assert len(colours) > FEWEST_COLOURS, file.name
            seen.add(picture.tobytes())
    assert len(seen) == len(list(toured.folder.glob("*.png")))


def test_the_form_of_the_paid_case_is_a_booklet_in_two_copies(toured: Toured) -> None:
    (file,) = toured.folder.glob("登记表-*.pdf")
    with closing(pypdfium2.PdfDocument(file)) as form:
        assert len(form) == 4
        assert {tuple(round(side) for side in page.get_size()) for page in form} == {A3_LANDSCAPE}
        text = "".join(page.get_textpage().get_text_bounded() for page in form)
    assert file.stem.split("-")[1] in text
    assert "草稿" not in text


def test_the_notice_says_what_is_lacking(toured: Toured) -> None:
    (file,) = toured.folder.glob("一次性告知单-*.pdf")
    with closing(pypdfium2.PdfDocument(file)) as notice:
        assert "一次性告知单" in notice[0].get_textpage().get_text_bounded()


def test_what_was_decided_on_the_way_is_in_the_store(toured: Toured) -> None:
    with closing(Workstation(Paths.at(toured.data))) as workstation:
        workstation.session.sign_in(*demo_sign_in(workstation.paths))
        with workstation.store.read() as connection:
            newest = connection.scalar(select(func.max(commands.c.counter)))
            wanted = select(commands.c.kind).where(commands.c.counter > newest - 4).order_by(commands.c.counter)
            done = list(connection.execute(wanted).scalars())
    # the form that is printed may be the very content already exported, which is not counted again
    decided = [kind for kind in done if kind != "record_form_export"]
    assert decided[-3:] == ["pass_pre_review", "refuse_pre_review", "refuse_pre_review_again"]
