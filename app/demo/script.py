"""A story spelled out: its commands one by one, the row of the workflow table each goes by, and when it happened."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from app.demo.office_hours import (
    DAY,
    HOUR,
    MINUTE,
    at,
    day_and_time,
    first_after,
    in_office_hours,
    is_worked,
    last_before,
    within_day,
)
from app.demo.stories import USUAL_WAYS
from app.domain.rounds import TimeKind
from app.domain.workflow import Actor, Region, Transition, Window
from app.domain.workflow_table import transitions_for

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Sequence

    from app.demo.schedule import DemoRound

_MORNING = 7 * HOUR
_AT_ONCE = {
    "register_candidate": 5 * MINUTE,
    "open_payment": MINUTE,
    "find_original_same": 20 * MINUTE,
    "accept_course_card": 20 * MINUTE,
}
"""What follows at once, and within which time."""
_OFFICIALS = frozenset({Actor.CLERK, Actor.CITY, Actor.HOST, Actor.PROVINCE})
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


def _bounds(
    steps: Sequence[Step], of: DemoRound, begins: int, ends: int, by_clerk: Callable[[str], bool]
) -> tuple[list[int], list[int]]:
    """Earliest and latest moment of each step, in its order; both in office hours for what an office does."""
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
        earliest = max(earliest, low[-1]) if low else earliest
        low.append(first_after(earliest) if is_done_in_an_office(step.command, by_clerk) else earliest)
        high.append(min(latest, ends))
    for place in range(len(high) - 1, -1, -1):
        if place + 1 < len(high):
            high[place] = min(high[place], high[place + 1] - MINUTE)
        if is_done_in_an_office(steps[place].command, by_clerk):
            high[place] = last_before(high[place])
    return low, high


def moments(
    steps: Sequence[Step],
    of: DemoRound,
    chance: random.Random,
    begins: int,
    ends: int,
    by_clerk: Callable[[str], bool],
) -> list[int]:
    """When each step happened: rising, each inside the time that binds it; offices act in their hours.

    `by_clerk`: who does what candidates and clerks both may.
    """
    low, high = _bounds(steps, of, begins, ends, by_clerk)
    found: list[int] = []
    last = begins
    for place, step in enumerate(steps):
        earliest = max(low[place], last + MINUTE)
        latest = max(high[place], earliest)
        left = sum(1 for other in high[place:] if latest <= other < latest + DAY)
        if step.command in _AT_ONCE:
            part = min(latest - earliest, _AT_ONCE[step.command]) * chance.random()
        elif place == len(steps) - 1:
            part = float(latest - earliest)
        else:
            part = (latest - earliest) * chance.random() / max(left, 1)
        moment = earliest + int(part)
        if is_done_in_an_office(step.command, by_clerk):
            settled = place + 1 < len(steps) or in_office_hours(ends)
            moment = _at_the_office(moment if settled else ends, earliest, latest, chance)
        elif step.command not in _AT_ONCE:
            moment = _awake(moment, earliest, latest, chance)
        found.append(moment)
        last = moment
    return found


@lru_cache(maxsize=256)
def _keeps_office_hours(command: str) -> bool | None:
    """None where candidates do it as well as clerks."""
    ways = transitions_for(command)
    actors = {actor for way in ways for actor in way.actors}
    if {Actor.CLERK, Actor.CANDIDATE} <= actors:
        return None
    return bool(actors & _OFFICIALS)


def is_done_in_an_office(command: str, by_clerk: Callable[[str], bool]) -> bool:
    known = _keeps_office_hours(command)
    return by_clerk(command) if known is None else known


def _at_the_office(moment: int, earliest: int, latest: int, chance: random.Random) -> int:
    """On the same working day or the one before, else as early as possible; as it is where that is too late."""
    if in_office_hours(moment) and moment <= latest:
        return moment
    day, _ = day_and_time(min(last_before(moment), latest))
    for place in (day, day - 1, day - 2, day - 3, day + 1):
        if is_worked(place) and earliest <= (shifted := within_day(place, chance.random())) <= latest:
            return shifted
    return min(first_after(earliest), latest)


def _awake(moment: int, earliest: int, latest: int, chance: random.Random) -> int:
    """People and what answers them at once are seldom at it after midnight: the evening before, or that day."""
    day, time = day_and_time(moment)
    if time >= _MORNING:
        return moment
    for place, since, hours in ((day - 1, 18 * HOUR, 5.5), (day, _MORNING, 14)):
        shifted = at(place, since + int(chance.random() * hours * HOUR))
        if earliest <= shifted <= latest:
            return shifted
    return moment
