"""What Home and the candidate file show, without a window."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from app.services.home_views import Queue, QueueCount, QueueGroup
from ui.screens.candidate_file.state import CandidateFileState
from ui.screens.home.state import HomeState


def a_count(queue, group, key):
    return QueueCount(
        queue=queue,
        group=group,
        count=1,
        oldest_since=None,
        due=None,
        due_kind=None,
        key=key,
        second_attempts=0,
        allowed=True,
    )


QUEUES = (
    a_count(Queue.PRIOR, QueueGroup.INTAKE, "2"),
    a_count(Queue.CORRECTIONS, QueueGroup.INTAKE, "3"),
    a_count(Queue.PRE_REVIEW, QueueGroup.REVIEW, "6"),
    a_count(Queue.COURSE_CARDS, QueueGroup.REVIEW, None),
)
HOME = HomeState(view=SimpleNamespace(queues=QUEUES))  # type: ignore[arg-type]


def test_the_group_stands_on_its_first_row_only():
    assert [line.group for line in HOME.queue_lines()] == [QueueGroup.INTAKE, None, QueueGroup.REVIEW, None]


@pytest.mark.parametrize(("key", "queue"), [("2", Queue.PRIOR), ("6", Queue.PRE_REVIEW), ("9", None)])
def test_digits(key, queue):
    assert HOME.queue_by_key(key) is queue


def test_digits_of_queues_without_one_are_left_out():
    assert HOME.digit_keys() == ("2", "3", "6")
    assert HomeState().digit_keys() == ()
    assert HomeState().queue_lines() == ()


def an_application(review="awaiting_county", materials="awaited", open_stage=5):
    record = SimpleNamespace(review=SimpleNamespace(state=review), materials=SimpleNamespace(state=materials))
    return SimpleNamespace(record=record, open_stage=open_stage, stages=tuple(range(11)))


def a_file(*applications, payment="unpaid", is_current=True):
    record = SimpleNamespace(payment=SimpleNamespace(state=payment), created_at=2)
    filing = SimpleNamespace(is_current=is_current, applications=applications, record=record)
    history = (SimpleNamespace(at=3), SimpleNamespace(at=1))
    view: Any = SimpleNamespace(current_filing=filing if is_current else None, filings=(filing,), history=history)
    return CandidateFileState(view=view)


@pytest.mark.parametrize(
    ("review", "payment", "materials", "screen"),
    [
        ("awaiting_county", "unpaid", "awaited", "pre_review"),
        ("county_approved", "unpaid", "awaited", None),
        ("county_approved", "paid", "awaited", "registration_form"),
        ("county_approved", "paid", "returned", "registration_form"),
        ("county_approved", "paid", "received", None),
        ("refused", "unpaid", "awaited", None),
    ],
)
def test_where_enter_leads(review, payment, materials, screen):
    assert a_file(an_application(review, materials), payment=payment).main_screen == screen


def test_a_person_without_an_application_has_no_main_act():
    assert a_file().main_screen is None
    assert CandidateFileState().main_screen is None
    assert CandidateFileState().stage_at == -1


def test_the_newest_filing_serves_where_none_is_of_this_round():
    assert a_file(an_application(), is_current=False).application is not None


def test_the_stage_in_front_is_where_it_is_until_another_is_opened():
    state = a_file(an_application(open_stage=5))
    assert state.stage_at == 5
    assert state.stage == 5


def test_only_this_round_leaves_older_history_out():
    from dataclasses import replace

    state = a_file(an_application())
    assert len(state.history()) == 2
    assert [entry.at for entry in replace(state, only_round=True).history()] == [3]
