"""What a clerk has ticked and written on a case that is not decided yet. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.services.pre_review_views import CaseView


class Asking(StrEnum):
    """What the decision column asks for instead of the plain decision."""

    NOTHING = "nothing"
    REASON_TEXT = "reason_text"  # E: the text that the candidate will read
    VERIFY_NOTE = "verify_note"  # H: what to ask on the telephone
    SECOND_SIGNATURE = "second_signature"  # R on the second attempt
    CARD_REASON = "card_reason"  # why a card is refused


WRITING = frozenset({Asking.REASON_TEXT, Asking.VERIFY_NOTE, Asking.CARD_REASON})


@dataclass(frozen=True, slots=True)
class CaseWork:
    """`typed` is the line that was being written for `asking` and not handed over yet."""

    ticked: tuple[str, ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    asking: Asking = Asking.NOTHING
    typed: str = ""

    @property
    def empty(self) -> bool:
        return not self.ticked and not self.typed.strip()

    def document(self) -> dict[str, Any]:
        """As the draft keeps it."""
        return {
            "ticked": list(self.ticked),
            "notes": dict(self.notes),
            "texts": dict(self.texts),
            "asking": str(self.asking),
            "typed": self.typed,
        }

    def said(self, text: str, wanted: str | None) -> CaseWork:
        """The clerk's words for the reason that needs them, else in place of the text of the last one ticked."""
        if wanted is not None:
            return replace(self, notes={**self.notes, wanted: text})
        return replace(self, texts={**self.texts, self.ticked[-1]: text}) if self.ticked else self

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> CaseWork:
        return cls(
            ticked=tuple(document.get("ticked", ())),
            notes=dict(document.get("notes", {})),
            texts=dict(document.get("texts", {})),
            asking=Asking(document.get("asking", Asking.NOTHING)),
            typed=str(document.get("typed", "")),
        )

    @classmethod
    def proposed(cls, case: CaseView) -> CaseWork:
        """The reasons that wait for a second clerk's signature."""
        reasons = () if case.proposed_refusal is None else case.proposed_refusal.reasons
        return cls(
            ticked=tuple(reason.id for reason in reasons),
            notes={reason.id: reason.note for reason in reasons if reason.note},
            texts={reason.id: reason.candidate_text for reason in reasons if reason.candidate_text is not None},
        ).fitting(case)

    def fitting(self, case: CaseView) -> CaseWork:
        """Without reasons that are no longer on offer, and asking only for what is written down as a line."""
        offered = {reason.id for reason in case.reasons}
        return CaseWork(
            ticked=tuple(code for code in self.ticked if code in offered),
            notes={code: text for code, text in self.notes.items() if code in offered},
            texts={code: text for code, text in self.texts.items() if code in offered},
            asking=self.asking if self.asking in WRITING and self.typed.strip() else Asking.NOTHING,
            typed=self.typed,
        )
