"""One person's file: stages by the arrows, records, two applications, history, and the look that is logged once."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from app.storage.local_tables import view_log
from tests.ui.counter import texts
from ui import words
from ui.widgets.parts import plain_text

PERSON = "武远"


def looks(counter, candidate_id):
    with counter.station.store.read() as connection:
        wanted = select(func.count()).select_from(view_log).where(view_log.c.candidate_id == candidate_id)
        return connection.execute(wanted).scalar_one()


def open_file(counter, candidate_id):
    counter.desk.open_screen("candidate_file", candidate_id)
    counter.until(lambda: counter.at() == "candidate_file" and counter.state.view is not None)
    counter.until(lambda: counter.state.candidate_id == candidate_id)


@pytest.fixture
def file(counter):
    counter.to_pre_review(PERSON)
    open_file(counter, counter.state.case.candidate_id)
    return counter


def of_two_applications(counter):
    with counter.station.store.read() as connection:
        from app.schema.filing import applications

        pairs = (
            select(applications.c.candidate_id)
            .group_by(applications.c.candidate_id, applications.c.round_id)
            .having(func.count() > 1)
        )
        for (candidate_id,) in connection.execute(pairs):
            view = counter.station.candidate_file.refresh(candidate_id, counter.signer)
            if view.current_filing is not None and len(view.current_filing.applications) > 1:
                return candidate_id
    raise AssertionError("the demo holds nobody with two applications")


class TestStages:
    def test_eleven_stages_and_the_open_one_is_where_it_is(self, file):
        stages = file.page.stages._stages
        assert len(stages) == 11
        assert stages[file.page.stages.opened()].title == "县区预审"
        assert stages[file.page.stages.opened()].progress == "here"

    def test_arrows_open_the_neighbours_with_their_facts(self, file):
        file.press("←")
        assert plain_text(file.page._stage_title.parts()).startswith("系统审核")
        file.press("→", "→")
        assert plain_text(file.page._stage_title.parts()).startswith("缴费")
        assert [row[0] for row in texts(file.page.next)] == ["登记表", "材料接收", "上报", "毕业"]

    def test_enter_goes_to_what_is_to_be_done(self, file):
        application = file.state.application.record.id
        assert "开始县区预审" in file.bar()
        file.press("Enter")
        file.until(lambda: file.at() == "pre_review" and file.settled())
        assert file.state.case.application_id == application


class TestRecords:
    def test_g_shows_the_records_section_by_section(self, file):
        file.press("G")
        assert file.page.records.isVisible()
        words = [row[0] for row in texts(file.page.records)]
        assert any(word.startswith("历次") for word in words)
        assert len(words) > len(file.state.view.passed)
        file.press("G")
        assert not file.page.records.isVisible()


class TestApplications:
    def test_two_applications_by_their_digits(self, counter):
        open_file(counter, of_two_applications(counter))
        assert counter.page.applications.rows_model.rowCount() == 2
        assert "切换申请" in counter.bar()
        counter.press("2")
        assert counter.state.chosen == 1
        assert "申请二" in plain_text(counter.page._stage_title.parts())
        counter.press("1")
        assert counter.state.chosen == 0


class TestHistory:
    def test_by_day_in_plain_words_newest_first(self, file):
        rows = [row[0] for row in texts(file.page.history)]
        entries = file.state.history()
        assert [entry.at for entry in entries] == sorted((entry.at for entry in entries), reverse=True)
        assert words.COMMANDS[entries[0].kind] in rows[1]
        assert all(row for row in rows)

    def test_b_narrows_it_to_the_round(self, file):
        everything = file.page.history.rows_model.rowCount()
        file.press("B")
        assert 0 < file.page.history.rows_model.rowCount() <= everything
        assert file.state.only_round


class TestTheLook:
    def test_it_is_logged_once(self, counter):
        counter.to_pre_review(PERSON)
        person = counter.state.case.candidate_id
        before = looks(counter, person)
        open_file(counter, person)
        counter.press("F5", "Alt+1")
        open_file(counter, person)
        counter.until(lambda: looks(counter, person) == before + 1)

    def test_another_clerk_looks_anew(self, file):
        person = file.state.candidate_id
        before = looks(file, person)
        file.press("Ctrl+L")
        file.sign_in("陈静")
        open_file(file, person)
        assert looks(file, person) == before + 1

    def test_the_numbers_are_whole_here_and_hidden_by_alt_p(self, file):
        facts = {fact.label: plain_text(fact.value) for fact in file.page.person._person.facts()}
        assert facts["身份证号"].replace(" ", "") == file.state.view.candidate.id_number
        file.press("Alt+P")
        assert "显示个人信息" in file.bar()


def test_a_person_who_is_not_there_is_said_so(counter):
    from uuid import uuid4

    counter.desk.open_screen("candidate_file", uuid4())
    counter.until(lambda: counter.at() == "candidate_file" and counter.state.error is not None)
    assert counter.page.applications.drawn_state().kind == "error"
    assert counter.page.applications.drawn_state().text
