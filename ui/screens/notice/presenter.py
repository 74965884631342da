"""Gathers what a person still lacks, draws the paper, and writes exactly that paper to a file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal

from app.domain.errors import ClerkError
from ui.papers import PaperFiles, dpi, page_images
from ui.screens.notice import wording
from ui.screens.notice.state import NoticeState

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from app.services.notice import Notice
    from app.services.ports import Signer
    from ui.jobs import JobRunner
    from ui.papers import PageImage, PageImages

__all__ = ("NoticePaperService", "NoticePresenter", "PaperFiles")


class NoticePaperService(Protocol):
    def prepare(self, candidate_id: UUID, signer: Signer) -> Notice: ...
    def pdf(self, candidate_id: UUID, signer: Signer) -> bytes: ...


class NoticePresenter(QObject):
    state_changed = Signal(object)
    pages_changed = Signal(object)  # NoticeState with new pictures of the pages
    exported = Signal(str)  # the file's name
    failed = Signal(object)  # ClerkError: nothing was written

    def __init__(
        self,
        service: NoticePaperService,
        images: PageImages,
        files: PaperFiles,
        signer: Callable[[], Signer],
        jobs: JobRunner,
    ) -> None:
        super().__init__()
        self._service, self._images, self._files, self._signer, self._jobs = service, images, files, signer, jobs
        self._dots = 1.0
        self.state = NoticeState()

    def open(self, candidate_id: UUID) -> None:
        if candidate_id != self.state.candidate_id:
            self._set(NoticeState(candidate_id=candidate_id, zoom=self.state.zoom))
            self.pages_changed.emit(self.state)
        signer = self._signer()
        self._jobs.query(
            "notice", lambda: self._service.prepare(candidate_id, signer), self._on_notice, self._on_failed
        )
        dots = dpi(self.state.zoom, self._dots)

        def read() -> tuple[bytes, tuple[PageImage, ...]]:
            pdf = self._service.pdf(candidate_id, signer)
            return pdf, page_images(self._images, pdf, dots)

        self._jobs.query("notice.pages", read, self._on_pages, self._on_unseen)

    def refresh(self) -> None:
        if self.state.candidate_id is not None:
            self.open(self.state.candidate_id)

    def set_dots(self, dots: float) -> None:
        """Pixels of the screen for one px of the tokens: scale of the theme times that of the screen."""
        if dots != self._dots:
            self._dots = dots
            self._draw()

    def zoom(self, step: int) -> None:
        zoom = self.state.zoomed(step)
        if zoom != self.state.zoom:
            self._set(replace(self.state, zoom=zoom))
            self._draw()

    def export(self) -> None:
        """Asks for the place and writes the paper that is on the screen."""
        notice, pdf = self.state.notice, self.state.pdf
        if notice is None or pdf is None or not self.state.can_export:
            return
        place = self._files.choose(wording.file_name(notice))
        if place is None:
            return
        self._set(replace(self.state, exporting=True))

        def work() -> str:
            self._files.write(place, pdf)
            return place.name

        self._jobs.command(work, self._on_exported, self._on_not_exported)

    def _draw(self) -> None:
        pdf, dots = self.state.pdf, dpi(self.state.zoom, self._dots)
        if pdf is not None:
            self._jobs.query(
                "notice.pages",
                lambda: (pdf, page_images(self._images, pdf, dots)),
                self._on_pages,
                self._on_unseen,
            )

    # answers

    def _on_notice(self, notice: Notice) -> None:
        self._set(replace(self.state, notice=notice, error=None))

    def _on_pages(self, read: tuple[bytes, tuple[PageImage, ...]]) -> None:
        pdf, pages = read
        self._set(replace(self.state, pdf=pdf, pages=pages, unseen=None))
        self.pages_changed.emit(self.state)

    def _on_unseen(self, error: BaseException) -> None:
        if not isinstance(error, ClerkError):
            raise error
        self._set(replace(self.state, pdf=None, pages=(), unseen=error))
        self.pages_changed.emit(self.state)

    def _on_failed(self, error: BaseException) -> None:
        if not isinstance(error, ClerkError):
            raise error
        self._set(replace(self.state, notice=None, error=error))

    def _on_exported(self, file: str) -> None:
        self._set(replace(self.state, exporting=False))
        self.exported.emit(file)

    def _on_not_exported(self, error: BaseException) -> None:
        self._set(replace(self.state, exporting=False))
        if not isinstance(error, ClerkError):
            raise error
        self.failed.emit(error)

    def _set(self, state: NoticeState) -> None:
        self.state = state
        self.state_changed.emit(state)
