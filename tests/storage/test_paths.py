from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from app.domain.errors import ClerkError
from app.paths import FONTS, PROGRAM, Paths


def test_the_folder_that_was_asked_for_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert Paths.at(Path("desk")).store == tmp_path / "desk" / "store.db"


def test_without_asking_it_is_the_users_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert Paths.at().data == tmp_path / PROGRAM


def test_prepared_folders_are_their_owners_alone(tmp_path: Path) -> None:
    paths = Paths.at(tmp_path / "deep" / "desk").prepare()
    assert stat.S_IMODE(paths.data.stat().st_mode) == 0o700
    assert stat.S_IMODE(paths.logs.stat().st_mode) == 0o700
    assert paths.prepare() == paths


def test_a_file_in_the_way_is_told(tmp_path: Path) -> None:
    (tmp_path / "desk").write_text("in the way", encoding="utf-8")
    with pytest.raises(ClerkError, match=r"data_dir\.unusable"):
        Paths.at(tmp_path / "desk").prepare()


def test_the_fonts_are_found_from_the_code() -> None:
    assert json.loads((FONTS / "fonts.json").read_text(encoding="utf-8"))
