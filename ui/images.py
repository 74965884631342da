"""Pictures of the blob store as decoded images: read and decoded in a job, the newest few kept ready."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Protocol

from PySide6.QtGui import QImage

from app.domain.errors import ClerkError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ui.jobs import JobRunner

KEPT = 24
LONGEST_EDGE = 2400


class Blobs(Protocol):
    def get(self, sha256: str) -> bytes: ...


class PictureShelf:
    """`want` answers at once for a picture that is ready; `ahead` makes pictures ready before they are wanted."""

    def __init__(self, blobs: Callable[[], Blobs], jobs: JobRunner) -> None:
        self._blobs, self._jobs = blobs, jobs
        self._ready: OrderedDict[str, QImage | None] = OrderedDict()
        self._sitting = 0

    def want(self, sha256: str | None, done: Callable[[QImage | None], None]) -> None:
        """`done` gets None where there is no such picture or it cannot be read."""
        if sha256 is None:
            done(None)
            return
        if sha256 in self._ready:
            self._ready.move_to_end(sha256)
            done(self._ready[sha256])
            return
        sitting = self._sitting

        def arrived(image: QImage | None) -> None:
            if sitting == self._sitting:
                self._arrived(sha256, image, done)

        self._jobs.prefetch(lambda: self._read(sha256), arrived)

    def ahead(self, wanted: Iterable[str | None]) -> None:
        for sha256 in wanted:
            if sha256 is not None and sha256 not in self._ready:
                self.want(sha256, lambda _image: None)

    def forget(self) -> None:
        """At lock and sign-off no face stays in memory."""
        self._ready.clear()
        self._sitting += 1

    def _read(self, sha256: str) -> QImage | None:
        try:
            image = QImage.fromData(self._blobs().get(sha256))
        except ClerkError:
            return None
        if image.isNull():
            return None
        if max(image.width(), image.height()) > LONGEST_EDGE:
            from PySide6.QtCore import Qt

            return image.scaled(
                LONGEST_EDGE,
                LONGEST_EDGE,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        return image

    def _arrived(self, sha256: str, image: QImage | None, done: Callable[[QImage | None], None]) -> None:
        self._ready[sha256] = image
        while len(self._ready) > KEPT:
            self._ready.popitem(last=False)
        done(image)
