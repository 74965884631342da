"""One decision of the pre-review: guards asked, the command made, the attempt's row closed, all in one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.domain.errors import ClerkError
from app.domain.permission import Act as Doing
from app.domain.permission import apply_command
from app.domain.workflow import Actor, Role
from app.services.case_facts import current_attempt, filed_case, used_cards
from app.services.case_record import Region
from app.services.command import Act, FieldChange, RecordedCommand, RegionRef
from app.services.pre_review_case import with_entries
from app.services.pre_review_reasons import reason_line
from app.services.pre_review_views import turn

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from uuid import UUID

    from app.domain.rounds import Round
    from app.services.case_facts import FiledCase
    from app.services.case_record import ApplicationRecord, CardRecord, PersonRecord
    from app.services.ports import Clock, Signer, UnitOfWork, UnitOfWorkFactory
    from app.services.pre_review_ports import CaseClaims, PreReviewReads
    from app.services.pre_review_queue import QueueReading
    from app.services.pre_review_views import PreReviewQueue, ProposedRefusal, Turn
    from app.services.reasons import FilledReason

ENTITY = "application"
CARD = "course_card"
_PASS = "pass_pre_review"  # noqa: S105 - the name of a command


@dataclass(frozen=True, slots=True)
class Decision:
    """`settles`: it ends the case, so that its claim and a proposed refusal go with it."""

    command: str
    reasons: tuple[FilledReason, ...] = ()
    note: str | None = None
    settles: bool = True

    @property
    def payload(self) -> dict[str, object]:
        carried: dict[str, object] = {}
        if self.reasons:
            carried["reason"] = reason_line(self.reasons)
        if self.note is not None:
            carried["to_verify_note"] = self.note
        return carried


@dataclass(frozen=True, slots=True)
class Done:
    command: RecordedCommand
    state: str
    turn: Turn
    queue: PreReviewQueue


@dataclass(frozen=True, slots=True)
class _Case:
    person: PersonRecord
    application: ApplicationRecord
    filed: FiledCase
    earlier: Mapping[str, frozenset[UUID]]
    round: Round | None

    @property
    def rows(self) -> tuple[UUID, ...]:
        cards = (card.id for card in self.person.cards)
        return (self.application.id, *cards, *(each.id for each in self.person.corrections))


class ReviewDesk:
    """Every public method is one unit of work and at most one command."""

    def __init__(
        self, reads: PreReviewReads, work: UnitOfWorkFactory, claims: CaseClaims, clock: Clock, queue: QueueReading
    ) -> None:
        self._reads = reads
        self._queue = queue
        self._work = work
        self._claims = claims
        self._clock = clock

    def decide(self, application_id: UUID, decision: Decision, signer: Signer, second: Signer | None) -> Done:
        self._refuse_where_claimed(application_id, signer)
        now = self._clock.now()
        with self._work() as work:
            case = self._case(application_id, work)
            facts = case.filed.case.facts(case.filed.applications[application_id], now=now)
            doing = self._doing(case, signer, second, now)
            wanted = apply_command(decision.command, facts, doing, decision.payload)
            changes = (*_changes(ENTITY, case.application, wanted), *_outcome(case, decision, signer, second, now))
            act = Act(
                command=decision.command,
                entity=ENTITY,
                entity_id=application_id,
                candidate_id=case.person.candidate.id,
                base=_base(case, decision.command),
                changes=changes,
                after=self._reads.history.unconfirmed_on(case.rows, inside=work),
                undoable=True,
            )
            command = work.record(act, signer, second)
            if decision.settles:
                self._reads.reviews.settle(application_id, inside=work)
            queue = self._queue.read_open(signer.clerk_id, inside=work)
        return Done(command, str(wanted["application.review_state"]), _turn(case.application), queue)

    def accept_card(self, application_id: UUID, card_id: UUID, signer: Signer) -> None:
        self._card_command("accept_course_card", application_id, card_id, signer, {})

    def refuse_card(self, application_id: UUID, card_id: UUID, signer: Signer, reason: str) -> None:
        self._card_command("refuse_course_card", application_id, card_id, signer, {"reason": reason})

    def reopen_card(self, application_id: UUID, card_id: UUID, signer: Signer) -> None:
        self._card_command("judge_course_card_again", application_id, card_id, signer, {})

    def propose(self, application_id: UUID, proposal: ProposedRefusal, signer: Signer) -> None:
        self._refuse_where_claimed(application_id, signer)
        with self._work() as work:
            self._reads.reviews.keep_proposal(proposal, application_id, inside=work)

    def undo(self, command: UUID, signer: Signer) -> PreReviewQueue:
        with self._work() as work:
            work.withdraw(command, signer)
            return self._queue.read_open(signer.clerk_id, inside=work)

    def _card_command(
        self, command: str, application_id: UUID, card_id: UUID, signer: Signer, payload: Mapping[str, object]
    ) -> None:
        self._refuse_where_claimed(application_id, signer)
        now = self._clock.now()
        with self._work() as work:
            case = self._case(application_id, work)
            card = next((each for each in case.person.cards if each.id == card_id), None)
            if card is None:
                raise ClerkError("case.changed", columns=())
            application = case.filed.applications[application_id]
            facts = case.filed.case.facts(application, case.filed.cards[card_id], now=now)
            wanted = apply_command(command, facts, self._doing(case, signer, None, now, card), payload)
            act = Act(
                command=command,
                entity=CARD,
                entity_id=card_id,
                candidate_id=case.person.candidate.id,
                base={
                    "card": card.card.version,
                    RegionRef(ENTITY, application_id, "review"): case.application.review.version,
                },
                changes=_changes(CARD, card, wanted),
                after=self._reads.history.unconfirmed_on(case.rows, inside=work),
            )
            work.record(act, signer)

    def _case(self, application_id: UUID, work: UnitOfWork) -> _Case:
        person = self._reads.cases.person_of(application_id, inside=work)
        application = person.application(application_id)
        its_round = self._reads.rounds.round(application.round_id)
        filed = filed_case(person, person.filing_of(application), its_round)
        case = _Case(person, application, filed, {}, its_round)
        signed = self._reads.history.signed_by(person.candidate.id, case.rows, inside=work)
        return _Case(person, application, filed, with_entries(signed, person, application), its_round)

    def _doing(
        self, case: _Case, signer: Signer, second: Signer | None, now: datetime, card: CardRecord | None = None
    ) -> Doing:
        earlier = dict(case.earlier)
        if card is not None:  # who entered another card may judge this one
            earlier = {name: clerks for name, clerks in earlier.items() if "card" not in name}
            earlier["enter_course_card"] = frozenset(() if card.entered_by is None else (card.entered_by,))
        return Doing(
            actor=Actor.CLERK,
            now=now,
            round=case.round,
            clerk_id=signer.clerk_id,
            roles=_roles(signer),
            second_clerk_id=None if second is None else second.clerk_id,
            second_roles=frozenset() if second is None else _roles(second),
            earlier=earlier,
        )

    def _refuse_where_claimed(self, application_id: UUID, signer: Signer) -> None:
        claim = self._claims.held(ENTITY).get(application_id)
        if claim is not None and claim.clerk_id != signer.clerk_id:
            raise ClerkError("claim.held", name=claim.clerk_name)


def _roles(signer: Signer) -> frozenset[Role]:
    return frozenset(Role(role) for role in signer.roles)


def _turn(application: ApplicationRecord) -> Turn:
    assert application.submitted_at is not None  # noqa: S101 - it waits for the county, so it was submitted
    return turn(application.round_id, application.attempt, application.submitted_at, application.id)


def _base(case: _Case, command: str) -> dict[str | RegionRef, int]:
    """The review itself; a pass has also read every card that it stands on."""
    base: dict[str | RegionRef, int] = {"review": case.application.review.version}
    if command == _PASS:
        used = used_cards(case.application, case.person)
        base |= {RegionRef(CARD, card.id, "card"): card.card.version for card in case.person.cards if card.id in used}
    return base


def _changes(
    entity: str, record: ApplicationRecord | CardRecord, wanted: Mapping[str, object]
) -> tuple[FieldChange, ...]:
    """What really changes on the row; a column that already holds the value is left alone."""
    found = []
    for fact, new in wanted.items():
        column = fact.removeprefix(f"{entity}.")
        old = _held(record, column)
        if old != new:
            found.append(FieldChange(entity, record.id, column, old, new))
    return tuple(found)


def _held(record: ApplicationRecord | CardRecord, column: str) -> Any:
    name, _, end = column.rpartition("_")
    region = getattr(record, name, None)
    if isinstance(region, Region):
        return getattr(region, end)
    return getattr(record, column)


def _outcome(
    case: _Case, decision: Decision, signer: Signer, second: Signer | None, now: datetime
) -> tuple[FieldChange, ...]:
    """The attempt's own row, so that what was decided stays beside what was declared."""
    attempt = current_attempt(case.application)
    if attempt is None or not decision.settles:
        return ()
    values: dict[str, tuple[Any, Any]] = {
        "outcome": (attempt.outcome, "county_approved" if decision.command == _PASS else "refused"),
        "reasons": (list(attempt.reasons) or None, [each.document() for each in decision.reasons] or None),
        "decided_at": (attempt.decided_at, now),
        "decided_by": (attempt.decided_by, signer.clerk_id),
        "second_clerk_id": (attempt.second_clerk_id, None if second is None else second.clerk_id),
    }
    part = (attempt.attempt,)
    return tuple(
        FieldChange("application_attempt", case.application.id, column, old, new, part)
        for column, (old, new) in values.items()
        if old != new
    )
