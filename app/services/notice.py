"""一次性告知单: everything a person still lacks, each with what, where, until when, how and whom to call."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from app.services.ports import Signer


@dataclass(frozen=True, slots=True)
class NoticeItem:
    """`bring` lists what to bring or have ready; `until` None: no time binds."""

    code: str
    application_no: str
    title: str
    how: str
    bring: tuple[str, ...]
    where: str
    until: datetime | None
    phone: str


@dataclass(frozen=True, slots=True)
class Notice:
    """`items` empty: nothing is lacking, and the paper says so with `nothing_lacking`."""

    heading: str
    candidate_name: str
    candidate_no: str
    id_number_masked: str
    round_title: str
    items: tuple[NoticeItem, ...]
    nothing_lacking: str
    closing: str
    office_name: str
    office_address: str
    office_phone: str
    office_hours: str
    clerk_name: str
    made_at: datetime


class NoticeRenderer(Protocol):
    def render(self, notice: Notice) -> bytes:
        """One or more A4 pages as PDF."""


class NoticeService:
    def prepare(self, candidate_id: UUID, signer: Signer) -> Notice:
        raise NotImplementedError

    def pdf(self, candidate_id: UUID, signer: Signer) -> bytes:
        raise NotImplementedError
