"""考生档案: one person on one page; every opening is noted in the log of views."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.names import code_points, rare_characters
from app.domain.permission import is_frozen
from app.domain.stages import current_stage, stage_line
from app.services.candidate_file_views import (
    ApplicationView,
    AttemptView,
    CandidateFileView,
    CorrectionView,
    FilingView,
    StageView,
)
from app.services.case_facts import filed_case, used_cards
from app.services.comparison import compare_identity_number, compare_name, compare_text
from app.services.history import HISTORY_LENGTH, told_of
from app.services.pre_review_queue import claim_view
from app.services.reasons import FilledReason
from app.services.rounds_at_hand import round_in_hand

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from app.domain.rounds import Round
    from app.domain.stages import Stage
    from app.services.case_facts import FiledCase
    from app.services.case_record import (
        ApplicationRecord,
        AttemptRecord,
        CaseReader,
        CorrectionRecord,
        FilingRecord,
        PersonRecord,
    )
    from app.services.comparison import ComparisonRow
    from app.services.history import HistoryReader
    from app.services.ports import Clock, Signer, ViewLog
    from app.services.pre_review_ports import CaseClaims
    from app.services.pre_review_views import ClaimView
    from app.services.rounds_at_hand import RoundReader
    from app.services.value_names import ValueNames

SCREEN = "candidate_file"


@dataclass(frozen=True, slots=True)
class CandidateFileReads:
    cases: CaseReader
    history: HistoryReader
    rounds: RoundReader
    claims: CaseClaims
    view_log: ViewLog


@dataclass(frozen=True, slots=True)
class _Page:
    """What every part of the page is made of."""

    person: PersonRecord
    clerk_names: Mapping[UUID, str]
    claims: Mapping[UUID, ClaimView | None]
    rounds: Mapping[str, Round]

    def clerk(self, clerk_id: UUID | None) -> str | None:
        return None if clerk_id is None else self.clerk_names.get(clerk_id)


class CandidateFile:
    def __init__(self, reads: CandidateFileReads, clock: Clock, names: ValueNames) -> None:
        self._reads = reads
        self._clock = clock
        self._names = names

    def open_file(self, candidate_id: UUID, signer: Signer) -> CandidateFileView:
        """Raises ClerkError("candidate_not_found")."""
        view = self.refresh(candidate_id, signer)
        self._reads.view_log.note(signer.clerk_id, candidate_id, SCREEN)
        return view

    def refresh(self, candidate_id: UUID, signer: Signer) -> CandidateFileView:
        """The same page read again: not a new opening. Raises ClerkError("candidate_not_found")."""
        page = self._page(candidate_id, signer)
        person, row = page.person, page.person.candidate
        now = self._clock.now()
        in_hand = round_in_hand(tuple(page.rounds.values()), now)
        filings = _filings(page, None if in_hand is None else in_hand.code)
        return CandidateFileView(
            candidate=row,
            code_points=code_points(row.name),
            rare_characters=rare_characters(row.name),
            sex_name=self._names.name("sex", row.sex),
            ethnicity_name=self._names.name("ethnicity", row.ethnicity),
            political_status_name=self._names.name("political_status", row.political_status),
            registration_office=self._reads.cases.office_name(row.registration_county_id),
            at_own_office=row.registration_county_id == person.county_id,
            numbers=person.numbers,
            former=person.former,
            graduation_photo=_graduation_photo(filings),
            prior=person.prior,
            prior_comparison=_prior_rows(person, self._names),
            passed=person.passed,
            cards=person.cards,
            card_clerks={card.id: name for card in person.cards if (name := page.clerk(card.entered_by)) is not None},
            corrections=tuple(_correction(page, each) for each in reversed(person.corrections)),
            filings=filings,
            history=tuple(
                told_of(entry, person) for entry in self._reads.history.of_candidate(row.id, limit=HISTORY_LENGTH)
            ),
            opened_at=now,
        )

    def _page(self, candidate_id: UUID, signer: Signer) -> _Page:
        person = self._reads.cases.person(candidate_id)
        held = self._reads.claims.held("application")
        return _Page(
            person=person,
            clerk_names=self._reads.cases.clerk_names(),
            claims={each.id: claim_view(held.get(each.id), signer.clerk_id) for each in person.applications},
            rounds={each.code: each for each in self._reads.rounds.rounds()},
        )


def _filings(page: _Page, in_hand: str | None) -> tuple[FilingView, ...]:
    """Newest first; the current one is that of the round in hand."""
    newest_first = sorted(page.person.filings, key=lambda each: each.round_id, reverse=True)
    return tuple(_filing(page, each, is_current=each.round_id == in_hand) for each in newest_first)


def _filing(page: _Page, filing: FilingRecord, *, is_current: bool) -> FilingView:
    its_round = page.rounds.get(filing.round_id)
    filed = filed_case(page.person, filing, its_round)
    applications = tuple(
        _application(page, each, filed, its_round) for each in page.person.applications if each.filing_id == filing.id
    )
    return FilingView(filing, is_current, None if its_round is None else its_round.graduation_on, applications)


def _application(page: _Page, record: ApplicationRecord, filed: FiledCase, its_round: Round | None) -> ApplicationView:
    facts = filed.applications[record.id]
    line = stage_line(filed.case, facts)
    used = used_cards(record, page.person)
    return ApplicationView(
        record=record,
        stages=tuple(_stage(each, its_round) for each in line),
        open_stage=line.index(current_stage(line)),
        attempts=tuple(_attempt(page, each) for each in record.attempts),
        claim=page.claims[record.id],
        entered_by_name=page.clerk(record.entered_by),
        cards_unjudged=tuple(card for card in page.person.cards if card.id in used and card.card.state == "entered"),
        frozen=is_frozen(filed.case.facts(facts)),
    )


def _stage(stage: Stage, its_round: Round | None) -> StageView:
    until = None if stage.until is None or its_round is None else its_round.binding_close(stage.until)
    return StageView(stage.name, stage.status, stage.actor, stage.state, stage.at, until)


def _attempt(page: _Page, attempt: AttemptRecord) -> AttemptView:
    return AttemptView(
        attempt=attempt.attempt,
        submitted_at=attempt.submitted_at,
        entered_by_name=page.clerk(attempt.entered_by),
        outcome=attempt.outcome,
        reasons=tuple(FilledReason.from_document(each) for each in attempt.reasons),
        decided_at=attempt.decided_at,
        decided_by_name=page.clerk(attempt.decided_by),
        second_clerk_name=page.clerk(attempt.second_clerk_id),
    )


def _correction(page: _Page, correction: CorrectionRecord) -> CorrectionView:
    return CorrectionView(
        id=correction.id,
        field=correction.field,
        old_value=correction.old_value or "",
        new_value=correction.new_value or "",
        asked_by_name=page.clerk(correction.asked_by),
        asked_at=correction.asked_at,
        decided_by_name=page.clerk(correction.decided_by),
        correction=correction.correction,
    )


def _graduation_photo(filings: tuple[FilingView, ...]) -> str | None:
    """Of the current filing, else the newest there is."""
    by_turn = sorted(filings, key=lambda each: not each.is_current)
    return next((each.record.graduation_photo for each in by_turn if each.record.graduation_photo is not None), None)


def _prior_rows(person: PersonRecord, names: ValueNames) -> tuple[ComparisonRow, ...]:
    """The certificate of the prior qualification against the person as registered."""
    prior, row = person.prior, person.candidate
    if prior is None:
        return ()
    rows = [compare_name("name", prior.name, row.name)]
    if prior.id_number is not None:
        rows.append(compare_identity_number("id_number", prior.id_number, row.id_number))
    if prior.sex is not None:
        rows.append(compare_text("sex", names.name("sex", prior.sex), names.name("sex", row.sex)))
    return tuple(rows)
