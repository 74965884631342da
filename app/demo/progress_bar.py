"""The bar that a person sees while the demo is made."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from app.demo.fill import Stage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.progress import TaskID

_WORDS = {Stage.PICTURES: "绘制照片", Stage.PEOPLE: "生成考生", Stage.INDEX: "建立查找索引"}


@contextmanager
def progress_bar() -> Iterator[Callable[[Stage, int, int], None]]:
    """A bar for each stage on the terminal; where there is none, nothing."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns) as bar:
        tasks: dict[Stage, TaskID] = {}

        def show(stage: Stage, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(_WORDS[stage], total=total)
            bar.update(tasks[stage], completed=done)

        yield show
