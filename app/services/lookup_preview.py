"""Where the people of a result stand in the present round, and the panel beside the list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from app.domain.case import ApplicationFacts, Case
from app.domain.errors import ClerkError
from app.domain.names import code_points, rare_characters
from app.domain.stages import StageStatus, current_stage, stage_line
from app.domain.workflow import Actor
from app.services.candidate_file_views import StageView
from app.services.case_facts import case_without_filing, filed_case
from app.services.history import Mark
from app.services.rounds_at_hand import round_in_hand

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime
    from uuid import UUID

    from app.domain.case import CandidateFacts, FilingFacts
    from app.domain.names import CodePoint
    from app.domain.rounds import Round
    from app.domain.stages import Stage
    from app.services.case_record import ApplicationRecord, CaseReader, PersonRecord
    from app.services.history import HistoryReader
    from app.services.ports import Clock
    from app.services.rounds_at_hand import RoundReader
    from app.services.value_names import ValueNames

_WORST_FIRST = (Mark.REFUSED, Mark.STORED, Mark.UPLOADED, Mark.CONFIRMED)
_LATEST = 50


@dataclass(frozen=True, slots=True)
class Standing:
    """A person's regions in one round, as rows have them; `applications` in their order (申请一, 申请二)."""

    candidate: CandidateFacts
    filing: FilingFacts | None
    applications: tuple[tuple[UUID, ApplicationFacts], ...]


class StandingReader(Protocol):
    def standings(self, candidate_ids: Sequence[UUID], round_id: str | None) -> Mapping[UUID, Standing]:
        """One look at the store for all of them; people who are not there are left out."""


@dataclass(frozen=True, slots=True)
class Progress:
    """当前进度 of a row: of two applications the one where a clerk must act.

    Not `filed` (本批次未申请): `stage` is the identity check or the prior qualification where that is under way, or the
    submit that is still to come.
    """

    filed: bool
    stage: StageView
    application_id: UUID | None
    specialty_name: str
    host_name: str


@dataclass(frozen=True, slots=True)
class PreviewApplication:
    """One application of this round: the whole line, and the place in it that is open now."""

    id: UUID
    application_no: str
    ordinal: int
    attempt: int
    specialty_name: str
    level: str
    host_name: str
    stages: tuple[StageView, ...]
    open_stage: int

    @property
    def now(self) -> StageView:
        return self.stages[self.open_stage]


@dataclass(frozen=True, slots=True)
class PersonPreview:
    """`rare_characters` (生僻字) are to be compared with the document; `portrait` is a blob's SHA-256.

    `applications` are those of the present round; `mark` is the least settled one of the person's latest acts.
    """

    candidate_id: UUID
    name: str
    code_points: tuple[CodePoint, ...]
    rare_characters: tuple[str, ...]
    id_number: str
    candidate_nos: tuple[str, ...]
    former_names: tuple[str, ...]
    phone: str | None
    sex: str
    ethnicity: str
    born_on: date
    registration_office: str
    portrait: str | None
    round_code: str | None
    progress: Progress
    applications: tuple[PreviewApplication, ...]
    mark: Mark | None

    @property
    def needs_merging(self) -> bool:
        return len(self.candidate_nos) > 1


class Progresses:
    """Implements the look-up's `ProgressReader` on what the store reads."""

    def __init__(
        self,
        standings: StandingReader,
        cases: CaseReader,
        history: HistoryReader,
        rounds: RoundReader,
        clock: Clock,
        names: ValueNames,
    ) -> None:
        self._standings = standings
        self._cases = cases
        self._history = history
        self._rounds = rounds
        self._clock = clock
        self._names = names

    def progress(self, candidate_ids: Sequence[UUID]) -> Mapping[UUID, Progress]:
        its_round = self._round()
        code = None if its_round is None else its_round.code
        found = self._standings.standings(candidate_ids, code)
        return {candidate_id: _progress(standing, its_round) for candidate_id, standing in found.items()}

    def preview(self, candidate_id: UUID) -> PersonPreview | None:
        its_round = self._round()
        try:
            person = self._cases.person(candidate_id)
        except ClerkError as error:
            if error.code != "candidate_not_found":
                raise
            return None
        return self._preview(person, its_round)

    def _round(self) -> Round | None:
        return round_in_hand(self._rounds.rounds(), self._clock.now())

    def _preview(self, person: PersonRecord, its_round: Round | None) -> PersonPreview:
        row = person.candidate
        latest = self._history.of_candidate(row.id, limit=_LATEST)
        return PersonPreview(
            candidate_id=row.id,
            name=row.name,
            code_points=code_points(row.name),
            rare_characters=rare_characters(row.name),
            id_number=row.id_number,
            candidate_nos=person.numbers,
            former_names=tuple(each.value for each in person.former if each.kind == "name"),
            phone=row.phone,
            sex=row.sex,
            ethnicity=self._names.name("ethnicity", row.ethnicity),
            born_on=row.born_on,
            registration_office=self._cases.office_name(row.registration_county_id),
            portrait=row.admission_photo if row.admission_photo is not None else row.identity_portrait,
            round_code=None if its_round is None else its_round.code,
            progress=_progress(_standing(person, its_round), its_round),
            applications=_applications(person, its_round),
            mark=min((each.mark for each in latest), key=_WORST_FIRST.index, default=None),
        )


def _standing(person: PersonRecord, its_round: Round | None) -> Standing:
    filing = next((each for each in person.filings if its_round and each.round_id == its_round.code), None)
    if filing is None:
        return Standing(case_without_filing(person, its_round).candidate, None, ())
    filed = filed_case(person, filing, its_round)
    return Standing(filed.case.candidate, filed.case.filing, tuple(filed.applications.items()))


def _applications(person: PersonRecord, its_round: Round | None) -> tuple[PreviewApplication, ...]:
    standing = _standing(person, its_round)
    case = _case(standing, its_round)
    by_id: dict[UUID, ApplicationRecord] = {each.id: each for each in person.applications}
    return tuple(_application(by_id[key], facts, case) for key, facts in standing.applications)


def _application(row: ApplicationRecord, facts: ApplicationFacts, case: Case) -> PreviewApplication:
    line = stage_line(case, facts)
    return PreviewApplication(
        id=row.id,
        application_no=row.application_no,
        ordinal=row.ordinal,
        attempt=row.attempt,
        specialty_name=row.specialty_name,
        level=row.level,
        host_name=row.host_name,
        stages=tuple(_view(each, case.round) for each in line),
        open_stage=line.index(current_stage(line)),
    )


def _progress(standing: Standing, its_round: Round | None) -> Progress:
    case = _case(standing, its_round)
    if not standing.applications:
        stage = current_stage(stage_line(case, ApplicationFacts()))
        return Progress(standing.filing is not None, _view(stage, its_round), None, "", "")
    stages = [(current_stage(stage_line(case, facts)), key, facts) for key, facts in standing.applications]
    waiting = (each for each in stages if each[0].status is StageStatus.HERE and each[0].actor is Actor.CLERK)
    stage, key, facts = next(waiting, stages[0])
    return Progress(True, _view(stage, its_round), key, facts.specialty_name, facts.host_name)  # noqa: FBT003


def _case(standing: Standing, its_round: Round | None) -> Case:
    return Case(standing.candidate, standing.filing, tuple(facts for _, facts in standing.applications), its_round)


def _view(stage: Stage, its_round: Round | None) -> StageView:
    until: datetime | None = None
    if stage.until is not None and its_round is not None:
        until = its_round.binding_close(stage.until)
    return StageView(stage.name, stage.status, stage.actor, stage.state, stage.at, until)
