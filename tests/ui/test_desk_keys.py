"""What the frame makes of the keys of the real screens: one meaning each, once on the bar, found in words by Ctrl+K."""

from __future__ import annotations

import pytest

from app.demo.fill import DEMO_PASSWORD
from ui.keys import KeyAct
from ui.screens.pre_review.work import Asking
from ui.widgets.parts import plain_text

MEANINGS = {
    "B": {"只看本批次"},
    "C": {"卡片相符"},
    "D": {"只看差异"},
    "E": {"改给考生的文字"},
    "G": {"档案内容"},
    "H": {"待核实", "核实完毕"},
    "J": {"晨间交接"},
    "K": {"下班前核对"},
    "N": {"下一处差异"},
    "O": {"展开课程"},
    "P": {"登记表"},
    "Q": {"换队列"},
    "R": {"预审不通过", "再次不通过"},
    "S": {"看扫描件"},
    "V": {"换版面"},
    "W": {"看整张", "看单面"},
    "X": {"卡片不予认可"},
    "Z": {"撤销上一件（10 秒）", "撤销"},
}
FIXED = {"Z", "H", "R", "D", "S", "N", "K"}  # and L for linked pictures, which no screen has yet


PLAIN, AGAIN = 1, 2  # attempts


def to_case(counter, attempt):
    """The first case of this attempt that this clerk can decide."""
    counter.to_pre_review()
    for row in counter.state.queue.rows:
        counter.page.presenter.open(row.application_id)
        counter.until(counter.at_case(row.application_id))
        if counter.state.case.attempt == attempt and counter.state.can_pass:
            return counter.state.case
    raise AssertionError(f"no case of attempt {attempt} can be decided")


def parked(counter):
    return [each.argument for each in counter.desk.parked()]


def letters(counter):
    """(screen, letter, label) of every screen, whether the key works now or not."""
    desk = counter.desk
    return [
        (entry.name, act.key, act.label)
        for entry in desk._navigation.entries
        for act in desk.made_screen(entry.name).key_acts()
        if isinstance(act, KeyAct) and len(act.key) == 1 and act.key.isalpha()
    ]


def test_a_letter_means_the_same_on_every_screen(counter):
    found = letters(counter)
    wrong = [each for each in found if each[2] not in MEANINGS.get(each[1], ())]
    assert wrong == []
    used = {letter for _screen, letter, _label in found}
    assert used == MEANINGS.keys()
    assert used >= FIXED
    assert "L" not in used


def test_after_a_decision_the_bar_names_z_once(counter):
    case = to_case(counter, PLAIN).application_id
    counter.press("Enter")
    counter.until(counter.past_case(case))
    caps = [act.caps() for act in counter.desk.key_bar.acts()]
    assert caps.count(("Z",)) == 1
    assert len(caps) == len(set(caps))
    assert "考生尚不能缴费" in counter.said()


def test_the_second_refusal_is_named_as_on_its_button(counter):
    to_case(counter, AGAIN)
    counter.press("6")
    assert "再次不通过" in counter.bar()
    assert "预审不通过" not in counter.bar()


def test_the_look_up_offers_enter_only_where_it_opens(counter):
    counter.press("Alt+2")
    counter.type("绝无此人")
    counter.until(lambda: not counter.state.searching)
    assert "打开档案" not in counter.bar()


class TestWhileAColleagueSigns:
    @pytest.fixture
    def signing(self, counter):
        to_case(counter, PLAIN)
        counter.press("F7")
        counter.until(lambda: counter.at() == "candidate_file")
        to_case(counter, AGAIN)
        counter.press("6", "R")
        counter.until(lambda: counter.state.asking is Asking.SECOND_SIGNATURE)
        return counter

    def test_the_bar_names_what_works(self, signing):
        caps = [act.caps() for act in signing.desk.key_bar.acts()]
        assert ("↑", "↓") in caps
        assert "签字并办结" not in signing.bar()
        signing.type(DEMO_PASSWORD)
        assert {"签字并办结", "显示密码"} <= signing.bar()

    def test_alt_v_shows_the_password_and_hides_it_again(self, signing):
        panel = signing.page.decision.signature
        signing.press("Alt+V")
        assert panel.password.is_shown()
        assert "隐藏密码" in signing.bar()
        signing.press("Alt+V")
        assert not panel.password.is_shown()

    @pytest.mark.parametrize("key", ["F4", "Alt+1", "Alt+2", "F1", "Ctrl+K"])
    def test_no_key_leads_away(self, signing, key):
        signing.press(key)
        assert signing.at() == "pre_review"
        assert signing.state.asking is Asking.SECOND_SIGNATURE
        assert "返回原案件" not in signing.bar()

    def test_ctrl_l_still_locks(self, signing):
        signing.press("Ctrl+L")
        assert not signing.window.is_at_desk()

    def test_a_wait_counts_down(self, signing):
        panel = signing.page.decision.signature
        now = [100.0]
        panel._clock = lambda: now[0]
        while panel.sign_button.works():
            signing.type("not-hers")
            signing.press("Enter")
            signing.until(lambda: not signing.state.busy and not panel.password.text())
        assert "秒后再试" in panel._error.text()
        before = panel._error.text()
        now[0] += 2
        panel.count_down()
        assert panel._error.text() != before
        assert "秒后再试" in panel._error.text()
        now[0] += 100_000
        panel.count_down()
        assert panel._error.text() == ""
        assert panel.sign_button.works()


