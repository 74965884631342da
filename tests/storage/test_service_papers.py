"""Registration form and slip out of a real store onto real paper: PDF files, read back."""

from __future__ import annotations

import io
import re

import pypdfium2
import pytest
from PIL import Image

from app.domain.errors import ClerkError
from app.forms.service_renderers import FormPaper, NoticePaper
from app.schema import filing
from app.services.notice import NoticeService
from app.services.notice_texts import NoticeTexts
from app.services.registration_form import FormReads, RegistrationForm
from app.services.registration_form_views import FormLayout
from app.storage.registration_form_queries import FormRows
from tests.case_builders import RESOURCES, a_desk, change
from tests.storage.test_registration_form import paid


class Shelf:
    """One drawn picture under every name, or none at all."""

    def __init__(self):
        self.picture = drawn()

    def put(self, content, kind):
        raise AssertionError("nothing is put here")

    def get(self, sha256):
        if self.picture is None:
            raise ClerkError("blob.missing")
        return self.picture

    def has(self, sha256):
        return self.picture is not None

    def thumbnail(self, sha256, edge, make):
        raise ClerkError("blob.missing")


@pytest.fixture
def desk(tmp_path):
    with a_desk(tmp_path) as desk:
        yield desk


@pytest.fixture
def shelf():
    return Shelf()


@pytest.fixture
def forms(desk, shelf):
    reads = FormReads(desk.cases, FormRows(desk.store), desk.rounds)
    return RegistrationForm(reads, desk.work, FormPaper(shelf), desk.names, desk.clock)


def drawn():
    picture = io.BytesIO()
    Image.new("RGB", (480, 640), (100, 197, 255)).save(picture, "JPEG")
    return picture.getvalue()


def text_of(pdf):
    document = pypdfium2.PdfDocument(pdf)
    text = "".join(page.get_textpage().get_text_range() for page in document)
    pages = len(document)
    document.close()
    return re.sub(r"\s", "", text), pages


def test_an_exported_form_reads_back_with_its_number_and_hash(desk, forms):
    ids = paid(desk, name="王𬱟", political_status="13")
    done = forms.export(ids.application, desk.first.signer, FormLayout.A4)
    text, pages = text_of(done.pdf)
    assert pages == 8
    for words in ("王𬱟", "工商管理", "山西大学", "组织行为学", "旧计划", "00040法学概论", "良好", "太原某职业学院"):
        assert words in text
    assert done.form.content_hash[:4].upper() in text
    assert "草稿" not in text


def test_before_payment_the_paper_says_draft(desk, forms):
    ids = paid(desk, payment_state="open")
    text, _pages = text_of(forms.preview(ids.application, FormLayout.A3_BOOKLET))
    assert "草稿" in text


def test_without_the_photo_at_hand_only_a_draft_comes_out(desk, forms, shelf):
    shelf.picture = None
    ids = paid(desk)
    with pytest.raises(ClerkError) as raised:
        forms.export(ids.application, desk.first.signer, FormLayout.A4)
    assert raised.value.code == "blob.missing"
    assert forms.open_desk(ids.application, desk.first.signer).exports == ()
    change(desk.store, filing.filings, ids.filing, payment_state="open")
    assert forms.preview(ids.application, FormLayout.A4).startswith(b"%PDF")


def test_the_slip_reads_back(desk):
    texts = NoticeTexts.load(RESOURCES / "notice")
    service = NoticeService(desk.cases, desk.rounds, NoticePaper(), texts, desk.names, desk.clock)
    ids = paid(desk, name="王𬱟")
    text, _pages = text_of(service.pdf(ids.candidate, desk.first.signer))
    for words in ("王𬱟", "毕业生登记表未交", "2026-12-1118:00", "0357-0000000", "绿卡原件", "王敏"):
        assert words in text
