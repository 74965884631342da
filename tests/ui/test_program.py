"""From the sign-in to Home, the lock, the drafts behind it, and a program that starts with something amiss."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication

from app.demo.fill import DEMO_PASSWORD
from tests.ui.counter import INTAKE, NOW, REVIEWER, WalkingClock
from ui import theme
from ui.widgets.parts import plain_text

NOTE = "电话核实前置学历"


def visible_words(window):
    """What a passer-by could read or hear: accessible names of everything that is shown."""
    widgets = [window, *window.findChildren(type(window).__mro__[1])]
    return " ".join(each.accessibleName() for each in widgets if each.isVisible())


def half_written_note(counter):
    counter.to_plain_case()
    counter.press("H")
    counter.type(NOTE)
    return counter.state.case


class TestSigningIn:
    def test_the_password_leads_to_home(self, opened):
        counter = opened()
        assert not counter.window.is_at_desk()
        counter.sign_in()
        counter.until(lambda: counter.state.view is not None)
        assert counter.at() == "home"
        assert counter.desk.top_bar.status().clerk == REVIEWER
        assert counter.desk.top_bar.status().office == "安泽县招办"

    def test_a_wrong_password_stays_outside_and_counts(self, opened):
        counter = opened()
        counter.choose(REVIEWER)
        counter.until(lambda: QApplication.focusWidget() is not None)
        counter.type("demo-2025")
        counter.press("Enter")
        counter.until(lambda: bool(counter.program.sign_in.state.problem))
        assert "密码不对" in counter.program.sign_in.state.problem
        assert "4" in counter.program.sign_in.state.problem
        assert not counter.window.is_at_desk()

    def test_the_frame_names_the_round_and_what_has_not_left(self, counter):
        counter.until(lambda: bool(counter.desk.top_bar.status().sync_text))
        status = counter.desk.top_bar.status()
        assert status.round_label == "2026年下半年"
        assert status.deadline.startswith("距")
        assert "件" in status.sync_text or "全部" in status.sync_text

    def test_what_has_not_left_is_the_workstations_not_the_clerks(self, opened):
        counter = opened().sign_in()
        before = counter.station.home.waiting_here().stored
        counter.to_plain_case()
        case = counter.state.case.application_id
        counter.press("Enter")
        counter.until(counter.past_case(case))
        waiting = f"{before + 1} 件待上传"
        counter.until(lambda: counter.desk.top_bar.status().sync_text == waiting)
        counter.press("Ctrl+L")
        counter.sign_in("陈静")
        assert counter.station.home.view(counter.signer).marks.stored < before + 1
        counter.rest()
        assert counter.desk.top_bar.status().sync_text == waiting


class TestLock:
    def test_ctrl_l_hides_every_name(self, counter):
        counter.to_pre_review()
        name = counter.state.case.name
        counter.press("Ctrl+L")
        assert not counter.window.is_at_desk()
        assert not counter.desk.isVisible()
        assert counter.station.session.signed_in is None
        assert name not in visible_words(counter.window)

    def test_whoever_locked_is_the_one_whose_password_is_asked_for(self, opened):
        """She was not the first of the list before; signing in has put her there."""
        counter = opened().sign_in(INTAKE)
        counter.press("Ctrl+L")
        counter.until(lambda: counter.program.sign_in.state.clerks[0].name == INTAKE)
        counter.rest()
        assert counter.program.sign_in.state.clerk.name == INTAKE

    def test_a_half_typed_note_is_sealed_at_the_lock_and_there_again_after_it(self, counter):
        case = half_written_note(counter)
        counter.press("Ctrl+L")
        counter.sign_in()
        kept = counter.station.drafts.restore("pre_review", str(case.application_id))
        assert kept["typed"] == NOTE
        assert counter.at() == "pre_review"
        assert counter.page.decision.note.text() == NOTE
        assert QApplication.focusWidget() is counter.page.decision.note.line

    def test_the_draft_is_on_the_disk_within_two_seconds(self, counter):
        case = half_written_note(counter)
        drafts = counter.station.drafts
        counter.until(lambda: drafts.restore("pre_review", str(case.application_id)) is not None, timeout=2000)

    def test_the_draft_is_back_after_the_program_was_closed(self, opened):
        case = half_written_note(opened().sign_in())
        again = opened().sign_in()
        again.to_plain_case()
        again.until(again.page.decision.note.isVisible)
        assert again.state.case.application_id == case.application_id
        assert again.page.decision.note.text() == NOTE
        assert not again.state.can_pass

    def test_another_clerk_sees_nothing_of_it(self, counter):
        case = half_written_note(counter)
        counter.press("Ctrl+L")
        counter.sign_in("陈静")
        assert counter.at() == "home"
        assert counter.station.drafts.restore("pre_review", str(case.application_id)) is None
        counter.press("Alt+4")
        counter.until(lambda: counter.state.case is not None and counter.state.settled)
        for _step in range(8):
            assert counter.page.decision.note.text() == ""
            assert not counter.page.decision.note.isVisible()
            counter.press("→")

    def test_parked_cases_are_the_clerks_own(self, counter):
        counter.to_plain_case()
        counter.press("F7")
        counter.until(lambda: counter.at() == "candidate_file")
        counter.press("Ctrl+L")
        counter.sign_in("陈静")
        assert counter.desk.parked() == ()
        assert "返回原案件" not in counter.bar()

    def test_nothing_is_asked_of_the_store_behind_the_lock(self, counter, qtbot):
        """The timers of the screens would run into a session that has no keys."""
        counter.until(lambda: counter.state.view is not None)
        home = counter.page
        counter.press("Ctrl+L")
        assert not home._timer.isActive()
        counter.sign_in()
        assert home._timer.isActive()

    def test_idle_locks(self, counter):
        counter.program.idle._limit = 0.01
        counter.program.idle._last = (0.0, 0.0)
        counter.program.idle.check()
        assert not counter.window.is_at_desk()
        assert counter.program.sign_in.state.clerk.name == REVIEWER

    def test_the_case_in_hand_stays_claimed_behind_the_lock(self, counter):
        counter.to_plain_case()
        held = counter.state.case.application_id
        counter.press("Ctrl+L")
        assert counter.station.claims.held("application")[held].clerk_name == REVIEWER

    def test_closing_lets_go_of_the_case_and_notes_the_sign_off(self, opened):
        counter = opened().sign_in()
        counter.to_plain_case()
        held = counter.state.case.application_id
        again = opened().sign_in()
        assert held not in again.station.claims.held("application")
        handover = again.station.home.handover(again.signer)
        assert handover.since >= NOW

    def test_closing_behind_the_lock_signs_off_who_locked(self, opened):
        counter = opened().sign_in()
        counter.to_plain_case()
        held = counter.state.case.application_id
        counter.press("Ctrl+L")
        again = opened().sign_in()
        assert held not in again.station.claims.held("application")
        assert again.station.home.handover(again.signer).since >= NOW

    def test_a_colleague_who_signs_in_after_the_lock_finds_the_case_free_and_parked_ones_kept(self, opened):
        counter = opened().sign_in()
        counter.to_plain_case()
        parked = counter.state.case.application_id
        counter.press("F7")
        counter.until(lambda: counter.at() == "candidate_file")
        counter.press("Alt+4")
        counter.until(lambda: counter.at() == "pre_review" and counter.settled())
        counter.press("→")
        counter.until(counter.settled)
        held = counter.state.case.application_id
        assert held != parked
        counter.press("Ctrl+L")
        counter.sign_in("陈静")
        claims = counter.station.claims.held("application")
        assert claims[parked].clerk_name == REVIEWER
        assert held not in claims


class TestSomethingAmiss:
    def test_damaged_settings_are_told_and_the_defaults_serve(self, opened, office, tmp_path):
        opened().close()
        settings = tmp_path / "office" / "settings.json"
        target = next((tmp_path / "office").rglob("settings*"), settings)
        target.write_text("{ broken", encoding="utf-8")
        counter = opened().sign_in()
        counter.until(lambda: counter.state.view is not None)
        assert "设置文件读不懂" in counter.said()
        assert counter.program.settings.now.theme

    def test_a_missing_font_is_told_and_the_program_goes_on(self, opened, monkeypatch):
        monkeypatch.setattr(theme, "FONT_FILES", (*theme.FONT_FILES, "NotThere.otf"))
        counter = opened().sign_in()
        counter.until(lambda: counter.state.view is not None)
        assert "NotThere.otf" in counter.said()
        assert counter.at() == "home"

    @pytest.mark.parametrize("damage", [lambda file: file.unlink(), lambda file: file.write_bytes(b"x" * 8192)])
    def test_lost_pictures_are_told_and_the_work_goes_on_without(self, opened, damage):
        opened().close()
        file = opened.folder / "blobs.db"
        damage(file)
        left = file.read_bytes() if file.exists() else None
        counter = opened().sign_in()
        counter.until(lambda: "没有" in counter.said())
        assert counter.said().endswith("。")
        counter.to_plain_case()
        case = counter.state.case.application_id
        counter.press("Enter")
        counter.until(counter.past_case(case))
        assert counter.review_of(case) == "county_approved"
        counter.press("Alt+5")
        counter.until(lambda: counter.at() == "registration_form")
        assert (file.read_bytes() if file.exists() else None) == left

    @pytest.mark.parametrize("off", [timedelta(days=365), timedelta(days=-365)])
    def test_a_clock_a_year_off_is_asked_about(self, opened, off):
        before = opened().sign_in().waiting()
        counter = opened(WalkingClock(NOW + off)).sign_in()
        counter.until(lambda: bool(counter.program.notifier.open_questions()))
        (dialog,) = counter.program.notifier.open_questions()
        assert "核对" in dialog.question.title
        assert "本机时间" in dialog.question.text
        assert counter.waiting() == before
        counter.press("Y")
        counter.until(lambda: not counter.program.notifier.open_questions())
        assert counter.window.is_at_desk()

    def test_whose_clock_is_wrong_is_locked_out_until_it_is_set(self, opened):
        opened().sign_in()
        counter = opened(WalkingClock(NOW - timedelta(days=365))).sign_in()
        counter.until(lambda: bool(counter.program.notifier.open_questions()))
        counter.press("Enter")
        counter.until(lambda: not counter.window.is_at_desk())
        assert counter.station.session.signed_in is None


def test_the_rail_names_the_screens_and_empty_groups_say_so(counter):
    counter.until(lambda: "晨间交接" in counter.said())
    counter.press("Alt+3")
    assert "受理" in counter.said()
    assert counter.at() == "home"


def test_ctrl_k_finds_a_person_and_parks_the_case(counter):
    counter.to_plain_case()
    parked = counter.state.case.name
    counter.press("Ctrl+K")
    counter.type("贾玉淑")
    counter.until(lambda: "贾玉淑" in str(counter.desk.palette_list.table.rows_model.rows()))
    counter.press("Enter")
    counter.until(lambda: counter.at() == "candidate_file")
    assert f"已挂起 县区预审 {parked}" in counter.said()
    assert plain_text(counter.page.person._name.parts()) in {"", "贾玉淑"}


def test_an_intake_clerk_reads_but_does_not_decide(opened):
    counter = opened().sign_in(INTAKE, DEMO_PASSWORD)
    counter.to_pre_review()
    assert not counter.state.can_pass
    assert counter.page.decision.pass_button.reason()
    counter.press("Enter")
    assert counter.review_of(counter.state.case.application_id) == "awaiting_county"
    assert counter.state.case.claim is None or not counter.state.case.claim.mine
    held = counter.station.claims.held("application").values()
    assert counter.signer.clerk_id not in {each.clerk_id for each in held}
