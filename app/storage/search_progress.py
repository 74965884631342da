"""The regions of the people on the screen, three queries for all of them."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import select

from app.domain.case import ApplicationFacts, CandidateFacts, FilingFacts
from app.schema import filing, person
from app.services.lookup_preview import Standing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from uuid import UUID

    from sqlalchemy import Connection, RowMapping, Table

    from app.storage.store import Store

Facts = TypeVar("Facts", CandidateFacts, FilingFacts, ApplicationFacts)


class StandingRows:
    """Implements `StandingReader` on a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def standings(self, candidate_ids: Sequence[UUID], round_id: str | None) -> Mapping[UUID, Standing]:
        with self._store.read() as connection:
            people = self._rows(connection, person.candidates, "id", candidate_ids, None)
            filings = self._rows(connection, filing.filings, "candidate_id", candidate_ids, round_id)
            applications = self._rows(connection, filing.applications, "candidate_id", candidate_ids, round_id)
        filed = {row["candidate_id"]: _facts(FilingFacts, row) for row in filings}
        applied: dict[UUID, list[RowMapping]] = {}
        for row in applications:
            applied.setdefault(row["candidate_id"], []).append(row)
        return {
            row["id"]: Standing(
                _facts(CandidateFacts, row, at_own_office=row["registration_county_id"] == self._store.county_id),
                filed.get(row["id"]),
                tuple((each["id"], _facts(ApplicationFacts, each)) for each in applied.get(row["id"], ())),
            )
            for row in people
        }

    def _rows(
        self, connection: Connection, table: Table, column: str, candidate_ids: Sequence[UUID], round_id: str | None
    ) -> Sequence[RowMapping]:
        wanted = select(table).where(table.c.county_id == self._store.county_id, table.c[column].in_(candidate_ids))
        if "round_id" in table.c:
            wanted = wanted.where(table.c.round_id == round_id)
        if "ordinal" in table.c:
            wanted = wanted.order_by(table.c.ordinal)
        return connection.execute(wanted).mappings().all()


def _facts(kind: type[Facts], row: RowMapping, **derived: Any) -> Facts:
    """The columns of that row which the facts name; what is gathered from other rows keeps its default."""
    named = {field.name: row[field.name] for field in fields(kind) if field.name in row}
    return kind(**named | derived)
