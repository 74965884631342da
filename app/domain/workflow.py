"""The workflow of design §3 as data: who may do which command on what, when, and what it sets.

The table itself is in workflow_table.py and its parts; here are the types it is made of. A guard is plain data, so
that a check in SQL can be made from the same table. Facts come in as a flat mapping `<entity>.<column>`, with the
derived facts of case.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.domain.rounds import TimeKind


class Actor(StrEnum):
    CANDIDATE = "candidate"
    SYSTEM = "system"
    CLERK = "clerk"
    CITY = "city"
    HOST = "host"
    PROVINCE = "province"


class Role(StrEnum):
    """受理, 审核, 复核, 县区管理员."""

    INTAKE = "intake"
    REVIEW = "review"
    SECOND_REVIEW = "second_review"
    COUNTY_ADMIN = "county_admin"


class Entity(StrEnum):
    CANDIDATE = "candidate"
    CORRECTION = "correction"
    FILING = "filing"
    APPLICATION = "application"
    COURSE_CARD = "course_card"


class Region(StrEnum):
    REGISTRATION = "registration"
    IDENTITY = "identity"
    PRIOR = "prior"
    CORRECTION = "correction"
    ATTEMPT = "attempt"
    PHOTO = "photo"
    PAYMENT = "payment"
    REVIEW = "review"
    CARD = "card"
    ORIGINAL = "original"
    FORM = "form"
    MATERIALS = "materials"
    DECISION = "decision"
    HAND_OUT = "hand_out"

    @property
    def entity(self) -> Entity:
        return _ENTITIES[self]

    @property
    def fact(self) -> str:
        """The name of the column that holds the state, as `application.review_state`."""
        column = "attempt" if self is Region.ATTEMPT else f"{self.value}_state"
        return f"{self.entity.value}.{column}"


_ENTITIES = {
    Region.REGISTRATION: Entity.CANDIDATE,
    Region.IDENTITY: Entity.CANDIDATE,
    Region.PRIOR: Entity.CANDIDATE,
    Region.CORRECTION: Entity.CORRECTION,
    Region.ATTEMPT: Entity.FILING,
    Region.PHOTO: Entity.FILING,
    Region.PAYMENT: Entity.FILING,
    Region.REVIEW: Entity.APPLICATION,
    Region.CARD: Entity.COURSE_CARD,
    Region.ORIGINAL: Entity.COURSE_CARD,
    Region.FORM: Entity.APPLICATION,
    Region.MATERIALS: Entity.APPLICATION,
    Region.DECISION: Entity.APPLICATION,
    Region.HAND_OUT: Entity.APPLICATION,
}


class Operator(StrEnum):
    EQ = "eq"
    NE = "ne"
    IN = "in"
    NOT_IN = "not_in"
    IS_NULL = "is_null"
    NOT_NULL = "not_null"
    LE = "le"
    GE = "ge"


GuardValue = str | int | bool | tuple[str, ...] | None


@dataclass(frozen=True)
class Guard:
    """`fact operator value` must hold, else the command is refused with `refusal`.

    An unknown fact is null, and null passes only is_null, ne and not_in (SQL: `is distinct from`).
    """

    fact: str
    operator: Operator
    value: GuardValue
    refusal: str


class Window(StrEnum):
    INSIDE = "inside"
    AFTER_CLOSE = "after_close"
    """The close and its grace have gone by."""


@dataclass(frozen=True)
class TimeLimit:
    kind: TimeKind
    window: Window = Window.INSIDE


@dataclass(frozen=True)
class Consequence:
    """What a command brings about in another region in the same transaction, where that one is in `from_states`."""

    region: Region
    from_states: tuple[str, ...]
    to_state: str


@dataclass(frozen=True)
class Transition:
    """One row of the table.

    `from_states` empty: the command makes the row. `roles`: the clerk needs one of them; `second_roles` likewise for
    the second signature. `not_by`: commands on the same case (application, cards, corrections, prior documents) whose
    clerk may give neither signature here. `requires`: what the command must carry. `assigns`: columns of the entity it
    always sets, and to what; `sets`: columns it may set from what it carries; both beside the four of its region.
    """

    command: str
    region: Region
    from_states: tuple[str, ...]
    to_state: str
    actors: tuple[Actor, ...]
    roles: tuple[Role, ...] = ()
    second_clerk: bool = False
    second_roles: tuple[Role, ...] = ()
    not_by: tuple[str, ...] = ()
    guards: tuple[Guard, ...] = ()
    time: TimeLimit | None = None
    requires: tuple[str, ...] = ()
    assigns: tuple[tuple[str, GuardValue], ...] = ()
    sets: tuple[str, ...] = ()
    consequences: tuple[Consequence, ...] = ()

    @property
    def entity(self) -> Entity:
        return self.region.entity
