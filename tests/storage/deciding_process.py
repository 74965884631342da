"""`python -m tests.storage.deciding_process FOLDER COUNT`: decides case after case and says each key once it is kept.

With COUNT 0 it goes on until it is killed. Cases are passed; one in five is taken back again at once.
"""

from __future__ import annotations

import sys
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from app.schema.filing import applications
from app.services.clerk_keys import ClerkKeys
from app.services.session import ClerkSigner
from app.services.session_ports import ClerkRow
from app.storage.store import Store
from tests.fakes import SetClock
from tests.storage.decisions import a_pass, record, withdraw

KEY = bytes(range(32))
CLERK_KEY = bytes(range(1, 33))


def signer() -> ClerkSigner:
    keys = ClerkKeys(CLERK_KEY, CLERK_KEY, 1)
    return ClerkSigner(ClerkRow(UUID(int=7), "李敏", ("review",), active=True, credentials=keys.published()), keys)


def say(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def main(folder: Path, count: int) -> None:
    store = Store.open(folder, KEY, SetClock())
    clerk = signer()
    with store.read() as connection:
        waiting = list(
            connection.execute(
                select(applications.c.id).where(applications.c.review_state == "awaiting_county")
            ).scalars()
        )
    say("ready")
    for number, case in enumerate(waiting, start=1):
        act = a_pass(store, case, payload=b"evidence %d" % number)
        key = record(store, act, clerk).key
        say("kept", key)
        if not count and number % 5 == 0:
            withdraw(store, key, clerk)
            say("withdrawn", key)
        if number == count:
            break
    store.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
