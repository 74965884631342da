"""What all people of the demo share: the day, the county, rounds, plans, pictures, clerks and reasons."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from app.demo.people import Population
from app.demo.plans import Plan, plans
from app.demo.row_ids import RowKind, row_id
from app.demo.schedule import DemoRound, demo_rounds
from app.demo.territory import County, shanxi
from app.domain.rounds import BEIJING, TimeKind
from app.paths import RESOURCES
from app.schema.types import to_milliseconds
from app.services.reasons import ChosenReason, FilledReason, ReasonLibrary

if TYPE_CHECKING:
    from datetime import datetime

    from app.demo.picture_pool import PictureNames

OFFICE_PHONE = "0357-0000326"


@dataclass(frozen=True, slots=True)
class DemoClerk:
    name: str
    roles: tuple[str, ...]
    number: int


REVIEWER = DemoClerk("王敏", ("review",), 0)
INTAKE_CLERK = DemoClerk("赵芳", ("intake",), 1)
SECOND_REVIEWER = DemoClerk("刘建国", ("second_review",), 2)
ADMINISTRATOR = DemoClerk("陈静", ("county_admin",), 3)
CLERKS = (REVIEWER, INTAKE_CLERK, SECOND_REVIEWER, ADMINISTRATOR)

THIS_WORKSTATION, OTHER_WORKSTATION = 0, 1


@dataclass(frozen=True)
class Province:
    """Small enough to be sent to a worker; the rest is made there once."""

    seed: int
    county_code: str
    now: datetime
    pictures: PictureNames

    @cached_property
    def county(self) -> County:
        return shanxi().county(self.county_code)

    @cached_property
    def county_id(self) -> int:
        return self.county.id

    @cached_property
    def now_ms(self) -> int:
        return to_milliseconds(self.now)

    @cached_property
    def population(self) -> Population:
        return Population(self.seed, self.county_code, self.now.astimezone(BEIJING).date())

    @cached_property
    def rounds(self) -> tuple[DemoRound, ...]:
        return demo_rounds(self.now)

    @cached_property
    def plans(self) -> tuple[Plan, ...]:
        return plans(self.seed)

    @cached_property
    def clerk_ids(self) -> tuple[bytes, ...]:
        return tuple(row_id(self.seed, 0, RowKind.CLERK, clerk.number) for clerk in CLERKS)

    @cached_property
    def workstation_ids(self) -> tuple[bytes, ...]:
        return tuple(row_id(self.seed, 0, RowKind.WORKSTATION, number) for number in range(2))

    def clerk_id(self, clerk: DemoClerk) -> bytes:
        return self.clerk_ids[clerk.number]

    @cached_property
    def reasons(self) -> dict[str, tuple[FilledReason, ...]]:
        """Those of the photo desks, by the act they serve; the last of each, 其他, is left out."""
        return {
            kind: tuple(self.filled_reason(reason.id) for reason in self._library.offered(kind)[:-1])
            for kind in ("identity", "photo")
        }

    @cached_property
    def _library(self) -> ReasonLibrary:
        return ReasonLibrary.load(RESOURCES / "reasons")

    def filled_reason(self, reason_id: str, note: str = "", **variables: str) -> FilledReason:
        return self._library.fill(ChosenReason(reason_id, {"office_phone": OFFICE_PHONE, **variables}, note=note))

    def next_step(self, of: DemoRound, attempt: int) -> str:
        """What a refusal says at its end, worded as the pre-review desk words it."""
        if attempt > 1:
            return self.filled_reason("next_step.round_closed").candidate_text
        opens, closes = of.round.opens(TimeKind.REAPPLICATION), of.round.binding_close(TimeKind.REAPPLICATION)
        dates = {"reapply_from": f"{opens:%Y-%m-%d}", "reapply_until": f"{closes:%Y-%m-%d %H:%M}"}
        return self.filled_reason("next_step.reapply", **dates).candidate_text
