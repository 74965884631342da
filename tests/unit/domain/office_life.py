"""A case that lives: commands are tried on it through the real table, and what happened is kept for the invariants."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from datetime import datetime, timedelta
from uuid import UUID

from app.domain.case import ApplicationFacts, CandidateFacts, Case, CorrectionFacts, CourseCardFacts, FilingFacts
from app.domain.permission import Act, Refusal, apply_command, permitted
from app.domain.rounds import Round, RoundTime, TimeKind, beijing
from app.domain.workflow import Actor, Entity, Role
from app.domain.workflow_table import COMMANDS, STATES, transitions_for

ROUND = Round(
    2026,
    2,
    (
        RoundTime(TimeKind.APPLICATION, beijing(2026, 12, 1, 8), beijing(2026, 12, 9, 18), timedelta(hours=24)),
        RoundTime(TimeKind.CORRECTION, beijing(2026, 12, 1, 8), beijing(2026, 12, 9, 18), timedelta(hours=24)),
        RoundTime(TimeKind.PHOTO, beijing(2026, 12, 1, 8), beijing(2026, 12, 10, 18), timedelta(hours=24)),
        RoundTime(TimeKind.REAPPLICATION, beijing(2026, 12, 3, 8), beijing(2026, 12, 11, 18), timedelta(hours=24)),
        RoundTime(TimeKind.PRE_REVIEW, beijing(2026, 12, 1, 8), beijing(2026, 12, 12, 18), timedelta(hours=24)),
        RoundTime(TimeKind.PAYMENT, beijing(2026, 12, 2, 8), beijing(2026, 12, 14, 18), timedelta(hours=24)),
        RoundTime(TimeKind.HAND_IN, beijing(2026, 12, 2, 8), beijing(2026, 12, 18, 18), timedelta(hours=24)),
    ),
)
EVE = beijing(2026, 11, 30, 9)
MOMENTS = (
    beijing(2026, 12, 1, 9),
    beijing(2026, 12, 3, 9),
    beijing(2026, 12, 8, 9),
    beijing(2026, 12, 10, 9),
    beijing(2026, 12, 11, 9),
    beijing(2026, 12, 12, 20),
    beijing(2026, 12, 14, 9),
    beijing(2026, 12, 17, 9),
    beijing(2026, 12, 20, 9),
)
CLERKS = {
    "zhao": frozenset({Role.INTAKE}),
    "liu": frozenset({Role.REVIEW}),
    "wang": frozenset({Role.INTAKE, Role.REVIEW}),
    "chen": frozenset({Role.SECOND_REVIEW, Role.COUNTY_ADMIN}),
}
IDS = {name: UUID(int=n + 1) for n, name in enumerate(CLERKS)}
REVIEWERS = frozenset({Role.REVIEW, Role.SECOND_REVIEW, Role.COUNTY_ADMIN})
ACTORS = {actor.value: actor for actor in Actor if actor is not Actor.CLERK}


@dataclass(frozen=True)
class Row:
    """A row of the case: `application` and `card` or `correction` count from 0."""

    entity: Entity
    application: int | None = None
    card: int | None = None
    correction: int | None = None


@dataclass(frozen=True)
class Done:
    command: str
    row: Row
    by: str
    second: str | None
    at: datetime
    before: Case
    after: Case


@dataclass
class OfficeLife:
    case: Case = field(default_factory=lambda: Case(CandidateFacts(), FilingFacts(), round=ROUND))
    now: datetime = EVE
    history: list[Done] = field(default_factory=list)
    seen: set[tuple[str, str]] = field(default_factory=set)
    counter: int = 0

    def twin(self) -> OfficeLife:
        """The same life, to go another way."""
        return replace(self, history=list(self.history), seen=set(self.seen))

    def rows(self, command: str) -> list[Row]:
        """Every row the command could be tried on, the one it would make included."""
        transition = transitions_for(command)[0]
        makes, entity = not transition.from_states, transition.entity
        applications = range(len(self.case.applications))
        if entity is Entity.APPLICATION:
            return [Row(entity)] if makes else [Row(entity, n) for n in applications]
        if entity is Entity.COURSE_CARD:
            return [
                Row(entity, n, card)
                for n in applications
                for card in ([None] if makes else range(len(self.case.applications[n].cards)))
            ]
        if entity is Entity.CORRECTION:
            asked = range(len(self.case.candidate.corrections))
            return [Row(entity)] if makes else [Row(entity, correction=n) for n in asked]
        return [Row(entity)]

    def facts(self, row: Row) -> dict[str, object]:
        application = None if row.application is None else self.case.applications[row.application]
        card = None if application is None or row.card is None else application.cards[row.card]
        correction = None if row.correction is None else self.case.candidate.corrections[row.correction]
        return self.case.facts(application, card, correction, now=self.now)

    def act(self, row: Row, by: str, second: str | None = None) -> Act:
        if by in ACTORS:
            return Act(ACTORS[by], self.now, ROUND)
        return Act(
            Actor.CLERK,
            self.now,
            ROUND,
            IDS[by],
            CLERKS[by],
            None if second is None else IDS[second],
            CLERKS.get(second or "", frozenset()),
            self._earlier(row),
        )

    def _earlier(self, row: Row) -> dict[str, frozenset[UUID]]:
        earlier: dict[str, set[UUID]] = {}
        for done in self.history:
            if done.row == row:
                earlier.setdefault(done.command, set()).update(IDS[n] for n in (done.by, done.second) if n in IDS)
        return {command: frozenset(clerks) for command, clerks in earlier.items()}

    def offers(self) -> list[tuple[str, Row, str, str | None]]:
        """What the table lets be done now, and by whom."""
        pairs = [(by, None) for by in (*ACTORS, *CLERKS)]
        found = []
        for command in COMMANDS:
            two = transitions_for(command)[0].second_clerk
            people = [(a, b) for a in CLERKS for b in CLERKS] if two else pairs
            for row in self.rows(command):
                facts = self.facts(row)
                found += [
                    (command, row, by, second)
                    for by, second in people
                    if permitted(command, facts, self.act(row, by, second)) is None
                ]
        return found

    def refusal(self, command: str, row: Row, by: str, second: str | None = None) -> Refusal | None:
        return permitted(command, self.facts(row), self.act(row, by, second))

    def do(self, command: str, by: str, second: str | None = None, row: Row | None = None) -> None:
        """Raises ClerkError where the table refuses; the row may be left out where there is only one."""
        target = self.rows(command)[-1] if row is None else row
        self.counter += 1
        changes = apply_command(command, self.facts(target), self.act(target, by, second), self._payload(command))
        before = self.case
        if not transitions_for(command)[0].from_states:
            target = self._make(target)
        self._write(target, changes)
        self.history.append(Done(command, target, by, second, self.now, before, self.case))
        self.note()

    def note(self) -> None:
        """Remember the state that every region is in."""
        for row in self._every_row():
            facts = self.facts(row)
            self.seen |= {(r.value, str(facts[r.fact])) for r in STATES if facts.get(r.fact) is not None}

    def _every_row(self) -> list[Row]:
        cards = [
            Row(Entity.COURSE_CARD, n, m)
            for n, application in enumerate(self.case.applications)
            for m in range(len(application.cards))
        ]
        applications = [Row(Entity.APPLICATION, n) for n in range(len(self.case.applications))]
        corrections = [Row(Entity.CORRECTION, correction=n) for n in range(len(self.case.candidate.corrections))]
        return [Row(Entity.FILING), *applications, *cards, *corrections]

    def _payload(self, command: str) -> dict[str, object]:
        """All that any command must carry, so that what it may not set is seen to be left alone."""
        names = {name for other in COMMANDS for way in transitions_for(other) for name in way.requires}
        names -= set() if command == "attach_card_scan" else {"scan"}
        return dict.fromkeys(names, "given") | {
            "form_number": self.counter,
            "materials_until": self.now + timedelta(days=1),
            "specialty_name": f"specialty {self.counter}",
            "code": f"{self.counter:05}",
            "submitted_at": self.now,
        }

    def _make(self, row: Row) -> Row:
        if row.entity is Entity.APPLICATION:
            made = ApplicationFacts(f"A{len(self.case.applications)}", verdict="provisional")
            self.case = replace(self.case, applications=(*self.case.applications, made))
            return replace(row, application=len(self.case.applications) - 1)
        if row.entity is Entity.COURSE_CARD:
            owner = self.case.applications[row.application or 0]
            self._put_application(row.application or 0, replace(owner, cards=(*owner.cards, CourseCardFacts("00000"))))
            return replace(row, card=len(owner.cards))
        person = self.case.candidate
        corrections = (*person.corrections, CorrectionFacts("name"))
        self.case = replace(self.case, candidate=replace(person, corrections=corrections))
        return replace(row, correction=len(corrections) - 1)

    def _put_application(self, n: int, application: ApplicationFacts) -> None:
        applications = list(self.case.applications)
        applications[n] = application
        self.case = replace(self.case, applications=tuple(applications))

    def _write(self, row: Row, changes: dict[str, object]) -> None:
        case = self.case
        person = self._written(case.candidate, "candidate", changes)
        if row.correction is not None:
            corrections = list(person.corrections)
            corrections[row.correction] = self._written(corrections[row.correction], "correction", changes)
            person = replace(person, corrections=tuple(corrections))
        self.case = replace(case, candidate=person, filing=self._written(case.filing, "filing", changes))
        if row.application is not None:
            application = self._written(case.applications[row.application], "application", changes)
            if row.card is not None:
                cards = list(application.cards)
                cards[row.card] = self._written(cards[row.card], "course_card", changes)
                application = replace(application, cards=tuple(cards))
            self._put_application(row.application, application)

    def _written(self, row, entity: str, changes: dict[str, object]):
        names = {f.name for f in fields(row)}
        mine = {name.removeprefix(f"{entity}."): v for name, v in changes.items() if name.startswith(f"{entity}.")}
        values = {name: value for name, value in mine.items() if name in names}
        stamps = {n.replace("_state", "_changed_at"): self.now for n in mine if n.endswith("_state")}
        if "scan" in mine:
            values["has_scan"] = True
        return replace(row, **values, **{name: at for name, at in stamps.items() if name in names})
