"""The tables and indexes of a store as SQLite has written them down."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection


def schema_of(connection: Connection) -> list[str]:
    """Tables before indexes and triggers; without alembic's own and the search index, which is made anew at will."""
    return list(
        connection.exec_driver_sql(
            "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
            " AND tbl_name != 'alembic_version' AND tbl_name NOT LIKE 'search_%'"
            " ORDER BY CASE type WHEN 'table' THEN 0 WHEN 'index' THEN 1 ELSE 2 END, name"
        ).scalars()
    )
