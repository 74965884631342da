"""Loading many rows at once: no waiting for the disk in between, and the indexes built at the end."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_LOADING_CACHE_KIB = 131_072


@contextmanager
def bulk_load(raw: Any, usual_cache_kib: int) -> Iterator[Any]:
    raw.execute("PRAGMA synchronous = OFF")
    raw.execute(f"PRAGMA cache_size = -{_LOADING_CACHE_KIB}")
    raw.execute("BEGIN IMMEDIATE")
    try:
        indexes = _drop_indexes(raw)
        yield raw
        for statement in indexes:
            raw.execute(statement)
        raw.execute("COMMIT")
        raw.execute("ANALYZE")
    except BaseException:
        if raw.in_transaction:
            raw.execute("ROLLBACK")
        raise
    finally:
        raw.execute("PRAGMA synchronous = FULL")
        raw.execute(f"PRAGMA cache_size = -{usual_cache_kib}")
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    raw.execute("PRAGMA shrink_memory")


def _drop_indexes(raw: Any) -> list[str]:
    """Drops the indexes that were declared, and returns the statements that make them again."""
    found = raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL").fetchall()
    for name, _statement in found:
        raw.execute(f'DROP INDEX "{name}"')
    return [statement for _name, statement in found]
