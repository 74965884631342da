"""May this person do this command now, and what does it change: the workflow table asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING

from app.domain.errors import ClerkError
from app.domain.workflow import Actor, Guard, Operator, Region, Window
from app.domain.workflow_rules import FROZEN
from app.domain.workflow_table import COMMANDS, transitions_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime
    from uuid import UUID

    from app.domain.rounds import Round
    from app.domain.workflow import Entity, Role, Transition


@dataclass(frozen=True)
class Act:
    """Who acts and when.

    `earlier`: the clerks who signed each command already done on the row in question (the application, the one card,
    the one correction, the person's prior documents).
    """

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


def permitted(what: Transition | str, facts: Mapping[str, object], act: Act) -> Refusal | None:
    """None: it may be done. A command stands in the table once for each way of doing it: one way is enough.

    Of several refusals the one that came nearest to passing is given.
    """
    ways = transitions_for(what) if isinstance(what, str) else (what,)
    if not ways:
        return Refusal("workflow.command_unknown", {"command": what})
    return _nearest(ways, facts, act)[1]


def permitted_way(command: str, facts: Mapping[str, object], act: Act) -> Transition:
    """The row of the table by which the command may be done now. Raises ClerkError with the refusal's code."""
    ways = transitions_for(command)
    if not ways:
        raise ClerkError("workflow.command_unknown", command=command)
    way, refusal = _nearest(ways, facts, act)
    if refusal is not None:
        raise refusal.error()
    return way


def apply_command(
    command: str, facts: Mapping[str, object], act: Act, payload: Mapping[str, object] | None = None
) -> dict[str, object]:
    """The facts that change: states, the reason, and from `payload` the columns that the command may set.

    Raises ClerkError with the refusal's code, workflow.payload_missing where the command lacks what it must carry.
    """
    way = permitted_way(command, facts, act)
    carried = {} if payload is None else payload
    missing = tuple(name for name in way.requires if carried.get(name) in {None, ""})
    if missing:
        raise ClerkError("workflow.payload_missing", command=command, names=missing)
    return _changes(way, facts, carried)


def commands_offered(entity: Entity, facts: Mapping[str, object], act: Act) -> tuple[str, ...]:
    """The commands on this entity that would be permitted now, in the order of the table.

    Commands of two are offered to the first clerk: whether the second may sign is asked when she does.
    """
    return tuple(command for command in COMMANDS if _offered(transitions_for(command), entity, facts, act))


def is_frozen(facts: Mapping[str, object]) -> bool:
    """Submitted or passed: nothing of the application may be edited (已锁定,不可修改)."""
    return facts.get(Region.REVIEW.fact) in FROZEN


def holds(guard: Guard, facts: Mapping[str, object]) -> bool:
    """As the same guard in SQL: an unknown fact is null, and null passes only is_null, ne and not_in."""
    value = facts.get(guard.fact)
    match guard.operator:
        case Operator.IS_NULL:
            return value is None
        case Operator.NOT_NULL:
            return value is not None
        case Operator.NE:
            return value != guard.value
        case Operator.EQ:
            return value is not None and value == guard.value
        case Operator.IN | Operator.NOT_IN:
            among = isinstance(guard.value, tuple) and value in guard.value
            return among is (guard.operator is Operator.IN)
        case _:
            return _in_order(guard, value)


def _in_order(guard: Guard, value: object) -> bool:
    if not isinstance(value, int) or not isinstance(guard.value, int):
        return False
    return value <= guard.value if guard.operator is Operator.LE else value >= guard.value


def _offered(ways: tuple[Transition, ...], entity: Entity, facts: Mapping[str, object], act: Act) -> bool:
    mine = tuple(way for way in ways if way.entity is entity)
    return any(next(_refusals(way, facts, act, alone=True), None) is None for way in mine)


def _nearest(ways: tuple[Transition, ...], facts: Mapping[str, object], act: Act) -> tuple[Transition, Refusal | None]:
    best: tuple[int, Transition, Refusal] | None = None
    for way in ways:
        steps, refusal = _first_refusal(way, facts, act)
        if refusal is None:
            return way, None
        if best is None or steps > best[0]:
            best = (steps, way, refusal)
    assert best is not None  # noqa: S101 - callers give at least one way
    return best[1], best[2]


def _first_refusal(way: Transition, facts: Mapping[str, object], act: Act) -> tuple[int, Refusal | None]:
    """How many checks held before the first that did not."""
    for steps, outcome in enumerate(_checks(way, facts, act, alone=False)):
        if outcome is not None:
            return steps, outcome
    return 0, None


def _refusals(way: Transition, facts: Mapping[str, object], act: Act, *, alone: bool) -> Iterator[Refusal]:
    return (outcome for outcome in _checks(way, facts, act, alone=alone) if outcome is not None)


def _checks(way: Transition, facts: Mapping[str, object], act: Act, *, alone: bool) -> Iterator[Refusal | None]:
    """Every check in its order; None where it holds. `alone` leaves the second signature out."""
    yield None if act.actor in way.actors else Refusal("workflow.actor", {"command": way.command})
    yield _state_check(way, facts)
    if act.actor is Actor.CLERK:
        yield _role_check(way, act)
        yield _own_work_check(way, act)
    for guard in way.guards:
        yield _guard_check(guard, facts)
    yield _time_check(way, act)
    if way.second_clerk and not alone:
        yield _second_clerk_check(way, act)


def _guard_check(guard: Guard, facts: Mapping[str, object]) -> Refusal | None:
    if holds(guard, facts):
        return None
    return Refusal(guard.refusal, {"fact": guard.fact, "value": facts.get(guard.fact)})


def _state_check(way: Transition, facts: Mapping[str, object]) -> Refusal | None:
    if not way.from_states:
        return None
    state = facts.get(way.region.fact)
    if state is not None and str(state) in way.from_states:
        return None
    code = "workflow.frozen" if way.region is Region.REVIEW and way.to_state == "draft" and is_frozen(facts) else None
    return Refusal(code or "workflow.state", {"command": way.command, "region": way.region, "state": state})


def _role_check(way: Transition, act: Act) -> Refusal | None:
    if act.clerk_id is None or (way.roles and act.roles.isdisjoint(way.roles)):
        return Refusal("workflow.role", {"command": way.command, "roles": way.roles})
    return None


def _clerks_before(way: Transition, act: Act) -> frozenset[UUID]:
    return frozenset(chain.from_iterable(act.earlier.get(command, ()) for command in way.not_by))


def _own_work_check(way: Transition, act: Act) -> Refusal | None:
    if act.clerk_id in _clerks_before(way, act):
        return Refusal("workflow.own_work", {"command": way.command})
    return None


def _second_clerk_check(way: Transition, act: Act) -> Refusal | None:
    code = None
    if act.second_clerk_id is None:
        code = "second_clerk_missing"
    elif act.second_clerk_id == act.clerk_id:
        code = "second_clerk_same"
    elif way.second_roles and act.second_roles.isdisjoint(way.second_roles):
        code = "second_clerk_role"
    elif act.second_clerk_id in _clerks_before(way, act):
        code = "second_clerk_own_work"
    return None if code is None else Refusal(f"workflow.{code}", {"command": way.command, "roles": way.second_roles})


def _time_check(way: Transition, act: Act) -> Refusal | None:
    if way.time is None:
        return None
    if act.round is None:
        return Refusal("workflow.round_unknown", {"command": way.command})
    kind = way.time.kind
    details = {"kind": kind, "opens": act.round.opens(kind), "closes": act.round.closes(kind)}
    if way.time.window is Window.AFTER_CLOSE:
        return None if act.round.is_over(kind, act.now) else Refusal("workflow.not_over_yet", details)
    if act.now < act.round.opens(kind):
        return Refusal("workflow.not_open_yet", details)
    return None if act.round.is_open(kind, act.now) else Refusal("workflow.time_over", details)


def _changes(way: Transition, facts: Mapping[str, object], payload: Mapping[str, object]) -> dict[str, object]:
    changes: dict[str, object] = {way.region.fact: way.to_state}
    entity = way.entity.value
    if way.region is not Region.ATTEMPT:
        changes[f"{entity}.{way.region.value}_reason"] = payload.get("reason")
    changes |= {f"{entity}.{column}": value for column, value in way.assigns}
    changes |= {f"{entity}.{column}": payload[column] for column in way.sets if column in payload}
    for consequence in way.consequences:
        if str(facts.get(consequence.region.fact)) in consequence.from_states:
            state: object = int(consequence.to_state) if consequence.region is Region.ATTEMPT else consequence.to_state
            changes[consequence.region.fact] = state
    return changes
