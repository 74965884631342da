"""Running alembic against the open SQLCipher connection, without a configuration file."""

from __future__ import annotations

from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher
from alembic import command
from alembic.config import Config
from sqlalchemy import StaticPool, create_engine, event

from app.storage import cipher


def migrate(store: Path, key: bytes, version: int) -> None:
    """All steps in one transaction: either the newest version or the one that was there."""
    raw = cipher.connect(store, key, create=True)
    engine = create_engine("sqlite+pysqlite://", module=sqlcipher, creator=lambda: raw, poolclass=StaticPool)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    try:
        cipher.set_durable(raw, 1000)
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, f"{version:04d}")
            connection.exec_driver_sql(f"PRAGMA user_version = {version}")
    finally:
        engine.dispose()
        raw.close()
