"""What Home shows and which of its acts work now. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.domain.errors import ClerkError
    from app.services.home_views import Handover, HomeView, MarkCounts, Queue, QueueCount, QueueGroup


@dataclass(frozen=True, slots=True)
class QueueLine:
    """One row of the queue table; `group` only on the first row of each group."""

    count: QueueCount
    group: QueueGroup | None


@dataclass(frozen=True, slots=True)
class HomeState:
    """`view` None: not read yet, or `error` says why not. `checked`: the counts of the last 下班前核对."""

    view: HomeView | None = None
    handover: Handover | None = None
    handover_open: bool = False
    checked: MarkCounts | None = None
    error: ClerkError | None = None
    reading: bool = False

    def queue_lines(self) -> tuple[QueueLine, ...]:
        if self.view is None:
            return ()
        lines: list[QueueLine] = []
        last: QueueGroup | None = None
        for count in self.view.queues:
            lines.append(QueueLine(count, None if count.group == last else count.group))
            last = count.group
        return tuple(lines)

    def queue_by_key(self, key: str) -> Queue | None:
        if self.view is None:
            return None
        return next((count.queue for count in self.view.queues if count.key == key), None)

    def digit_keys(self) -> tuple[str, ...]:
        return () if self.view is None else tuple(count.key for count in self.view.queues if count.key is not None)

    @property
    def has_news(self) -> bool:
        news = self.handover
        return news is not None and bool(any(news.arrived.values()) or news.decisions or news.closed)
