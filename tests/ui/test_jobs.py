from __future__ import annotations

import threading

import pytest

from ui.jobs import JobRunner


def test_of_two_questions_only_the_newer_is_answered(qtbot, manual, manual_jobs):
    answers = []
    manual_jobs.query("find", lambda: "old", answers.append)
    manual_jobs.query("find", lambda: "new", answers.append)
    manual.run_next(1)
    manual.run_next(0)
    qtbot.waitUntil(lambda: bool(answers))
    assert answers == ["new"]


def test_questions_of_other_keys_are_not_disturbed(qtbot, manual, manual_jobs):
    answers = []
    manual_jobs.query("find", lambda: "rows", answers.append)
    manual_jobs.query("count", lambda: "figure", answers.append)
    manual.run_all()
    qtbot.waitUntil(lambda: len(answers) == 2)
    assert answers == ["rows", "figure"]


def test_a_failed_old_question_is_silent_too(manual, manual_jobs, qapp):
    failures, answers = [], []

    def broken():
        raise ValueError

    manual_jobs.query("find", broken, answers.append, failures.append)
    manual_jobs.query("find", lambda: 1, answers.append, failures.append)
    manual.run_all()
    qapp.processEvents()
    assert (answers, failures) == ([1], [])


def test_a_forgotten_question_is_not_answered(manual, manual_jobs, qapp):
    answers = []
    manual_jobs.query("find", lambda: 1, answers.append)
    manual_jobs.forget("find")
    manual.run_all()
    qapp.processEvents()
    assert answers == []


def test_commands_run_in_order_on_one_thread_and_answer_on_ours(qtbot):
    jobs = JobRunner()
    ran, answered = [], []
    here = threading.get_ident()
    for number in range(20):
        jobs.command(
            lambda number=number: ran.append((number, threading.get_ident())),
            lambda _none, number=number: answered.append((number, threading.get_ident())),
        )
    qtbot.waitUntil(lambda: len(answered) == 20)
    jobs.close()
    assert [number for number, _ in ran] == list(range(20))
    assert len({thread for _, thread in ran}) == 1
    assert ran[0][1] != here
    assert answered == [(number, here) for number in range(20)]


def test_closing_waits_for_every_command():
    jobs = JobRunner()
    gate, done = threading.Event(), []
    jobs.command(gate.wait, lambda _answer: None)
    for number in range(5):
        jobs.command(lambda number=number: done.append(number), lambda _answer: None)
    gate.set()
    jobs.close()
    assert done == [0, 1, 2, 3, 4]


def test_after_closing_nothing_is_delivered(qapp, manual):
    jobs = JobRunner(manual, manual)
    answers = []
    jobs.query("find", lambda: 1, answers.append)
    jobs.close()
    manual.run_all()
    qapp.processEvents()
    assert answers == []


def test_a_failure_that_nobody_takes_is_not_silent(qtbot, inline_jobs):
    def broken():
        raise ValueError("seen")

    with qtbot.capture_exceptions() as caught:
        inline_jobs.command(broken, lambda _answer: None)
    assert [str(error) for _kind, error, _trace in caught] == ["seen"]


def test_a_failed_prefetch_is_silent(qapp, inline_jobs):
    def broken():
        raise ValueError

    inline_jobs.prefetch(broken)
    qapp.processEvents()


def test_an_empty_executor_is_taken_as_given(manual):
    """An empty fake is falsy in many shapes: the runner must ask for None."""
    jobs = JobRunner(manual, manual)
    jobs.query("find", lambda: pytest.fail("must wait"), lambda _answer: None)
    assert len(manual.waiting) == 1
