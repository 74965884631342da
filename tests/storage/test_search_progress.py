from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from app.domain.rounds import TimeKind
from app.domain.stages import StageName, StageStatus
from app.domain.workflow import Actor
from app.paths import RESOURCES
from app.schema.filing import filings
from app.schema.person import candidate_numbers
from app.services.lookup import LookupService
from app.services.lookup_preview import Progresses
from app.services.lookup_text import result_document
from app.services.value_names import ValueNames
from app.storage import search_index
from app.storage.case_queries import CaseRows
from app.storage.history_queries import HistoryRows
from app.storage.round_queries import RoundRows
from app.storage.search_progress import StandingRows
from app.storage.search_queries import SearchQueries
from tests.builders import a_candidate, an_application, put
from tests.case_builders import NOW, a_round
from tests.fakes import SetClock

NAMES = ValueNames.load(RESOURCES / "codes")

if TYPE_CHECKING:
    from app.storage.store import Store


@pytest.fixture
def service(store: Store) -> LookupService:
    a_round(store)
    rounds = RoundRows(store)
    reader = Progresses(StandingRows(store), CaseRows(store), HistoryRows(store), rounds, SetClock(NOW), NAMES)
    return LookupService(SearchQueries(store), reader)


def test_tells_where_each_person_stands(store: Store, service: LookupService) -> None:
    waiting = a_candidate(store)
    application = an_application(store, waiting)
    checked = a_candidate(store, identity_state="pending_manual", registration_state="none")
    idle = a_candidate(store)
    told = service.progress([waiting, checked, idle, uuid4()])
    assert set(told) == {waiting, checked, idle}
    assert (told[waiting].stage.name, told[waiting].stage.actor) == (StageName.PRE_REVIEW, Actor.CLERK)
    assert (told[waiting].application_id, told[waiting].specialty_name) == (application, "会计")
    assert told[waiting].stage.until == RoundRows(store).rounds()[0].binding_close(TimeKind.PRE_REVIEW)
    assert (told[checked].filed, told[checked].stage.name) == (False, StageName.IDENTITY)
    assert (told[idle].filed, told[idle].stage.name) == (False, StageName.SUBMIT)


def test_an_application_of_an_earlier_round_says_nothing_of_this_one(store: Store, service: LookupService) -> None:
    person = a_candidate(store)
    filing_id = uuid4()
    put(store, filings, id=filing_id, candidate_id=person, round_id="2025-2", created_at=NOW)
    an_application(store, person, filing_id=filing_id, round_id="2025-2", decision_state="not_graduated")
    assert not service.progress([person])[person].filed


def test_of_two_applications_the_one_where_a_clerk_must_act(store: Store, service: LookupService) -> None:
    person = a_candidate(store)
    filing_id = uuid4()
    put(store, filings, id=filing_id, candidate_id=person, round_id="2026-2", created_at=NOW)
    an_application(store, person, filing_id=filing_id, review_state="refused")
    second = an_application(store, person, filing_id=filing_id, ordinal=2)
    told = service.progress([person])[person]
    assert (told.application_id, told.stage.name) == (second, StageName.PRE_REVIEW)


def test_the_preview_shows_the_person_and_this_round(store: Store, service: LookupService) -> None:
    person = a_candidate(store, name="王𬱖", admission_photo="a" * 64)
    put(store, candidate_numbers, candidate_no="990199200358", candidate_id=person, position=1)
    application = an_application(store, person)
    shown = service.preview(person)
    assert shown is not None
    assert shown.rare_characters == ("𬱖",)
    assert [point.label for point in shown.code_points] == ["U+738B", "U+2CC56"]
    assert shown.needs_merging
    assert shown.portrait == "a" * 64
    assert shown.mark is None
    (told,) = shown.applications
    assert (told.id, told.attempt, told.host_name) == (application, 1, "山西财经大学")
    assert (told.now.name, told.now.status) == (StageName.PRE_REVIEW, StageStatus.HERE)
    assert shown.progress.stage == told.now


def test_nobody_is_previewed_who_is_not_there(service: LookupService) -> None:
    assert service.preview(uuid4()) is None


def test_without_a_round_there_is_still_an_answer(store: Store) -> None:
    reader = Progresses(
        StandingRows(store), CaseRows(store), HistoryRows(store), RoundRows(store), SetClock(NOW), NAMES
    )
    person = a_candidate(store)
    assert reader.progress([person])[person].stage.until is None
    shown = reader.preview(person)
    assert shown is not None
    assert shown.round_code is None


def test_all_hits_with_their_progress_for_the_command_line(store: Store, service: LookupService) -> None:
    search_index.ensure(store)
    person = a_candidate(store, name="赵文兰")
    an_application(store, person)
    with store.write() as connection:
        search_index.refresh(connection, [person])
    result = service.find("zhaowl")
    document = json.loads(json.dumps(result_document(result, service.found(result))))
    (hit,) = document["hits"]
    assert (hit["name"], hit["candidate_id"], document["more"]) == ("赵文兰", str(person), False)
    assert hit["reasons"] == [{"kind": "pinyin", "text": "zhao wen lan"}]
    assert (hit["progress"]["stage"], hit["progress"]["actor"]) == ("pre_review", "clerk")


def test_the_round_in_hand_is_the_one_whose_papers_may_still_come_in(store: Store, service: LookupService) -> None:
    person = a_candidate(store)
    an_application(store, person)
    over = RoundRows(store).rounds()[0].grace_ends(TimeKind.HAND_IN) + timedelta(days=1)
    reader = Progresses(
        StandingRows(store), CaseRows(store), HistoryRows(store), RoundRows(store), SetClock(over), NAMES
    )
    assert reader.progress([person])[person].filed


def test_the_panel_says_the_ethnicity_in_words(store):
    candidate_id = a_candidate(store, ethnicity="11")
    search_index.ensure(store)
    reader = Progresses(
        StandingRows(store), CaseRows(store), HistoryRows(store), RoundRows(store), SetClock(NOW), NAMES
    )
    assert reader.preview(candidate_id).ethnicity == "满族"
