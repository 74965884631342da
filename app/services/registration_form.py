"""毕业生登记表: assembled from the records; a draft before payment, an export with number and hash after it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from app.domain.names import is_rare
from app.domain.permission import Act as Doing
from app.domain.permission import Refusal, apply_command, permitted
from app.domain.rounds import TimeKind
from app.domain.workflow import Actor, Role
from app.domain.workflow_rules import APPROVED
from app.services.case_facts import filed_case
from app.services.command import Act, FieldChange, RegionRef, RowRef
from app.services.registration_form_assembly import FormMaterial, assembled
from app.services.registration_form_views import ExportedForm, FormDeskView, PrintPermission

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from app.domain.rounds import Round
    from app.services.case_record import ApplicationRecord, CaseReader, PersonRecord
    from app.services.command import RecordedCommand
    from app.services.ports import Clock, Signer, UnitOfWorkFactory
    from app.services.registration_form_content import FilledForm
    from app.services.registration_form_views import (
        FormExportRecord,
        FormLayout,
        FormRenderer,
        RegistrationFormView,
    )
    from app.services.rounds_at_hand import RoundReader
    from app.services.value_names import ValueNames

COMMAND = "record_form_export"
NOT_FILLED = "registration_form.not_filled"
ERROR_CODES = frozenset({NOT_FILLED})


class FormReader(Protocol):
    def filled(self, application_id: UUID) -> tuple[FilledForm, datetime | None]: ...

    def exports(self, application_id: UUID) -> tuple[FormExportRecord, ...]:
        """Newest first."""


@dataclass(frozen=True, slots=True)
class FormReads:
    cases: CaseReader
    forms: FormReader
    rounds: RoundReader


@dataclass(frozen=True, slots=True)
class _Case:
    person: PersonRecord
    application: ApplicationRecord
    round: Round | None
    exports: tuple[FormExportRecord, ...]
    form: RegistrationFormView


class RegistrationForm:
    def __init__(
        self, reads: FormReads, work: UnitOfWorkFactory, renderer: FormRenderer, names: ValueNames, clock: Clock
    ) -> None:
        self._reads = reads
        self._work = work
        self._renderer = renderer
        self._names = names
        self._clock = clock

    def open_desk(self, application_id: UUID, signer: Signer) -> FormDeskView:
        """Raises ClerkError("application_not_found")."""
        case = self._case(application_id)
        return FormDeskView(
            application_id=application_id,
            candidate_id=case.person.candidate.id,
            form=case.form,
            permission=self._permission(case, signer),
            exports=case.exports,
            rare_characters=_rare_characters(case.form),
            materials_state=case.application.materials.state,
        )

    def content(self, application_id: UUID) -> RegistrationFormView:
        """The draft before payment, after it the newest exported number if nothing has changed, else the next.

        Once the papers are with the office it is the newest number, whatever has changed since.
        """
        return self._case(application_id).form

    def may_print(self, application_id: UUID, signer: Signer) -> PrintPermission:
        return self._permission(self._case(application_id), signer)

    def preview(self, application_id: UUID, layout: FormLayout) -> bytes:
        """PDF with 草稿 until it is paid for. Raises as FormRenderer.render."""
        return self._renderer.render(self.content(application_id), layout, 1)

    def export(self, application_id: UUID, signer: Signer, layout: FormLayout, copies: int = 2) -> ExportedForm:
        """Renders the form and records its number and hash, unless that very content has been recorded already.

        Raises ClerkError with the code of `may_print`, `case.changed`, and as FormRenderer.render: then nothing has
        been recorded.
        """
        case = self._case(application_id)
        doing = self._doing(case, signer)
        facts, payload = _facts(case), {"form_number": case.form.number, "form_hash": case.form.content_hash}
        refusal = _refusal(case, doing)
        if refusal is not None:
            raise refusal.error()
        wanted = apply_command(COMMAND, facts, doing, payload)
        pdf = self._renderer.render(case.form, layout, copies)
        if _is_newest(case.exports, case.form):
            return ExportedForm(case.form, pdf, None, unchanged=True)
        recorded = self._record(case, wanted, signer, doing.now)
        return ExportedForm(case.form, pdf, recorded.key, unchanged=False)

    def application_id(self, application_no: str) -> UUID:
        """Raises ClerkError("application_not_found")."""
        return self._reads.cases.application_id(application_no)

    def _case(self, application_id: UUID) -> _Case:
        person = self._reads.cases.person_of(application_id)
        application = person.application(application_id)
        its_round = self._reads.rounds.round(application.round_id)
        filled, filled_at = self._reads.forms.filled(application_id)
        exports = self._reads.forms.exports(application_id)
        material = FormMaterial(
            person=person,
            application=application,
            filing=person.filing_of(application),
            plan=self._reads.cases.plan(application.plan_id),
            office=self._reads.cases.office(),
            graduation_on=None if its_round is None else its_round.graduation_on,
            filled=filled,
            filled_at=filled_at,
        )
        draft = assembled(material, self._names)
        return _Case(person, application, its_round, exports, self._numbered(draft, material, exports))

    def _numbered(
        self, draft: RegistrationFormView, material: FormMaterial, exports: tuple[FormExportRecord, ...]
    ) -> RegistrationFormView:
        content_hash = self._renderer.content_hash(draft)
        paid = material.filing.payment.state == "paid" and material.application.review.state in APPROVED
        if not paid:
            return replace(draft, content_hash=content_hash)
        newest = exports[0] if exports else None
        number = 0 if newest is None else newest.number
        locked = material.application.materials.state not in {"awaited", "returned"}
        if newest is None or (newest.content_hash != content_hash and not locked):
            number += 1
        return replace(draft, content_hash=content_hash, number=number, draft=False)

    def _permission(self, case: _Case, signer: Signer) -> PrintPermission:
        refusal = _refusal(case, self._doing(case, signer))
        newest = case.exports[0] if case.exports else None
        return PrintPermission(
            draft_only=case.form.draft,
            refusal=None if refusal is None else refusal.code,
            newest_number=0 if newest is None else newest.number,
            newest_hash=None if newest is None else newest.content_hash,
            hand_in_until=None if case.round is None else case.round.binding_close(TimeKind.HAND_IN),
        )

    def _record(self, case: _Case, wanted: dict[str, object], signer: Signer, now: datetime) -> RecordedCommand:
        application, form = case.application, case.form
        filing = case.person.filing_of(application)
        held: dict[str, object] = {
            "form_state": application.form.state,
            "form_reason": application.form.reason,
            "form_number": application.form_number,
            "form_hash": application.form_hash,
        }
        columns = {fact.removeprefix("application."): value for fact, value in wanted.items()}
        row = {"content_hash": form.content_hash, "exported_at": now, "exported_by": signer.clerk_id}
        part = (form.number,)
        act = Act(
            command=COMMAND,
            entity="application",
            entity_id=application.id,
            candidate_id=case.person.candidate.id,
            base={
                "form": application.form.version,
                "materials": application.materials.version,
                "review": application.review.version,
                RegionRef("filing", filing.id, "payment"): filing.payment.version,
            },
            changes=(
                *(
                    FieldChange("application", application.id, name, held[name], value)
                    for name, value in columns.items()
                    if held[name] != value
                ),
                *(FieldChange("form_export", application.id, name, None, value, part) for name, value in row.items()),
            ),
            creates=(RowRef("form_export", application.id, part),),
        )
        with self._work() as work:
            return work.record(act, signer)

    def _doing(self, case: _Case, signer: Signer) -> Doing:
        return Doing(
            actor=Actor.CLERK,
            now=self._clock.now(),
            round=case.round,
            clerk_id=signer.clerk_id,
            roles=frozenset(Role(role) for role in signer.roles),
        )


def _facts(case: _Case) -> dict[str, object]:
    filed = filed_case(case.person, case.person.filing_of(case.application), case.round)
    return filed.case.facts(filed.applications[case.application.id])


def _refusal(case: _Case, doing: Doing) -> Refusal | None:
    """Why nothing may be exported; of an empty form it is said that it is empty, once all else would be in order."""
    refusal = permitted(COMMAND, _facts(case), doing)
    if refusal is not None and refusal.code == "workflow.state":
        filled = _facts(case) | {"application.form_state": "filled"}
        return permitted(COMMAND, filled, doing) or Refusal(NOT_FILLED)
    return refusal


def _is_newest(exports: tuple[FormExportRecord, ...], form: RegistrationFormView) -> bool:
    return bool(exports) and (exports[0].number, exports[0].content_hash) == (form.number, form.content_hash)


def _rare_characters(form: RegistrationFormView) -> dict[str, int]:
    """How often each stands on the form: a person must look at them on paper."""
    texts = [form.name, form.former_name, form.native_place, form.address, form.prior_school]
    texts += [text for line in form.filled.resume for text in (line.place, line.position, line.witness)]
    texts += [text for member in form.filled.family for text in (member.name, member.work)]
    return dict(Counter(character for text in texts for character in text if is_rare(character)))
