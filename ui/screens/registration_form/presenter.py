"""Opens the form of one application, has its pages drawn, and exports it: recorded first, then written to a file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal

from app.domain.errors import ClerkError
from app.services.registration_form_views import FormLayout
from ui.papers import PaperFiles, dpi, page_images
from ui.screens.registration_form import wording
from ui.screens.registration_form.state import Exported, FormState

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from uuid import UUID

    from app.services.ports import Signer
    from app.services.registration_form_views import ExportedForm, FormDeskView
    from ui.jobs import JobRunner
    from ui.papers import PageImage, PageImages

__all__ = ("PaperFiles", "RegistrationFormPresenter", "RegistrationFormService")

COPIES = 2


class RegistrationFormService(Protocol):
    def open_desk(self, application_id: UUID, signer: Signer) -> FormDeskView: ...
    def preview(self, application_id: UUID, layout: FormLayout) -> bytes: ...
    def export(
        self, application_id: UUID, signer: Signer, layout: FormLayout, copies: int = COPIES
    ) -> ExportedForm: ...


class RegistrationFormPresenter(QObject):
    state_changed = Signal(object)
    pages_changed = Signal(object)  # FormState with new pictures of the pages
    exported = Signal(object)  # Exported
    failed = Signal(object)  # ClerkError of an export that did not take place

    def __init__(
        self,
        service: RegistrationFormService,
        images: PageImages,
        files: PaperFiles,
        signer: Callable[[], Signer],
        jobs: JobRunner,
    ) -> None:
        super().__init__()
        self._service, self._images, self._files, self._signer, self._jobs = service, images, files, signer, jobs
        self._pdf: bytes | None = None
        self._dots = 1.0  # of the screen for one px of the tokens
        self.state = FormState()

    # opening and looking

    def open(self, application_id: UUID) -> None:
        if application_id != self.state.application_id:
            self._pdf = None
            self._set(FormState(application_id=application_id, layout=self.state.layout))
            self.pages_changed.emit(self.state)
        signer = self._signer()
        self._jobs.query(
            "registration_form",
            lambda: self._service.open_desk(application_id, signer),
            self._on_desk,
            self._on_failed,
        )
        self._read_paper()

    def refresh(self) -> None:
        if self.state.application_id is not None:
            self.open(self.state.application_id)

    def set_dots(self, dots: float) -> None:
        """Pixels of the screen for one px of the tokens: scale of the theme times that of the screen."""
        if dots != self._dots:
            self._dots = dots
            self._draw()

    def toggle_layout(self) -> None:
        other = FormLayout.A4 if self.state.layout is FormLayout.A3_BOOKLET else FormLayout.A3_BOOKLET
        self._pdf = None
        self._set(replace(self.state, layout=other, whole=False, sheets=(), places=()))
        self._read_paper()

    def show_panel(self, number: int) -> None:
        if any(place.number == number for place in self.state.places):
            self._set(replace(self.state, panel=number))
            self.pages_changed.emit(self.state)

    def step_panel(self, step: int) -> None:
        self.show_panel(self.state.panel + step)

    def toggle_whole(self) -> None:
        self._set(replace(self.state, whole=not self.state.whole))
        self.pages_changed.emit(self.state)

    def zoom(self, step: int) -> None:
        zoom = self.state.zoomed(step)
        if zoom != self.state.zoom or self.state.whole:
            self._set(replace(self.state, zoom=zoom, whole=False))
            self._draw()

    def _read_paper(self) -> None:
        application_id, layout, dots = self.state.application_id, self.state.layout, self._dpi()
        if application_id is None:
            return

        def read() -> tuple[bytes, tuple[PageImage, ...]]:
            pdf = self._service.preview(application_id, layout)
            return pdf, self._drawn(pdf, dots)

        self._jobs.query("registration_form.pages", read, self._on_pages, self._on_unseen)

    def _draw(self) -> None:
        """The same paper at another size."""
        pdf, dots = self._pdf, self._dpi()
        if pdf is not None:
            self._jobs.query(
                "registration_form.pages", lambda: (pdf, self._drawn(pdf, dots)), self._on_pages, self._on_unseen
            )

    def _drawn(self, pdf: bytes, dots: int) -> tuple[PageImage, ...]:
        return page_images(self._images, pdf, dots)

    def _dpi(self) -> int:
        return dpi(self.state.zoom, self._dots)

    # exporting

    def export(self) -> None:
        """Asks for the place, records the export, writes the file; what really happened is told by `exported`."""
        state, desk = self.state, self.state.desk
        if not state.can_export or desk is None or state.application_id is None:
            return
        place = self._files.choose(wording.file_name(desk.form.application_no, desk.form.number))
        if place is None:
            return
        application_id, layout, signer = state.application_id, state.layout, self._signer()
        self._set(replace(self.state, exporting=True))

        def work() -> Exported:
            made = self._service.export(application_id, signer, layout, COPIES)
            return self._written(application_id, made, place)

        self._jobs.command(work, self._on_exported, self._on_not_exported)

    def _written(self, application_id: UUID, made: ExportedForm, place: Path) -> Exported:
        told = Exported(application_id, made.form.application_no, made.form.number, place.name, made.unchanged)
        try:
            self._files.write(place, made.pdf)
        except ClerkError as error:
            return replace(told, failed=error)
        return told

    # answers

    def _on_desk(self, desk: FormDeskView) -> None:
        self._set(replace(self.state, desk=desk, error=None))

    def _on_pages(self, read: tuple[bytes, tuple[PageImage, ...]]) -> None:
        self._pdf, sheets = read
        places = self.state.laid_out(sheets)
        panel = self.state.panel if any(place.number == self.state.panel for place in places) else 1
        self._set(replace(self.state, sheets=sheets, places=places, panel=panel, unseen=None))
        self.pages_changed.emit(self.state)

    def _on_unseen(self, error: BaseException) -> None:
        if not isinstance(error, ClerkError):
            raise error
        self._set(replace(self.state, sheets=(), places=(), unseen=error))
        self.pages_changed.emit(self.state)

    def _on_failed(self, error: BaseException) -> None:
        if not isinstance(error, ClerkError):
            raise error
        self._set(replace(self.state, desk=None, error=error))

    def _on_exported(self, told: Exported) -> None:
        self._set(replace(self.state, exporting=False))
        self.exported.emit(told)
        if told.application_id == self.state.application_id:
            self.refresh()

    def _on_not_exported(self, error: BaseException) -> None:
        self._set(replace(self.state, exporting=False))
        if not isinstance(error, ClerkError):
            raise error
        self.failed.emit(error)
        self.refresh()

    def _set(self, state: FormState) -> None:
        self.state = state
        self.state_changed.emit(state)
