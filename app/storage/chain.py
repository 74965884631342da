"""Checking that the commands written here are the ones that were signed, in their order, none missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import literal, select, union_all

from app.schema.command_log import commands
from app.services.command_text import chained, read_text
from app.storage.local_tables import device, withdrawn_commands

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sqlalchemy import Connection, Row

    from app.services.ports import Signer

FIRST_HASH = "0" * 64


@dataclass(frozen=True, slots=True)
class ChainReport:
    """`broken`: the counters of commands that do not fit; empty where everything holds."""

    commands: int
    withdrawn: int
    broken: tuple[int, ...]
    head_fits: bool

    @property
    def holds(self) -> bool:
        return self.head_fits and not self.broken


def verify_chain(connection: Connection, signers: Mapping[UUID, Signer] | None = None) -> ChainReport:
    """Walks this workstation's commands; signatures are checked of the clerks given, whose keys are open."""
    here = connection.execute(select(device)).one()
    previous, last, withdrawn, total = FIRST_HASH, 0, 0, 0
    broken: list[int] = []
    for link in _links(connection, here.workstation_id):
        total += 1
        withdrawn += link.withdrawn
        if not _fits(link, previous, last, here.workstation_id) or not _signed(link, signers or {}):
            broken.append(link.counter)
        previous, last = link.hash, link.counter
    head_fits = previous == here.head_hash and last <= here.counter
    return ChainReport(total, withdrawn, tuple(broken), head_fits)


def _links(connection: Connection, workstation_id: UUID) -> Iterator[Row[Any]]:
    names = ("counter", "key", "text", "signature", "previous_hash", "hash")
    kept = select(*(commands.c[name] for name in names), literal(0).label("withdrawn"))
    kept = kept.where(commands.c.workstation_id == workstation_id, commands.c.counter.is_not(None))
    gone = select(*(withdrawn_commands.c[name] for name in names), literal(1).label("withdrawn"))
    yield from connection.execute(union_all(kept, gone).order_by("counter"))


def _fits(link: Row[Any], previous: str, last: int, workstation_id: UUID) -> bool:
    content = read_text(link.text)
    return bool(
        link.counter > last
        and link.previous_hash == previous == content["previous_hash"]
        and link.hash == chained(previous, link.text)
        and content["counter"] == link.counter
        and content["key"] == str(link.key)
        and content["workstation"] == str(workstation_id)
    )


def _signed(link: Row[Any], signers: Mapping[UUID, Signer]) -> bool:
    signer = signers.get(UUID(read_text(link.text)["clerk"]))
    return signer is None or bool(signer.sign(link.text.encode()) == link.signature)
