"""Generated rows as the store keeps them: moments in milliseconds, ids as bytes, documents as JSON text."""

from __future__ import annotations

import json
from typing import Any

from app.schema import catalogue, command_log, filing, person

Row = dict[str, Any]

TABLES = {
    table.name: tuple(column.name for column in table.columns)
    for table in (
        person.candidates,
        person.candidate_numbers,
        person.former_identities,
        person.prior_qualifications,
        person.passed_records,
        person.course_cards,
        person.corrections,
        filing.filings,
        filing.applications,
        filing.application_attempts,
        filing.substitution_choices,
        filing.form_contents,
        filing.form_exports,
        command_log.commands,
        catalogue.claims,
    )
}
"""Tables of one person, with their columns in order."""

_encoder = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_sorting_encoder = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def document(content: Any) -> str:
    return _encoder.encode(content)


def canonical_document(content: Any) -> str:
    return _sorting_encoder.encode(content)


def uuid_text(identifier: bytes) -> str:
    text = identifier.hex()
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def region(name: str, state: str) -> Row:
    """The four columns of a region nothing has happened in yet."""
    return {f"{name}_state": state, f"{name}_version": 0, f"{name}_changed_at": None, f"{name}_reason": None}


class Harvest:
    """Rows of many people, table by table, ready for `executemany`."""

    def __init__(self) -> None:
        self.rows: dict[str, list[tuple[Any, ...]]] = {name: [] for name in TABLES}

    def add(self, table: str, row: Row) -> None:
        self.rows[table].append(tuple(map(row.get, TABLES[table])))
