"""毕业生登记表: assembled from the records; a draft before payment, an export with number and hash after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from uuid import UUID

    from app.services.ports import Signer
    from app.services.registration_form_views import (
        ExportedForm,
        FormDeskView,
        FormLayout,
        PrintPermission,
        RegistrationFormView,
    )


class RegistrationForm:
    def open_desk(self, application_id: UUID, signer: Signer) -> FormDeskView:
        raise NotImplementedError

    def content(self, application_id: UUID) -> RegistrationFormView:
        """The draft before payment, after it the newest exported number if nothing has changed, else the next."""
        raise NotImplementedError

    def may_print(self, application_id: UUID, signer: Signer) -> PrintPermission:
        raise NotImplementedError

    def preview(self, application_id: UUID, layout: FormLayout) -> bytes:
        """PDF with 草稿 until it is paid for."""
        raise NotImplementedError

    def export(self, application_id: UUID, signer: Signer, layout: FormLayout, copies: int = 2) -> ExportedForm:
        """Records the export and renders it. Raises ClerkError with the code of `may_print`."""
        raise NotImplementedError

    def application_id(self, application_no: str) -> UUID:
        """Raises ClerkError("application_not_found")."""
        raise NotImplementedError
