"""What of the set-up can be checked without setting up: the rest is `packaging/bootstrap.py test` itself."""

from __future__ import annotations

import ast
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from tests.architecture.tracked import ROOT

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def registry(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    import registry as module

    monkeypatch.setattr(module, "configuration_files", lambda environment: [tmp_path / "pip.conf"])
    return module


@pytest.fixture
def system_packages(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    import system_packages as module

    return module


def test_pips_registry_is_said_to_uv(registry: Any, tmp_path: Path) -> None:
    (tmp_path / "wheels").mkdir()
    (tmp_path / "pip.conf").write_text(
        f"[global]\nindex-url = scheme://house/simple\nextra-index-url =\n  scheme://one\n  scheme://two\n"
        f"cert = {tmp_path}/ca.pem\n[install]\nfind-links = {tmp_path}/wheels {tmp_path}/gone\n",
        encoding="utf-8",
    )
    told = registry.environment_for_uv({"PATH": "p", "PIP_TRUSTED_HOST": "house", "PIP_TIMEOUT": "9"})
    assert told["UV_DEFAULT_INDEX"] == "scheme://house/simple"
    assert told["UV_INDEX"] == "scheme://one scheme://two"
    assert told["UV_FIND_LINKS"] == f"{tmp_path}/wheels"
    assert told["SSL_CERT_FILE"] == f"{tmp_path}/ca.pem"
    assert (told["UV_INSECURE_HOST"], told["UV_HTTP_TIMEOUT"], told["PATH"]) == ("house", "9", "p")


def test_a_variable_overrides_the_file_and_uvs_own_overrides_both(registry: Any, tmp_path: Path) -> None:
    (tmp_path / "pip.conf").write_text("[global]\nindex_url = scheme://file\n", encoding="utf-8")
    told = registry.environment_for_uv({"PIP_INDEX_URL": "scheme://variable"})
    assert told["UV_DEFAULT_INDEX"] == "scheme://variable"
    told = registry.environment_for_uv({"PIP_INDEX_URL": "scheme://variable", "UV_DEFAULT_INDEX": "scheme://uv"})
    assert told["UV_DEFAULT_INDEX"] == "scheme://uv"


def test_without_any_setting_nothing_is_invented(registry: Any) -> None:
    told = registry.environment_for_uv({})
    assert "UV_DEFAULT_INDEX" not in told
    assert "UV_INDEX" not in told
    assert told["UV_SYSTEM_CERTS"] == "true"


def test_a_damaged_pip_configuration_is_left_out(registry: Any, tmp_path: Path) -> None:
    (tmp_path / "pip.conf").write_text("no section\n", encoding="utf-8")
    assert registry.pip_settings({"PIP_PROXY": "p"}) == {"proxy": "p"}


def test_without_rights_the_exact_line_is_told(system_packages: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_packages.shutil, "which", lambda name: None if name == "sudo" else f"bin/{name}")
    monkeypatch.setattr(system_packages, "_present", lambda: set(system_packages.DESKTOP) - {"libgl1", "libegl1"})
    monkeypatch.setattr(system_packages, "_rights", lambda: None)
    with pytest.raises(Exception, match=r"--no-install-recommends libegl1 libgl1$") as told:
        system_packages.bring(system_packages.DESKTOP)
    assert told.value.code == 2


def test_a_renamed_library_counts_as_there(system_packages: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    listing = "ii \tlibcups2t64\tlibcups2 (= 2.4), libcups2-old\nrc \tlibgl1\t\nii \tlibegl1\t\n"
    told = subprocess.CompletedProcess([], 0, stdout=listing)
    monkeypatch.setattr(system_packages.subprocess, "run", lambda *words, **options: told)
    assert system_packages._present() >= {"libcups2t64", "libcups2", "libegl1"}
    assert "libgl1" not in system_packages._present()


@pytest.mark.parametrize("words", [[], ["unheard-of"], ["run"]])
def test_bad_usage_is_told_and_sets_nothing_up(words: list[str]) -> None:
    bootstrap = ROOT / "packaging" / "bootstrap.py"
    told = subprocess.run([sys.executable, bootstrap, *words], capture_output=True, text=True, check=False)
    assert told.returncode == 2
    assert "bootstrap.py demo" in told.stdout


@pytest.mark.parametrize("name", ["bootstrap", "fatal", "python_packages", "registry", "system_packages"])
def test_an_old_python_can_read_it_and_so_say_that_it_is_too_old(name: str) -> None:
    source = (ROOT / "packaging" / f"{name}.py").read_text(encoding="utf-8")
    module = ast.parse(source, feature_version=(3, 8))
    assert any(isinstance(node, ast.ImportFrom) and node.module == "__future__" for node in module.body)
