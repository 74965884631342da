"""The content hashes of exported forms: what the form desk itself would have recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, select, update

from app.forms.service_renderers import FormPaper
from app.paths import RESOURCES
from app.schema import filing
from app.services.registration_form import FormReads, RegistrationForm
from app.services.value_names import ValueNames
from app.storage.case_queries import CaseRows
from app.storage.registration_form_queries import FormRows
from app.storage.round_queries import RoundRows
from app.storage.unit_of_work import UnitsOfWork

if TYPE_CHECKING:
    from uuid import UUID

    from app.services.ports import BlobShelf
    from app.storage.store import Store

MOST = 1500
"""In a very large demo the oldest forms say that their content has changed since; nothing else depends on it."""


def settle_form_hashes(store: Store, blobs: BlobShelf) -> None:
    """The newest export of each form is the one that is valid; the newest forms first."""
    reads = FormReads(CaseRows(store), FormRows(store), RoundRows(store))
    names = ValueNames.load(RESOURCES / "codes")
    desk = RegistrationForm(reads, UnitsOfWork(store), FormPaper(blobs), names, store.clock)
    hashes = {application_id: desk.content(application_id).content_hash for application_id in _exported(store)}
    with store.write() as connection:
        for application_id, content_hash in hashes.items():
            applications, exports = filing.applications, filing.form_exports
            connection.execute(
                update(applications).where(applications.c.id == application_id).values(form_hash=content_hash)
            )
            newest = select(applications.c.form_number).where(applications.c.id == application_id).scalar_subquery()
            connection.execute(
                update(exports)
                .where(and_(exports.c.application_id == application_id, exports.c.number == newest))
                .values(content_hash=content_hash)
            )


def _exported(store: Store) -> list[UUID]:
    applications = filing.applications
    wanted = (
        select(applications.c.id)
        .where(
            applications.c.county_id == store.county_id,
            applications.c.form_state == "exported",
        )
        .order_by(applications.c.submitted_at.desc(), applications.c.id)
        .limit(MOST)
    )
    with store.read() as connection:
        return list(connection.scalars(wanted))
