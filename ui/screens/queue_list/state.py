"""What the queue list shows. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.domain.errors import ClerkError
    from app.services.home_views import Queue
    from app.services.queue_list import QueueListView


@dataclass(frozen=True, slots=True)
class QueueListState:
    queue: Queue | None = None
    view: QueueListView | None = None
    error: ClerkError | None = None
