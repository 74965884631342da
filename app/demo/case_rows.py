"""The rows of one person while a story is played: every command moves a region and leaves its trace in the log."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from app.demo.province import (
    ADMINISTRATOR,
    INTAKE_CLERK,
    OTHER_WORKSTATION,
    REVIEWER,
    SECOND_REVIEWER,
    THIS_WORKSTATION,
)
from app.demo.row_ids import RowKind, row_id
from app.demo.rows import Row, canonical_document, uuid_text
from app.demo.script import Step, region_of, way_from
from app.domain.workflow import Actor, Entity, Region, Role, Transition
from app.services.command_text import FORM

if TYPE_CHECKING:
    import random

    from app.demo.province import DemoClerk, Province

_ATTEMPT = Region.ATTEMPT


class CaseRows:
    """`actor_of` decides who did what: a candidate or a clerk where the table allows both."""

    def __init__(self, province: Province, index: int, chance: random.Random, *, at_counter: bool) -> None:
        self.province = province
        self.index = index
        self.chance = chance
        self.at_counter = at_counter
        self.cards_at_counter = chance.random() < 0.4
        self.candidate: Row = {}
        self.filing: Row | None = None
        self.applications: list[Row] = []
        self.cards: list[Row] = []
        self.correction: Row | None = None
        self.commands: list[Row] = []
        self._reviewer = REVIEWER if chance.random() < 0.6 else SECOND_REVIEWER

    def id(self, kind: RowKind, serial: int = 0) -> bytes:
        return row_id(self.province.seed, self.index, kind, serial)

    def row(self, step: Step) -> Row:
        """The row that a command is aimed at. Raises KeyError where the story has not made it yet."""
        found = self._row_of(region_of(step.command).entity, step.position)
        if found is None:
            raise KeyError(step.command)
        return found

    def _row_of(self, entity: Entity, position: int) -> Row | None:
        if entity is Entity.CANDIDATE:
            return self.candidate
        if entity is Entity.FILING:
            return self.filing
        if entity is Entity.CORRECTION:
            return self.correction
        rows = self.applications if entity is Entity.APPLICATION else self.cards
        return rows[position] if position < len(rows) else None

    def perform(self, step: Step, moment: int, reason: str | None, *, creates: bool) -> Row:
        """Moves the region, writes the command, and returns its row of the log."""
        row = self.row(step)
        region = region_of(step.command)
        state = None if creates else str(row[f"{region.value}_state"])
        way = way_from(step.command, state, int(row.get("attempt", 1)), by_clerk=self.by_clerk(step.command))
        changes = [self._set(row, region, way.to_state, moment, reason, state)]
        for column, value in way.assigns:
            row[column] = value
        for consequence in way.consequences:
            change = self._consequence(consequence.region, consequence.from_states, consequence.to_state, moment)
            changes += [] if change is None else [change]
        if reason is not None:
            changes.append(_change(region, row, f"{region.value}_reason", None, reason))
        return self._log(step, way, row, moment, changes)

    def _set(self, row: Row, region: Region, to_state: str, moment: int, reason: str | None, state: str | None) -> Row:
        name = region.value
        row[f"{name}_state"] = to_state
        row[f"{name}_version"] += 1
        row[f"{name}_changed_at"] = moment
        row[f"{name}_reason"] = reason
        return _change(region, row, f"{name}_state", state, to_state)

    def _consequence(self, region: Region, from_states: tuple[str, ...], to_state: str, moment: int) -> Row | None:
        row = self._row_of(region.entity, 0)
        if row is None:
            return None
        if region is _ATTEMPT:
            row["attempt"] = int(to_state)
            row["attempt_version"] += 1
            return _change(region, row, "attempt", 1, int(to_state))
        state = row[f"{region.value}_state"]
        return self._set(row, region, to_state, moment, None, state) if state in from_states else None

    def _log(self, step: Step, way: Transition, row: Row, moment: int, changes: list[Row]) -> Row:
        actor, clerk, second = self._actors(step.command, way)
        key = self.id(RowKind.COMMAND, len(self.commands))
        window = THIS_WORKSTATION if clerk in {REVIEWER, SECOND_REVIEWER} else OTHER_WORKSTATION
        clerk_id = None if clerk is None else self.province.clerk_id(clerk)
        second_id = None if second is None else self.province.clerk_id(second)
        entity = way.entity.value
        content: dict[str, Any] = {
            "form": FORM,
            "kind": step.command,
            "entity": entity,
            "entity_id": uuid_text(row["id"]),
            "changes": changes,
            "at": _iso(moment),
        }
        logged: Row = {
            "county_id": self.province.county_id,
            "key": key,
            "actor": actor.value,
            "kind": step.command,
            "entity": entity,
            "entity_id": row["id"],
            "candidate_id": self.candidate["id"],
            "at": moment,
            "workstation_id": None if clerk is None else self.province.workstation_ids[window],
            "clerk_id": clerk_id,
            "second_clerk_id": second_id,
            "key_version": None if clerk is None else 1,
            "text": canonical_document(content),
        }
        self.commands.append(logged)
        return logged

    def _actors(self, command: str, way: Transition) -> tuple[Actor, DemoClerk | None, DemoClerk | None]:
        if not way.roles:
            return way.actors[0], None, None
        if Actor.CANDIDATE in way.actors and not self.by_clerk(command):
            return Actor.CANDIDATE, None, None
        first = self._clerk_for(command, way)
        second = None
        if way.second_clerk:
            second = SECOND_REVIEWER if first is not SECOND_REVIEWER else ADMINISTRATOR
        return Actor.CLERK, first, second

    def by_clerk(self, command: str) -> bool:
        """Where the table lets both do it."""
        return self.cards_at_counter if command == "enter_course_card" else self.at_counter

    def _clerk_for(self, command: str, way: Transition) -> DemoClerk:
        if command == "void_application":
            return SECOND_REVIEWER
        if command == "refuse_pre_review_again":
            return REVIEWER
        return INTAKE_CLERK if Role.INTAKE in way.roles else self._reviewer


def _change(region: Region, row: Row, column: str, old: Any, new: Any) -> Row:
    entity = region.entity.value
    return {"entity": entity, "id": uuid_text(row["id"]), "column": column, "old": old, "new": new}


def _iso(moment: int) -> str:
    seconds, milliseconds = divmod(moment, 1000)
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{milliseconds:03d}Z"
