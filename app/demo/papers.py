"""What a story's commands draw on and add to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from app.demo.faults import Fault
    from app.demo.passed import Card
    from app.demo.people import Person
    from app.demo.plans import Plan, Way
    from app.demo.rows import Row
    from app.demo.schedule import DemoRound


@dataclass
class Papers:
    """What a story's commands draw on, and the rows that they make beside the five entities."""

    person: Person
    plans: tuple[Plan, ...]
    ways: tuple[Way, ...]
    declared: list[dict[str, Any]]
    """As the record has it, one for each application."""
    cards: list[Card]
    cards_scanned: bool
    of: DemoRound
    differs: str | None
    """A field of DIFFERING, or CHANCE for any; None where everything is as in the record."""
    graduation_photo: str
    identity_pictures: tuple[str | None, str | None]
    prior: Row | None
    attempts: list[Row] = field(default_factory=list)
    choices: list[Row] = field(default_factory=list)
    form_contents: dict[bytes, Row] = field(default_factory=dict)
    form_exports: list[Row] = field(default_factory=list)
    former_names: list[str] = field(default_factory=list)
    used_by: str | None = None
    faults: dict[int, Fault] = field(default_factory=dict)
    """By the position of the application: why its first attempt was refused."""
    half_repaired: bool = False
