"""Scans and photos: kept by what they are, small pictures beside them, within a budget."""

from __future__ import annotations

import hashlib
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from app.domain.errors import ClerkError
from app.storage.blobs import MOST_BYTES, Blobs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.fakes import SetClock

KEY = bytes(range(32))


@pytest.fixture
def blobs(tmp_path: Path, clock: SetClock) -> Iterator[Blobs]:
    with closing(Blobs.create(tmp_path / "blobs.db", KEY, clock)) as opened:
        yield opened


def test_a_blob_is_kept_by_what_it_is(blobs: Blobs, tmp_path: Path, clock: SetClock) -> None:
    name = blobs.put(b"portrait", "photo")
    assert name == hashlib.sha256(b"portrait").hexdigest()
    assert blobs.put(b"portrait", "photo") == name
    assert blobs.total_bytes() == len(b"portrait")
    blobs.close()
    with closing(Blobs(tmp_path / "blobs.db", KEY, clock)) as again:
        assert again.get(name) == b"portrait"
        assert again.has(name)


def test_a_file_that_is_gone_is_not_made_anew(tmp_path: Path, clock: SetClock) -> None:
    with pytest.raises(ClerkError, match=r"blobs\.missing"):
        Blobs(tmp_path / "blobs.db", KEY, clock)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_there_is_not_made_again(blobs: Blobs, tmp_path: Path, clock: SetClock) -> None:
    name = blobs.put(b"portrait", "photo")
    with pytest.raises(ClerkError, match=r"store\.exists"):
        Blobs.create(tmp_path / "blobs.db", KEY, clock)
    assert blobs.get(name) == b"portrait"


def test_a_missing_blob_is_told(blobs: Blobs) -> None:
    assert not blobs.has("0" * 64)
    with pytest.raises(ClerkError, match=r"blob\.missing"):
        blobs.get("0" * 64)
    with pytest.raises(ClerkError, match=r"blob\.missing"):
        blobs.thumbnail("0" * 64, 96, lambda _content, _edge: b"")


@pytest.mark.parametrize(("content", "code"), [(b"", "blob.empty"), (bytes(MOST_BYTES + 1), "blob.too_large")])
def test_nothing_and_too_much_are_refused(blobs: Blobs, content: bytes, code: str) -> None:
    with pytest.raises(ClerkError) as caught:
        blobs.put(content, "scan")
    assert caught.value.code == code
    assert blobs.total_bytes() == 0


def test_many_are_put_at_once_or_none(blobs: Blobs) -> None:
    names = blobs.put_many((bytes([number]) * 100, "photo") for number in range(50))
    assert len(set(names)) == 50
    with pytest.raises(ClerkError, match=r"blob\.empty"):
        blobs.put_many([(b"more", "photo"), (b"", "photo")])
    assert blobs.total_bytes() == 5000


def test_a_small_picture_is_drawn_once(blobs: Blobs) -> None:
    drawn: list[int] = []

    def make(content: bytes, edge: int) -> bytes:
        drawn.append(edge)
        return content[:4]

    name = blobs.put(b"portrait", "photo")
    assert [blobs.thumbnail(name, edge, make) for edge in (96, 96, 48)] == [b"port"] * 3
    assert drawn == [96, 48]
    with pytest.raises(ValueError, match="pixels"):
        blobs.thumbnail(name, 5000, make)


def test_the_longest_unused_go_first_and_the_needed_stay(blobs: Blobs, clock: SetClock) -> None:
    names = []
    for number in range(5):
        names.append(blobs.put(bytes([number]) * 100, "scan"))
        clock.pass_(minutes=1)
    blobs.put(bytes([1]) * 100, "scan")
    assert blobs.trim(300, keep={names[0]}) == 2
    assert [blobs.has(name) for name in names] == [True, True, False, False, True]
    assert blobs.trim(300, keep=set()) == 0
