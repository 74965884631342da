"""The library of reasons: versioned data, never deleted; an old case keeps the version it was decided with."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from string import Formatter
from typing import TYPE_CHECKING, Any, Protocol

from app.domain.errors import ClerkError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

FORMAT = "zikao-reasons/1"
KINDS = ("pre_review", "identity", "photo", "next_step")
NOTE = "note"
LIBRARY_TEXT_LENGTH = 300
FILLED_TEXT_LENGTH = 400
NOTE_LENGTH = 120

ERROR_CODES = frozenset(
    {
        "reasons.unreadable",
        "reasons.format",
        "reasons.twice",
        "reasons.position",
        "reasons.variables_differ",
        "reasons.too_long",
        "reasons.unknown",
        "reasons.retired",
        "reasons.variable_missing",
        "reasons.note_missing",
    }
)


@dataclass(frozen=True, slots=True)
class Reason:
    """`position` is the digit that ticks it; `variables` must be filled in; `needs_note`: a text of the clerk's own."""

    id: str
    version: int
    kind: str
    position: int
    title: str
    candidate_text: str
    file_text: str
    retired: bool = False

    @property
    def variables(self) -> tuple[str, ...]:
        return tuple(name for name in _variables(self.candidate_text + self.file_text) if name != NOTE)

    @property
    def needs_note(self) -> bool:
        return NOTE in _variables(self.candidate_text + self.file_text)


@dataclass(frozen=True, slots=True)
class ChosenReason:
    """A reason as ticked. `candidate_text` replaces the library's text where the clerk has changed it."""

    id: str
    variables: Mapping[str, str]
    note: str = ""
    candidate_text: str | None = None


@dataclass(frozen=True, slots=True)
class FilledReason:
    """A reason as it goes out and stays in the file; `title` is the note where the reason is of the clerk's own."""

    id: str
    version: int
    title: str
    candidate_text: str
    file_text: str

    def document(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "version": self.version,
            "title": self.title,
            "text": self.candidate_text,
            "file_text": self.file_text,
        }

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> FilledReason:
        text = str(document.get("text", ""))
        return cls(
            id=str(document["id"]),
            version=int(document["version"]),
            title=str(document.get("title", "")),
            candidate_text=text,
            file_text=str(document.get("file_text", text)),
        )


class ReasonReader(Protocol):
    def reason_library(self) -> ReasonLibrary:
        """Every version that the province has published."""


