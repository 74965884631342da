"""What the form screen shows and whether the form may be exported now. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.services.registration_form_views import FormLayout
from ui.screens.registration_form.sheets import PanelPlace, panels

if TYPE_CHECKING:
    from uuid import UUID

    from app.domain.errors import ClerkError
    from app.services.registration_form_views import FormDeskView
    from ui.papers import PageImage

ZOOMS = (50, 75, 100, 125, 150, 200)
HANDED_IN = frozenset({"received", "checked", "listed", "handed_over", "accepted"})


@dataclass(frozen=True, slots=True)
class Exported:
    """What became of 导出并打印. `failed`: the export is recorded, but the file could not be written."""

    application_id: UUID
    application_no: str
    number: int
    file: str
    unchanged: bool
    failed: ClerkError | None = None


@dataclass(frozen=True, slots=True)
class FormState:
    """`panel` is the page in front, `whole` shows its sheet; `zoom` in per cent. `unseen`: why there is no preview."""

    application_id: UUID | None = None
    desk: FormDeskView | None = None
    layout: FormLayout = FormLayout.A3_BOOKLET
    sheets: tuple[PageImage, ...] = ()
    places: tuple[PanelPlace, ...] = ()
    panel: int = 1
    whole: bool = False
    zoom: int = 100
    exporting: bool = False
    error: ClerkError | None = None
    unseen: ClerkError | None = None

    @property
    def draft(self) -> bool:
        return self.desk is not None and self.desk.permission.draft_only

    @property
    def refusal(self) -> str | None:
        """Why nothing may be exported: a code of the service, or None."""
        if self.desk is None:
            return None
        permission = self.desk.permission
        return permission.refusal or ("workflow.unpaid" if permission.draft_only else None)

    @property
    def can_export(self) -> bool:
        """Only what can be seen is exported, and one export at a time."""
        return self.desk is not None and self.refusal is None and bool(self.sheets) and not self.exporting

    @property
    def changed_since_export(self) -> bool:
        """The newest export no longer says what the records say."""
        if self.desk is None or not self.desk.permission.newest_number:
            return False
        return self.desk.permission.newest_hash != self.desk.form.content_hash

    @property
    def place(self) -> PanelPlace | None:
        return next((place for place in self.places if place.number == self.panel), None)

    @property
    def handed_in(self) -> bool:
        return self.desk is not None and self.desk.materials_state in HANDED_IN

    def zoomed(self, step: int) -> int:
        at = min(range(len(ZOOMS)), key=lambda each: abs(ZOOMS[each] - self.zoom)) + step
        return ZOOMS[min(len(ZOOMS) - 1, max(0, at))]

    def laid_out(self, sheets: tuple[PageImage, ...]) -> tuple[PanelPlace, ...]:
        return panels(self.layout, sheets)
