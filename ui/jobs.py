"""The only threads of the program.

A query answers a screen: per key the newest answer wins, older ones are dropped.
A command changes the store: commands run one after the other, in order, and none is ever dropped.
A prefetch warms something up and may be forgotten when the program closes.
Every answer arrives on the UI thread through one QObject.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

T = TypeVar("T")
Failed = Callable[[BaseException], None]
QUERY_THREADS = 2


class InlineExecutor(Executor):
    """Runs each piece of work at once on the calling thread; for tests and for a program without a screen."""

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 the future carries it to `failed`
            future.set_exception(error)
        return future


class ManualExecutor(Executor):
    """Holds the work until a test says `run_next` or `run_all`, so that orders of answers can be staged."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[], None]] = []

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        future: Future[T] = Future()

        def run() -> None:
            try:
                future.set_result(fn(*args, **kwargs))
            except Exception as error:  # noqa: BLE001 the future carries it to `failed`
                future.set_exception(error)

        self.waiting.append(run)
        return future

    def run_next(self, index: int = 0) -> None:
        self.waiting.pop(index)()

    def run_all(self) -> None:
        while self.waiting:
            self.run_next()


class _Delivery(QObject):
    arrived = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.arrived.connect(self._deliver, Qt.ConnectionType.AutoConnection)

    @Slot(object)
    def _deliver(self, answer: Callable[[], None]) -> None:
        answer()


class JobRunner:
    def __init__(self, queries: Executor | None = None, commands: Executor | None = None) -> None:
        self._queries = ThreadPoolExecutor(QUERY_THREADS, "query") if queries is None else queries
        self._commands = ThreadPoolExecutor(1, "command") if commands is None else commands
        self._delivery = _Delivery()
        self._newest: dict[str, int] = {}
        self._sitting = 0
        self._closed = False

    def query(self, key: str, work: Callable[[], T], done: Callable[[T], None], failed: Failed | None = None) -> None:
        """Of two questions under one key only the newer one is answered."""
        number = self._newest[key] = self._newest.get(key, 0) + 1
        self._start(self._queries, work, done, failed, lambda: self._newest.get(key) == number)

    def forget(self, key: str) -> None:
        """The answer still under way for this key is no longer wanted."""
        self._newest[key] = self._newest.get(key, 0) + 1

    def forget_all(self) -> None:
        """Another clerk sits down: what is under way is carried out, but answers nobody any more."""
        self._sitting += 1

    def command(self, work: Callable[[], T], done: Callable[[T], None], failed: Failed | None = None) -> None:
        self._start(self._commands, work, done, failed, lambda: True)

    def command_after_paint(
        self, work: Callable[[], T], done: Callable[[T], None], failed: Failed | None = None
    ) -> None:
        """For what nobody waits for: begins when all that has just been set is painted, so that it slows no painting.

        Not begun any more once the program closes.
        """

        def start() -> None:
            if not self._closed:
                self.command(work, done, failed)

        if isinstance(self._commands, ThreadPoolExecutor):
            QTimer.singleShot(0, self._delivery, lambda: QTimer.singleShot(0, self._delivery, start))
        else:
            start()

    def prefetch(self, work: Callable[[], T], done: Callable[[T], None] | None = None) -> None:
        """Failures of a prefetch are silent: whoever needs the thing asks for it again and is told then."""
        self._start(self._queries, work, done or (lambda _answer: None), lambda _error: None, lambda: True)

    def close(self) -> None:
        """Waits until every command is done; drops queries not yet begun. Answers are no longer delivered."""
        self._closed = True
        self._queries.shutdown(wait=True, cancel_futures=True)
        self._commands.shutdown(wait=True, cancel_futures=False)

    def _start(
        self,
        executor: Executor,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Failed | None,
        wanted: Callable[[], bool],
    ) -> None:
        sitting = self._sitting

        def answer(future: Future[T]) -> None:
            if self._closed or sitting != self._sitting or not wanted():
                return
            error = future.exception()
            if error is None:
                done(future.result())
            elif failed is not None:
                failed(error)
            else:
                raise error

        def finished(future: Future[T]) -> None:
            if not future.cancelled() and not self._closed:
                self._delivery.arrived.emit(lambda: answer(future))

        executor.submit(work).add_done_callback(finished)
