"""Where the fonts and layouts of the program lie."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.forms.layout import FormLayout, load_layout
from app.forms.typefaces import Typeface, typefaces
from app.paths import RESOURCES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Bundle:
    """The folder of resources; another one may hold an office's own layout."""

    folder: Path = RESOURCES

    @property
    def typefaces(self) -> Mapping[str, Typeface]:
        return typefaces(self.folder / "fonts")

    def layout(self, name: str = "registration-form") -> FormLayout:
        return load_layout(self.folder / "forms" / f"{name}.json")


DEFAULT = Bundle()
