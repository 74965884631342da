"""县区预审: the queue, one case to compare, and the decisions on it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.domain.errors import ClerkError
from app.domain.permission import Act as Doing
from app.domain.permission import permitted
from app.domain.workflow import Actor, Role
from app.services.history import told_of
from app.services.pre_review_case import CaseMaterial, case_view
from app.services.pre_review_decision import Decision, ReviewDesk
from app.services.pre_review_queue import QueueReading, claim_view
from app.services.pre_review_views import ActName, Decided, Offer, ProposedRefusal, Undoable
from app.services.reasons import ReasonLibrary

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from app.services.ports import Clock, Signer, UnitOfWorkFactory
    from app.services.pre_review_ports import CaseClaims, PreReviewReads
    from app.services.pre_review_views import CaseView, ClaimView, PreReviewQueue, QueuePart
    from app.services.reasons import ChosenReason, FilledReason
    from app.services.value_names import ValueNames

ENTITY = "application"
SCREEN = "pre_review"
SHORT_HISTORY = 12

ERROR_CODES = frozenset({"pre_review.reason_missing", "pre_review.note_too_long"})

COMMANDS = {
    ActName.PASS: "pass_pre_review",
    ActName.REFUSE: "refuse_pre_review",
    ActName.REFUSE_AGAIN: "refuse_pre_review_again",
    ActName.MARK_TO_VERIFY: "mark_to_verify",
    ActName.CLEAR_TO_VERIFY: "clear_to_verify",
    ActName.JUDGE_CARD: "accept_course_card",
}
DECISIONS = frozenset({ActName.PASS, ActName.REFUSE, ActName.REFUSE_AGAIN, ActName.JUDGE_CARD})
"""What a case is claimed for; who may do none of these only reads it."""
_OUTCOMES = {
    COMMANDS[ActName.PASS]: "county_approved",
    COMMANDS[ActName.REFUSE]: "refused",
    COMMANDS[ActName.REFUSE_AGAIN]: "refused",
    COMMANDS[ActName.MARK_TO_VERIFY]: "awaiting_county",
    COMMANDS[ActName.CLEAR_TO_VERIFY]: "awaiting_county",
}
_WAITS_FOR_THE_SECOND = "workflow.second_clerk_missing"
NOTE_LENGTH = 200


class PreReview:
    def __init__(
        self, reads: PreReviewReads, work: UnitOfWorkFactory, claims: CaseClaims, clock: Clock, names: ValueNames
    ) -> None:
        self._reads = reads
        self._claims = claims
        self._clock = clock
        self._names = names
        self._queue = QueueReading(reads, claims)
        self._desk = ReviewDesk(reads, work, claims, clock, self._queue)

    def queue(self, signer: Signer, part: QueuePart) -> PreReviewQueue:
        return self._queue.read(part, signer.clerk_id)

    def open_case(self, application_id: UUID, signer: Signer) -> CaseView:
        """Reads the case, and claims it where the clerk can decide it and nobody else holds it; noted as a view."""
        view = self._view(application_id, signer)
        if any(offer.enabled and offer.act in DECISIONS for offer in self.available_acts(view, signer)):
            view = replace(view, claim=self._claimed(application_id, signer))
        self._reads.view_log.note(signer.clerk_id, view.candidate_id, SCREEN)
        return view

    def prefetch(self, application_id: UUID, signer: Signer) -> CaseView:
        """The same view without a claim: what comes next, read ahead."""
        return self._view(application_id, signer)

    def available_acts(self, view: CaseView, signer: Signer) -> tuple[Offer, ...]:
        """Every act with the reason why it cannot be done now; a second refusal is offered to the first clerk."""
        doing = self._doing(view, signer)
        offers = [
            self._offer(view, doing, act, view.basis.facts, None) for act in ActName if act is not ActName.JUDGE_CARD
        ]
        for card in view.cards:
            if card.used:
                facts = view.basis.card_facts[card.id]
                offers.append(self._offer(view, doing, ActName.JUDGE_CARD, facts, card.id))
        return tuple(offers)

    def heartbeat(self, application_id: UUID, signer: Signer) -> None:
        """Renews this claim and the clerk's others. Raises `claim.held` where a colleague has taken it over."""
        self._claims.claim(ENTITY, application_id, signer)
        self._claims.beat(signer)

    def release(self, application_id: UUID, signer: Signer) -> None:
        self._claims.release(ENTITY, application_id, signer)

    def preview(self, view: CaseView, reasons: Sequence[ChosenReason]) -> tuple[FilledReason, ...]:
        """What the candidate would read, from the view alone. Raises as ReasonLibrary.fill."""
        library = ReasonLibrary(view.reasons)
        return tuple(library.fill(each) for each in reasons)

    def pass_case(self, application_id: UUID, signer: Signer) -> Decided:
        """Raises the workflow's refusals, `claim.held`, `case.changed`."""
        return self._decide(application_id, Decision(COMMANDS[ActName.PASS]), signer)

    def refuse_case(self, application_id: UUID, reasons: Sequence[ChosenReason], signer: Signer) -> Decided:
        """The first attempt. Raises as `pass_case`, `pre_review.reason_missing`, and as ReasonLibrary.fill."""
        return self._decide(application_id, Decision(COMMANDS[ActName.REFUSE], self._filled(reasons)), signer)

    def refuse_again(
        self, application_id: UUID, reasons: Sequence[ChosenReason], signer: Signer, second: Signer
    ) -> Decided:
        """The second attempt, signed by both clerks. Raises as `refuse_case`."""
        decision = Decision(COMMANDS[ActName.REFUSE_AGAIN], self._filled(reasons))
        return self._decide(application_id, decision, signer, second)

    def propose_refusal(self, application_id: UUID, reasons: Sequence[ChosenReason], signer: Signer) -> None:
        """Keeps the reasons of a second refusal on this workstation until a second clerk signs.

        Raises as `refuse_again`, but for the second signature.
        """
        self._filled(reasons)
        view = self._view(application_id, signer)
        offer = next(each for each in self.available_acts(view, signer) if each.act is ActName.REFUSE_AGAIN)
        if offer.refusal is not None:
            raise ClerkError(offer.refusal, **offer.details)
        proposal = ProposedRefusal(signer.clerk_id, signer.name, self._clock.now(), tuple(reasons))
        self._desk.propose(application_id, proposal, signer)

    def mark_to_verify(self, application_id: UUID, note: str, signer: Signer) -> Decided:
        """待核实: telephone first; nothing goes out."""
        decision = Decision(COMMANDS[ActName.MARK_TO_VERIFY], note=self._note(note), settles=False)
        return self._decide(application_id, decision, signer)

    def clear_to_verify(self, application_id: UUID, signer: Signer) -> Decided:
        return self._decide(application_id, Decision(COMMANDS[ActName.CLEAR_TO_VERIFY], settles=False), signer)

    def judge_card(
        self, application_id: UUID, card_id: UUID, signer: Signer, *, refused_for: str | None = None
    ) -> CaseView:
        """`refused_for` None: the card is ok, else why it is not. The case is read again: the checks have changed."""
        if refused_for is None:
            self._desk.accept_card(application_id, card_id, signer)
        else:
            self._desk.refuse_card(application_id, card_id, signer, self._note(refused_for))
        return self._view(application_id, signer)

    def judge_card_again(self, application_id: UUID, card_id: UUID, signer: Signer) -> CaseView:
        """Takes the judgement of a card back, so that it can be judged anew."""
        self._desk.reopen_card(application_id, card_id, signer)
        return self._view(application_id, signer)

    def undoable(self, signer: Signer) -> tuple[Undoable, ...]:
        """What she can still take back, newest first; out of the store, so a restart changes nothing."""
        now = self._clock.now()
        return tuple(
            Undoable(
                each.command,
                each.application_id,
                each.name,
                _OUTCOMES[each.kind],
                (each.until - now).total_seconds(),
            )
            for each in self._reads.reviews.undoable(signer.clerk_id, now)
            if each.kind in _OUTCOMES
        )

    def undo(self, command: UUID, signer: Signer) -> PreReviewQueue:
        """Raises as UnitOfWork.withdraw."""
        return self._desk.undo(command, signer)

    def _claimed(self, application_id: UUID, signer: Signer) -> ClaimView | None:
        """The clerk's own claim, or that of a colleague who was faster."""
        try:
            self._claims.claim(ENTITY, application_id, signer)
        except ClerkError as error:
            if error.code != "claim.held":
                raise
        return claim_view(self._claims.held(ENTITY).get(application_id), signer.clerk_id)

    def _decide(
        self, application_id: UUID, decision: Decision, signer: Signer, second: Signer | None = None
    ) -> Decided:
        done = self._desk.decide(application_id, decision, signer, second)
        return Decided(
            command=done.command.key,
            application_id=application_id,
            state=done.state,
            at=done.command.at,
            undo_until=done.command.send_after,
            queue=done.queue,
            next_id=self._queue.next_after(done.queue, done.turn, application_id),
        )

    def _filled(self, reasons: Sequence[ChosenReason]) -> tuple[FilledReason, ...]:
        if not reasons:
            raise ClerkError("pre_review.reason_missing")
        library = self._reads.reasons.reason_library()
        return tuple(library.fill(each) for each in reasons)

    def _note(self, text: str) -> str:
        note = text.strip()
        if len(note) > NOTE_LENGTH:
            raise ClerkError("pre_review.note_too_long", limit=NOTE_LENGTH)
        return note

    def _view(self, application_id: UUID, signer: Signer) -> CaseView:
        person = self._reads.cases.person_of(application_id)
        application = person.application(application_id)
        rows = (application_id, *(card.id for card in person.cards), *(each.id for each in person.corrections))
        history = self._reads.history.of_candidate(person.candidate.id, limit=SHORT_HISTORY)
        claim = claim_view(self._claims.held(ENTITY).get(application_id), signer.clerk_id)
        material = CaseMaterial(
            person=person,
            application=application,
            filing=person.filing_of(application),
            plan=self._reads.cases.plan(application.plan_id),
            round=self._reads.rounds.round(application.round_id),
            office=self._reads.cases.office(),
            clerk_names=self._reads.cases.clerk_names(),
            history=tuple(told_of(entry, person) for entry in history),
            earlier=self._reads.history.signed_by(person.candidate.id, rows),
            claim=claim,
            proposed=self._reads.reviews.proposed_refusal(application_id),
        )
        return case_view(material, self._reads.reasons.reason_library(), self._names, self._clock.now())

    def _offer(self, view: CaseView, doing: Doing, act: ActName, facts: object, card_id: UUID | None) -> Offer:
        if view.claim is not None and not view.claim.mine:
            return Offer(act, "claim.held", {"name": view.claim.clerk_name}, card_id)
        refusal = permitted(COMMANDS[act], facts, doing)  # type: ignore[arg-type]
        if refusal is None or refusal.code == _WAITS_FOR_THE_SECOND:
            return Offer(act, None, {}, card_id)
        return Offer(act, refusal.code, refusal.details, card_id)

    def _doing(self, view: CaseView, signer: Signer) -> Doing:
        return Doing(
            actor=Actor.CLERK,
            now=self._clock.now(),
            round=view.basis.round,
            clerk_id=signer.clerk_id,
            roles=frozenset(Role(role) for role in signer.roles),
            earlier=view.basis.earlier,
        )
