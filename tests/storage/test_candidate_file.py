"""考生档案 on a real store: everything of one person, with the stage line and the history."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.domain.errors import ClerkError
from app.domain.identity_number import expand_15
from app.domain.rounds import beijing
from app.domain.stages import StageName, StageStatus
from app.schema import catalogue, filing, person
from app.services.candidate_file import CandidateFile, CandidateFileReads
from app.storage.local_tables import view_log
from app.storage.logs import StoreViewLog
from tests.builders import put
from tests.case_builders import ROUND, SUBMITTED, a_case, a_desk, a_round


@pytest.fixture
def desk(tmp_path):
    with a_desk(tmp_path) as desk:
        yield desk


@pytest.fixture
def file(desk):
    reads = CandidateFileReads(desk.cases, desk.history, desk.rounds, desk.claims, StoreViewLog(desk.store))
    return CandidateFile(reads, desk.clock, desk.names)


def test_each_opening_is_noted_once_and_reading_again_is_not(desk, file):
    ids = a_case(desk.store)
    file.open_file(ids.candidate, desk.first.signer)
    file.refresh(ids.candidate, desk.first.signer)
    with desk.store.read() as connection:
        noted = connection.execute(select(view_log.c.clerk_id, view_log.c.candidate_id, view_log.c.screen)).all()
    assert noted == [(desk.first.id, ids.candidate, "candidate_file")]


def test_nobody_there_is_not_noted(desk, file):
    ids = a_case(desk.store)
    with pytest.raises(ClerkError) as raised:
        file.open_file(ids.application, desk.first.signer)
    assert raised.value.code == "candidate_not_found"
    with desk.store.read() as connection:
        assert connection.execute(select(view_log)).all() == []


def test_the_person_with_everything_that_hangs_on_the_person(desk, file):
    ids = a_case(desk.store, name="王𬱟", political_status="13", admission_photo="c" * 64)
    put(desk.store, person.candidate_numbers, candidate_no="140199200001", candidate_id=ids.candidate, position=1)
    put(desk.store, person.former_identities, candidate_id=ids.candidate, kind="name", value="王伟")
    view = file.open_file(ids.candidate, desk.first.signer)
    assert (view.sex_name, view.ethnicity_name, view.political_status_name) == ("男", "汉族", "群众")
    assert [point.label for point in view.code_points] == ["U+738B", "U+2CC5F"]
    assert view.rare_characters == ("𬱟",)
    assert view.to_merge
    assert view.numbers[1] == "140199200001"
    assert (view.registration_office, view.at_own_office) == ("安泽县招生考试中心", True)
    assert [each.value for each in view.former] == ["王伟"]
    assert (len(view.passed), len(view.cards)) == (6, 1)
    assert (view.graduation_photo, view.candidate.admission_photo) == ("b" * 64, "c" * 64)


def test_the_prior_qualification_against_the_person(desk, file):
    ids = a_case(desk.store, name="王颀", id_number=expand_15("149901790417019"))
    with desk.store.write() as connection:
        connection.execute(person.prior_qualifications.update().values(name="王颐", id_number="149901790417019"))
    rows = {row.field: row.differs for row in file.open_file(ids.candidate, desk.first.signer).prior_comparison}
    assert rows == {"name": True, "id_number": False}


def test_another_office_as_registration_point(desk, file):
    county = {"id": 141029, "code": "141029", "name": "乡宁县", "city_name": "临汾市"}
    with desk.store.write() as connection:
        connection.execute(catalogue.counties.insert().values(county))
    ids = a_case(desk.store, registration_county_id=141029)
    view = file.open_file(ids.candidate, desk.first.signer)
    assert (view.registration_office, view.at_own_office) == ("乡宁县", False)


class TestStages:
    def test_where_it_stands_who_must_act_and_until_when(self, desk, file):
        ids = a_case(desk.store)
        (application,) = file.open_file(ids.candidate, desk.first.signer).current_filing.applications
        assert [stage.name for stage in application.stages] == list(StageName)
        here = application.stages[application.open_stage]
        assert (here.name, here.actor, here.status) == (StageName.PRE_REVIEW, "clerk", StageStatus.HERE)
        assert here.until == beijing(2026, 12, 4, 18)
        following = application.upcoming[0]
        assert (following.name, following.actor, following.until) == (
            StageName.PAYMENT,
            "candidate",
            beijing(2026, 12, 8, 18),
        )
        assert application.frozen
        assert [card.code for card in application.cards_unjudged] == ["00152"]

    def test_it_moves_with_the_case(self, desk, file):
        ids = a_case(desk.store, card_state="ok")
        desk.pre_review.pass_case(ids.application, desk.first.signer)
        (application,) = file.open_file(ids.candidate, desk.first.signer).current_filing.applications
        assert application.stages[application.open_stage].name is StageName.PAYMENT
        assert application.attempts[0].decided_by_name == "王敏"

    def test_who_holds_it(self, desk, file):
        ids = a_case(desk.store)
        desk.pre_review.open_case(ids.application, desk.second.signer)
        (application,) = file.open_file(ids.candidate, desk.first.signer).current_filing.applications
        assert (application.claim.clerk_name, application.claim.mine) == ("赵芳", False)


def test_filings_of_all_rounds_newest_first_and_the_one_in_hand_marked(desk, file):
    a_round(desk.store, "2025-2", hand_in=(beijing(2025, 12, 9), beijing(2025, 12, 11, 18)))
    ids = a_case(desk.store)
    earlier = {"id": ids.card, "candidate_id": ids.candidate, "round_id": "2025-2", "created_at": SUBMITTED}
    put(desk.store, filing.filings, **earlier, payment_state="lapsed")
    view = file.open_file(ids.candidate, desk.first.signer)
    assert [(each.record.round_id, each.is_current) for each in view.filings] == [(ROUND, True), ("2025-2", False)]
    assert view.current_filing.graduation_on == date(2026, 12, 30)


def test_a_person_who_has_never_filed(desk, file):
    from tests.builders import a_candidate

    view = file.open_file(a_candidate(desk.store), desk.first.signer)
    assert (view.filings, view.current_filing, view.history, view.prior_comparison) == ((), None, (), ())


def test_the_reasons_of_a_refusal_stay_with_their_attempt(desk, file):
    ids = a_case(desk.store)
    chosen = desk.pre_review.prefetch(ids.application, desk.first.signer).suggested["pre_review.scan_unclear"]
    desk.pre_review.refuse_case(ids.application, [chosen], desk.first.signer)
    (application,) = file.open_file(ids.candidate, desk.first.signer).current_filing.applications
    (attempt,) = application.attempts
    assert (attempt.outcome, attempt.decided_by_name) == ("refused", "王敏")
    assert [reason.id for reason in attempt.reasons] == ["pre_review.scan_unclear"]


class TestHistory:
    def test_newest_first_with_names_places_and_what_each_was_about(self, desk, file):
        ids = a_case(desk.store)
        desk.pre_review.judge_card(ids.application, ids.card, desk.first.signer)
        desk.clock.pass_(minutes=1)
        desk.pre_review.pass_case(ids.application, desk.second.signer)
        put(desk.store, catalogue.workstations, id=desk.store.workstation_id, name="窗口二")
        history = file.open_file(ids.candidate, desk.first.signer).history
        assert [(each.kind, each.clerk_name, each.workstation_name, each.mark) for each in history] == [
            ("pass_pre_review", "赵芳", "窗口二", "stored"),
            ("accept_course_card", "王敏", "窗口二", "stored"),
        ]
        assert dict(history[0].variables) == {
            "state": "county_approved",
            "from_state": "awaiting_county",
            "ordinal": "1",
            "specialty_name": "工商管理",
        }
        assert history[1].variables["course_name"] == "组织行为学"

    def test_what_came_from_the_province_is_confirmed_and_has_no_clerk(self, desk, file):
        from app.schema.command_log import commands

        ids = a_case(desk.store)
        put(
            desk.store,
            commands,
            key=ids.filing,
            actor="system",
            kind="pass_to_county",
            entity="application",
            entity_id=ids.application,
            candidate_id=ids.candidate,
            at=SUBMITTED + timedelta(minutes=15),
            text="a form of the portal's own",
        )
        (entry,) = file.open_file(ids.candidate, desk.first.signer).history
        assert (entry.actor, entry.clerk_name, entry.mark) == ("system", None, "confirmed")
        assert entry.variables["ordinal"] == "1"

    def test_a_withdrawn_act_leaves_no_trace_in_the_file(self, desk, file):
        ids = a_case(desk.store, card_state="ok")
        done = desk.pre_review.pass_case(ids.application, desk.first.signer)
        desk.pre_review.undo(done.command, desk.first.signer)
        assert file.open_file(ids.candidate, desk.first.signer).history == ()
