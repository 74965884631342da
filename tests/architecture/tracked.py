"""The files that belong to the project."""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TEXTS = {".py", ".md", ".toml", ".txt", ".json", ".svg", ".lock", ".qss", ""}


@cache
def files() -> tuple[Path, ...]:
    """Relative paths: what git keeps or would keep; without git everything that is no dot-file or build product."""
    words = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        listing = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        found = (path.relative_to(ROOT) for path in ROOT.rglob("*") if path.is_file())
        return tuple(sorted(path for path in found if not _built(path)))
    return tuple(sorted(Path(name) for name in set(listing.split("\0")) if name and (ROOT / name).is_file()))


def python_files(*folders: str) -> tuple[Path, ...]:
    return tuple(path for path in files() if path.suffix == ".py" and (not folders or path.parts[0] in folders))


def text_of(path: Path) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def _built(path: Path) -> bool:
    return any(part.startswith(".") or part == "__pycache__" or part.endswith(".egg-info") for part in path.parts)
