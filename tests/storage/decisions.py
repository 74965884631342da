"""The acts that the storage tests write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from app.schema.filing import applications
from app.services.command import Act, FieldChange, RecordedCommand
from app.storage.unit_of_work import StoreUnitOfWork

if TYPE_CHECKING:
    from uuid import UUID

    from app.services.ports import Signer
    from app.storage.store import Store


def a_pass(store: Store, application_id: UUID, *, undoable: bool = True, payload: bytes | None = None) -> Act:
    """Passing an application as a clerk saw it just now."""
    seen = application(store, application_id)
    return Act(
        command="pass_pre_review",
        entity="application",
        entity_id=application_id,
        candidate_id=seen.candidate_id,
        base={"review": seen.review_version},
        changes=(
            FieldChange("application", application_id, "review_state", seen.review_state, "county_approved"),
            FieldChange("application_attempt", application_id, "outcome", None, "county_approved", (seen.attempt,)),
        ),
        payload=payload,
        undoable=undoable,
    )


def a_mark(store: Store, application_id: UUID, note: str) -> Act:
    """待核实 on an application: stays with the county, under a note."""
    seen = application(store, application_id)
    return Act(
        command="mark_to_verify",
        entity="application",
        entity_id=application_id,
        candidate_id=seen.candidate_id,
        base={"review": seen.review_version},
        changes=(
            FieldChange("application", application_id, "to_verify", seen.to_verify, True),
            FieldChange("application", application_id, "to_verify_note", seen.to_verify_note, note),
        ),
        undoable=True,
    )


def application(store: Store, application_id: UUID):
    with store.read() as connection:
        return connection.execute(select(applications).where(applications.c.id == application_id)).one()


def record(store: Store, act: Act, signer: Signer, second: Signer | None = None) -> RecordedCommand:
    with StoreUnitOfWork(store) as work:
        return work.record(act, signer, second)


def withdraw(store: Store, key: UUID, signer: Signer) -> None:
    with StoreUnitOfWork(store) as work:
        work.withdraw(key, signer)
