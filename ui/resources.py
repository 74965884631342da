"""Where the files that ship with the program lie, in a checkout and in a frozen build."""

from __future__ import annotations

import sys
from pathlib import Path


def resource(*parts: str) -> Path:
    root = getattr(sys, "_MEIPASS", None)
    base = Path(root) if root is not None else Path(__file__).resolve().parent.parent
    return base.joinpath("resources", *parts)
