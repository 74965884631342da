"""What the services hand over, as the papers' own contents: renderers for registration form and 一次性告知单."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.domain.errors import ClerkError
from app.domain.rounds import BEIJING
from app.forms import bundle, errors
from app.forms.content import FamilyRow, FormContent, PriorQualification, ResumeRow, ScoreRow, content_hash
from app.forms.notice import NoticeContent, NoticeItem, render_notice
from app.forms.registration_form import render_registration_form

if TYPE_CHECKING:
    from datetime import date

    from app.forms.bundle import Bundle
    from app.services.notice import Notice
    from app.services.notice import NoticeItem as LackingItem
    from app.services.ports import BlobShelf
    from app.services.registration_form_content import FamilyMember, FilledForm, ResumeLine
    from app.services.registration_form_views import FormLayout, RegistrationFormView, ScoreLine

GRADUATION = "graduation"
UP_TO_NOW = "至今"


class NoticePaper:
    """A NoticeRenderer."""

    def __init__(self, resources: Bundle = bundle.DEFAULT) -> None:
        self._resources = resources

    def render(self, notice: Notice) -> bytes:
        """Raises ClerkError with one of the ``form.*`` codes."""
        return render_notice(notice_content(notice), self._resources)


class FormPaper:
    """A FormRenderer; only a draft may be without a photo that is not on this workstation."""

    def __init__(self, blobs: BlobShelf, resources: Bundle = bundle.DEFAULT) -> None:
        self._blobs = blobs
        self._resources = resources

    def content_hash(self, form: RegistrationFormView) -> str:
        return content_hash(form_content(form, self._photo(form.photo)))

    def render(self, form: RegistrationFormView, layout: FormLayout, copies: int) -> bytes:
        """Raises ClerkError with one of the ``form.*`` codes, `blob.missing`."""
        photo = self._photo(form.photo)
        if photo is None and form.photo is not None and not form.draft:
            raise ClerkError("blob.missing")
        return render_registration_form(form_content(form, photo), layout.value, copies, self._resources)

    def _photo(self, sha256: str | None) -> bytes | None:
        if sha256 is None:
            return None
        try:
            return self._blobs.get(sha256)
        except ClerkError as error:
            if error.code not in {"blob.missing", "blobs.missing"}:
                raise
            return None


def notice_content(notice: Notice) -> NoticeContent:
    return NoticeContent(
        office_name=notice.office_name,
        office_address=notice.office_address,
        office_phone=notice.office_phone,
        office_hours=notice.office_hours,
        candidate_name=notice.candidate_name,
        masked_id_number=notice.id_number_masked,
        candidate_no=notice.candidate_no,
        issued_on=notice.made_at.astimezone(BEIJING).date(),
        items=tuple(_notice_item(item) for item in notice.items),
        clerk=notice.clerk_name,
        remarks=notice.remarks,
    )


def _notice_item(item: LackingItem) -> NoticeItem:
    bring = f"带：{'、'.join(item.bring)}。" if item.bring else ""
    until = item.until_text if item.until is None else f"{item.until.astimezone(BEIJING):%Y-%m-%d %H:%M}"
    return NoticeItem(matter=item.matter, where=item.where, how=f"{item.how}{bring}", until=until, phone=item.phone)


def form_content(form: RegistrationFormView, photo: bytes | None) -> FormContent:
    return FormContent(
        application_no=form.application_no,
        form_version=form.number,
        host=form.host_name,
        specialty=form.specialty_name,
        specialty_code=form.specialty_code,
        level=form.level_name,
        name=form.name,
        candidate_no=form.candidate_no,
        id_number=form.id_number,
        filled_on=form.filled_on,
        graduation_date=_graduation_date(form),
        former_name=form.former_name,
        gender=form.sex_name,
        ethnicity=form.ethnicity_name,
        birth_month=f"{form.born_on:%Y-%m}",
        political_status=form.political_status_name,
        education=form.prior_education_name,
        first_registered=form.first_registered,
        phone=form.phone,
        address=form.address,
        postcode=form.postcode,
        photo=photo,
        prior=_prior(form),
        scores=tuple(_score(line) for line in form.scores if line.kind != GRADUATION),
        practice=tuple(_score(line) for line in form.scores if line.kind == GRADUATION),
        course_count=str(form.course_count),
        credit_total=str(form.credit_sum),
        certificate_no=form.certificate_no,
        draft=form.draft,
        **_filled(form.filled),
    )


def _filled(filled: FilledForm) -> dict[str, Any]:
    return {
        "native_place": filled.native_place,
        "occupation": filled.occupation,
        "began_work": filled.work_since,
        "work_unit": " ".join(part for part in (filled.work_unit, filled.work_position) if part),
        "resume": tuple(_resume(line) for line in filled.resume),
        "family": tuple(_family(member) for member in filled.family),
        "rewards": filled.awards,
        "self_appraisal": filled.self_assessment,
    }


def _graduation_date(form: RegistrationFormView) -> date:
    """Raises ClerkError `form.graduation_date`: without its round nobody knows when the application graduates."""
    if form.graduation_on is None:
        raise ClerkError(errors.GRADUATION_DATE, date=None)
    return form.graduation_on


def _prior(form: RegistrationFormView) -> PriorQualification | None:
    if not form.prior_school:
        return None
    graduated_on = form.prior_graduated_on
    return PriorQualification(
        school=form.prior_school,
        specialty=form.prior_specialty,
        level=form.prior_education_name,
        graduated_month="" if graduated_on is None else f"{graduated_on:%Y-%m}",
        certificate_no=form.prior_certificate_no,
    )


def _resume(line: ResumeLine) -> ResumeRow:
    return ResumeRow(line.begins, line.ends or UP_TO_NOW, line.place, line.position, line.witness)


def _family(member: FamilyMember) -> FamilyRow:
    return FamilyRow(member.relation, member.name, member.born, member.political_status, member.work)


def _score(line: ScoreLine) -> ScoreRow:
    return ScoreRow(line.code, line.name, str(line.credits), line.score, line.passed_on, line.note)
