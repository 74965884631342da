"""What happened to a person, one entry a command: who, where, when, and what the province says to it."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime
    from uuid import UUID

    from app.services.case_record import PersonRecord
    from app.services.ports import UnitOfWork

HISTORY_LENGTH = 200
_TOLD = frozenset(
    {
        "attempt",
        "certificate_no",
        "code",
        "field",
        "form_number",
        "graduated_on",
        "materials_until",
        "name",
        "order_no",
        "to_verify_note",
    }
)


class Mark(StrEnum):
    """How far a command has come: 本机已存, 已上传, 省平台已确认, 省平台未接受; a withdrawn one never leaves."""

    STORED = "stored"
    UPLOADED = "uploaded"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One command in plain facts; the sentence for its kind is the screen's."""

    key: UUID
    at: datetime
    actor: str
    kind: str
    entity: str
    entity_id: UUID
    variables: Mapping[str, str]
    """What the sentence is filled with: state and from_state, reason, ordinal (of the application), course and
    course_name (of the card), and what the command set of attempt, field, form_number, certificate_no …"""
    clerk_id: UUID | None
    clerk_name: str | None
    second_clerk_name: str | None
    workstation_name: str | None
    mark: Mark


class HistoryReader(Protocol):
    def of_candidate(self, candidate_id: UUID, *, limit: int) -> tuple[HistoryEntry, ...]:
        """Newest first."""

    def signed_by(
        self, candidate_id: UUID, entity_ids: Collection[UUID], *, inside: UnitOfWork | None = None
    ) -> dict[str, frozenset[UUID]]:
        """For each kind of command on these rows, the clerks who have put a signature under one."""

    def unconfirmed_on(self, entity_ids: Collection[UUID], *, inside: UnitOfWork | None = None) -> UUID | None:
        """The newest command of this workstation on one of these rows that the province has not confirmed."""


def variables_of(text: str) -> dict[str, str]:
    """What a command's text tells of itself; nothing where another hand wrote it in another form."""
    try:
        content = json.loads(text)
        return {name: value for each in content["changes"] for name, value in _told(each, content["entity"])}
    except (ValueError, KeyError, TypeError):
        return {}


def told_of(entry: HistoryEntry, person: PersonRecord) -> HistoryEntry:
    """The entry with the application's ordinal or the card's course, by which a reader knows what it was about."""
    more: dict[str, str] = {}
    for application in person.applications:
        if application.id == entry.entity_id:
            more = {"ordinal": str(application.ordinal), "specialty_name": application.specialty_name}
    for card in person.cards:
        if card.id == entry.entity_id:
            more = {"course": card.code, "course_name": card.name, "card_kind": card.kind}
    return replace(entry, variables={**entry.variables, **more}) if more else entry


def _told(change: Mapping[str, Any], target: str) -> list[tuple[str, str]]:
    column, old, new = change["column"], change.get("old"), change.get("new")
    if new is None or change["entity"] != target:
        return []
    if column.endswith("_state"):
        return [("state", str(new)), *([("from_state", str(old))] if old is not None else [])]
    if column.endswith("_reason"):
        return [("reason", str(new))]
    return [(column, str(new))] if column in _TOLD else []
