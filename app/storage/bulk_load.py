"""Loading many rows at once: one transaction, so one wait for the disk, and the indexes built at the end."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_LOADING_CACHE_KIB = 131_072


@contextmanager
def bulk_load(raw: Any, usual_cache_kib: int) -> Iterator[Any]:
    raw.execute(f"PRAGMA cache_size = -{_LOADING_CACHE_KIB}")
    raw.execute("BEGIN IMMEDIATE")
    try:
        indexes = _drop_indexes(raw)
        yield raw
        _make_indexes(raw, indexes)
        raw.execute("COMMIT")
        raw.execute("ANALYZE")
    except BaseException:
        if raw.in_transaction:
            raw.execute("ROLLBACK")
        raise
    finally:
        raw.execute(f"PRAGMA cache_size = -{usual_cache_kib}")
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    raw.execute("PRAGMA shrink_memory")


def _drop_indexes(raw: Any) -> list[tuple[str, str, str]]:
    """Drops the indexes that were declared; their names, tables and statements."""
    found: list[tuple[str, str, str]] = raw.execute(
        "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
    ).fetchall()
    for name, _table, _statement in found:
        raw.execute(f'DROP INDEX "{name}"')
    return found


def _make_indexes(raw: Any, indexes: list[tuple[str, str, str]]) -> None:
    """Those of tables that are still there, where the load has not made them itself."""
    there = {name for (name,) in raw.execute("SELECT name FROM sqlite_master")}
    for name, table, statement in indexes:
        if name not in there and table in there:
            raw.execute(statement)
