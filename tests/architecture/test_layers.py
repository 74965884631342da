from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

from tests.architecture.tracked import ROOT, files, python_files, text_of

HOMES = {
    "QThread": "ui/jobs.py",
    "QThreadPool": "ui/jobs.py",
    "QRunnable": "ui/jobs.py",
    "Thread": "ui/jobs.py",
    "ThreadPoolExecutor": "ui/jobs.py",
    "QMessageBox": "ui/notify.py",
}


def test_imports_run_one_way() -> None:
    told = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stdout + told.stderr


def test_threads_and_message_boxes_stay_at_home() -> None:
    used = {(str(path), name) for path in python_files("app", "ui") for name in names_in(text_of(path))}
    assert {(path, name) for path, name in used if HOMES.get(name, path) != path} == set()


def test_an_import_and_an_attribute_are_both_seen() -> None:
    source = "from PySide6.QtCore import QThread as Own\nimport threading\nthreading.Thread()"
    assert {"QThread", "Thread"} <= names_in(source)


def test_every_folder_of_code_is_a_package() -> None:
    folders = {path.parent for path in python_files("app", "ui", "tests")}
    folders |= {parent for folder in folders for parent in folder.parents if parent != Path()}
    assert {str(folder) for folder in folders if not (ROOT / folder / "__init__.py").is_file()} == set()


def test_the_top_level_is_the_one_decided() -> None:
    top = {path.parts[0] for path in files()}
    assert {name for name in top if not name.startswith(".")} == {
        "CHANGELOG.md",
        "LICENSE",
        "README.md",
        "app",
        "packaging",
        "pyproject.toml",
        "requirements.lock",
        "resources",
        "tests",
        "ui",
    }


def names_in(source: str) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Name):
            found.add(node.id)
        elif isinstance(node, ast.Attribute):
            found.add(node.attr)
        elif isinstance(node, ast.alias):
            found.add(node.name.rpartition(".")[2])
    return found
