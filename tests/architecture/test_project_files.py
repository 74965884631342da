from __future__ import annotations

import re
import subprocess
import sys
import tomllib

import pytest
from packaging.requirements import Requirement

from tests.architecture.tracked import ROOT, TEXTS, files, text_of

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
MACHINE_PATH = re.compile(r"(?<![\w.$}])/(?:work|root|home|farm|tmp|opt)/\w")
ADDRESS = re.compile(r"\bhttps?://(?!www\.w3\.org/)\S+")
QT_BY_MACHINE = {"x86_64": "6.9.3", "AMD64": "6.9.3", "aarch64": "6.8.0.2"}

VOID_CALLS = """
import sys
from PySide6.QtWidgets import QApplication, QLabel
application = QApplication([])
label = QLabel()
before = sys.getrefcount(None)
for number in range(20_000):
    label.setText(str(number & 1))
lost = before - sys.getrefcount(None)
assert lost < 1_000, f"{lost} references to None lost"
"""


def test_no_machine_of_ours_is_named() -> None:
    texts = [path for path in files() if path.suffix in TEXTS]
    assert [(str(path), found) for path in texts for found in MACHINE_PATH.findall(text_of(path))] == []


def test_no_address_is_written_down_but_as_the_source_of_data() -> None:
    texts = [path for path in files() if path.suffix in TEXTS and path.parts[0] != "resources"]
    assert [(str(path), found) for path in texts for found in ADDRESS.findall(text_of(path))] == []


def test_every_locked_package_is_pinned_and_hashed() -> None:
    entries = re.split(r"\n(?=\S)", LOCK.strip())
    assert len(entries) > 40
    assert [entry for entry in entries if not re.match(r"[\w.-]+==\S+", entry) or "--hash=sha256:" not in entry] == []
    assert not re.search(r"^--(?!hash)", LOCK, re.MULTILINE)


def test_the_lock_satisfies_the_project() -> None:
    wanted = [Requirement(text) for text in PROJECT["project"]["dependencies"]]
    for group in PROJECT["dependency-groups"].values():
        wanted += [Requirement(text) for text in group]
    locked = [Requirement(line.rstrip(" \\")) for line in LOCK.splitlines() if re.match(r"[\w.-]+==", line)]
    versions: dict[str, list[str]] = {}
    for one in locked:
        versions.setdefault(one.name.lower(), []).append(str(next(iter(one.specifier)).version))
    for need in wanted:
        assert any(need.specifier.contains(version) for version in versions[need.name.lower()]), need


@pytest.mark.parametrize(("machine", "version"), QT_BY_MACHINE.items())
def test_qt_is_the_one_that_runs_there(machine: str, version: str) -> None:
    locked = [Requirement(line.rstrip(" \\")) for line in LOCK.splitlines() if line.startswith("pyside6-essentials==")]
    environment = {"platform_machine": machine}
    chosen = [str(one.specifier) for one in locked if one.marker is None or one.marker.evaluate(environment)]
    assert chosen == [f"=={version}"]


def test_twenty_thousand_void_calls_lose_no_reference() -> None:
    """Some releases of the binding lose one with every call and abort after five thousand."""
    told = subprocess.run([sys.executable, "-c", VOID_CALLS], capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr


def test_the_readme_names_both_commands_and_the_check_is_one_of_them() -> None:
    for command in ("python3 packaging/bootstrap.py demo", "python3 packaging/bootstrap.py test"):
        assert command in text_of_named("README.md")
    assert "python3 packaging/bootstrap.py test" in text_of_named(".ci/run")


def test_the_changelog_tells_of_this_version() -> None:
    assert f"## {PROJECT['project']['version']}" in text_of_named("CHANGELOG.md")


def text_of_named(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")
