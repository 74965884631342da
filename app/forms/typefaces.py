"""The bundled typefaces: which file draws which character, and how wide."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, Final

from app.domain.errors import ClerkError
from app.forms import errors
from app.forms.truetype import TrueTypeError, TrueTypeFile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SERIF: Final = "serif"
SANS: Final = "sans"
FILES: Final = {
    SERIF: ("NotoSerifSC-Regular.ttf", "HanaMinB.ttf"),
    SANS: ("NotoSansSC-SemiBold.ttf", "HanaMinB.ttf"),
}
"""For each typeface its files; a later one draws what the earlier ones lack."""
NOWHERE: Final = -1
LINE_ENDS: Final = frozenset("\n\r\t")
"""Never drawn, so never missing."""


@lru_cache(maxsize=16)
def open_font(path: Path) -> TrueTypeFile:
    """The file stays mapped for the life of the process.

    Raises: ClerkError ``form.font_missing`` or ``form.font_damaged``.
    """
    try:
        return TrueTypeFile(path)
    except OSError as problem:
        raise ClerkError(errors.FONT_MISSING, file=path.name) from problem
    except (TrueTypeError, ValueError) as problem:
        raise ClerkError(errors.FONT_DAMAGED, file=path.name) from problem


class _FileOfCharacter(dict[str, int]):
    """Character to the place of the first file that draws it; later files are opened only when asked."""

    def __init__(self, paths: tuple[Path, ...]) -> None:
        super().__init__()
        self._paths = paths

    def __missing__(self, character: str) -> int:
        if character in LINE_ENDS:
            return 0
        code_point = ord(character)
        drawing = (index for index, path in enumerate(self._paths) if open_font(path).glyph_of(code_point))
        index = next(drawing, NOWHERE)
        self[character] = index
        return index


class _Advances(dict[str, float]):
    """Character to its width at one point of size."""

    def __init__(self, paths: tuple[Path, ...], files: _FileOfCharacter) -> None:
        super().__init__()
        self._paths = paths
        self._files = files

    def __missing__(self, character: str) -> float:
        font = open_font(self._paths[max(self._files[character], 0)])
        width = font.advance(font.glyph_of(ord(character))) / font.units_per_em
        self[character] = width
        return width


class Typeface:
    """A chain of font files that together draw a text. Safe to keep: it only grows by what it was asked."""

    def __init__(self, name: str, paths: tuple[Path, ...]) -> None:
        self.name = name
        self.paths = paths
        self.file_of = _FileOfCharacter(paths)
        self.advances = _Advances(paths, self.file_of)

    def width(self, text: str, size: float) -> float:
        return sum(map(self.advances.__getitem__, text)) * size

    def runs(self, text: str) -> Iterator[tuple[int, str]]:
        """The text in pieces of one file each; what nothing draws is given to the first file."""
        for index, characters in groupby(text, key=self.file_of.__getitem__):
            yield max(index, 0), "".join(characters)

    def lacking(self, text: str) -> list[str]:
        return [character for character in text if self.file_of[character] == NOWHERE]


@lru_cache(maxsize=8)
def typefaces(folder: Path) -> dict[str, Typeface]:
    """Every typeface of the bundle in ``folder``; no file is read before a character is asked for."""
    return {name: Typeface(name, tuple(folder / file for file in files)) for name, files in FILES.items()}
