"""毕业生登记表 on a real store: assembled from the rows, a draft before payment, numbered exports after it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.domain.errors import ClerkError
from app.domain.rounds import beijing
from app.schema import filing, person
from app.schema.command_log import commands
from app.services.registration_form import FormReads, RegistrationForm
from app.services.registration_form_content import FamilyMember, FilledForm, ResumeLine
from app.services.registration_form_views import FormLayout, ScoreNote
from app.storage.registration_form_queries import FormRows
from tests.builders import a_clerk, put
from tests.case_builders import NOW, a_case, a_desk, change

FILLED = FilledForm(
    native_place="山西安泽",
    work_unit="安泽县某商贸有限公司",
    work_position="职员",
    resume=(ResumeLine("1991-09", "1994-06", "安泽县第二中学", "学生", "秦书言"),),
    family=(FamilyMember("父亲", "王某", "务农"),),
    awards="无",
)


class PlainPaper:
    """Says on its paper what it was given; `refuses` stands for a missing glyph."""

    def __init__(self):
        self.refuses = None

    def content_hash(self, form):
        import hashlib
        from dataclasses import replace

        return hashlib.sha256(repr(replace(form, number=0, draft=False, content_hash="")).encode()).hexdigest()

    def render(self, form, layout, copies):
        if self.refuses is not None:
            raise ClerkError(self.refuses)
        return f"{form.number} {form.draft} {layout.value} {copies}".encode()


@pytest.fixture
def desk(tmp_path):
    with a_desk(tmp_path) as desk:
        yield desk


@pytest.fixture
def paper():
    return PlainPaper()


@pytest.fixture
def forms(desk, paper):
    reads = FormReads(desk.cases, FormRows(desk.store), desk.rounds)
    return RegistrationForm(reads, desk.work, paper, desk.names, desk.clock)


def paid(desk, **changes):
    whole = {"card_state": "ok", "review_state": "county_approved", "payment_state": "paid", "form_state": "filled"}
    ids = a_case(desk.store, **(whole | changes))
    fill(desk, ids)
    return ids


def fill(desk, ids, **changes):
    from dataclasses import replace

    contents = filing.form_contents
    with desk.store.write() as connection:
        connection.execute(contents.delete().where(contents.c.application_id == ids.application))
    document = replace(FILLED, **changes).document()
    put(desk.store, contents, application_id=ids.application, content=document, changed_at=NOW - timedelta(hours=1))


def exported(desk, ids):
    row = desk.cases.person_of(ids.application).application(ids.application)
    return (row.form.state, row.form_number, row.form_hash)


class TestContent:
    def test_everything_comes_from_the_rows(self, desk, forms):
        ids = paid(desk, political_status="13", first_round="2014-2", address="安泽县府城镇文庙街81号")
        form = forms.content(ids.application)
        assert (form.name, form.sex_name, form.ethnicity_name, form.political_status_name) == (
            "王颀",
            "男",
            "汉族",
            "群众",
        )
        assert (form.level_name, form.host_name, form.specialty_code) == ("本科", "山西大学", "120201K")
        assert (form.first_registered, form.prior_education_name, form.prior_school) == (
            "2014-10",
            "大学专科",
            "太原某职业学院",
        )
        assert str(form.graduation_on) == "2026-12-30"
        assert form.photo == "b" * 64
        assert form.filled.resume == FILLED.resume
        assert str(form.filled_on) == "2026-11-24"
        assert form.missing == ()

    def test_scores_stand_in_plan_order_with_the_plans_credits_and_their_notes(self, desk, forms):
        form = forms.content(paid(desk).application)
        lines = [(each.number, each.code, each.credits, each.score, each.note) for each in form.scores]
        assert lines == [
            (1, "00015", 14, "", "00040法学概论、00182公共关系学、00321中国文化概论顶替，免考"),
            (2, "00152", 4, "72", "旧计划"),
            (3, "03708", 2, "76", "15043中国近现代史纲要顶替"),
            (4, "00054", 6, "81", ""),
            (5, "06090", 0, "良好", ""),
        ]
        assert form.scores[0].notes == (ScoreNote.POOL, ScoreNote.EXEMPT)
        assert (form.course_count, form.credit_sum) == (4, 26)

    def test_an_old_course_in_a_new_plan_is_marked(self, desk, forms):
        form = forms.content(paid(desk, generation="new").application)
        notes = {line.code: line.notes for line in form.scores}
        assert ScoreNote.OLD_PLAN in notes["00054"]
        assert notes["03708"] == (ScoreNote.SUBSTITUTED,)

    def test_what_stands_empty_and_should_not_is_named(self, desk, forms):
        ids = a_case(desk.store)
        with desk.store.write() as connection:
            connection.execute(filing.filings.update().values(graduation_photo=None))
            connection.execute(person.passed_records.delete().where(person.passed_records.c.code == "00054"))
        missing = forms.content(ids.application).missing
        assert set(missing) == {"photo", "political_status", "native_place", "resume", "family", "course.00054"}

    def test_the_filings_own_address_goes_before_the_persons(self, desk, forms):
        ids = paid(desk)
        change(desk.store, filing.filings, ids.filing, address="安泽县和川镇一街2号", postcode="042500")
        form = forms.content(ids.application)
        assert (form.address, form.postcode, form.phone) == ("安泽县和川镇一街2号", "042500", "13900000358")

    def test_without_its_plan_it_lists_what_was_declared_and_is_held(self, desk, forms):
        form = forms.content(paid(desk, plan_id="sx-unknown").application)
        assert [line.code for line in form.scores] == ["00152", "00054", "06090"]

    def test_rare_characters_are_counted(self, desk, forms):
        ids = paid(desk, name="王𬱟")
        fill(desk, ids, family=(FamilyMember("父亲", "王𬱟吉", ""), FamilyMember("母亲", "𠮷某", "")))
        assert forms.open_desk(ids.application, desk.first.signer).rare_characters == {"𬱟": 2, "𠮷": 1}


class TestBeforePayment:
    @pytest.mark.parametrize(
        ("changes", "refusal"),
        [
            ({"payment_state": "open"}, "workflow.unpaid"),
            ({"payment_state": "pending"}, "workflow.unpaid"),
            ({"review_state": "void"}, "workflow.not_passed"),
            ({"form_state": "empty"}, "registration_form.not_filled"),
            ({"form_state": "empty", "payment_state": "open"}, "workflow.unpaid"),
            ({"form_state": "exported", "materials_state": "received"}, "workflow.form_locked"),
        ],
    )
    def test_nothing_is_exported_and_the_reason_is_said(self, desk, forms, changes, refusal):
        ids = paid(desk, **changes)
        before = exported(desk, ids)
        assert forms.may_print(ids.application, desk.first.signer).refusal == refusal
        with pytest.raises(ClerkError) as raised:
            forms.export(ids.application, desk.first.signer, FormLayout.A3_BOOKLET)
        assert raised.value.code == refusal
        assert exported(desk, ids) == before

    def test_only_a_draft_can_be_looked_at(self, desk, forms):
        ids = paid(desk, payment_state="open")
        assert forms.may_print(ids.application, desk.first.signer).draft_only
        assert forms.preview(ids.application, FormLayout.A4) == b"0 True a4 1"


class TestExport:
    def test_the_first_export_is_number_one_and_stands_in_command_row_and_list(self, desk, forms):
        ids = paid(desk)
        done = forms.export(ids.application, desk.first.signer, FormLayout.A3_BOOKLET)
        assert done.pdf == b"1 False a3-booklet 2"
        assert exported(desk, ids) == ("exported", 1, done.form.content_hash)
        (record,) = forms.open_desk(ids.application, desk.first.signer).exports
        assert (record.number, record.content_hash, record.exported_by_name) == (1, done.form.content_hash, "王敏")
        with desk.store.read() as connection:
            assert connection.execute(select(commands.c.kind, commands.c.key)).all() == [
                ("record_form_export", done.command)
            ]

    def test_the_same_content_keeps_its_number_other_content_gets_the_next(self, desk, forms):
        ids = paid(desk)
        first = forms.export(ids.application, desk.first.signer, FormLayout.A3_BOOKLET)
        again = forms.export(ids.application, desk.second.signer, FormLayout.A4, copies=1)
        assert (again.unchanged, again.command, again.form.number) == (True, None, 1)
        fill(desk, ids, awards="2019年县级优秀教师")
        assert forms.content(ids.application).number == 2
        second = forms.export(ids.application, desk.first.signer, FormLayout.A3_BOOKLET)
        assert (second.form.number, second.unchanged) == (2, False)
        assert second.form.content_hash != first.form.content_hash
        numbers = [each.number for each in forms.open_desk(ids.application, desk.first.signer).exports]
        assert numbers == [2, 1]

    def test_papers_sent_back_may_be_printed_again(self, desk, forms):
        ids = paid(desk, form_state="exported", materials_state="returned")
        assert forms.may_print(ids.application, desk.first.signer).refusal is None

    def test_once_the_papers_are_in_the_number_stays_whatever_changes(self, desk, forms):
        ids = paid(desk)
        forms.export(ids.application, desk.first.signer, FormLayout.A3_BOOKLET)
        change(desk.store, filing.applications, ids.application, materials_state="received", materials_version=1)
        fill(desk, ids, awards="另写")
        view = forms.open_desk(ids.application, desk.first.signer)
        assert (view.form.number, view.form.draft) == (1, False)
        assert view.form.content_hash != view.permission.newest_hash

    def test_what_cannot_be_rendered_is_not_recorded(self, desk, forms, paper):
        ids = paid(desk)
        paper.refuses = "form.missing_glyph"
        with pytest.raises(ClerkError) as raised:
            forms.export(ids.application, desk.first.signer, FormLayout.A3_BOOKLET)
        assert raised.value.code == "form.missing_glyph"
        assert exported(desk, ids) == ("filled", 0, None)

    def test_papers_taken_in_while_it_was_rendered_are_not_overtaken(self, desk, forms, paper):
        ids = paid(desk)
        render = paper.render

        def taken_in_meanwhile(form, layout, copies):
            change(desk.store, filing.applications, ids.application, materials_state="received", materials_version=1)
            return render(form, layout, copies)

        paper.render = taken_in_meanwhile
        with pytest.raises(ClerkError) as raised:
            forms.export(ids.application, desk.first.signer, FormLayout.A3_BOOKLET)
        assert raised.value.code == "case.changed"
        assert exported(desk, ids)[1] == 0

    def test_the_hand_in_time_is_told_with_it(self, desk, forms):
        ids = paid(desk)
        permission = forms.may_print(ids.application, a_clerk(desk.store, name="孙丽").signer)
        assert permission.hand_in_until == beijing(2026, 12, 11, 18)


def test_an_application_is_found_by_its_number(desk, forms):
    ids = paid(desk)
    number = desk.cases.person_of(ids.application).application(ids.application).application_no
    assert forms.application_id(number) == ids.application
    with pytest.raises(ClerkError) as raised:
        forms.application_id("0")
    assert raised.value.code == "application_not_found"


def test_a_filled_form_comes_back_from_its_document():
    assert FilledForm.from_document(FILLED.document()) == FILLED
    assert FilledForm.from_document({}) == FilledForm()
