"""May this person do this command now, and what does it change: the table of the workflow asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.domain.errors import ClerkError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from uuid import UUID

    from app.domain.rounds import Round
    from app.domain.workflow import Actor, Entity, Region, Role, Transition


@dataclass(frozen=True)
class Act:
    """Who acts and when. `earlier`: for each command already done on this case, the clerks who did it."""

    actor: Actor
    now: datetime
    round: Round | None = None
    clerk_id: UUID | None = None
    roles: frozenset[Role] = frozenset()
    second_clerk_id: UUID | None = None
    second_roles: frozenset[Role] = frozenset()
    earlier: Mapping[str, frozenset[UUID]] = field(default_factory=dict)


@dataclass(frozen=True)
class Refusal:
    code: str
    details: Mapping[str, object] = field(default_factory=dict)

    def error(self) -> ClerkError:
        return ClerkError(self.code, **self.details)


def initial_state(region: Region) -> str:
    raise NotImplementedError


def transitions_for(command: str) -> tuple[Transition, ...]:
    """Every row of a command, in the order of the table; empty where there is no such command."""
    raise NotImplementedError


def permitted(what: Transition | str, facts: Mapping[str, object], act: Act) -> Refusal | None:
    """None: it may be done. A command stands in the table once for each way of doing it: one way is enough."""
    raise NotImplementedError


def apply_command(
    command: str, facts: Mapping[str, object], act: Act, payload: Mapping[str, object] | None = None
) -> dict[str, object]:
    """The facts that change: state columns and, from `payload`, the columns the command may set.

    Raises ClerkError with the refusal's code.
    """
    raise NotImplementedError


def commands_offered(entity: Entity, facts: Mapping[str, object], act: Act) -> tuple[str, ...]:
    """The commands on this entity that would be permitted now, in the order of the table."""
    raise NotImplementedError


def is_frozen(facts: Mapping[str, object]) -> bool:
    """Submitted or passed: nothing of the application may be edited (已锁定,不可修改)."""
    raise NotImplementedError
