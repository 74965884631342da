"""An invented form and notice, and services that answer with them; the PDFs are the real ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from app.domain.errors import ClerkError
from app.forms.output import write_file
from app.forms.preview import render_page_images
from app.forms.service_renderers import FormPaper, NoticePaper
from app.services.notice import Notice, NoticeItem
from app.services.registration_form_content import FamilyMember, FilledForm, ResumeLine
from app.services.registration_form_views import (
    ExportedForm,
    FormDeskView,
    FormExportRecord,
    FormLayout,
    PrintPermission,
    RegistrationFormView,
    ScoreLine,
)
from tests.unit.forms.builders import COURSES, portrait

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ui.papers import PaperFiles

APPLICATION, CANDIDATE, OTHER = UUID(int=71), UUID(int=72), UUID(int=73)
NOW = datetime(2026, 12, 9, 1, 36, tzinfo=UTC)
UNTIL = NOW + timedelta(days=2)
SIGNER = object()
FILLED = FilledForm(
    native_place="山西安和",
    former_name="无",
    work_unit="安和县某商贸有限公司",
    work_position="职员",
    work_since="2020-08",
    occupation="企业职员",
    resume=(
        ResumeLine("2010-09", "2013-06", "安和县第二中学", "学生", "秦书言"),
        ResumeLine("2013-09", "2016-06", "安和县第一中学", "学生", "秦书言"),
        ResumeLine("2017-09", "2020-06", "太原某职业学院 市场营销", "学生", "陆知远"),
        ResumeLine("2020-08", "", "安和县某商贸有限公司", "职员", "方子墨"),
    ),
    family=(
        FamilyMember("父亲", "马文𣲗", "安和县某机械厂 工人", born="1970-05", political_status="群众"),
        FamilyMember("母亲", "李𬱖", "安和县城关镇 务农", born="1972-11", political_status="群众"),
    ),
)
_FORM = RegistrationFormView(
    application_no="2026299012015061301",
    number=3,
    content_hash="",
    draft=False,
    specialty_name="工商管理",
    specialty_code="120201K",
    level_name="本科",
    host_name="山西大学",
    generation="new",
    name="马\U00020bb7祥",
    former_name="无",
    sex_name="男",
    ethnicity_name="汉族",
    born_on=date(1998, 3, 12),
    political_status_name="共青团员",
    native_place="山西安和",
    id_number="149901199803122411",
    candidate_no="990120100613",
    phone="13900002413",
    address="安和县城关镇东关路 27 号",
    postcode="030099",
    first_registered="2020-04",
    prior_education_name="专科",
    prior_school="太原某职业学院",
    prior_specialty="市场营销",
    prior_graduated_on=date(2020, 6, 30),
    prior_certificate_no="999991202006000321",
    photo="portrait",
    filled=FILLED,
    scores=tuple(
        ScoreLine(at + 1, code, name, int(points), score or "—", "2021-10", "course", (), (), note)
        for at, (code, name, points, score, note) in enumerate(COURSES)
    ),
    course_count=14,
    credit_sum=68,
    graduation_on=date(2026, 12, 30),
    office_name="安和县招办",
    certificate_no="",
    missing=(),
    filled_on=date(2026, 12, 8),
)


class Portraits:
    def get(self, sha256: str) -> bytes:
        return portrait()


FORM = replace(_FORM, content_hash=FormPaper(Portraits()).content_hash(_FORM))
EXPORTS = tuple(
    FormExportRecord(
        number, f"{number}" * 64 if number < 3 else FORM.content_hash, NOW - timedelta(days=3 - number), by
    )
    for number, by in ((3, "王敏"), (2, "赵芳"), (1, None))
)
PAID = PrintPermission(False, None, 3, FORM.content_hash, UNTIL)
UNPAID = PrintPermission(True, "workflow.unpaid", 0, None, UNTIL)
DESK = FormDeskView(APPLICATION, CANDIDATE, FORM, PAID, EXPORTS, {"\U00020bb7": 1}, "awaited")
DRAFT = replace(DESK, form=replace(FORM, draft=True, number=0), permission=UNPAID, exports=())


class Forms:
    """The service of the form screen over one desk; every export is remembered."""

    def __init__(self, desk: FormDeskView = DESK) -> None:
        self.desk = desk
        self.opened: list[UUID] = []
        self.exports: list[tuple[FormLayout, int]] = []
        self.error: ClerkError | None = None
        self.unseen: ClerkError | None = None
        self._paper = FormPaper(Portraits())

    def open_desk(self, application_id: UUID, signer: object) -> FormDeskView:
        self.opened.append(application_id)
        if self.error is not None:
            raise self.error
        return replace(self.desk, application_id=application_id)

    def preview(self, application_id: UUID, layout: FormLayout) -> bytes:
        if self.unseen is not None:
            raise self.unseen
        return self._paper.render(self.desk.form, layout, 1)

    def export(self, application_id: UUID, signer: object, layout: FormLayout, copies: int = 2) -> ExportedForm:
        self.exports.append((layout, copies))
        if self.error is not None:
            raise self.error
        return ExportedForm(self.desk.form, self._paper.render(self.desk.form, layout, copies), None, unchanged=False)


class Pages:
    """What the program injects as PageImages."""

    def __init__(self) -> None:
        self.dots: list[int] = []

    def render(self, pdf: bytes, dpi: int) -> Sequence[tuple[int, int, bytes]]:
        self.dots.append(dpi)
        return [(page.width, page.height, page.rgba) for page in render_page_images(pdf, dpi)]


class Place:
    """Where the clerk chooses to put a file: a folder, or nowhere."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self.suggested: list[str] = []
        self.full = False

    def choose(self, suggested: str) -> Path | None:
        self.suggested.append(suggested)
        return None if self.folder is None else self.folder / suggested

    def write(self, path: Path, content: bytes) -> None:
        if self.full:
            raise ClerkError("file.disk_full", file=path.name)
        write_file(path, content)

    def files(self) -> PaperFiles:
        from ui.papers import PaperFiles

        return PaperFiles(self.choose, self.write)


