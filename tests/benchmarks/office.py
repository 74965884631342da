"""The demo office that the benchmarks of the desktop work in, made once for each size and kept for a day."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from app.demo.fill import fill_demo
from app.storage.migrations.versions import v0001_first_release as first_release

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.demo.fill import DemoOffice

CLERK = "王敏"
_TABLES = Path(first_release.__file__).with_name("0001.sql")


def kept_office(candidates: int) -> DemoOffice:
    """Made anew when the tables have changed or its day is over."""
    tables = hashlib.sha256(_TABLES.read_bytes()).hexdigest()[:8]
    return fill_demo(Path(tempfile.gettempdir()) / f"zikao-benchmark-office-{candidates}-{tables}", candidates)


@contextmanager
def copied_office(candidates: int) -> Iterator[DemoOffice]:
    """For a benchmark that decides cases: each run finds the same queue."""
    office = kept_office(candidates)
    with tempfile.TemporaryDirectory(prefix="zikao-benchmark-", ignore_cleanup_errors=True) as folder:
        copy = Path(folder) / "office"
        shutil.copytree(office.data_dir, copy)
        yield fill_demo(copy, candidates)
