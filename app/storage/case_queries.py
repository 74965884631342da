"""Reads a person with everything that hangs on the person, in one look at the store."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Table, select

from app.domain.errors import ClerkError
from app.schema import catalogue, filing, person
from app.services.case_record import (
    ApplicationRecord,
    AttemptRecord,
    CandidateRecord,
    CardRecord,
    CorrectionRecord,
    FilingRecord,
    FormerIdentity,
    OfficeRecord,
    PassedRecord,
    PersonRecord,
    PriorRecord,
    Region,
    SubstitutionChoice,
)
from app.storage.reading import reading

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from sqlalchemy import Connection, RowMapping

    from app.services.ports import UnitOfWork
    from app.storage.store import Store

Record = TypeVar("Record")


class CaseRows:
    """`inside` reads through a unit of work that is under way, so that what is decided is what is there."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def person(self, candidate_id: UUID, *, inside: UnitOfWork | None = None) -> PersonRecord:
        """Raises ClerkError("candidate_not_found")."""
        with reading(self._store, inside) as connection:
            return read_person(connection, self._store.county_id, candidate_id)

    def person_of(self, application_id: UUID, *, inside: UnitOfWork | None = None) -> PersonRecord:
        """Raises ClerkError("application_not_found")."""
        county_id = self._store.county_id
        wanted = _one(filing.applications, county_id, application_id).with_only_columns(
            filing.applications.c.candidate_id
        )
        with reading(self._store, inside) as connection:
            candidate_id = connection.scalar(wanted)
            if candidate_id is None:
                raise ClerkError("application_not_found")
            return read_person(connection, county_id, candidate_id)

    def application_id(self, application_no: str) -> UUID:
        """Raises ClerkError("application_not_found")."""
        applications = filing.applications.c
        with self._store.read() as connection:
            found: UUID | None = connection.scalar(
                select(applications.id).where(
                    applications.application_no == application_no, applications.county_id == self._store.county_id
                )
            )
        if found is None:
            raise ClerkError("application_not_found")
        return found

    def office(self) -> OfficeRecord:
        """The office of this workstation; the county's name stands for one that the province has not yet named."""
        county_id = self._store.county_id
        counties, offices = catalogue.counties, catalogue.offices
        joined = counties.outerjoin(offices, offices.c.county_id == counties.c.id)
        columns = (counties.c.name, offices.c.official_name, offices.c.address, offices.c.phone, offices.c.hours)
        with self._store.read() as connection:
            row = connection.execute(select(*columns).select_from(joined).where(counties.c.id == county_id)).one()
        return OfficeRecord(county_id, row[0], row[1] or row[0], row[2], row[3], row[4])

    def office_name(self, county_id: int) -> str:
        """Of any county: its office's own name, else the county's; empty where the county is unknown."""
        counties, offices = catalogue.counties, catalogue.offices
        joined = counties.outerjoin(offices, offices.c.county_id == counties.c.id)
        wanted = select(counties.c.name, offices.c.official_name).select_from(joined).where(counties.c.id == county_id)
        with self._store.read() as connection:
            row = connection.execute(wanted).one_or_none()
        return "" if row is None else str(row[1] or row[0])

    def plan(self, plan_id: str) -> Mapping[str, Any] | None:
        packs = catalogue.rule_packs.c
        with self._store.read() as connection:
            found: Mapping[str, Any] | None = connection.scalar(select(packs.content).where(packs.id == plan_id))
        return found

    def clerk_names(self) -> Mapping[UUID, str]:
        """Every clerk of this county, also those who have left."""
        clerks = catalogue.clerks.c
        with self._store.read() as connection:
            rows = connection.execute(select(clerks.id, clerks.name).where(clerks.county_id == self._store.county_id))
            return {row[0]: row[1] for row in rows}


