"""Paper on the screen and on its way out: pages as pictures, and the place where a PDF is put."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

PAPER_DPI = 84  # at 100 % a page of A4 is about 700 px wide
LEAST_DPI = 24


class PageImage(NamedTuple):
    """One page or side of a sheet: rows from the top, three (RGB) or four (RGBA) bytes a pixel."""

    width: int
    height: int
    pixels: bytes


class PageImages(Protocol):
    def render(self, pdf: bytes, dpi: int) -> Sequence[tuple[int, int, bytes]]:
        """Width, height and pixels of every page, as `PageImage` has them."""


class PaperFiles(NamedTuple):
    """How a PDF leaves the program.

    `choose` asks for the place, suggesting a name; None: the clerk does not want to after all.
    `write` writes the file whole or not at all. Raises ClerkError `file.disk_full`, `file.not_writable`.
    """

    choose: Callable[[str], Path | None]
    write: Callable[[Path, bytes], None]


class SavePlace:
    """Asks where a PDF goes, in the folder chosen last."""

    TITLE, FILTER, NAME, SAVE, CANCEL = "导出 PDF", "PDF 文件 (*.pdf)", "文件名", "保存", "取消"

    def __init__(self, parent: Callable[[], QWidget | None]) -> None:
        self._parent = parent
        self._folder = ""

    def __call__(self, suggested: str) -> Path | None:
        dialog = QFileDialog(self._parent(), self.TITLE, self._folder, self.FILTER)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setDefaultSuffix("pdf")
        for label, text in (
            (QFileDialog.DialogLabel.FileName, self.NAME),
            (QFileDialog.DialogLabel.Accept, self.SAVE),
            (QFileDialog.DialogLabel.Reject, self.CANCEL),
        ):
            dialog.setLabelText(label, text)
        dialog.selectFile(suggested)
        chosen = dialog.selectedFiles() if dialog.exec() else []
        dialog.deleteLater()
        if not chosen:
            return None
        self._folder = str(Path(chosen[0]).parent)
        return Path(chosen[0])


def page_images(images: PageImages, pdf: bytes, dpi: int) -> tuple[PageImage, ...]:
    return tuple(PageImage(*page) for page in images.render(pdf, dpi))


def dpi(zoom: int, dots: float) -> int:
    """`zoom` in per cent, `dots` pixels of the screen for one px of the tokens."""
    return max(LEAST_DPI, round(PAPER_DPI * zoom / 100 * dots))


def as_image(page: PageImage) -> QImage:
    """A picture of its own memory, so that the bytes may go."""
    depth = len(page.pixels) // max(1, page.width * page.height)
    kind = QImage.Format.Format_RGB888 if depth == 3 else QImage.Format.Format_RGBX8888
    return QImage(page.pixels, page.width, page.height, page.width * depth, kind).copy()
