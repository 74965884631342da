"""The one declaration of everything that is synced, and the small words that its tables are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Column, Integer, MetaData, SmallInteger, String, Table

from app.schema.types import Moment, RowId

if TYPE_CHECKING:
    from sqlalchemy.sql.schema import SchemaItem

SCHEMA_VERSION = 1

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def table(name: str, *items: SchemaItem, **options: Any) -> Table:
    """A synced table; in SQLite its rows lie in key order, so that one person's rows lie together."""
    return Table(name, metadata, *items, sqlite_with_rowid=False, **options)


def county() -> Column[Any]:
    """The county a row belongs to: part of every key, so that counties can become shards."""
    return Column("county_id", Integer, primary_key=True, autoincrement=False)


def row_id(name: str = "id") -> Column[Any]:
    return Column(name, RowId, primary_key=True)


def region(name: str, initial: str) -> list[SchemaItem]:
    """The four columns of one workflow region: state, version, since when, and the reason text of the last act."""
    return [
        Column(f"{name}_state", String(24), nullable=False, server_default=initial),
        Column(f"{name}_version", SmallInteger, nullable=False, server_default="0"),
        Column(f"{name}_changed_at", Moment),
        Column(f"{name}_reason", String(400)),
    ]
