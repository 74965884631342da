"""One act of a clerk, before and after it is written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from uuid import UUID

UNDO_SECONDS = 10
"""How long a decision can be taken back before it may leave the workstation."""


class RegionRef(NamedTuple):
    """A workflow region of one row, where it is not one of the act's own target."""

    entity: str
    entity_id: UUID
    region: str


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One column of one row: what it was when the clerk saw it, and what it becomes.

    `part` completes the key of a row that an entity has several of, in key order: an `application_attempt` is
    (application id, attempt), so `entity_id` is the application's and `part` is `(2,)`.
    """

    entity: str
    entity_id: UUID
    column: str
    old: Any
    new: Any
    part: tuple[int | str, ...] = ()


@dataclass(frozen=True, slots=True)
class RowRef:
    entity: str
    entity_id: UUID
    part: tuple[int | str, ...] = ()


@dataclass(frozen=True, slots=True)
class Act:
    """What a clerk decided.

    `base`: the version of every region the decision read or sets; a plain name is a region of the target.
    `changes`: of a region only `R_state` (`attempt`) and `R_reason`: its version and its moment follow by themselves.
    `creates`: rows that do not exist yet; their columns are in `changes` with `old=None`.
    `after`: an own command not yet confirmed which this one builds on.
    """

    command: str
    entity: str
    entity_id: UUID
    candidate_id: UUID
    base: Mapping[str | RegionRef, int]
    changes: tuple[FieldChange, ...]
    payload: bytes | None = None
    after: UUID | None = None
    undoable: bool = False
    creates: tuple[RowRef, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class RecordedCommand:
    key: UUID
    counter: int
    at: datetime
    text: str
    hash: str
    send_after: datetime

    @property
    def undo_until(self) -> datetime | None:
        """Until when it can be taken back; None where it cannot."""
        return self.send_after if self.send_after > self.at else None
