from __future__ import annotations

import logging
import re
import stat
import warnings
from typing import TYPE_CHECKING

import pytest

from app import log
from app.domain.errors import ClerkError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def diary(tmp_path: Path) -> Iterator[log.Log]:
    root = logging.getLogger()
    level, told = root.level, logging.raiseExceptions
    with log.Log(tmp_path) as opened:
        yield opened
    root.setLevel(level)
    logging.raiseExceptions = told


@pytest.mark.parametrize(
    "number",
    [
        "142601199001010014",
        "14260119900101001X",
        "14260119900101001x",
        "142601900101001",
        "140115200123",
        "13800001234",
        "138-0000-1234",
        "138 0000 1234",
        "１４２６０１１９９００１０１００１Ｘ",
        "1990-01-01",
        "03510000000",
    ],
)
def test_numbers_of_people_are_unreadable(diary: log.Log, number: str) -> None:
    logging.getLogger("app.somewhere").warning("looked for %s, found 3", number)
    line = diary.file.read_text(encoding="utf-8").splitlines()[-1]
    assert line.endswith(f"WARNING app.somewhere looked for {log.MASK}, found 3")


def test_what_is_no_such_number_stays(diary: log.Log) -> None:
    logging.getLogger("app").info("course 00015, 26 rows, round 2026-1, 12345 hits")
    assert "course 00015, 26 rows, round 2026-1, 12345 hits" in diary.file.read_text(encoding="utf-8")


def test_a_crash_leaves_its_place_but_none_of_its_words(diary: log.Log) -> None:
    def looks_up() -> None:
        raise ValueError("王小明 is not a number")

    try:
        try:
            looks_up()
        except ValueError as cause:
            raise ClerkError("name.characters", text="王小明") from cause
    except ClerkError as error:
        crash_id = log.record_crash(error)
    written = diary.file.read_text(encoding="utf-8")
    assert re.fullmatch(r"[A-Z]{4}-[A-Z]{4}", crash_id)
    assert f"crash {crash_id}" in written
    assert "ClerkError name.characters" in written
    assert "ValueError" in written
    assert "in looks_up" in written
    assert "王小明" not in written


def test_an_error_that_goes_round_in_a_circle_ends(diary: log.Log) -> None:
    first, second = ValueError("a"), KeyError("b")
    first.__cause__, second.__cause__ = second, first
    assert log.without_words(first).count("\nafter ") == 1


def test_the_diary_has_a_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "FILE_BYTES", 4_000)
    with log.Log(tmp_path):
        for _ in range(500):
            logging.getLogger("app").warning("a line of some length, to be written often %s", "again " * 12)
    files = list(tmp_path.iterdir())
    assert len(files) == log.FILES
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert sum(file.stat().st_size for file in files) <= log.FILES * 4_200


def test_only_its_owner_reads_it(diary: log.Log) -> None:
    assert stat.S_IMODE(diary.file.stat().st_mode) == 0o600


def test_warnings_are_written_down(diary: log.Log) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.warn("old ways", DeprecationWarning, stacklevel=1)
    assert "old ways" in diary.file.read_text(encoding="utf-8")


def test_a_closed_diary_takes_nothing_more(tmp_path: Path) -> None:
    closed = log.Log(tmp_path)
    closed.close()
    logging.getLogger("app").error("too late")
    assert closed.file.read_text(encoding="utf-8") == ""
