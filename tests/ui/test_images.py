"""Pictures of the blob store: kept ready, and gone at the lock."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage

from app.domain.errors import ClerkError
from ui.images import KEPT, PictureShelf
from ui.jobs import InlineExecutor, JobRunner, ManualExecutor


def a_picture(width: int = 3) -> bytes:
    image = QImage(width, 2, QImage.Format.Format_RGB32)
    image.fill(0)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data().data())


class Blobs:
    def __init__(self) -> None:
        self.read: list[str] = []

    def get(self, sha256: str) -> bytes:
        self.read.append(sha256)
        if sha256 == "missing":
            raise ClerkError("blob.missing")
        return b"no picture" if sha256 == "broken" else a_picture()


@pytest.fixture
def blobs():
    return Blobs()


def wanted(shelf: PictureShelf, sha256: str | None) -> list[QImage | None]:
    seen: list[QImage | None] = []
    shelf.want(sha256, seen.append)
    return seen


def test_a_picture_is_read_once_and_then_ready(qapp, blobs):
    shelf = PictureShelf(lambda: blobs, JobRunner(InlineExecutor(), InlineExecutor()))
    assert wanted(shelf, "a")[0].width() == 3
    assert wanted(shelf, "a")[0].width() == 3
    assert blobs.read == ["a"]


@pytest.mark.parametrize("sha256", [None, "missing", "broken"])
def test_without_a_readable_picture_there_is_none(qapp, blobs, sha256):
    shelf = PictureShelf(lambda: blobs, JobRunner(InlineExecutor(), InlineExecutor()))
    assert wanted(shelf, sha256) == [None]


def test_only_the_newest_are_kept(qapp, blobs):
    shelf = PictureShelf(lambda: blobs, JobRunner(InlineExecutor(), InlineExecutor()))
    shelf.ahead(str(number) for number in range(KEPT + 1))
    wanted(shelf, "0")
    assert blobs.read.count("0") == 2
    wanted(shelf, str(KEPT))
    assert blobs.read.count(str(KEPT)) == 1


def test_a_picture_still_being_read_at_the_lock_reaches_nobody(qapp, blobs):
    waiting = ManualExecutor()
    shelf = PictureShelf(lambda: blobs, JobRunner(waiting, InlineExecutor()))
    seen = wanted(shelf, "a")
    shelf.forget()
    waiting.run_all()
    qapp.processEvents()
    assert seen == []
    assert wanted(shelf, "a") == []  # not ready: asked for again
