"""Home's queues: counts out of indexes, so that they answer at any size of the store."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, FromClause, and_, func, select

from app.domain.workflow_rules import APPROVED
from app.schema import filing, person
from app.services.home_ports import QueueFigures
from app.services.home_views import Queue
from app.storage.local_tables import proposed_refusals

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from app.storage.store import Store

_APPLICATIONS = filing.applications
_FILINGS = filing.filings
_CANDIDATES = person.candidates
_CARDS = person.course_cards
_AWAITING = "awaiting_county"


@dataclass(frozen=True)
class Waiting:
    """The rows of one queue, and the column that says since when each waits."""

    rows: FromClause
    since: ColumnElement[Any]
    where: tuple[ColumnElement[bool], ...]


class QueueRows:
    def __init__(self, store: Store) -> None:
        self._store = store

    def figures(self, round_id: str | None) -> dict[Queue, QueueFigures]:
        """Every queue; `round_id` is the round in hand."""
        queues = waiting_in(self._store.county_id, round_id)
        with self._store.read() as connection:
            found = {queue: _figures(connection, waiting) for queue, waiting in queues.items()}
            pre_review = queues[Queue.PRE_REVIEW]
            second = _count(connection, pre_review, _APPLICATIONS.c.attempt == 2)
            returned = queues[Queue.RETURNED]
            until = connection.scalar(select(func.min(_APPLICATIONS.c.materials_until)).where(*returned.where))
        whole = found[Queue.PRE_REVIEW]
        found[Queue.PRE_REVIEW] = QueueFigures(whole.count, whole.oldest_since, second)
        whole = found[Queue.RETURNED]
        found[Queue.RETURNED] = QueueFigures(whole.count, whole.oldest_since, until=until)
        return found

    def arrived(self, since: datetime, round_id: str | None) -> dict[Queue, int]:
        """How many of those that wait have come since."""
        queues = waiting_in(self._store.county_id, round_id)
        with self._store.read() as connection:
            return {queue: _count(connection, waiting, waiting.since > since) for queue, waiting in queues.items()}


def _figures(connection: Connection, waiting: Waiting) -> QueueFigures:
    wanted = select(func.count(), func.min(waiting.since)).select_from(waiting.rows).where(*waiting.where)
    count, oldest = connection.execute(wanted).one()
    return QueueFigures(count, oldest)


def _count(connection: Connection, waiting: Waiting, *more: ColumnElement[bool]) -> int:
    wanted = select(func.count()).select_from(waiting.rows).where(*waiting.where, *more)
    return int(connection.execute(wanted).scalar_one())


def waiting_in(county_id: int, round_id: str | None) -> dict[Queue, Waiting]:
    return _of_persons(county_id) | _of_reviews(county_id) | _of_papers(county_id, round_id)


def _of_persons(county_id: int) -> dict[Queue, Waiting]:
    candidates, corrections = _CANDIDATES.c, person.corrections.c
    return {
        Queue.PRIOR: Waiting(
            _CANDIDATES,
            candidates.prior_changed_at,
            (candidates.county_id == county_id, candidates.prior_state == "pending_offline"),
        ),
        Queue.CORRECTIONS: Waiting(
            person.corrections,
            corrections.correction_changed_at,
            (corrections.county_id == county_id, corrections.correction_state == "proposed"),
        ),
        Queue.IDENTITY: Waiting(
            _CANDIDATES,
            candidates.identity_changed_at,
            (
                candidates.county_id == county_id,
                candidates.identity_state == "pending_manual",
                candidates.registration_county_id == county_id,
            ),
        ),
    }


def _of_reviews(county_id: int) -> dict[Queue, Waiting]:
    applications, filings, cards = _APPLICATIONS.c, _FILINGS.c, _CARDS.c
    proposed = applications.id.in_(select(proposed_refusals.c.application_id))
    at_county = (applications.county_id == county_id, applications.review_state == _AWAITING)
    unmarked = applications.to_verify.is_(False)
    judged = and_(cards.county_id == applications.county_id, cards.candidate_id == applications.candidate_id)
    return {
        Queue.COUNTER_DRAFTS: Waiting(
            _APPLICATIONS,
            applications.review_changed_at,
            (
                applications.county_id == county_id,
                applications.review_state == "draft",
                applications.entered_by.is_not(None),
            ),
        ),
        Queue.PHOTOS: Waiting(
            _FILINGS,
            filings.photo_changed_at,
            (filings.county_id == county_id, filings.photo_state == "pending_manual"),
        ),
        Queue.PRE_REVIEW: Waiting(_APPLICATIONS, applications.submitted_at, (*at_county, unmarked, ~proposed)),
        Queue.TO_VERIFY: Waiting(
            _APPLICATIONS, applications.submitted_at, (*at_county, applications.to_verify.is_(True))
        ),
        Queue.SECOND_SIGNATURE: Waiting(_APPLICATIONS, applications.submitted_at, (*at_county, unmarked, proposed)),
        Queue.COURSE_CARDS: Waiting(
            _APPLICATIONS.join(_CARDS, judged), cards.entered_at, (*at_county, cards.card_state == "entered")
        ),
    }


def _of_papers(county_id: int, round_id: str | None) -> dict[Queue, Waiting]:
    applications, filings, cards = _APPLICATIONS.c, _FILINGS.c, _CARDS.c
    of_filing = and_(applications.county_id == filings.county_id, applications.filing_id == filings.id)
    # `likely`: start from the filings paid for this round; of all applications that await papers there are too many
    return {
        Queue.UNPAID: Waiting(
            _FILINGS,
            filings.payment_changed_at,
            (filings.county_id == county_id, filings.payment_state.in_(("open", "pending"))),
        ),
        Queue.PAPERS_DUE: Waiting(
            _FILINGS.join(_APPLICATIONS, of_filing),
            filings.payment_changed_at,
            (
                filings.county_id == county_id,
                filings.payment_state == "paid",
                filings.round_id == round_id,
                func.likely(applications.materials_state == "awaited"),
                applications.review_state.in_(APPROVED),
            ),
        ),
        Queue.RETURNED: Waiting(
            _APPLICATIONS,
            applications.materials_changed_at,
            (applications.county_id == county_id, applications.materials_state == "returned"),
        ),
        Queue.ORIGINALS: Waiting(
            _CARDS,
            cards.original_changed_at,
            (cards.county_id == county_id, cards.original_state == "handed_in"),
        ),
    }
