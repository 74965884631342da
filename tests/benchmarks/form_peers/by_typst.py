"""The booklet by typst: one compiler with the fonts loaded, one compile for the whole batch, no accessibility tags."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import typst

from app.paths import FONTS
from tests.benchmarks.form_peers.prepared import as_json

if TYPE_CHECKING:
    from tests.benchmarks.form_peers.prepared import PreparedForm

TEMPLATE = Path(__file__).with_name("form.typ")


class TypstForms:
    def __init__(self, folder: Path) -> None:
        shutil.copy(TEMPLATE, folder / TEMPLATE.name)
        self._folder = folder
        self._count = 0
        self._compiler = typst.Compiler(
            folder / TEMPLATE.name, root=folder, font_paths=[FONTS], ignore_system_fonts=True
        )

    def render(self, forms: list[PreparedForm]) -> bytes:
        self._count += 1
        name = f"forms-{self._count}.json"
        (self._folder / name).write_text(as_json(forms), encoding="utf-8")
        pdf = self._compiler.compile(sys_inputs={"data": name}, pdf_tags=False)
        assert isinstance(pdf, bytes)
        return pdf
