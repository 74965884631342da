from __future__ import annotations

import errno
import json
import os
from typing import TYPE_CHECKING, Any

import pytest

from app import settings
from app.domain.errors import ClerkError
from app.settings import Settings, SettingsFile

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "settings.json"


def test_no_file_means_the_defaults(file: Path) -> None:
    assert SettingsFile(file).now == Settings()
    assert not file.exists()


def test_a_change_is_there_for_the_next_start(file: Path) -> None:
    SettingsFile(file).change(office_name="示范县招生考试中心", theme="dark", column_widths={"pre_review": (120, 80)})
    again = SettingsFile(file).now
    assert (again.office_name, again.theme) == ("示范县招生考试中心", "dark")
    assert again.column_widths == {"pre_review": (120, 80)}
    assert json.loads(file.read_text(encoding="utf-8"))["version"] == settings.VERSION


@pytest.mark.parametrize(
    "change",
    [{"theme": "pink"}, {"idle_lock_minutes": 0}, {"text_scale": "big"}, {"printer": "x" * 201}, {"unheard_of": 1}],
)
def test_a_value_outside_its_declaration_is_refused(file: Path, change: dict[str, Any]) -> None:
    kept = SettingsFile(file)
    with pytest.raises(ClerkError, match=r"settings\.value"):
        kept.change(**change)
    assert kept.now == Settings()
    assert not file.exists()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\xff\xfe\x00broken",
        b"[]",
        b'{"version": 99, "settings": {}}',
        b'{"version": true, "settings": []}',
        b'{"version": 1, "settings": {"theme": 7}}',
        b'{"version": 1, "settings": {"from_a_later_program": 1}}',
        b'{"version": 1, "settings": {"office_name": "\xd6\xd0"}}',
    ],
)
def test_a_damaged_file_is_kept_aside_and_the_next_start_is_clean(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    with pytest.raises(ClerkError, match=r"settings\.damaged") as told:
        SettingsFile(file)
    assert file.with_name(str(told.value.details["kept"])).read_bytes() == content
    assert SettingsFile(file).now == Settings()


def test_every_damaged_file_keeps_its_own_name(file: Path) -> None:
    for content in (b"first", b"second"):
        file.write_bytes(content)
        with pytest.raises(ClerkError):
            SettingsFile(file)
    assert sorted(kept.read_bytes() for kept in file.parent.glob("*.damaged-*")) == [b"first", b"second"]


def test_a_full_disk_keeps_the_old_settings(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = SettingsFile(file)
    before = kept.change(office_name="旧名")

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ClerkError, match=r"settings\.unwritable"):
        kept.change(office_name="新名")
    monkeypatch.undo()
    assert kept.now == before
    assert SettingsFile(file).now == before
    assert [entry.name for entry in file.parent.iterdir()] == [file.name]


def test_an_older_file_is_brought_up_step_by_step(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "VERSION", 3)
    monkeypatch.setattr(
        settings,
        "UPGRADES",
        {
            1: lambda values: {"office": values["name"]},
            2: lambda values: {"office_name": values["office"]},
        },
    )
    file.write_text('{"version": 1, "settings": {"name": "某县招办"}}', encoding="utf-8")
    assert SettingsFile(file).now.office_name == "某县招办"
