"""`python -m tests.storage.freeze_schema`: writes the first migration from the tables as they are declared now.

For the first version only, until it is released; from then on a change of the tables is a migration of its own.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from app.storage.migrations.versions import v0001_first_release
from tests.builders import a_store
from tests.storage.schema_text import schema_of

FROZEN = Path(v0001_first_release.__file__).with_name("0001.sql")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = a_store(Path(folder))
        with store.read() as connection:
            statements = schema_of(connection)
        store.close()
    FROZEN.write_text(v0001_first_release.STATEMENT_END.join([*statements, ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