ITEMS = (
    NoticeItem(
        "photo", FORM.application_no, "毕业照片未通过", "本招办窗口", "重新采集毕业证书电子注册图像，背景为浅蓝色。",
        ("身份证原件",), UNTIL, "", "0357-0000000", now=True,
    ),
    NoticeItem(
        "payment", FORM.application_no, "缴纳毕业审核费", "省平台网上支付", "照片通过后登录省平台支付，并打印订单。",
        (), UNTIL + timedelta(days=3), "", "0357-0000000", now=False,
    ),
    NoticeItem(
        "originals", FORM.application_no, "交旧计划课程合格证原件", "安和县招办（报名点）", "带原件到窗口比对。",
        ("绿卡原件 2 张", "实践课考核卡 1 张"), None, "不限时间", "0357-0000000", now=False,
    ),
)  # fmt: skip
NOTICE = Notice(
    candidate_name=FORM.name,
    candidate_no=FORM.candidate_no,
    id_number_masked="1499••••••••2411",
    items=ITEMS,
    office_name="安和县招生考试管理中心",
    office_address="安和县城关镇文庙街 18 号",
    office_phone="0357-0000000",
    office_hours="工作日 09:00 至 12:00，14:30 至 18:00",
    clerk_name="王敏",
    made_at=NOW,
)


class Notices:
    def __init__(self, notice: Notice = NOTICE) -> None:
        self.notice = notice
        self.asked: list[UUID] = []
        self.error: ClerkError | None = None
        self._paper = NoticePaper()

    def prepare(self, candidate_id: UUID, signer: object) -> Notice:
        self.asked.append(candidate_id)
        if self.error is not None:
            raise self.error
        return self.notice

    def pdf(self, candidate_id: UUID, signer: object) -> bytes:
        return self._paper.render(self.notice)
