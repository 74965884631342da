"""The whole workflow table and the states of every region: what design §3 says, and nothing else."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from app.domain.workflow import Region, Transition
from app.domain.workflow_table_application import APPLICATION
from app.domain.workflow_table_filing import FILING
from app.domain.workflow_table_papers import PAPERS
from app.domain.workflow_table_person import PERSON

if TYPE_CHECKING:
    from collections.abc import Mapping

TRANSITIONS: tuple[Transition, ...] = PERSON + FILING + APPLICATION + PAPERS

_PHOTO = ("none", "auto_passed", "auto_failed", "pending_manual", "manual_passed", "manual_rejected", "recalled")
_REVIEW = (
    "draft",
    "awaiting_system",
    "system_approved",
    "awaiting_county",
    "county_approved",
    "refused",
    "closed",
    "lapsed",
    "void",
)

STATES: Mapping[Region, tuple[str, ...]] = MappingProxyType(
    {
        Region.REGISTRATION: ("none", "registered"),
        Region.IDENTITY: (*_PHOTO[:-1], "revoked"),
        Region.PRIOR: ("not_required", "none", "matched", "mismatched", "pending_offline", "verified", "refused"),
        Region.CORRECTION: ("proposed", "applied", "refused", "escalated", "cancelled"),
        Region.ATTEMPT: ("1", "2"),
        Region.PHOTO: _PHOTO,
        Region.PAYMENT: ("closed", "open", "pending", "paid", "lapsed"),
        Region.REVIEW: _REVIEW,
        Region.CARD: ("entered", "ok", "refused"),
        Region.ORIGINAL: ("awaited", "handed_in", "compared", "differs", "sent_up", "returned"),
        Region.FORM: ("empty", "filled", "exported"),
        Region.MATERIALS: ("awaited", "received", "checked", "returned", "listed", "handed_over", "accepted"),
        Region.DECISION: ("none", "city", "host", "graduated", "not_graduated"),
        Region.HAND_OUT: ("at_office", "issued", "unclaimed"),
    }
)
"""Every state of every region. A person who only ever sat for 专科 begins with prior `not_required`."""

INITIAL_STATES: Mapping[Region, str] = MappingProxyType(
    {
        Region.REGISTRATION: "none",
        Region.IDENTITY: "none",
        Region.PRIOR: "none",
        Region.CORRECTION: "proposed",
        Region.ATTEMPT: "1",
        Region.PHOTO: "none",
        Region.PAYMENT: "closed",
        Region.REVIEW: "draft",
        Region.CARD: "entered",
        Region.ORIGINAL: "awaited",
        Region.FORM: "empty",
        Region.MATERIALS: "awaited",
        Region.DECISION: "none",
        Region.HAND_OUT: "at_office",
    }
)


def initial_state(region: Region) -> str:
    return INITIAL_STATES[region]


def transitions_for(command: str) -> tuple[Transition, ...]:
    """Every row of a command, in the order of the table; empty where there is no such command."""
    return _BY_COMMAND.get(command, ())


def _grouped() -> Mapping[str, tuple[Transition, ...]]:
    rows: dict[str, tuple[Transition, ...]] = {}
    for transition in TRANSITIONS:
        rows[transition.command] = (*rows.get(transition.command, ()), transition)
    return MappingProxyType(rows)


_BY_COMMAND = _grouped()
COMMANDS: tuple[str, ...] = tuple(_BY_COMMAND)
