"""What the look-up shows, whom Enter would open, and where the thing to be done is. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from app.domain.errors import ClerkError
    from app.services.lookup import LookupHit, LookupResult
    from app.services.lookup_preview import PersonPreview, Progress


class Finding(StrEnum):
    """What came of the search, each said in its own sentence."""

    NOTHING_ASKED = "nothing_asked"
    TOO_SHORT = "too_short"
    NOBODY = "nobody"
    ONLY_GRADUATED = "only_graduated"
    ONE = "one"
    SEVERAL = "several"
    TOO_MANY = "too_many"


@dataclass(frozen=True, slots=True)
class LookUpState:
    """`chosen`: the clerk's own choice, or the only hit. `result` None: nothing asked yet.

    `searching`: the rows answer an older text. `enter_waits`: Enter came before the answer. `scanned`: the text is
    what a scanner read, so it is a whole number.
    """

    text: str = ""
    include_graduated: bool = False
    result: LookupResult | None = None
    searching: bool = False
    enter_waits: bool = False
    scanned: bool = False
    chosen: UUID | None = None
    progress: Mapping[UUID, Progress] = field(default_factory=dict)
    preview: PersonPreview | None = None
    preview_missing: bool = False
    error: ClerkError | None = None

    @property
    def hits(self) -> tuple[LookupHit, ...]:
        return () if self.result is None else self.result.hits

    @property
    def finding(self) -> Finding:
        result = self.result
        if result is None or not result.text.strip():
            return Finding.NOTHING_ASKED
        if result.too_short:
            return Finding.TOO_SHORT
        if not result.hits:
            return Finding.ONLY_GRADUATED if result.hidden_graduated else Finding.NOBODY
        if result.more:
            return Finding.TOO_MANY
        return Finding.ONE if len(result.hits) == 1 else Finding.SEVERAL

    @property
    def can_open(self) -> UUID | None:
        """Whose file Enter opens: never one of several that the clerk has not chosen, never an outdated row."""
        return None if self.searching else self.chosen

    @property
    def must_choose(self) -> bool:
        """There are several, and the clerk has not said which."""
        return not self.searching and self.chosen is None and bool(self.hits)

    @property
    def chosen_progress(self) -> Progress | None:
        if self.can_open is None:
            return None
        if self.preview is not None and self.preview.candidate_id == self.chosen:
            return self.preview.progress
        return self.progress.get(self.can_open)

    @property
    def to_do(self) -> tuple[str, UUID] | None:
        """The screen and the application of the one thing to do now at this counter."""
        progress = self.chosen_progress
        if progress is None or progress.application_id is None:
            return None
        if progress.stage.state == "awaiting_county":
            return "pre_review", progress.application_id
        if progress.stage.name == "form":
            return "registration_form", progress.application_id
        return None

    def scanned_person(self) -> UUID | None:
        """The one whose whole number was scanned; a hit on a part of another number is not meant."""
        number = self.text.strip().upper()
        found = [hit.candidate_id for hit in self.hits if number == hit.id_number or number in hit.candidate_nos]
        if len(found) == 1:
            return found[0]
        return self.hits[0].candidate_id if self.finding is Finding.ONE else None
