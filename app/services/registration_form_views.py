"""The 毕业生登记表 of one application, assembled from the records: what is printed, without its geometry."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime
    from uuid import UUID

    from app.services.registration_form_content import FilledForm


class ScoreNote(StrEnum):
    """免考, 顶替, 顶替英语（二）, 旧计划; an ordinary line has none."""

    EXEMPT = "exempt"
    SUBSTITUTED = "substituted"
    POOL = "pool"
    OLD_PLAN = "old_plan"


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """One course of the plan; `score` is text (85, 合格, 免考), `by` the courses that stand for it, code and name."""

    number: int
    code: str
    name: str
    credits: int
    score: str
    passed_on: str
    kind: str
    notes: tuple[ScoreNote, ...]
    by: tuple[tuple[str, str], ...]
    note: str
    """The remark as it is printed."""


@dataclass(frozen=True, slots=True)
class RegistrationFormView:
    """`number` 0 is the draft; `content_hash` is the renderer's, empty until it has been asked."""

    application_no: str
    number: int
    content_hash: str
    draft: bool
    specialty_name: str
    specialty_code: str
    level_name: str
    host_name: str
    generation: str
    name: str
    former_name: str
    sex_name: str
    ethnicity_name: str
    born_on: date
    political_status_name: str
    native_place: str
    id_number: str
    candidate_no: str
    phone: str
    address: str
    postcode: str
    first_registered: str
    """2020-04: the month of the first examination registered for."""
    prior_education_name: str
    prior_school: str
    prior_specialty: str
    prior_graduated_on: date | None
    prior_certificate_no: str
    photo: str | None
    filled: FilledForm
    scores: tuple[ScoreLine, ...]
    course_count: int
    credit_sum: int
    graduation_on: date | None
    office_name: str
    certificate_no: str
    missing: tuple[str, ...]
    """Names of fields that stand empty and should not; a required course without a result is course.00015."""
    filled_on: date | None


@dataclass(frozen=True, slots=True)
class PrintPermission:
    """`draft_only`: the preview carries 草稿. `refusal`: why nothing may be exported now."""

    draft_only: bool
    refusal: str | None
    newest_number: int
    newest_hash: str | None
    hand_in_until: datetime | None


class FormLayout(StrEnum):
    A3_BOOKLET = "a3-booklet"
    A4 = "a4"


class FormRenderer(Protocol):
    def content_hash(self, form: RegistrationFormView) -> str:
        """64 hexadecimal digits over everything that the paper says but number and draft mark."""

    def render(self, form: RegistrationFormView, layout: FormLayout, copies: int) -> bytes:
        """The PDF. Raises ClerkError with a code of app.forms."""


@dataclass(frozen=True, slots=True)
class ExportedForm:
    """What has been recorded and rendered: this number is now the valid one.

    `unchanged`: nothing had changed since the export of that number, so it was not counted again.
    """

    form: RegistrationFormView
    pdf: bytes
    command: UUID | None
    unchanged: bool


@dataclass(frozen=True, slots=True)
class FormExportRecord:
    number: int
    content_hash: str
    exported_at: datetime
    exported_by_name: str | None


@dataclass(frozen=True, slots=True)
class FormDeskView:
    """Everything the form screen stands on for one application."""

    application_id: UUID
    candidate_id: UUID
    form: RegistrationFormView
    permission: PrintPermission
    exports: tuple[FormExportRecord, ...]
    rare_characters: Mapping[str, int]
    materials_state: str
