"""The synced tables, declared once with SQLAlchemy Core and used for SQLite and for PostgreSQL."""

from app.schema import catalogue, command_log, filing, person
from app.schema.metadata import SCHEMA_VERSION, metadata
from app.schema.types import from_milliseconds, to_milliseconds

__all__ = [
    "SCHEMA_VERSION",
    "catalogue",
    "command_log",
    "filing",
    "from_milliseconds",
    "metadata",
    "person",
    "to_milliseconds",
]
