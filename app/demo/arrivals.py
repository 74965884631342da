"""What came back from the province today: a colleague's refusal that was faster, payments opened by a pass."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import insert, select, update

from app.demo.office_hours import HOUR, MINUTE, last_before
from app.demo.province import OTHER_WORKSTATION, SECOND_REVIEWER, Province
from app.demo.rows import canonical_document
from app.domain.workflow_rules import APPROVED, AWAITING, PASSED_PHOTO
from app.schema import filing
from app.schema.command_log import commands
from app.schema.types import from_milliseconds
from app.services.command_text import plain

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection, RowMapping

    from app.demo.harvest import TodaysAct

_APPLICATIONS, _ATTEMPTS, _FILINGS = filing.applications, filing.application_attempts, filing.filings
OPENS_WITHIN = timedelta(seconds=20)
"""The system opens payment at once; the line takes that long."""


def let_the_colleague_win(connection: Connection, province: Province, act: TodaysAct) -> None:
    """A colleague at the other window had refused the case before, while this workstation was offline."""
    entity_id, candidate_id = UUID(bytes=act.entity_id), UUID(bytes=act.candidate_id)
    clerk_id = UUID(bytes=province.clerk_id(SECOND_REVIEWER))
    refused_at = from_milliseconds(last_before(act.moment - HOUR) - MINUTE)
    reason: dict[str, Any] = act.overtaken_by or {}
    connection.execute(
        update(_APPLICATIONS)
        .where(_APPLICATIONS.c.id == entity_id)
        .values(review_state="refused", review_changed_at=refused_at, review_reason=reason["text"])
    )
    connection.execute(
        update(_ATTEMPTS)
        .where(_ATTEMPTS.c.application_id == entity_id, _ATTEMPTS.c.attempt == 1)
        .values(outcome="refused", decided_at=refused_at, decided_by=clerk_id, reasons=[reason])
    )
    changes = [
        _change("application", entity_id, "review_state", "awaiting_county", "refused"),
        _change("application", entity_id, "review_reason", None, reason["text"]),
    ]
    row = _command(province, "refuse_pre_review", "application", entity_id, candidate_id, refused_at, changes)
    window = UUID(bytes=province.workstation_ids[OTHER_WORKSTATION])
    connection.execute(
        insert(commands).values(**row, actor="clerk", workstation_id=window, clerk_id=clerk_id, key_version=1)
    )


def opens_payment(connection: Connection, filing_id: UUID) -> bool:
    """Every gate is passed, the photo too, and payment is still closed."""
    case = _filing(connection, filing_id)
    states = set(connection.scalars(select(_APPLICATIONS.c.review_state).where(_APPLICATIONS.c.filing_id == filing_id)))
    passed = bool(states & set(APPROVED)) and not states & set(AWAITING)
    return passed and case["photo_state"] in PASSED_PHOTO and case["payment_state"] == "closed"


def open_payment(connection: Connection, province: Province, filing_id: UUID, at: datetime) -> None:
    """The system's answer to a pass that the province has confirmed."""
    case = _filing(connection, filing_id)
    opened_at = at + OPENS_WITHIN
    version = case["payment_version"] + 1
    connection.execute(
        update(_FILINGS)
        .where(_FILINGS.c.id == filing_id)
        .values(payment_state="open", payment_version=version, payment_changed_at=opened_at)
    )
    changes = [_change("filing", filing_id, "payment_state", "closed", "open")]
    row = _command(province, "open_payment", "filing", filing_id, case["candidate_id"], opened_at, changes)
    connection.execute(insert(commands).values(**row, actor="system"))


def _filing(connection: Connection, filing_id: UUID) -> RowMapping:
    return connection.execute(select(_FILINGS).where(_FILINGS.c.id == filing_id)).mappings().one()


def _change(entity: str, entity_id: UUID, column: str, old: str | None, new: str) -> dict[str, Any]:
    return {"entity": entity, "id": entity_id, "column": column, "old": old, "new": new}


def _command(
    province: Province,
    kind: str,
    entity: str,
    entity_id: UUID,
    candidate_id: UUID,
    at: datetime,
    changes: list[dict[str, Any]],
) -> dict[str, Any]:
    return {
        "county_id": province.county_id,
        "key": UUID(int=entity_id.int ^ (0xFF << 64)),
        "kind": kind,
        "entity": entity,
        "entity_id": entity_id,
        "candidate_id": candidate_id,
        "at": at,
        "text": canonical_document(plain({"entity": entity, "changes": changes})),
        "position": 0,
    }
