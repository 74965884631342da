"""What happened to a person, one entry a command: who, where, when, and what the province says to it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from uuid import UUID


class Mark(StrEnum):
    """How far a command has come: 本机已存, 已上传, 省平台已确认, 省平台未接受; withdrawn ones never leave."""

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
    """What the sentence is filled with: state, from_state, attempt, reason, course, field …; see history_variables."""
    clerk_name: str | None
    second_clerk_name: str | None
    workstation_name: str | None
    mark: Mark


class HistoryReader(Protocol):
    def of_candidate(self, candidate_id: UUID, *, limit: int) -> tuple[HistoryEntry, ...]:
        """Newest first."""
