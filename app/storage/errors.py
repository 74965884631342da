"""Every code that the store answers with."""

from __future__ import annotations

ERROR_CODES = frozenset(
    {
        "blob.empty",
        "blob.missing",
        "blob.too_large",
        "blobs.missing",
        "case.changed",
        "clock.ahead",
        "clock.behind",
        "file.disk_full",
        "file.unwritable",
        "keys.damaged",
        "keys.last_slot",
        "keys.missing",
        "store.damaged",
        "store.exists",
        "store.foreign",
        "store.in_use",
        "store.missing",
        "store.newer",
        "store.truncated",
        "store.wrong_key",
        "undo.not_yours",
        "undo.stands_on",
        "undo.too_late",
    }
)
