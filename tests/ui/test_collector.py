"""Garbage is collected on the UI thread and on no other."""

from __future__ import annotations

import gc
import threading

import pytest
from PySide6.QtCore import QObject

from ui.collector import Collector
from ui.jobs import JobRunner


@pytest.fixture
def collector(qapp):
    running = Collector()
    running.start()
    yield running
    running.stop()


@pytest.fixture
def collected_on():
    threads = []

    def note(phase, _info):
        if phase == "start":
            threads.append(threading.current_thread())

    gc.callbacks.append(note)
    yield threads
    gc.callbacks.remove(note)


def litter():
    """More cycles than the first threshold."""
    for _number in range(5 * gc.get_threshold()[0]):
        knot = []
        knot.append(knot)


def test_a_job_that_allocates_collects_nothing(collector, collected_on, qtbot):
    jobs = JobRunner()
    done = []
    jobs.query("litter", litter, done.append)
    qtbot.waitUntil(lambda: bool(done))
    jobs.close()
    assert threading.main_thread() in collected_on or not collected_on
    assert {thread for thread in collected_on if thread is not threading.main_thread()} == set()


def test_what_is_due_is_collected_on_the_ui_thread(collector, collected_on, qtbot):
    litter()
    assert gc.get_count()[0] > gc.get_threshold()[0]
    qtbot.waitUntil(lambda: bool(collected_on))
    assert set(collected_on) == {threading.main_thread()}


def test_a_knot_of_objects_goes_in_time(collector, qtbot):
    gone = []
    knot = QObject()
    knot.destroyed.connect(lambda: gone.append(True))
    knot.itself = knot
    del knot
    gc.collect(0)
    litter()
    qtbot.waitUntil(lambda: bool(gone), timeout=5000)


def test_after_it_python_collects_again(qapp):
    running = Collector()
    running.start()
    assert not gc.isenabled()
    running.stop()
    assert gc.isenabled()
