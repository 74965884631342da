"""Which cases this screen holds for the clerk: claimed while in hand, kept while parked, else free for colleagues."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol

from app.services.claims import ParkedCase

if TYPE_CHECKING:
    from uuid import UUID

    from app.services.ports import Signer
    from app.services.pre_review_views import CaseView

ENTITY, SCREEN = "application", "pre_review"


class Claiming(Protocol):
    def open_case(self, application_id: UUID, signer: Signer) -> CaseView: ...
    def release(self, application_id: UUID, signer: Signer) -> None: ...


class Parking(Protocol):
    def park(self, case: ParkedCase, signer: Signer) -> None: ...
    def unpark(self, entity: str, entity_id: UUID, signer: Signer) -> ParkedCase | None: ...


class CaseHolding:
    """Every method runs as a command: one after the other, in the order of the clerk's steps."""

    def __init__(self, service: Claiming, parking: Parking) -> None:
        self._service, self._parking = service, parking
        self._held: set[UUID] = set()
        self._parked: set[UUID] = set()

    def take(self, application_id: UUID, signer: Signer) -> CaseView:
        """Claims this case and lets go of the one before."""
        self._let_go(self._held - {application_id}, signer)
        view = self._service.open_case(application_id, signer)
        if view.claim is not None and view.claim.mine:
            self._held.add(application_id)
        return view

    def leave(self, signer: Signer) -> None:
        """The clerk goes elsewhere."""
        self._let_go(set(self._held), signer)

    def settled(self, application_id: UUID, signer: Signer) -> None:
        """The decision has ended the claim; a parked case is parked no longer."""
        self._held.discard(application_id)
        if application_id in self._parked:
            self.unpark(application_id, signer)

    def park(self, case: CaseView, signer: Signer) -> None:
        """The claim goes on with the clerk's heartbeat until she takes the case up again."""
        self._parked.add(case.application_id)
        self._parking.park(
            ParkedCase(ENTITY, case.application_id, case.candidate_id, SCREEN, {"name": case.name}, datetime.now(UTC)),
            signer,
        )

    def unpark(self, application_id: UUID, signer: Signer) -> None:
        self._parked.discard(application_id)
        self._parking.unpark(ENTITY, application_id, signer)

    def _let_go(self, cases: set[UUID], signer: Signer) -> None:
        for application_id in cases - self._parked:
            self._service.release(application_id, signer)
            self._held.discard(application_id)
