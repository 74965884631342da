"""What the signed-in clerk has done today, written with the store's own means: signed, chained and marked."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import insert, select, update

from app.demo.province import OTHER_WORKSTATION, SECOND_REVIEWER, Province
from app.demo.rows import canonical_document
from app.demo.script import region_of, way_from
from app.schema import filing, metadata
from app.schema.command_log import commands
from app.schema.types import from_milliseconds
from app.services.command import Act, FieldChange
from app.services.command_text import plain
from app.storage import commands as command_book
from app.storage import undo
from app.storage.local_tables import outbox

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from app.demo.harvest import TodaysAct
    from app.services.command import RecordedCommand
    from app.services.ports import Signer

STILL_HERE = 2
ON_THE_WAY = 3
"""Of the day's last acts so many are only stored, and before them so many uploaded."""

_OUTCOMES = {"pass_pre_review": "county_approved", "refuse_pre_review": "refused"}


def do_todays_work(connection: Connection, province: Province, acts: Sequence[TodaysAct], signer: Signer) -> None:
    ordered = sorted(acts, key=lambda act: (act.moment, act.candidate_id))
    written: list[RecordedCommand] = []
    for place, act in enumerate(ordered):
        at = from_milliseconds(act.moment)
        if place == len(ordered) // 2 and not act.overtaken:
            _change_her_mind(connection, act, at, signer)
        written.append(command_book.record(connection, _act(connection, act, at, signer), signer, None, at))
        if act.overtaken:
            _let_the_colleague_win(connection, province, act, at)
    _mark(connection, ordered, written)


def _change_her_mind(connection: Connection, act: TodaysAct, at: datetime, signer: Signer) -> None:
    """Done, and taken back some seconds later."""
    before = at - timedelta(seconds=40)
    recorded = command_book.record(connection, _act(connection, act, before, signer), signer, None, before)
    undo.withdraw(connection, recorded.key, signer, before + timedelta(seconds=4))


def _act(connection: Connection, act: TodaysAct, at: datetime, signer: Signer) -> Act:
    region = region_of(act.command)
    table = metadata.tables[region.entity.value]
    entity_id = UUID(bytes=act.entity_id)
    row = connection.execute(select(table).where(table.c.id == entity_id)).mappings().one()
    state, version = row[f"{region.value}_state"], row[f"{region.value}_version"]
    way = way_from(act.command, state, int(row.get("attempt", 1)))
    entity = region.entity.value
    changes = [FieldChange(entity, entity_id, f"{region.value}_state", state, way.to_state)]
    old_reason = row[f"{region.value}_reason"]
    if old_reason != act.reason:
        changes.append(FieldChange(entity, entity_id, f"{region.value}_reason", old_reason, act.reason))
    if act.command in _OUTCOMES:
        changes += _outcome(act, entity_id, int(row["attempt"]), at, signer)
    return Act(
        command=act.command,
        entity=entity,
        entity_id=entity_id,
        candidate_id=UUID(bytes=act.candidate_id),
        base={region.value: version},
        changes=tuple(changes),
        undoable=True,
    )


def _outcome(act: TodaysAct, entity_id: UUID, attempt: int, at: datetime, signer: Signer) -> list[FieldChange]:
    values: dict[str, Any] = {
        "outcome": _OUTCOMES[act.command],
        "reasons": list(act.reasons) or None,
        "decided_at": at,
        "decided_by": signer.clerk_id,
    }
    part = (attempt,)
    return [
        FieldChange("application_attempt", entity_id, column, None, value, part)
        for column, value in values.items()
        if value is not None
    ]


def _let_the_colleague_win(connection: Connection, province: Province, act: TodaysAct, at: datetime) -> None:
    """A colleague at the other window had refused the case an hour before, while this workstation was offline."""
    entity_id = UUID(bytes=act.entity_id)
    colleague = UUID(bytes=province.clerk_id(SECOND_REVIEWER))
    refused_at = at - timedelta(hours=1)
    reason = province.filled_reason("pre_review.other")
    applications, attempts = filing.applications, filing.application_attempts
    connection.execute(
        update(applications)
        .where(applications.c.id == entity_id)
        .values(review_state="refused", review_changed_at=refused_at, review_reason=reason.candidate_text)
    )
    connection.execute(
        update(attempts)
        .where(attempts.c.application_id == entity_id, attempts.c.attempt == 1)
        .values(outcome="refused", decided_at=refused_at, decided_by=colleague, reasons=[reason.document()])
    )
    _log_refusal(connection, province, act, refused_at, reason.candidate_text)


def _log_refusal(connection: Connection, province: Province, act: TodaysAct, refused_at: datetime, reason: str) -> None:
    """The colleague's command, as it came back from the province."""
    entity_id = UUID(bytes=act.entity_id)
    change = {"entity": "application", "id": entity_id}
    changes = [
        {**change, "column": "review_state", "old": "awaiting_county", "new": "refused"},
        {**change, "column": "review_reason", "old": None, "new": reason},
    ]
    connection.execute(
        insert(commands).values(
            county_id=province.county_id,
            key=UUID(int=int.from_bytes(act.entity_id, "big") ^ (0xFF << 64)),
            actor="clerk",
            kind="refuse_pre_review",
            entity="application",
            entity_id=entity_id,
            candidate_id=UUID(bytes=act.candidate_id),
            at=refused_at,
            workstation_id=UUID(bytes=province.workstation_ids[OTHER_WORKSTATION]),
            clerk_id=UUID(bytes=province.clerk_id(SECOND_REVIEWER)),
            key_version=1,
            text=canonical_document(plain({"entity": "application", "changes": changes})),
            position=0,
        )
    )


def _mark(connection: Connection, acts: Sequence[TodaysAct], written: Sequence[RecordedCommand]) -> None:
    """The last few have not left yet or are on their way; what a colleague did first was not accepted."""
    pairs = list(zip(acts, written, strict=True))
    for act, recorded in pairs:
        if act.overtaken:
            answer = {"answer": "conflict", "by": SECOND_REVIEWER.name, "state": "refused"}
            _set_mark(connection, recorded, "refused", answer)
    accepted = [recorded for act, recorded in pairs if not act.overtaken]
    here = len(accepted) - STILL_HERE
    for place, recorded in enumerate(accepted[: max(here, 0)]):
        _set_mark(connection, recorded, "uploaded" if place >= here - ON_THE_WAY else "confirmed", None)


def _set_mark(connection: Connection, recorded: RecordedCommand, mark: str, answer: dict[str, str] | None) -> None:
    connection.execute(update(outbox).where(outbox.c.key == recorded.key).values(mark=mark, answer=answer))
