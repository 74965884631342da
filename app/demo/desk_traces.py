"""What lies on the desks: colleagues' claims, a case set aside, a refusal waiting to be signed, last evening."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import insert, select

from app.demo.holidays import calendar
from app.demo.office_hours import HOUR, MINUTE, last_before
from app.demo.province import REVIEWER, SECOND_REVIEWER, DemoClerk, Province
from app.domain.rounds import BEIJING
from app.schema import catalogue, filing, person
from app.schema.types import from_milliseconds, to_milliseconds
from app.services.claims import LEASE_MINUTES
from app.services.pre_review_ports import chosen_document
from app.services.reasons import ChosenReason
from app.storage.local_tables import parked_cases, proposed_refusals, sign_offs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection, RowMapping

_CLAIMED: tuple[tuple[int, DemoClerk, int], ...] = (
    (1, REVIEWER, 1), (4, SECOND_REVIEWER, 9), (6, SECOND_REVIEWER, 3), (9, REVIEWER, 5),
)  # fmt: skip
"""Place in the queue, who holds it, since how many minutes."""
_PARKED = 10


def leave_traces(connection: Connection, province: Province) -> None:
    waiting = _waiting(connection, province, attempt=1)
    for place, clerk, minutes in _CLAIMED:
        if place < len(waiting):
            _claim(connection, province, waiting[place], clerk, minutes)
    if len(waiting) > _PARKED:
        _park(connection, province, waiting[_PARKED])
    again = [case for case in _waiting(connection, province, attempt=2) if _prior_still_differs(connection, case)]
    if again:
        _propose_refusal(connection, province, again[0])
    yesterday = province.now.astimezone(BEIJING).date() - timedelta(days=1)
    evening = datetime.combine(calendar().last_working_day(yesterday), time(17, 52), BEIJING)
    clerk_id = UUID(bytes=province.clerk_id(REVIEWER))
    connection.execute(insert(sign_offs).values(clerk_id=clerk_id, at=evening))


def _waiting(connection: Connection, province: Province, attempt: int) -> Sequence[RowMapping]:
    applications = filing.applications
    wanted = (
        select(applications.c.id, applications.c.candidate_id, applications.c.review_changed_at)
        .where(
            applications.c.county_id == province.county_id,
            applications.c.review_state == "awaiting_county",
            applications.c.attempt == attempt,
            applications.c.to_verify.is_(False),
        )
        .order_by(applications.c.submitted_at, applications.c.id)
        .limit(12)
    )
    return connection.execute(wanted).mappings().all()


def _claim(connection: Connection, province: Province, case: RowMapping, clerk: DemoClerk, minutes: int) -> None:
    taken = province.now - timedelta(minutes=minutes)
    window = 0 if clerk is REVIEWER else 1
    connection.execute(
        insert(catalogue.claims).values(
            county_id=province.county_id,
            entity="application",
            entity_id=case["id"],
            clerk_id=UUID(bytes=province.clerk_id(clerk)),
            workstation_id=UUID(bytes=province.workstation_ids[window]),
            taken_at=taken,
            beaten_at=province.now,
            expires_at=province.now + timedelta(minutes=LEASE_MINUTES),
        )
    )


def _park(connection: Connection, province: Province, case: RowMapping) -> None:
    candidates = person.candidates
    wanted = select(candidates.c.name).where(candidates.c.id == case["candidate_id"])
    name = connection.execute(wanted).scalar_one()
    connection.execute(
        insert(parked_cases).values(
            clerk_id=UUID(bytes=province.clerk_id(REVIEWER)),
            entity="application",
            entity_id=case["id"],
            candidate_id=case["candidate_id"],
            screen="pre_review",
            position={"name": name},
            parked_at=province.now - timedelta(minutes=5),
        )
    )


def _prior_still_differs(connection: Connection, case: RowMapping) -> bool:
    attempts, priors = filing.application_attempts, person.prior_qualifications
    wanted = select(attempts.c.declared).where(attempts.c.application_id == case["id"], attempts.c.attempt == 2)
    declared = connection.execute(wanted).scalar_one()["prior"]
    held = connection.execute(
        select(priors.c.school).where(priors.c.candidate_id == case["candidate_id"])
    ).scalar_one_or_none()
    return declared is not None and held is not None and declared["school"] != held


def _propose_refusal(connection: Connection, province: Province, case: RowMapping) -> None:
    next_step = province.next_step(province.rounds[0], attempt=2)
    reason = ChosenReason("pre_review.prior_differs", {"next_step": next_step})
    since = to_milliseconds(case["review_changed_at"]) + 10 * MINUTE
    connection.execute(
        insert(proposed_refusals).values(
            application_id=case["id"],
            clerk_id=UUID(bytes=province.clerk_id(REVIEWER)),
            reasons=[chosen_document(reason)],
            proposed_at=from_milliseconds(max(last_before(province.now_ms - 3 * HOUR), since)),
        )
    )
