"""What the notice screen shows. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from uuid import UUID

    from app.domain.errors import ClerkError
    from app.services.notice import Notice
    from ui.papers import PageImage

ZOOMS = (50, 75, 100, 125, 150, 200)


@dataclass(frozen=True, slots=True)
class NoticeState:
    """`pdf` is the very paper that `pages` show and that is exported. `unseen`: why there is no paper."""

    candidate_id: UUID | None = None
    notice: Notice | None = None
    pdf: bytes | None = None
    pages: tuple[PageImage, ...] = ()
    zoom: int = 100
    exporting: bool = False
    error: ClerkError | None = None
    unseen: ClerkError | None = None

    @property
    def can_export(self) -> bool:
        return self.notice is not None and self.pdf is not None and not self.exporting

    def zoomed(self, step: int) -> int:
        at = ZOOMS.index(self.zoom) + step
        return ZOOMS[min(len(ZOOMS) - 1, max(0, at))]
