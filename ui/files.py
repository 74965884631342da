"""Where a PDF goes: the clerk chooses the place, the suggested name says nothing about a person."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog

TITLE = "保存 PDF"
KINDS = "PDF (*.pdf)"


def choose_place(suggested: str) -> Path | None:
    """None: the clerk does not want to."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    name, _kind = QFileDialog.getSaveFileName(None, TITLE, str(Path(folder) / suggested), KINDS)
    if not name:
        return None
    return Path(name if name.lower().endswith(".pdf") else f"{name}.pdf")
