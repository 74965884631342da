"""What the signed-in clerk has done today, written with the store's own means: signed, chained and marked."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import func, select, update

from app.demo.arrivals import let_the_colleague_win, open_payment, opens_payment
from app.demo.province import SECOND_REVIEWER
from app.demo.script import region_of, way_from
from app.domain.workflow import Entity
from app.domain.workflow_rules import AWAITING
from app.schema import filing, metadata
from app.schema.types import from_milliseconds
from app.services.command import Act, FieldChange
from app.storage import commands as command_book
from app.storage import undo
from app.storage.local_tables import outbox

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from app.demo.harvest import TodaysAct
    from app.demo.province import Province
    from app.services.command import RecordedCommand
    from app.services.ports import Signer

STILL_HERE = 2
ON_THE_WAY = 3
"""Of the day's last acts so many are only stored, and before them so many uploaded."""

_OUTCOMES = {"pass_pre_review": "county_approved", "refuse_pre_review": "refused"}


def do_todays_work(connection: Connection, province: Province, acts: Sequence[TodaysAct], signer: Signer) -> None:
    ordered = _payable_first(connection, acts)
    written: list[RecordedCommand] = []
    for place, act in enumerate(ordered):
        at = from_milliseconds(act.moment)
        if place == len(ordered) // 2 and not act.overtaken:
            _change_her_mind(connection, act, at, signer)
        written.append(command_book.record(connection, _act(connection, act, at, signer), signer, None, at))
        if act.overtaken:
            let_the_colleague_win(connection, province, act)
    for act in ordered:
        filing_id = _filing_of(connection, act)
        if filing_id is not None and opens_payment(connection, filing_id):
            open_payment(connection, province, filing_id, from_milliseconds(act.moment))
    _mark(connection, ordered, written)


def _payable_first(connection: Connection, acts: Sequence[TodaysAct]) -> list[TodaysAct]:
    """What the province answers by opening payment was done first and is confirmed: the last acts are on the way."""
    others = {act.entity_id for act in acts if not _may_open_payment(connection, act)}
    ordered = sorted(acts, key=lambda act: (act.entity_id in others and not act.overtaken, act.moment, act.entity_id))
    moments = sorted(act.moment for act in acts)
    return [replace(act, moment=moment) for act, moment in zip(ordered, moments, strict=True)]


def _may_open_payment(connection: Connection, act: TodaysAct) -> bool:
    """A pass, and nothing else of the filing waits for a decision."""
    filing_id = _filing_of(connection, act)
    if filing_id is None or act.command not in {"pass_pre_review", "pass_photo"}:
        return False
    waiting = (
        select(func.count())
        .select_from(filing.applications)
        .where(filing.applications.c.filing_id == filing_id, filing.applications.c.review_state.in_(AWAITING))
    )
    return connection.execute(waiting).scalar_one() <= (act.command == "pass_pre_review")


def _filing_of(connection: Connection, act: TodaysAct) -> UUID | None:
    entity_id = UUID(bytes=act.entity_id)
    entity = region_of(act.command).entity
    if entity is Entity.FILING:
        return entity_id
    if entity is not Entity.APPLICATION:
        return None
    wanted = select(filing.applications.c.filing_id).where(filing.applications.c.id == entity_id)
    found: UUID = connection.execute(wanted).scalar_one()
    return found


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
