"""The first release: every table as 0001.sql froze it."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None
STATEMENT_END = ";\n--\n"


def upgrade() -> None:
    frozen = Path(__file__).with_name("0001.sql").read_text(encoding="utf-8")
    for statement in frozen.split(STATEMENT_END):
        if statement.strip():
            op.get_bind().exec_driver_sql(statement)
