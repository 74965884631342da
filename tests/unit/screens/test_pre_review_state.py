"""Which decision is possible when, and what is kept of a case that is left."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from uuid import UUID

import pytest

from app.domain.errors import ClerkError
from app.services.pre_review_views import ActName, Offer, PreReviewQueue, QueuePart
from app.services.reasons import ChosenReason, Reason
from ui.screens.pre_review.state import PreReviewState
from ui.screens.pre_review.work import Asking, CaseWork

FIRST, SECOND, THIRD = (UUID(int=number) for number in (1, 2, 3))
UNCLEAR = Reason("unclear", 1, "pre_review", 1, "不清晰", "不清晰。", "不清晰。")
OTHER = Reason("other", 1, "pre_review", 9, "其他", "{note}", "{note}")


def a_queue(*ids, part=QueuePart.OPEN):
    rows = tuple(SimpleNamespace(application_id=each) for each in ids)
    return PreReviewQueue(part, rows, {part: len(rows)}, 0)


def a_case(application_id=FIRST, attempt=1, cards=(), proposed=None):
    suggested = {reason.id: ChosenReason(reason.id, {}) for reason in (UNCLEAR, OTHER)}
    return SimpleNamespace(
        application_id=application_id,
        attempt=attempt,
        cards=cards,
        reasons=(UNCLEAR, OTHER),
        suggested=suggested,
        proposed_refusal=proposed,
        to_verify=False,
        time_left=SimpleNamespace(telephone_first=False, last_chance=False),
    )


def offers(*refused):
    acts = (ActName.PASS, ActName.REFUSE, ActName.REFUSE_AGAIN, ActName.MARK_TO_VERIFY, ActName.CLEAR_TO_VERIFY)
    return tuple(Offer(act, "workflow.state" if act in refused else None, {}) for act in acts)


PLAIN = PreReviewState(queue=a_queue(FIRST, SECOND, THIRD), case=a_case(), offers=offers())  # type: ignore[arg-type]
TICKED = replace(PLAIN, work=CaseWork(ticked=("unclear",)))


@pytest.mark.parametrize(
    ("state", "can_pass", "can_refuse", "can_mark", "can_tick"),
    [
        (PLAIN, True, False, True, True),
        (TICKED, False, True, True, True),
        (replace(PLAIN, busy=True), False, False, False, False),
        (replace(TICKED, loading=True), False, False, False, False),
        (replace(TICKED, unfilled=ClerkError("reasons.note_missing")), False, False, True, True),
        (replace(TICKED, work=replace(TICKED.work, asking=Asking.REASON_TEXT)), False, False, False, False),
        (replace(PLAIN, offers=offers(*ActName)), False, False, False, False),
        (replace(PLAIN, offers=offers(ActName.PASS)), False, False, True, True),
        (replace(PLAIN, case=None, offers=()), False, False, False, False),
    ],
)
def test_what_is_possible(state, can_pass, can_refuse, can_mark, can_tick):
    assert (state.can_pass, state.can_refuse, state.can_mark, state.can_tick) == (
        can_pass,
        can_refuse,
        can_mark,
        can_tick,
    )


def test_a_second_attempt_is_refused_by_the_other_act():
    again = replace(TICKED, case=a_case(attempt=2), offers=offers(ActName.REFUSE))  # type: ignore[arg-type]
    assert again.refusal_act is ActName.REFUSE_AGAIN
    assert again.can_refuse
    assert not replace(again, offers=offers(ActName.REFUSE_AGAIN)).can_refuse


@pytest.mark.parametrize(
    ("at", "step", "expected"), [(FIRST, 1, SECOND), (FIRST, -1, None), (THIRD, 1, None), (UUID(int=9), 1, FIRST)]
)
def test_neighbours_stop_at_the_ends(at, step, expected):
    assert replace(PLAIN, case=a_case(at)).neighbour(step) == expected  # type: ignore[arg-type]


def test_what_is_read_ahead():
    assert PLAIN.ahead(2) == (SECOND, THIRD)
    assert replace(PLAIN, case=None).ahead(2) == (FIRST, SECOND)


@pytest.mark.parametrize(
    ("state", "wanted", "expected"),
    [
        (PLAIN, THIRD, THIRD),
        (replace(PLAIN, case=a_case(SECOND)), None, SECOND),  # type: ignore[arg-type]
        (replace(PLAIN, case=a_case(UUID(int=9))), None, FIRST),  # type: ignore[arg-type]
        (replace(PLAIN, queue=a_queue(), case=None), None, None),
    ],
)
def test_which_case_a_queue_opens(state, wanted, expected):
    assert state.target(wanted) == expected


def test_a_decision_in_another_part_goes_on_in_that_part():
    answer = SimpleNamespace(application_id=FIRST, queue=a_queue(THIRD), next_id=THIRD)
    assert PLAIN.after(answer) == (answer.queue, THIRD)  # type: ignore[arg-type]
    queue = a_queue(FIRST, SECOND, part=QueuePart.TO_VERIFY)
    verifying = replace(PLAIN, part=QueuePart.TO_VERIFY, queue=queue)
    assert verifying.after(answer) == (queue, SECOND)  # type: ignore[arg-type]


def test_a_reason_of_her_own_wants_words_until_there_are_some():
    wanting = replace(PLAIN, work=CaseWork(ticked=("unclear", "other")))
    assert wanting.note_wanted == "other"
    written = replace(wanting, work=replace(wanting.work, notes={"other": "照片不符"}))
    assert written.note_wanted is None
    assert [each.note for each in written.chosen()] == ["", "照片不符"]


class TestWork:
    FULL = CaseWork(("unclear",), {"other": "说明"}, {"unclear": "改写"}, Asking.VERIFY_NOTE, "电话")

    def test_it_survives_the_draft(self):
        assert CaseWork.from_document(self.FULL.document()) == self.FULL

    def test_an_old_or_empty_draft_is_read_all_the_same(self):
        assert CaseWork.from_document({}) == CaseWork()

    def test_retired_reasons_are_left_out(self):
        stale = replace(self.FULL, ticked=("gone", "unclear"), texts={"gone": "x"})
        fitting = stale.fitting(a_case())  # type: ignore[arg-type]
        assert fitting.ticked == ("unclear",)
        assert fitting.texts == {}
        assert fitting.typed == "电话"

    @pytest.mark.parametrize(
        ("asking", "typed", "expected"),
        [
            (Asking.VERIFY_NOTE, "电话", Asking.VERIFY_NOTE),
            (Asking.VERIFY_NOTE, " ", Asking.NOTHING),
            (Asking.SECOND_SIGNATURE, "", Asking.NOTHING),
        ],
    )
    def test_only_a_line_half_written_is_opened_again(self, asking, typed, expected):
        work = CaseWork(ticked=("unclear",), asking=asking, typed=typed)
        assert work.fitting(a_case()).asking is expected  # type: ignore[arg-type]

    def test_what_is_empty(self):
        assert CaseWork().empty
        assert CaseWork(typed=" ").empty
        assert not CaseWork(typed="电").empty
        assert not CaseWork(ticked=("unclear",)).empty

    def test_the_proposal_of_the_first_clerk_comes_ticked(self):
        proposal = SimpleNamespace(reasons=(ChosenReason("other", {}, note="照片不符"),))
        work = CaseWork.proposed(a_case(proposed=proposal))  # type: ignore[arg-type]
        assert work == CaseWork(ticked=("other",), notes={"other": "照片不符"})
