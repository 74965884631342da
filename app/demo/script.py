"""A story spelled out: its commands one by one, the row of the workflow table each goes by, and when it happened."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from app.demo.stories import USUAL_WAYS
from app.domain.rounds import TimeKind
from app.domain.workflow import Region, Transition, Window
from app.domain.workflow_table import transitions_for

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

    from app.demo.schedule import DemoRound

MINUTE = 60_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR
BEIJING = 8 * HOUR
_MONDAY = 4 * DAY
"""1970-01-01 was a Thursday: four days after it a week began."""

FOLLOWS_AT_ONCE = frozenset({"register_candidate", "open_payment", "find_original_same", "accept_course_card"})
_AFTER_GRADUATION = frozenset({"graduate", "refuse_graduation"})


@dataclass(frozen=True, slots=True)
class Step:
    """`position` of the application or the course card it is aimed at."""

    command: str
    position: int = 0


@lru_cache(maxsize=1024)
def _spelled(word: str) -> tuple[float, tuple[str, ...]] | None:
    ways = USUAL_WAYS.get(word)
    return None if ways is None else (sum(weight for weight, _ in ways), tuple(text for _, text in ways))


def spell_out(words: str, chance: random.Random, *, cards: int, skip: frozenset[str] = frozenset()) -> list[Step]:
    """`skip`: words that do not apply to this person, such as PRIOR for who only sits for 专科."""
    steps: list[Step] = []
    for word in words.split():
        if word in skip:
            continue
        if word in USUAL_WAYS:
            chosen = _choose(word, chance, cards)
            steps += spell_out(chosen, chance, cards=cards, skip=skip)
        elif word.endswith("*"):
            steps += [Step(word[:-1], position) for position in range(cards)]
        else:
            command, _, position = word.partition("/")
            steps.append(Step(command, int(position or 0)))
    return steps


def _choose(word: str, chance: random.Random, cards: int) -> str:
    if word == "PASS" and cards:
        return "COUNTY"
    spelled = _spelled(word)
    if spelled is None:
        raise KeyError(word)
    mark = chance.random() * spelled[0]
    for weight, text in USUAL_WAYS[word]:
        mark -= weight
        if mark < 0:
            return text
    return spelled[1][-1]


@lru_cache(maxsize=2048)
def way_from(command: str, state: str | None, attempt: int, *, by_clerk: bool = False) -> Transition:
    """The row of the table by which a command leads on from a state (None: it makes the row). Raises KeyError."""
    fitting = [
        way
        for way in transitions_for(command)
        if (not way.from_states if state is None else state in way.from_states)
        and not _for_another_attempt(way, attempt)
    ]
    if not fitting:
        raise KeyError(command, state, attempt)
    return next((way for way in fitting if bool(way.roles) == by_clerk), fitting[0])


def _for_another_attempt(way: Transition, attempt: int) -> bool:
    return any(guard.fact == "application.attempt" and guard.value != attempt for guard in way.guards)


@lru_cache(maxsize=512)
def time_of(command: str, attempt: int) -> tuple[TimeKind, Window] | None:
    """The round's time that binds a command."""
    for way in transitions_for(command):
        if way.time is not None and not _for_another_attempt(way, attempt):
            return way.time.kind, way.time.window
    return None


def region_of(command: str) -> Region:
    return transitions_for(command)[0].region


def is_clerks(command: str) -> bool:
    return bool(transitions_for(command)[-1].roles)


def _bounds(steps: Sequence[Step], of: DemoRound, begins: int, ends: int) -> tuple[list[int], list[int]]:
    """Earliest and latest moment of each step, in its order."""
    low: list[int] = []
    high: list[int] = []
    attempt = 1
    for step in steps:
        bound = time_of(step.command, attempt)
        attempt = 2 if step.command == "reapply" else attempt
        earliest, latest = begins, ends
        if bound is not None and step.command != "receive_late_materials":
            window = of.windows[bound[0]]
            if bound[1] is Window.INSIDE:
                earliest, latest = window.opens, window.closes - MINUTE
            else:
                earliest = window.grace_ends + MINUTE
        if step.command in _AFTER_GRADUATION:
            earliest = max(earliest, of.windows[TimeKind.HAND_IN].grace_ends + 8 * DAY)
        low.append(max(earliest, low[-1]) if low else earliest)
        high.append(min(latest, ends))
    for place in range(len(high) - 2, -1, -1):
        high[place] = min(high[place], high[place + 1])
    return low, high


def moments(steps: Sequence[Step], of: DemoRound, chance: random.Random, begins: int, ends: int) -> list[int]:
    """When each step happened: rising, each inside the time that binds it, what clerks do mostly in office hours."""
    low, high = _bounds(steps, of, begins, ends)
    found: list[int] = []
    last = begins
    for place, step in enumerate(steps):
        earliest = max(low[place], last + MINUTE)
        latest = max(high[place], earliest)
        left = sum(1 for other in high[place:] if other == high[place])
        if step.command in FOLLOWS_AT_ONCE:
            part = min(latest - earliest, 20 * MINUTE) * chance.random()
        elif place == len(steps) - 1:
            part = float(latest - earliest)
        else:
            part = (latest - earliest) * chance.random() / left
        moment = earliest + int(part)
        if is_clerks(step.command):
            moment = in_office_hours(moment, earliest, latest, chance)
        found.append(moment)
        last = moment
    return found


def in_office_hours(moment: int, earliest: int, latest: int, chance: random.Random) -> int:
    """The same working day or the one before, else the next; as it is where none of them is possible."""
    for days in (0, -1, -2, -3, 1, 2):
        day = (moment + BEIJING) // DAY + days
        if (day * DAY - _MONDAY) // DAY % 7 >= 5:
            continue
        shifted = day * DAY - BEIJING + 8 * HOUR + 40 * MINUTE + int(chance.random() * 8.6 * HOUR)
        if earliest <= shifted <= latest:
            return shifted
    return moment
