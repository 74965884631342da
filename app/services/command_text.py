"""The command's final form: one exact text, signed and chained, the same on workstation, wire and server."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from app.schema.types import from_milliseconds, to_milliseconds
from app.services.command import RegionRef

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.services.command import Act
    from app.services.ports import Signer

FORM = 1


@dataclass(frozen=True, slots=True)
class Origin:
    """Where and when a command is written: what the text holds beside the act itself."""

    key: UUID
    county_id: int
    workstation_id: UUID
    counter: int
    at: datetime
    previous_hash: str


def command_text(act: Act, origin: Origin, signer: Signer, second: Signer | None) -> str:
    """Keys sorted, no spaces, Chinese as it is: two programs that mean the same write the same bytes."""
    return canonical(
        {
            "form": FORM,
            "key": origin.key,
            "county": origin.county_id,
            "workstation": origin.workstation_id,
            "counter": origin.counter,
            "kind": act.command,
            "entity": act.entity,
            "entity_id": act.entity_id,
            "candidate_id": act.candidate_id,
            "base": sorted([*ref, version] for ref, version in full_base(act).items()),
            "changes": [
                {
                    "entity": change.entity,
                    "id": change.entity_id,
                    "part": change.part,
                    "column": change.column,
                    "old": change.old,
                    "new": change.new,
                }
                for change in act.changes
            ],
            "creates": [[row.entity, row.entity_id, row.part] for row in act.creates],
            "at": origin.at,
            "clerk": signer.clerk_id,
            "key_version": signer.key_version,
            "second_clerk": None if second is None else second.clerk_id,
            "second_key_version": None if second is None else second.key_version,
            "payload": None if act.payload is None else hashlib.sha256(act.payload).hexdigest(),
            "after": act.after,
            "previous_hash": origin.previous_hash,
        }
    )


def full_base(act: Act) -> dict[RegionRef, int]:
    """The act's base with every region named in full."""
    return {
        ref if isinstance(ref, RegionRef) else RegionRef(act.entity, act.entity_id, ref): version
        for ref, version in act.base.items()
    }


def canonical(content: Any) -> str:
    return json.dumps(plain(content), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def plain(value: Any) -> Any:
    """As JSON holds it: ids as text, days as 2026-06-30, moments in UTC to the millisecond."""
    if isinstance(value, dict):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, datetime):
        moment = from_milliseconds(to_milliseconds(value))
        return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"
    if isinstance(value, date):
        return value.isoformat()
    if value is None or isinstance(value, bool | int | str):
        return str(value) if isinstance(value, str) else value
    raise TypeError(f"a command cannot hold a {type(value).__name__}")


def chained(previous_hash: str, text: str) -> str:
    """The link that a text adds: from the text's own hash, so that a withdrawn text need not be shown to verify."""
    return hashlib.sha256(bytes.fromhex(previous_hash) + hashlib.sha256(text.encode()).digest()).hexdigest()


def read_text(text: str) -> Mapping[str, Any]:
    content: Mapping[str, Any] = json.loads(text)
    return content
