"""What every benchmark says, and how it is timed. A benchmark is a module with `run(scale) -> Iterator[Result]`."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass, field
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

ROOT = Path(__file__).resolve().parents[2]
_GOAL = re.compile(r"(?P<ratio>ratio )?(?P<sign><=|>=) (?P<bound>\d+(?:\.\d+)?)(?: (?P<unit>\S+))?")


@dataclass(frozen=True, slots=True)
class Peer:
    """What is measured beside us in the same run; without a value it could not be, and `name` says why."""

    name: str
    value: float | None

    @classmethod
    def measured(cls, name: str, measure: Callable[[], float]) -> Peer:
        """A peer that is not installed or breaks is told, and costs the run nothing else."""
        try:
            return cls(name, measure())
        except Exception as error:  # noqa: BLE001 - whatever a foreign library raises
            return cls(f"{name} (failed: {type(error).__name__}: {error})"[:120], None)


@dataclass(frozen=True, slots=True)
class Result:
    """One measured case. `goal` is "<= 16 ms" (the value, in its unit), "ratio <= 1" (value / peer_value), or empty."""

    benchmark: str
    case: str
    value: float
    unit: str
    goal: str = ""
    peer: Peer | None = None

    def __post_init__(self) -> None:
        goal = _GOAL.fullmatch(self.goal)
        if self.goal and (goal is None or (goal["ratio"] is None) != (goal["unit"] == self.unit)):
            raise ValueError(f"goal {self.goal!r} does not fit a value in {self.unit}")

    @property
    def ratio(self) -> float | None:
        if self.peer is None or not self.peer.value:
            return None
        return self.value / self.peer.value

    @property
    def met(self) -> bool | None:
        """None without a goal. A goal against a peer that could not be measured is not met."""
        goal = _GOAL.fullmatch(self.goal)
        if goal is None:
            return None
        measured = self.ratio if goal["ratio"] else self.value
        if measured is None:
            return False
        bound = float(goal["bound"])
        return measured <= bound if goal["sign"] == "<=" else measured >= bound

    def as_row(self) -> dict[str, Any]:
        """The object that `--json` prints on one line."""
        return {
            "benchmark": self.benchmark,
            "case": self.case,
            "value": _short(self.value),
            "unit": self.unit,
            "peer": None if self.peer is None else self.peer.name,
            "peer_value": None if self.peer is None or self.peer.value is None else _short(self.peer.value),
            "ratio": None if self.ratio is None else _short(self.ratio),
            "goal": self.goal or None,
            "met": self.met,
        }


def scaled(full: int, scale: float, *, least: int = 1) -> int:
    """A count at this scale, 1 being the whole of it."""
    return max(least, round(full * scale))


def percentile(samples: Sequence[float], per_cent: float) -> float:
    """The smallest sample that this share of all samples does not exceed."""
    return sorted(samples)[max(0, ceil(len(samples) * per_cent / 100) - 1)]


def times(act: Callable[[], object], count: int, *, before: Callable[[], object] | None = None) -> list[float]:
    """Milliseconds of each of `count` runs; what `before` does is not counted."""
    taken = []
    for _ in range(count):
        if before is not None:
            before()
        start = time.perf_counter_ns()
        act()
        taken.append((time.perf_counter_ns() - start) / 1e6)
    return taken


def times_over(act: Callable[[Any], object], arguments: Iterable[Any]) -> list[float]:
    """Milliseconds of the act on each argument."""
    taken = []
    for argument in arguments:
        start = time.perf_counter_ns()
        act(argument)
        taken.append((time.perf_counter_ns() - start) / 1e6)
    return taken


@dataclass(frozen=True, slots=True)
class Marks:
    """What a started process told of itself: milliseconds since it was started, and resident memory in MB."""

    at: Mapping[str, float] = field(default_factory=dict)
    resident: Mapping[str, float] = field(default_factory=dict)


MARK = """
def mark(name):
    import time
    now = time.monotonic_ns()
    with open("/proc/self/status", encoding="ascii") as status:
        resident = next(line.split()[1] for line in status if line.startswith("VmRSS:"))
    print("mark", name, now, resident, flush=True)
"""
"""Put before the code of a process to be timed; `mark("name")` there is `Marks.at["name"]` here."""


def started(words: Sequence[str], *, seconds: float = 120, environment: Mapping[str, str] | None = None) -> Marks:
    """Starts Python with these words, waits for its end and answers with its marks. Both processes read one clock.

    Raises RuntimeError with the end of what it wrote when it fails."""
    start = time.monotonic_ns()
    told = subprocess.run(
        [sys.executable, *words],
        cwd=ROOT,
        env={**child_environment(), **(environment or {})},
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
    )
    if told.returncode != 0:
        raise RuntimeError(f"exit {told.returncode}: {(told.stderr or told.stdout)[-400:]}")
    lines = [line.split() for line in told.stdout.splitlines() if line.startswith("mark ")]
    return Marks(
        at={name: (int(now) - start) / 1e6 for _, name, now, _ in lines},
        resident={name: int(kilobytes) / 1024 for _, name, _, kilobytes in lines},
    )


def child_environment() -> dict[str, str]:
    """As a clerk's start is: with byte code on disk, here without a display."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**environment, "QT_QPA_PLATFORM": "offscreen"}


def _short(value: float) -> float:
    """Four significant digits: more would pretend."""
    return float(f"{value:.4g}")
