from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from app.domain.errors import ClerkError
from app.forms.codes import acceptance_code
from app.forms.content import (
    FormContent,
    PriorQualification,
    Reprint,
    ResumeRow,
    ScoreRow,
    grouped,
    short_hash,
    texts_of,
)
from app.forms.fields import written
from app.forms.picture import as_jpeg
from app.forms.registration_form import A3_BOOKLET, A4, render_registration_form, render_registration_forms
from tests.unit.forms.builders import form_content, portrait, score_rows
from tests.unit.forms.reading import content_streams, page_sizes, part, qr_texts, seen, squeezed, text_of

RARE = "𠮷𣲗𬱖㛃䶮𬍛𪣻𫚈"


@pytest.fixture(scope="module")
def content() -> FormContent:
    return form_content()


@pytest.fixture(scope="module")
def booklet(content: FormContent) -> bytes:
    return render_registration_form(content)


def assert_nothing_cut(content: FormContent, text: str) -> None:
    for name, value in texts_of(content):
        assert squeezed(written(value)) in text, name


def test_booklet_is_a3_landscape_two_sides_a_copy(booklet: bytes) -> None:
    assert page_sizes(booklet) == [(420, 297)] * 4


def test_pages_are_a4_portrait_four_a_copy(content: FormContent) -> None:
    assert page_sizes(render_registration_form(content, A4, copies=1)) == [(210, 297)] * 4
    assert len(page_sizes(render_registration_form(content, A4, copies=3))) == 12


def test_panels_lie_four_and_one_outside_two_and_three_inside(booklet: bytes) -> None:
    outside, inside = text_of(booklet, 1, 1), text_of(booklet, 2, 2)
    assert "第4面，共4面" in outside
    assert "第1面，共4面" in outside
    assert outside.index("第4面") < outside.index("第1面")
    assert "第2面，共4面" in inside
    assert "第3面，共4面" in inside


def test_copies_are_identical(booklet: bytes, content: FormContent) -> None:
    streams = content_streams(booklet)
    assert streams[:2] == streams[2:]
    assert streams[0] != streams[1]
    other = render_registration_form(content)
    assert other == booklet


def test_every_value_is_in_the_text_layer(booklet: bytes, content: FormContent) -> None:
    assert_nothing_cut(content, text_of(booklet))


def test_every_rare_character_comes_back_from_the_text_layer() -> None:
    content = form_content(name=f"欧阳{RARE}", host=f"{RARE}大学")
    text = text_of(render_registration_form(content, copies=1))
    assert f"欧阳{RARE}" in text
    assert f"{RARE}大学" in text


def test_two_characters_with_one_drawing_stay_two_characters() -> None:
    kangxi_woman = "\u2f25"
    text = text_of(render_registration_form(form_content(name=f"女{kangxi_woman}"), copies=1))
    assert f"女{kangxi_woman}" in text


def test_fonts_are_embedded_subsets(booklet: bytes) -> None:
    with pikepdf.open(BytesIO(booklet)) as document:
        fonts = document.pages[0].Resources.Font
        names = {str(font.BaseFont) for font in fonts.values()}
        for font in fonts.values():
            descriptor = font.DescendantFonts[0].FontDescriptor
            assert 1_000 < int(descriptor.FontFile2.Length1) < 400_000
            assert "/ToUnicode" in font
    assert {name[8:] for name in names} == {"NotoSerifSC-Regular", "HanaMinB"}
    assert all(name[1:7].isalpha() and name[7] == "+" for name in names)


def test_photo_is_embedded_byte_for_byte(booklet: bytes) -> None:
    with pikepdf.open(BytesIO(booklet)) as document:
        drawings = document.pages[0].Resources.XObject
        pictures = [item for item in drawings.values() if item.get("/Subtype") == "/Image"]
        assert [picture.read_raw_bytes() for picture in pictures] == [portrait()]


def test_a_form_alone_is_small(content: FormContent) -> None:
    assert len(portrait()) > 25_000
    assert len(render_registration_form(content)) <= 160_000


