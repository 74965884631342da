"""The three tables of Home: what stands in each cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.home_views import TimeState
from ui import words
from ui.marks import mark_parts
from ui.screens.home import wording
from ui.widgets.parts import Cell, Chip, KeyCap, Part, Text
from ui.widgets.rows import Column

if TYPE_CHECKING:
    from datetime import datetime

    from app.services.home_views import RoundTimeView, WorkLine
    from ui.screens.home.state import QueueLine

SOON_DAYS = 2
QUEUE_COLUMNS = (
    Column("group", wording.COLUMNS["group"], 64),
    Column("queue", wording.COLUMNS["queue"], 0),
    Column("count", wording.COLUMNS["count"], 64, "right"),
    Column("waiting", wording.COLUMNS["waiting"], 128),
    Column("due", wording.COLUMNS["due"], 240),
    Column("key", wording.COLUMNS["key"], 48),
)
WORK_COLUMNS = (
    Column("time", wording.COLUMNS["time"], 76),
    Column("candidate", wording.COLUMNS["candidate"], 112),
    Column("act", wording.COLUMNS["act"], 0),
    Column("mark", wording.COLUMNS["mark"], 148),
)
TIME_COLUMNS = (
    Column("kind", wording.COLUMNS["time"], 116),
    Column("opens", wording.COLUMNS["opens"], 96),
    Column("closes", wording.COLUMNS["closes"], 144),
    Column("state", wording.COLUMNS["state"], 0),
)


def queue_cell(line: QueueLine, column: str, now: datetime) -> Cell:
    count = line.count
    quiet = "muted" if count.count == 0 else "text"
    if column == "group":
        return (Text(wording.GROUPS[line.group], "muted", 12),) if line.group is not None else ()
    if column == "queue":
        parts: list[Part] = [Text(words.QUEUES[count.queue], quiet)]
        if count.second_attempts:
            parts.append(Chip(wording.second_attempts(count.second_attempts), "amber"))
        if not count.allowed:
            parts.append(Text(wording.NOT_MINE, "muted", 12))
        return tuple(parts)
    if column == "count":
        return (Text(str(count.count), quiet, strong=count.count > 0),)
    if column == "waiting":
        return (Text("—", "muted") if count.oldest_since is None else Text(words.span(now - count.oldest_since)),)
    if column == "key":
        return (KeyCap(count.key),) if count.key is not None else ()
    return _due(count.due, now, waits=count.count > 0)


def _due(due: datetime | None, now: datetime, *, waits: bool) -> Cell:
    if due is None:
        return (Text("—", "muted"),)
    at = Text(words.day_and_time(due))
    if not waits:
        return (at,)
    soon = due > now and words.days_left(due, now) <= SOON_DAYS
    left = words.left(due, now)
    return (at, Chip(left, "amber", "warning") if soon else Text(left, "muted"))


def work_cell(line: WorkLine, column: str) -> Cell:
    if column == "time":
        return (Text(words.clock_time(line.at)),)
    if column == "candidate":
        return (Text(line.candidate_name, personal=True),)
    if column == "mark":
        return mark_parts(line.mark)
    act = Text(wording.act(line))
    return (act, Text(wording.NOT_PAYABLE, "amber", 12)) if line.not_payable_yet else (act,)


def time_cell(time: RoundTimeView, column: str) -> Cell:
    if column == "kind":
        return (Text(words.TIMES[time.kind]),)
    if column == "opens":
        return (Text(words.day(time.opens), "text2"),)
    if column == "closes":
        return (Text(words.day_and_time(time.binding_close)),)
    text = wording.time_state(time.state, time.seconds_left)
    if time.state in {TimeState.OPEN, TimeState.GRACE} and time.seconds_left < SOON_DAYS * 86400:
        return (Chip(text, "amber", "warning"),)
    return (Text(text, "text2" if time.state is TimeState.OPEN else "muted"),)
