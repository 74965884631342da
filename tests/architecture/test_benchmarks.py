"""The harness of the benchmarks: what it prints is read by machines, so it is tested; no time is asserted."""

from __future__ import annotations

import json
import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from tests.benchmarks import __main__ as command
from tests.benchmarks import harness
from tests.benchmarks.harness import Peer, Result

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.mark.parametrize(
    ("goal", "value", "peer", "met"),
    [
        ("<= 16 ms", 16.0, None, True),
        ("<= 16 ms", 16.1, None, False),
        (">= 20 ms", 19.0, None, False),
        ("ratio <= 1", 5.0, 6.0, True),
        ("ratio <= 1", 7.0, 6.0, False),
        ("ratio <= 1", 7.0, None, False),
        ("", 7.0, 6.0, None),
    ],
)
def test_a_goal_is_met_or_not(goal: str, value: float, peer: float | None, met: bool | None) -> None:
    assert Result("form", "batch", value, "ms", goal, Peer("typst", peer)).met is met


@pytest.mark.parametrize("goal", ["<= 16", "<= 16 kB", "fast", "ratio <= 1 ms"])
def test_a_goal_that_cannot_be_judged_is_refused(goal: str) -> None:
    with pytest.raises(ValueError, match="does not fit"):
        Result("form", "alone", 1.0, "ms", goal)


def test_a_peer_that_is_not_there_is_reported() -> None:
    def measure() -> float:
        raise ModuleNotFoundError("No module named 'gone'")

    row = Result("form", "alone", 2.0, "ms", "ratio <= 1", Peer.measured("gone", measure)).as_row()
    assert row["peer"] == "gone (failed: ModuleNotFoundError: No module named 'gone')"
    assert (row["peer_value"], row["ratio"], row["met"]) == (None, None, False)


def test_a_percentile_is_one_of_the_samples() -> None:
    samples = [float(number) for number in range(1, 101)]
    assert [harness.percentile(samples, share) for share in (0, 50, 95, 99, 100)] == [1, 50, 95, 99, 100]
    assert harness.percentile([3.0], 99) == 3.0


def test_a_started_process_tells_when_and_how_large() -> None:
    marks = harness.started(["-c", harness.MARK + "mark('first'); import time; time.sleep(0.05); mark('second')"])
    assert 0 < marks.at["first"] < marks.at["second"]
    assert marks.resident["second"] > 1


def test_a_started_process_that_fails_says_why() -> None:
    with pytest.raises(RuntimeError, match="exit 3: on purpose"):
        harness.started(["-c", "import sys; sys.stderr.write('on purpose'); sys.exit(3)"])


@pytest.fixture
def invented(monkeypatch: pytest.MonkeyPatch) -> None:
    def run(scale: float) -> Iterator[Result]:
        yield Result("lookup", f"at {scale:g}", 1.23456, "ms", "<= 16 ms", Peer("LIKE scan", 10.0))

    def breaks(scale: float) -> Iterator[Result]:
        yield Result("form", "alone", 1.0, "ms")
        raise RuntimeError("half way")

    monkeypatch.setitem(sys.modules, "tests.benchmarks.lookup", SimpleNamespace(run=run))  # type: ignore[arg-type]
    monkeypatch.setitem(sys.modules, "tests.benchmarks.form", SimpleNamespace(run=breaks))  # type: ignore[arg-type]


@pytest.mark.usefixtures("invented")
def test_one_object_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["lookup", "--json", "--scale", "0.01"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "benchmark": "lookup",
        "case": "at 0.01",
        "value": 1.235,
        "unit": "ms",
        "peer": "LIKE scan",
        "peer_value": 10.0,
        "ratio": 0.1235,
        "goal": "<= 16 ms",
        "met": True,
    }


@pytest.mark.usefixtures("invented")
def test_a_benchmark_that_breaks_does_not_silence_the_others(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["form", "lookup", "--json"]) == 1
    told = capsys.readouterr()
    assert [json.loads(line)["benchmark"] for line in told.out.splitlines()] == ["form", "lookup"]
    assert "half way" in told.err


@pytest.mark.usefixtures("invented")
def test_without_json_it_is_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["lookup"]) == 0
    assert "1.235" in capsys.readouterr().out


@pytest.mark.parametrize("words", [["unheard_of"], ["--scale", "0"], ["--scale", "2"]])
def test_bad_usage_is_refused(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as told:
        command.main(words)
    assert told.value.code == 2
