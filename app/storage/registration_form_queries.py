"""What candidates filled in for their forms, and which exports there have been."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, select

from app.schema import catalogue, filing
from app.services.registration_form_content import FilledForm
from app.services.registration_form_views import FormExportRecord

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from app.storage.store import Store


class FormRows:
    def __init__(self, store: Store) -> None:
        self._store = store

    def filled(self, application_id: UUID) -> tuple[FilledForm, datetime | None]:
        """What was typed and when; an empty form where nothing was."""
        contents = filing.form_contents.c
        wanted = select(contents.content, contents.changed_at).where(
            contents.county_id == self._store.county_id, contents.application_id == application_id
        )
        with self._store.read() as connection:
            row = connection.execute(wanted).one_or_none()
        return (FilledForm(), None) if row is None else (FilledForm.from_document(row[0]), row[1])

    def exports(self, application_id: UUID) -> tuple[FormExportRecord, ...]:
        """Newest first."""
        exports, clerks = filing.form_exports, catalogue.clerks
        named = and_(clerks.c.county_id == exports.c.county_id, clerks.c.id == exports.c.exported_by)
        wanted = (
            select(exports.c.number, exports.c.content_hash, exports.c.exported_at, clerks.c.name)
            .outerjoin(clerks, named)
            .where(exports.c.county_id == self._store.county_id, exports.c.application_id == application_id)
            .order_by(exports.c.number.desc())
        )
        with self._store.read() as connection:
            return tuple(FormExportRecord(*row) for row in connection.execute(wanted))