def read_person(connection: Connection, county_id: int, candidate_id: UUID) -> PersonRecord:
    """Raises ClerkError("candidate_not_found")."""
    row = connection.execute(_one(person.candidates, county_id, candidate_id)).mappings().one_or_none()
    if row is None:
        raise ClerkError("candidate_not_found")

    def rows(table: Table, *order: str) -> list[RowMapping]:
        return list(connection.execute(_of_candidate(table, county_id, candidate_id, order)).mappings())

    numbers = rows(person.candidate_numbers, "position", "candidate_no")
    priors = rows(person.prior_qualifications)
    return PersonRecord(
        county_id=county_id,
        candidate=_record(CandidateRecord, row),
        numbers=tuple(each["candidate_no"] for each in numbers),
        former=_records(FormerIdentity, rows(person.former_identities, "kind", "value")),
        prior=_record(PriorRecord, priors[0]) if priors else None,
        passed=_records(PassedRecord, rows(person.passed_records, "position")),
        cards=_records(CardRecord, rows(person.course_cards, "entered_at", "code")),
        corrections=_records(CorrectionRecord, rows(person.corrections, "asked_at")),
        filings=_records(FilingRecord, rows(filing.filings, "round_id")),
        applications=_applications(connection, county_id, rows(filing.applications, "round_id", "ordinal")),
    )


def _applications(connection: Connection, county_id: int, rows: list[RowMapping]) -> tuple[ApplicationRecord, ...]:
    if not rows:
        return ()
    ids = [row["id"] for row in rows]
    attempts = _grouped(connection, filing.application_attempts, county_id, ids, "attempt")
    choices = _grouped(connection, filing.substitution_choices, county_id, ids, "course")
    return tuple(
        _record(
            ApplicationRecord,
            row,
            attempts=tuple(_attempt(each) for each in attempts.get(row["id"], ())),
            choices=tuple(_choice(each) for each in choices.get(row["id"], ())),
        )
        for row in rows
    )


def _grouped(
    connection: Connection, table: Table, county_id: int, ids: list[UUID], order: str
) -> dict[UUID, list[RowMapping]]:
    wanted = select(table).where(table.c.county_id == county_id, table.c.application_id.in_(ids)).order_by(order)
    grouped: dict[UUID, list[RowMapping]] = {}
    for row in connection.execute(wanted).mappings():
        grouped.setdefault(row["application_id"], []).append(row)
    return grouped


def _attempt(row: RowMapping) -> AttemptRecord:
    return _record(AttemptRecord, row, reasons=tuple(row["reasons"] or ()))


def _choice(row: RowMapping) -> SubstitutionChoice:
    return _record(SubstitutionChoice, row, by=tuple(row["by"]))


def _one(table: Table, county_id: int, row_id: UUID) -> Any:
    return select(table).where(table.c.county_id == county_id, table.c.id == row_id)


def _of_candidate(table: Table, county_id: int, candidate_id: UUID, order: tuple[str, ...]) -> Any:
    wanted = select(table).where(table.c.county_id == county_id, table.c.candidate_id == candidate_id)
    return wanted.order_by(*(table.c[name] for name in order)) if order else wanted


def _records(kind: type[Record], rows: list[RowMapping]) -> tuple[Record, ...]:
    return tuple(_record(kind, row) for row in rows)


def _record(kind: type[Record], row: RowMapping, **made: Any) -> Record:
    """A record whose fields are columns of the row; one that is a region is made of its four columns."""
    values = {name: made[name] if name in made else _value(row, name) for name in _FIELDS[kind]}
    return kind(**values)


def _value(row: RowMapping, name: str) -> Any:
    if name in row:
        return row[name]
    return Region(row[f"{name}_state"], row[f"{name}_version"], row[f"{name}_changed_at"], row[f"{name}_reason"])


_FIELDS: dict[type, tuple[str, ...]] = {
    kind: tuple(each.name for each in fields(kind))
    for kind in (
        CandidateRecord,
        FormerIdentity,
        PriorRecord,
        PassedRecord,
        CardRecord,
        CorrectionRecord,
        FilingRecord,
        ApplicationRecord,
        AttemptRecord,
        SubstitutionChoice,
    )
}
