"""Everything a person still lacks over every step: what the 一次性告知单 says, without its words."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.domain.case import Case
    from app.domain.rounds import TimeKind
    from app.domain.workflow import Actor


class Place(StrEnum):
    PLATFORM = "platform"
    REGISTRATION_OFFICE = "registration_office"
    COUNTY_OFFICE = "county_office"
    PROVINCE = "province"


class How(StrEnum):
    """What to do about it; ui/text.py has the sentence."""

    UPLOAD_IDENTITY = "upload_identity"


@dataclass(frozen=True)
class Lack:
    """`who` must act next; `details` fills the sentence in (application_no, course code and name, reason …)."""

    code: str
    place: Place
    who: Actor
    until: TimeKind | None
    how: How
    details: Mapping[str, object] = field(default_factory=dict)


def lacking(case: Case) -> tuple[Lack, ...]:
    """In the order of the flow; empty when nothing is lacking."""
    raise NotImplementedError