class TestParkedCases:
    def test_esc_takes_the_case_up_again(self, counter):
        case = to_case(counter, PLAIN)
        held = case.application_id
        counter.press("F8")
        counter.until(lambda: counter.at() == "notice")
        assert held in parked(counter)
        assert "返回原案件" in counter.bar()
        counter.press("Esc")
        counter.until(lambda: counter.at() == "pre_review" and counter.settled())
        counter.until(lambda: held not in parked(counter))
        assert counter.state.case.application_id == held
        kept = counter.station.claims
        counter.until(lambda: held not in [each.entity_id for each in kept.parked(counter.signer)])

    def test_the_same_case_is_parked_once(self, counter):
        held = to_case(counter, PLAIN).application_id
        for _round in range(2):
            counter.press("F8")
            counter.until(lambda: counter.at() == "notice")
            assert parked(counter).count(held) == 1
            counter.press("F4")
            counter.until(lambda: counter.at() == "pre_review" and counter.settled())

    def test_another_case_leaves_the_first_one_parked(self, counter):
        held = to_case(counter, PLAIN).application_id
        other = next(row for row in counter.state.queue.rows if row.application_id != held)
        counter.press("F8")
        counter.until(lambda: counter.at() == "notice")
        counter.desk.open_screen("pre_review", other.application_id)
        counter.until(counter.at_case(other.application_id))
        assert held in parked(counter)
        counter.press("F4")
        counter.until(counter.at_case(held))
        assert held not in parked(counter)

    def test_one_that_was_decided_meanwhile_is_said_so(self, counter):
        case = to_case(counter, PLAIN)
        counter.press("F8")
        counter.until(lambda: counter.at() == "notice")
        counter.station.pre_review.pass_case(case.application_id, counter.signer)
        counter.press("F4")
        counter.until(lambda: counter.at() == "pre_review" and "已经办理" in counter.said())
        assert "县区预审通过" in counter.said()
        counter.until(lambda: counter.settled() and counter.state.case.application_id != case.application_id)

    def test_that_it_is_parked_is_still_said_after_a_scan(self, counter):
        case = to_case(counter, PLAIN)
        other = next(row for row in counter.state.queue.rows if row.candidate_id != case.candidate_id)
        person = counter.station.lookup.find(other.name).hits[0]
        counter.desk._on_scanned(person.id_number)
        counter.until(lambda: counter.at() == "candidate_file")
        assert "已挂起" in counter.said()
        assert case.name in counter.said()


class TestPalette:
    def rows(self, counter):
        return str(counter.desk.palette_list.table.rows_model.rows())

    def test_it_finds_the_notice_and_opens_it_for_the_person_in_front(self, counter):
        name = to_case(counter, PLAIN).name
        counter.press("Ctrl+K")
        counter.type("告知")
        counter.until(lambda: "一次性告知单" in self.rows(counter))
        counter.press("Enter")
        counter.until(lambda: counter.at() == "notice" and counter.state.notice is not None)
        assert counter.state.notice.candidate_name == name

    def test_it_runs_a_single_letter_on_the_screen_before(self, counter):
        to_case(counter, PLAIN)
        counter.press("Ctrl+K")
        counter.type("只看差异")
        counter.press("Enter")
        assert counter.at() == "pre_review"
        assert counter.page.case.table.only_differences()

    def test_it_offers_no_decision(self, counter):
        to_case(counter, PLAIN)
        counter.press("Ctrl+K")
        counter.type("通过")
        counter.until(counter.desk.palette_list.isVisible)
        assert "预审通过" not in self.rows(counter)


def test_f1_in_the_help_does_nothing_and_the_rail_stays(counter):
    counter.to_pre_review()
    counter.press("F1")
    at = counter.desk.rail._at if hasattr(counter.desk.rail, "_at") else None
    counter.press("F1")
    assert counter.at() == "help"
    assert "帮助" not in counter.bar()
    counter.press("Esc")
    assert counter.at() == "pre_review"
    assert at is None or counter.desk.rail._at == at


def test_a_reason_that_this_case_cannot_fill_says_why(counter):
    to_case(counter, PLAIN)
    assert not counter.state.case.cards
    counter.press("1")
    assert "本件没有合格证，不能用此原因" in counter.page.decision._warning.text()
    assert "本件没有合格证" in counter.page.decision.refuse_button.reason()


def test_an_idle_warning_gives_the_undo_back(counter):
    case = to_case(counter, PLAIN).application_id
    counter.press("Enter")
    counter.until(counter.past_case(case))
    told = counter.said()
    counter.program._on_idle_warning(30)
    assert "秒后锁屏" in counter.said()
    counter.program.idle.back.emit()
    assert counter.said() == told
    assert "撤销" in counter.bar()


def test_the_lock_names_the_office(opened):
    counter = opened()
    counter.program.settings.change(office_name="")
    counter.program.sign_in_page.set_place("", "")
    counter.sign_in()
    counter.press("Ctrl+L")
    assert "安泽县招办" in plain_text(counter.program.sign_in_page._place_line.parts())
