"""The library of reasons: versioned data, never deleted; an old case keeps the version it was decided with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Reason:
    """`position` is the digit that ticks it; `variables` must be filled in; `needs_note`: a text of the clerk's own."""

    id: str
    version: int
    kind: str  # pre_review | identity | photo
    position: int
    title: str
    candidate_text: str
    file_text: str
    variables: tuple[str, ...]
    needs_note: bool
    retired: bool


@dataclass(frozen=True, slots=True)
class ChosenReason:
    """A reason as ticked. `candidate_text` replaces the library's text where the clerk has changed it."""

    id: str
    variables: Mapping[str, str]
    note: str = ""
    candidate_text: str | None = None


@dataclass(frozen=True, slots=True)
class FilledReason:
    """A reason as it goes out and stays in the file."""

    id: str
    version: int
    title: str
    candidate_text: str
    file_text: str


class ReasonLibrary:
    """Every version of every reason; lists show the newest that is not retired."""

    def __init__(self, reasons: tuple[Reason, ...]) -> None:
        raise NotImplementedError

    @classmethod
    def load(cls, folder: Path) -> ReasonLibrary:
        """Raises ClerkError("reasons.unreadable") and the codes of the validator."""
        raise NotImplementedError

    def offered(self, kind: str) -> tuple[Reason, ...]:
        """By position."""
        raise NotImplementedError

    def version(self, reason_id: str, version: int) -> Reason:
        raise NotImplementedError

    def newest(self, reason_id: str) -> Reason:
        raise NotImplementedError

    def fill(self, chosen: ChosenReason) -> FilledReason:
        """Raises ClerkError: reasons.variable_missing, reasons.note_missing, reasons.retired, reasons.too_long."""
        raise NotImplementedError