class ReasonLibrary:
    """Every version of every reason; lists show the newest that is not retired."""

    def __init__(self, reasons: Iterable[Reason]) -> None:
        """Raises ClerkError: reasons.twice, reasons.position, reasons.too_long."""
        self._versions: dict[tuple[str, int], Reason] = {}
        self._newest: dict[str, Reason] = {}
        for reason in reasons:
            _check(reason)
            if (reason.id, reason.version) in self._versions:
                raise ClerkError("reasons.twice", id=reason.id, version=reason.version)
            self._versions[reason.id, reason.version] = reason
            if reason.id not in self._newest or self._newest[reason.id].version < reason.version:
                self._newest[reason.id] = reason
        for kind in {reason.kind for reason in self._newest.values()}:
            _check_positions(self.offered(kind))

    @classmethod
    def load(cls, folder: Path) -> ReasonLibrary:
        """Raises ClerkError: reasons.unreadable, reasons.format, reasons.variables_differ and those of the library."""
        return cls(reason for path in sorted(folder.glob("*.json")) for reason in _read(path))

    @property
    def all_versions(self) -> tuple[Reason, ...]:
        return tuple(self._versions.values())

    def offered(self, kind: str) -> tuple[Reason, ...]:
        """By position."""
        live = (reason for reason in self._newest.values() if reason.kind == kind and not reason.retired)
        return tuple(sorted(live, key=lambda reason: reason.position))

    def version(self, reason_id: str, version: int) -> Reason:
        """Raises ClerkError("reasons.unknown")."""
        reason = self._versions.get((reason_id, version))
        if reason is None:
            raise ClerkError("reasons.unknown", id=reason_id, version=version)
        return reason

    def newest(self, reason_id: str) -> Reason:
        """Raises ClerkError("reasons.unknown")."""
        reason = self._newest.get(reason_id)
        if reason is None:
            raise ClerkError("reasons.unknown", id=reason_id)
        return reason

    def fill(self, chosen: ChosenReason) -> FilledReason:
        """The texts of the newest version.

        Raises ClerkError: reasons.unknown, reasons.retired, reasons.variable_missing, reasons.note_missing,
        reasons.too_long.
        """
        reason = self.newest(chosen.id)
        if reason.retired:
            raise ClerkError("reasons.retired", id=reason.id)
        note = chosen.note.strip()
        if reason.needs_note and not note:
            raise ClerkError("reasons.note_missing", id=reason.id, title=reason.title)
        if len(note) > NOTE_LENGTH:
            raise ClerkError("reasons.too_long", id=reason.id, limit=NOTE_LENGTH)
        values = {**chosen.variables, NOTE: _sentence(note)}
        candidate_text = _filled(reason, reason.candidate_text, values)
        if chosen.candidate_text is not None and chosen.candidate_text.strip():
            candidate_text = chosen.candidate_text.strip()
        if len(candidate_text) > FILLED_TEXT_LENGTH:
            raise ClerkError("reasons.too_long", id=reason.id, limit=FILLED_TEXT_LENGTH)
        return FilledReason(
            id=reason.id,
            version=reason.version,
            title=note if reason.needs_note else reason.title,
            candidate_text=candidate_text,
            file_text=_filled(reason, reason.file_text, values),
        )


def _sentence(note: str) -> str:
    """A note ends in a full stop, so that a sentence may follow it."""
    return note if not note or note[-1] in "。！？；" else f"{note}。"


def _variables(text: str) -> tuple[str, ...]:
    names = (name for _, name, _, _ in Formatter().parse(text) if name)
    return tuple(dict.fromkeys(names))


def _filled(reason: Reason, text: str, values: Mapping[str, str]) -> str:
    for name in _variables(text):
        if not values.get(name, "").strip():
            raise ClerkError("reasons.variable_missing", id=reason.id, title=reason.title, variable=name)
    return text.format_map(values)


def _check(reason: Reason) -> None:
    if reason.kind not in KINDS or not reason.title:
        raise ClerkError("reasons.format", id=reason.id)
    if max(len(reason.candidate_text), len(reason.file_text)) > LIBRARY_TEXT_LENGTH:
        raise ClerkError("reasons.too_long", id=reason.id, limit=LIBRARY_TEXT_LENGTH)


def _check_positions(offered: tuple[Reason, ...]) -> None:
    """A digit 1…9 each, none of them twice."""
    taken = Counter(reason.position for reason in offered)
    for reason in offered:
        if not 1 <= reason.position <= 9 or taken[reason.position] > 1:
            raise ClerkError("reasons.position", id=reason.id, position=reason.position)


def _read(path: Path) -> Iterable[Reason]:
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        if document["format"] != FORMAT:
            raise ClerkError("reasons.format", file=path.name)
        entries = [(_reason(each, document["kind"]), tuple(each["variables"])) for each in document["reasons"]]
        used = [set(_variables(reason.candidate_text + reason.file_text)) for reason, _ in entries]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ClerkError("reasons.unreadable", file=path.name) from error
    for (reason, declared), names in zip(entries, used, strict=True):
        if set(declared) != names:
            raise ClerkError("reasons.variables_differ", id=reason.id, declared=declared)
    return [reason for reason, _ in entries]


def _reason(entry: Mapping[str, Any], kind: str) -> Reason:
    return Reason(
        id=entry["id"],
        version=entry["version"],
        kind=kind,
        position=entry["position"],
        title=entry["title"],
        candidate_text=entry["candidate_text"],
        file_text=entry["file_text"],
        retired=entry.get("retired", False),
    )
