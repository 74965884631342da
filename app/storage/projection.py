"""The rows as they are after a command: its changes applied, checked against what the clerk saw, and taken back."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from sqlalchemy import Boolean, Date, Table, and_, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from app.domain.errors import ClerkError
from app.domain.workflow import Region
from app.schema import metadata
from app.schema.types import Moment, RowId
from app.services.command import FieldChange, RegionRef, RowRef
from app.services.command_text import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy import ColumnElement, Connection

    from app.services.command import Act


class Implied(NamedTuple):
    """A region's version and moment before the command: they follow from it and are not in its text."""

    ref: RowRef
    column: str
    before: Any


@dataclass
class _RowWork:
    table: Table
    ref: RowRef
    changes: list[FieldChange] = field(default_factory=list)

    @property
    def regions(self) -> set[str]:
        """The regions that the changes set."""
        return {region for change in self.changes if (region := region_of(change.entity, change.column)) is not None}


def region_of(entity: str, column: str) -> str | None:
    """The region whose version rises when this column changes."""
    for region in Region:
        if region.entity.value == entity and column in {region.fact.split(".")[1], f"{region.value}_reason"}:
            return region.value
    return None


def check_base(connection: Connection, county_id: int, base: Mapping[RegionRef, int]) -> None:
    """Raises ClerkError `case.changed` with the regions that somebody has moved since."""
    rows: dict[RowRef, dict[str, int]] = defaultdict(dict)
    for ref, version in base.items():
        rows[RowRef(ref.entity, ref.entity_id)][ref.region] = version
    moved: list[str] = []
    for row, versions in rows.items():
        table = metadata.tables[row.entity]
        found = connection.execute(
            select(*(table.c[f"{region}_version"] for region in versions)).where(_key(table, county_id, row))
        ).one_or_none()
        now = [None] * len(versions) if found is None else list(found)
        moved += [region for (region, seen), is_now in zip(versions.items(), now, strict=True) if seen != is_now]
    if moved:
        raise ClerkError("case.changed", regions=tuple(sorted(moved)))


def apply(connection: Connection, county_id: int, act: Act, at: datetime) -> list[Implied]:
    """Applies the changes and returns what was implied by them. Raises ClerkError `case.changed`."""
    created = set(act.creates)
    implied: list[Implied] = []
    for work in _by_row(act.changes):
        if work.ref in created:
            _insert(connection, county_id, work, at)
        else:
            implied += _update(connection, county_id, work, at)
    return implied


def take_back(
    connection: Connection,
    county_id: int,
    changes: Iterable[FieldChange],
    created: Iterable[RowRef],
    implied: Iterable[Implied],
) -> None:
    """The opposite of `apply`. Raises ClerkError `undo.stands_on` where a value is no longer the command's own."""
    before: dict[RowRef, dict[str, Any]] = defaultdict(dict)
    for each in implied:
        before[each.ref][each.column] = each.before
    gone = set(created)
    for work in _by_row(changes):
        row = _read(connection, county_id, work)
        if row is None or any(not _same(row[change.column], change.new) for change in work.changes):
            raise ClerkError("undo.stands_on")
        where = _key(work.table, county_id, work.ref)
        if work.ref in gone:
            connection.execute(delete(work.table).where(where))
            continue
        values = {change.column: change.old for change in work.changes} | before[work.ref]
        connection.execute(update(work.table).where(where).values(values))


def column_value(entity: str, column: str, value: Any) -> Any:
    """A value out of a command's text, as its column takes it."""
    kind = metadata.tables[entity].c[column].type
    if value is None:
        return None
    if isinstance(kind, RowId):
        return UUID(value)
    if isinstance(kind, Moment):
        return datetime.fromisoformat(value)
    if isinstance(kind, Date):
        return date.fromisoformat(value)
    return bool(value) if isinstance(kind, Boolean) else value


def _by_row(changes: Iterable[FieldChange]) -> list[_RowWork]:
    rows: dict[RowRef, _RowWork] = {}
    for change in changes:
        ref = RowRef(change.entity, change.entity_id, change.part)
        rows.setdefault(ref, _RowWork(metadata.tables[change.entity], ref)).changes.append(change)
    return list(rows.values())


def _update(connection: Connection, county_id: int, work: _RowWork, at: datetime) -> list[Implied]:
    row = _read(connection, county_id, work)
    if row is None:
        raise ClerkError("case.changed", columns=())
    stale = tuple(change.column for change in work.changes if not _same(row[change.column], change.old))
    if stale:
        raise ClerkError("case.changed", columns=stale)
    following = {name: row[name] for name in _implied_columns(work)}
    values = {change.column: change.new for change in work.changes}
    values |= {name: at if name.endswith("_changed_at") else value + 1 for name, value in following.items()}
    connection.execute(update(work.table).where(_key(work.table, county_id, work.ref)).values(values))
    return [Implied(work.ref, name, value) for name, value in following.items()]


def _insert(connection: Connection, county_id: int, work: _RowWork, at: datetime) -> None:
    values: dict[str, Any] = dict(zip(_key_columns(work.table), (work.ref.entity_id, *work.ref.part), strict=True))
    values |= {name: at for name in _implied_columns(work) if name.endswith("_changed_at")}
    values |= {change.column: change.new for change in work.changes}
    try:
        connection.execute(insert(work.table).values(county_id=county_id, **values))
    except IntegrityError as error:
        raise ClerkError("case.changed", columns=()) from error


def _implied_columns(work: _RowWork) -> list[str]:
    names = [f"{region}_{end}" for region in sorted(work.regions) for end in ("version", "changed_at")]
    return [name for name in names if name in work.table.c]


def _read(connection: Connection, county_id: int, work: _RowWork) -> Mapping[str, Any] | None:
    names = [*(change.column for change in work.changes), *_implied_columns(work)]
    wanted = select(*(work.table.c[name] for name in names)).where(_key(work.table, county_id, work.ref))
    row = connection.execute(wanted).mappings().one_or_none()
    return None if row is None else {str(name): value for name, value in row.items()}


def _key_columns(table: Table) -> list[str]:
    return [column.name for column in table.primary_key.columns if column.name != "county_id"]


def _key(table: Table, county_id: int, ref: RowRef) -> ColumnElement[bool]:
    pairs = zip(_key_columns(table), (ref.entity_id, *ref.part), strict=True)
    return and_(table.c.county_id == county_id, *(table.c[name] == value for name, value in pairs))


def _same(found: Any, expected: Any) -> bool:
    return bool(plain(found) == plain(expected))