@pytest.mark.parametrize(("layout", "pages"), [(A3_BOOKLET, 2), (A4, 4)])
def test_qr_code_on_every_panel_names_application_version_and_content(
    content: FormContent, layout: str, pages: int
) -> None:
    pdf = render_registration_form(content, layout, copies=1)
    expected = str(acceptance_code(content.application_no, content.form_version, short_hash(content)))
    for page in range(pages):
        pixels = seen(pdf, page)
        for panel in range(4 // pages):
            foot = part(pixels, panel * 210 + 14, 264, 27, 27)
            assert qr_texts(foot) == [expected]


def test_number_version_and_hash_stand_on_every_panel(content: FormContent) -> None:
    pdf = render_registration_form(content, A4, copies=1)
    for page in range(1, 5):
        text = text_of(pdf, page, page)
        assert f"申请编号{content.application_no}" in text
        assert f"第3次导出校验码{squeezed(grouped(short_hash(content)))}" in text


def test_draft_is_marked_and_cannot_be_handed_in(content: FormContent) -> None:
    pdf = render_registration_form(replace(content, draft=True), A4, copies=1)
    for page in range(4):
        text = text_of(pdf, page + 1, page + 1)
        assert text.count("草") >= 2
        assert "仅供核对，不作交表使用" in text
        assert qr_texts(seen(pdf, page)) == []
    assert_nothing_cut(content, text_of(pdf))


def test_draft_watermark_is_light_and_under_the_text(content: FormContent) -> None:
    pdf = render_registration_form(replace(content, draft=True), A4, copies=1)
    middle = part(seen(pdf, 2), 60, 110, 100, 40)
    greys = middle[(middle > 60) & (middle < 250)]
    assert greys.size > 10_000
    assert greys.mean() > 215


def test_reprint_is_marked_with_number_clerk_and_time(content: FormContent) -> None:
    again = replace(content, reprint=Reprint(2, "王敏", "2026-12-09 10:12"))
    pdf = render_registration_form(again, A4, copies=1)
    for page in range(1, 5):
        assert "重印2王敏2026-12-0910:12" in text_of(pdf, page, page)
    assert "重印" not in text_of(render_registration_form(content, A4, copies=1))


def test_no_panel_says_agree_to_graduate(booklet: bytes) -> None:
    assert "同意毕业" not in text_of(booklet)


@pytest.mark.parametrize("name", ["moral_appraisal", "county_opinion", "host_opinion", "province_opinion"])
def test_an_opinion_that_says_agree_to_graduate_is_refused(name: str) -> None:
    with pytest.raises(ClerkError, match=r"form\.forbidden_words") as refusal:
        render_registration_form(form_content(**{name: "经研究，同意毕业。"}))
    assert refusal.value.details["field"] == name


def test_self_appraisal_may_be_empty_and_leaves_its_box(content: FormContent) -> None:
    pdf = render_registration_form(form_content(self_appraisal="", moral_appraisal=""), A4, copies=1)
    text = text_of(pdf, 3, 3)
    assert "本人签名：" in text
    assert "党委（公章）" in text
    box = part(seen(pdf, 2), 33, 62, 150, 80)
    assert box.min() == 255


@pytest.mark.parametrize("count", [0, 1, 20, 26, 31])
def test_score_table_holds_all_rows_in_order_on_panel_four(count: int) -> None:
    rows = tuple(replace(row, course_code=f"{20000 + index}") for index, row in enumerate(score_rows(count)))
    pdf = render_registration_form(form_content(scores=rows), A4, copies=1)
    assert len(page_sizes(pdf)) == 4
    text = text_of(pdf, 4, 4)
    places = [text.index(row.course_code) for row in rows]
    assert places == sorted(places)


def test_more_rows_than_the_table_holds_go_on_on_a_continuation_sheet() -> None:
    rows = tuple(replace(row, course_code=f"{20000 + index}") for index, row in enumerate(score_rows(45)))
    content = form_content(scores=rows)
    pdf = render_registration_form(content, copies=2)
    assert page_sizes(pdf) == [(420, 297)] * 8
    assert "课程成绩（续）" in text_of(pdf, 3, 3)
    assert text_of(pdf, 4, 4) == ""
    assert "第1面，共5面" in text_of(pdf, 5, 5)
    assert_nothing_cut(content, text_of(pdf))


LONG_NAME = "阿卜杜拉·买买提艾力·吾买尔江·热合曼·努尔买买提·阿布都热西提·托合提·伊敏江·艾尼瓦尔·肉孜依明"


def test_long_values_shrink_or_wrap_and_are_whole() -> None:
    assert len(LONG_NAME) == 50
    address = "山西省安和市安和县城关镇东关路二十七号院第三号楼二单元五百零一室（原县第一机械厂家属院东区后排）" * 2
    content = form_content(
        name=LONG_NAME,
        former_name=LONG_NAME,
        address=address,
        work_unit="安和县人民政府办公室电子政务中心网络与信息安全应急协调领导小组办公室　副主任科员（挂职）",
        host="山西某某某某某某大学继续教育学院与远程教育中心联合主考办公室（东校区）",
        specialty="计算机科学与技术（信息安全与智能系统应用方向，含师范类）",
        prior=PriorQualification("某某某某某某广播电视大学开放教育学院安和分校", "会计", "专科", "", ""),
        ethnicity="维吾尔族（含其他未识别民族）",
    )
    pdf = render_registration_form(content, copies=1)
    assert len(page_sizes(pdf)) == 2
    text = text_of(pdf)
    assert text.count(squeezed(LONG_NAME)) == 6
    assert_nothing_cut(content, text)


def test_drawn_text_stays_inside_its_box() -> None:
    """The name's box with a 50-character name: its rules and their surroundings stay free of ink."""
    long = seen(render_registration_form(form_content(name=LONG_NAME), A4, copies=1), 1, 300)
    short = seen(render_registration_form(form_content(name=""), A4, copies=1), 1, 300)
    changed = part(long, 0, 24.0, 210, 9.7, 300) != part(short, 0, 24.0, 210, 9.7, 300)
    columns = changed.any(axis=0).nonzero()[0] / 300 * 25.4
    rows = changed.any(axis=1).nonzero()[0] / 300 * 25.4
    assert columns.size > 100
    assert columns.min() > 40.2
    assert columns.max() < 70.8
    assert rows.min() > 0.2
    assert rows.max() < 9.5


def test_a_resume_flows_to_more_rows_then_to_a_continuation_sheet() -> None:
    def resume(count: int) -> tuple[ResumeRow, ...]:
        return tuple(
            ResumeRow(
                f"{1990 + index}-09", f"{1991 + index}-08", f"安和县第{index}号实验学校", "学生", f"证明{index}人"
            )
            for index in range(count)
        )

    eleven = form_content(resume=resume(11))
    pdf = render_registration_form(eleven, copies=1)
    assert len(page_sizes(pdf)) == 2
    text = text_of(pdf, 2, 2)
    assert all(row.place in text for row in eleven.resume)
    thirty = form_content(resume=resume(30))
    pdf = render_registration_form(thirty, copies=1)
    assert len(page_sizes(pdf)) == 4
    assert "个人简历（续）" in text_of(pdf, 3, 3)
    assert all(row.place in text_of(pdf) for row in thirty.resume)


def test_a_self_appraisal_of_any_length_is_printed_whole() -> None:
    sentences = [f"第{number}句写的是学习和工作中的一件小事与体会。" for number in range(400)]
    text = text_of(render_registration_form(form_content(self_appraisal="".join(sentences)), A4, copies=1))
    assert "自我鉴定（续）" in text
    joined = "".join(piece for piece in text.split("（下接续页）"))
    missing = [sentence for sentence in sentences if sentence not in joined]
    assert len(missing) <= 6, "only sentences broken by the end of a panel may be apart"
    for sentence in missing:
        assert any(sentence[:cut] in joined and sentence[cut:] in joined for cut in range(1, len(sentence)))


def test_a_value_that_cannot_fit_is_refused_by_the_name_of_its_field() -> None:
    with pytest.raises(ClerkError, match=r"form\.too_long") as refusal:
        render_registration_form(form_content(native_place="山西" * 300))
    assert refusal.value.details["field"] == "native_place"
    with pytest.raises(ClerkError, match=r"form\.too_long") as refusal:
        render_registration_form(form_content(scores=(ScoreRow("00015", "英语" * 4000, "14", "85", "2020-04"),)))
    assert refusal.value.details["field"] == "scores[0].course_name"


def test_characters_without_a_glyph_are_named_and_nothing_is_printed() -> None:
    with pytest.raises(ClerkError, match=r"form\.missing_glyph") as refusal:
        render_registration_form(form_content(name="马\U000323af祥", address="安和\ue000县"))
    details = refusal.value.details
    assert details["characters"] == ("\U000323af", "\ue000")
    assert details["code_points"] == ("U+323AF", "U+E000")
    assert details["fields"] == ("name", "address")


@pytest.mark.parametrize("day", [date(2026, 12, 31), date(2026, 6, 29), date(2026, 12, 9)])
def test_a_graduation_date_is_the_thirtieth_of_june_or_december(day: date) -> None:
    with pytest.raises(ClerkError, match=r"form\.graduation_date"):
        render_registration_form(form_content(graduation_date=day))


def test_both_graduation_dates_are_written_out() -> None:
    for day, words in ((date(2027, 6, 30), "2027年6月30日"), (date(2026, 12, 30), "2026年12月30日")):
        assert words in text_of(render_registration_form(form_content(graduation_date=day), copies=1))


def test_hash_changes_with_every_part_of_the_content_and_only_with_content(content: FormContent) -> None:
    own = short_hash(content)
    beside = replace(content, form_version=9, draft=True, reprint=Reprint(1, "王敏", "2026-12-09 10:12"))
    assert short_hash(beside) == own
    seen_hashes = {own}
    for field in fields(content):
        value = getattr(content, field.name)
        if field.name in {"form_version", "draft", "reprint"}:
            continue
        if isinstance(value, str):
            changed: object = value + "改"
        elif isinstance(value, tuple):
            changed = value[1:]
        elif isinstance(value, bytes):
            changed = value + b"\0"
        else:
            changed = None
        seen_hashes.add(short_hash(replace(content, **{field.name: changed})))
    assert len(seen_hashes) == len(fields(content)) - 3 + 1


def test_many_forms_share_one_file_and_stay_apart() -> None:
    people = [form_content(name=f"王{letter}", candidate_no=f"99012010061{at}") for at, letter in enumerate("甲乙丙")]
    pdf = render_registration_forms(people, copies=2)
    assert len(page_sizes(pdf)) == 12
    for at, person in enumerate(people):
        own = text_of(pdf, at * 4 + 1, at * 4 + 4)
        assert own.count(person.candidate_no) >= 2
        assert not any(other.candidate_no in own for other in people if other is not person)


def test_copies_and_layout_out_of_range_are_refused(content: FormContent) -> None:
    for copies in (0, 10):
        with pytest.raises(ClerkError, match=r"form\.copies"):
            render_registration_form(content, copies=copies)
    with pytest.raises(ClerkError, match=r"form\.layout_unknown") as refusal:
        render_registration_form(content, "letter")
    assert refusal.value.details["known"] == (A3_BOOKLET, A4)


def test_an_application_number_that_no_scanner_gives_back_is_refused() -> None:
    with pytest.raises(ClerkError, match=r"form\.acceptance_code"):
        render_registration_form(form_content(application_no="申请/1"))


def test_a_form_without_a_photo_says_where_it_goes() -> None:
    assert "照片" in text_of(render_registration_form(form_content(photo=None), A4, copies=1), 2, 2)


def test_bytes_that_are_no_picture_are_refused() -> None:
    for data in (b"", b"not a picture", b"\xff\xd8\xff\xe0broken"):
        with pytest.raises(ClerkError, match=r"form\.photo_unreadable"):
            render_registration_form(form_content(photo=data))


def test_paper_is_asked_for_on_both_sides_at_full_size(booklet: bytes) -> None:
    with pikepdf.open(BytesIO(booklet)) as document:
        assert document.Root.ViewerPreferences.Duplex == "/DuplexFlipShortEdge"
        assert document.Root.ViewerPreferences.PrintScaling == "/None"


def test_a_small_file_that_unpacks_to_a_wall_is_refused() -> None:
    wall = BytesIO()
    Image.new("1", (6_500, 6_500)).save(wall, "PNG")
    with pytest.raises(ClerkError, match=r"form\.photo_unreadable"):
        as_jpeg(wall.getvalue())
