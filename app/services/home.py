"""工作台: what waits, what I did today, what is new since I last signed off, and the round's times."""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING

from app.domain.rounds import BEIJING, TimeKind
from app.domain.workflow_rules import ANY_ROLE, INTAKE, REVIEW
from app.services.home_views import (
    Handover,
    HomeView,
    Queue,
    QueueCount,
    QueueGroup,
    RoundTimeView,
    RoundView,
    TimeState,
)
from app.services.rounds_at_hand import round_in_hand

if TYPE_CHECKING:
    from datetime import datetime

    from app.domain.rounds import Round, RoundTime
    from app.domain.workflow import Role
    from app.services.home_ports import HomeReads, QueueFigures
    from app.services.home_views import MarkCounts, WaitingHere
    from app.services.ports import Clock, Signer

WORK_SHOWN = 100

_LINES: tuple[tuple[Queue, QueueGroup, str | None, TimeKind, tuple[Role, ...]], ...] = (
    (Queue.COUNTER_DRAFTS, QueueGroup.INTAKE, "1", TimeKind.APPLICATION, INTAKE),
    (Queue.PRIOR, QueueGroup.INTAKE, "2", TimeKind.APPLICATION, REVIEW),
    (Queue.CORRECTIONS, QueueGroup.INTAKE, "3", TimeKind.CORRECTION, REVIEW),
    (Queue.IDENTITY, QueueGroup.REVIEW, "4", TimeKind.APPLICATION, REVIEW),
    (Queue.PHOTOS, QueueGroup.REVIEW, "5", TimeKind.PHOTO, REVIEW),
    (Queue.PRE_REVIEW, QueueGroup.REVIEW, "6", TimeKind.PRE_REVIEW, REVIEW),
    (Queue.TO_VERIFY, QueueGroup.REVIEW, "7", TimeKind.PRE_REVIEW, REVIEW),
    (Queue.SECOND_SIGNATURE, QueueGroup.REVIEW, "8", TimeKind.PRE_REVIEW, REVIEW),
    (Queue.COURSE_CARDS, QueueGroup.REVIEW, None, TimeKind.PRE_REVIEW, REVIEW),
    (Queue.RETURNED, QueueGroup.MATERIALS, "9", TimeKind.HAND_IN, INTAKE),
    (Queue.ORIGINALS, QueueGroup.MATERIALS, "0", TimeKind.HAND_IN, (*INTAKE, *REVIEW)),
    (Queue.UNPAID, QueueGroup.MATERIALS, None, TimeKind.PAYMENT, ANY_ROLE),
    (Queue.PAPERS_DUE, QueueGroup.MATERIALS, None, TimeKind.HAND_IN, ANY_ROLE),
)
"""The queue table from the top: the digit that opens each line, the time that binds it, the roles that work it."""


class Home:
    def __init__(self, reads: HomeReads, clock: Clock) -> None:
        self._reads = reads
        self._clock = clock

    def view(self, signer: Signer) -> HomeView:
        now = self._clock.now()
        its_round = round_in_hand(self._reads.rounds.rounds(), now)
        figures = self._reads.queues.figures(None if its_round is None else its_round.code)
        queues = tuple(_line(each, figures[each[0]], its_round, signer) for each in _LINES)
        today = _day_begins(now)
        done, withdrawn = self._reads.work.done(signer.clerk_id, today)
        return HomeView(
            at=now,
            queues=queues,
            nearest=_nearest(queues, now),
            claimed_by_me=self._reads.work.claimed(signer.clerk_id, now),
            work=self._reads.work.work(signer.clerk_id, today, limit=WORK_SHOWN),
            done_today=done,
            withdrawn_today=withdrawn,
            marks=self._reads.work.marks(signer.clerk_id, today),
            round=None if its_round is None else _round(its_round, now),
        )

    def handover(self, signer: Signer) -> Handover:
        """晨间交接: everything since this clerk last signed off here; read once after signing in."""
        since = self._reads.sign_offs.last(signer.clerk_id)
        if since is None:
            return Handover(None, {}, (), ())
        now = self._clock.now()
        rounds = self._reads.rounds.rounds()
        its_round = round_in_hand(rounds, now)
        arrived = self._reads.queues.arrived(since, None if its_round is None else its_round.code)
        fallen = [(time.kind, time.closes) for each in rounds for time in each.times if since < time.closes <= now]
        return Handover(
            since=since,
            arrived={queue: count for queue, count in arrived.items() if count},
            decisions=self._reads.work.by_colleagues(signer.clerk_id, since, limit=WORK_SHOWN),
            closed=tuple(sorted(fallen, key=lambda each: each[1])),
        )

    def waiting_here(self) -> WaitingHere:
        """What the frame says of the workstation, whoever has signed in."""
        return self._reads.work.waiting_here()

    def evening_check(self, signer: Signer) -> MarkCounts:
        """下班前核对."""
        return self._reads.work.marks(signer.clerk_id, _day_begins(self._clock.now()))


def _line(
    line: tuple[Queue, QueueGroup, str | None, TimeKind, tuple[Role, ...]],
    figures: QueueFigures,
    its_round: Round | None,
    signer: Signer,
) -> QueueCount:
    queue, group, key, kind, roles = line
    due = None if its_round is None else its_round.binding_close(kind)
    return QueueCount(
        queue=queue,
        group=group,
        count=figures.count,
        oldest_since=figures.oldest_since,
        due=due if figures.until is None else figures.until,
        due_kind=kind if figures.until is None else None,
        key=key,
        second_attempts=figures.second_attempts,
        allowed=not signer.roles.isdisjoint(roles),
    )


def _nearest(queues: tuple[QueueCount, ...], now: datetime) -> Queue | None:
    """A time that has gone by binds nobody any more, unless nothing else is left to do."""
    mine = [each for each in queues if each.count and each.allowed and each.due is not None]
    ahead = [each for each in mine if each.due is not None and each.due > now]
    first = min(ahead or mine, key=lambda each: each.due or now, default=None)
    return None if first is None else first.queue


def _round(its_round: Round, now: datetime) -> RoundView:
    times = tuple(_time(its_round, time, now) for time in its_round.times)
    return RoundView(its_round.code, its_round.year, its_round.half, its_round.graduation_on, times)


def _time(its_round: Round, time: RoundTime, now: datetime) -> RoundTimeView:
    return RoundTimeView(
        kind=time.kind,
        opens=time.opens,
        closes=time.closes,
        binding_close=its_round.binding_close(time.kind),
        state=_state(its_round, time.kind, now),
        seconds_left=int(its_round.remaining(time.kind, now) / timedelta(seconds=1)),
        working_days_left=its_round.working_days_left(time.kind, now),
    )


def _state(its_round: Round, kind: TimeKind, now: datetime) -> TimeState:
    if now < its_round.opens(kind):
        return TimeState.NOT_OPEN
    if its_round.is_open(kind, now):
        return TimeState.OPEN
    return TimeState.GRACE if its_round.within_grace(kind, now) else TimeState.OVER


def _day_begins(now: datetime) -> datetime:
    """Midnight in Beijing, as a moment in UTC."""
    return now.astimezone(BEIJING).replace(hour=0, minute=0, second=0, microsecond=0).astimezone(UTC)
