"""The clerks of the office as the store knows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from app.schema.catalogue import clerks
from app.services.session_ports import ClerkRow

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy import Connection


def all_clerks(connection: Connection, county_id: int, only: UUID | None = None) -> tuple[ClerkRow, ...]:
    wanted = select(clerks).where(clerks.c.county_id == county_id).order_by(clerks.c.name)
    if only is not None:
        wanted = wanted.where(clerks.c.id == only)
    return tuple(
        ClerkRow(row.id, row.name, tuple(row.roles), row.active, row.credentials) for row in connection.execute(wanted)
    )
