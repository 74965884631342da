from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from app.domain.errors import ClerkError
from app.forms.content import texts_of
from app.forms.fields import written
from app.forms.notice import NoticeContent, NoticeItem, render_notice
from tests.unit.forms.reading import page_sizes, part, seen, squeezed, text_of

ITEMS = (
    NoticeItem(
        "毕业照片人工审核", "安和县招办窗口一\n本人到场", "带身份证原件。", "2026-12-05 18:00前", "0399-0000001"
    ),
    NoticeItem("旧计划课程合格证原件", "安和县招办窗口二", "带红卡原件和复印件一份。", "2026-12-11", "0399-0000002"),
    NoticeItem("缴费", "山西自学考试信息服务平台", "审核通过后登录平台支付。", "2026-12-08", "0399-0000003"),
)


def notice(items: tuple[NoticeItem, ...] = ITEMS, **changes: Any) -> NoticeContent:
    facts: dict[str, Any] = {
        "office_name": "安和县招生考试管理中心",
        "office_address": "安和县城关镇府前街8号政务大厅二楼",
        "office_phone": "0399-0000001",
        "office_hours": "工作日 8:00—12:00，14:30—18:00",
        "candidate_name": "马𠮷祥",
        "masked_id_number": "1499••••••••2411",
        "candidate_no": "990120100613",
        "issued_on": date(2026, 11, 23),
        "clerk": "王敏",
    }
    return NoticeContent(**(facts | changes), items=items)


def assert_whole(content: NoticeContent, text: str) -> None:
    for name, value in texts_of(content):
        shown = value.replace("•", "*") if name == "masked_id_number" else written(value)
        assert squeezed(shown) in text, name


def test_a_usual_slip_is_one_a4_page_with_everything_on_it() -> None:
    pdf = render_notice(notice())
    assert page_sizes(pdf) == [(210, 297)]
    text = text_of(pdf)
    assert "一次性告知单" in text
    assert "还缺以下3项" in text
    assert "2026年11月23日" in text
    assert "考生签收：" in text
    assert_whole(notice(), text)


def test_a_long_slip_flows_over_pages_and_repeats_its_head() -> None:
    many = notice(
        tuple(NoticeItem(f"第{n}件事", "窗口" * 8, "带材料" * 12, "2026-12-11", "0399-0000001") for n in range(40))
    )
    pdf = render_notice(many)
    pages = len(page_sizes(pdf))
    assert pages > 2
    text = text_of(pdf)
    assert text.count("怎么办、带什么") == pages
    assert f"第{pages}页，共{pages}页" in text
    assert_whole(many, text)
    assert text.count("考生签收：") == 1


def test_text_of_the_table_is_twelve_points() -> None:
    ink = part(seen(render_notice(notice((NoticeItem("国", "", "", "", ""),))), 0, 300), 30, 102, 30, 9, 300) < 128
    rows = ink.any(axis=1).nonzero()[0]
    assert 3.2 < (rows.max() - rows.min()) / 300 * 25.4 < 4.4


REMARK = "另告：汉语言文学专业本批次不能再申请。可在下一批次申请。"


def test_a_remark_stands_below_the_table_and_is_not_counted() -> None:
    text = text_of(render_notice(notice(remarks=(REMARK,))))
    assert "还缺以下3项" in text
    assert text.index(squeezed(ITEMS[-1].how)) < text.index(squeezed(REMARK)) < text.index("办公地址：")


def test_a_remark_alone_leaves_nothing_lacking() -> None:
    text = text_of(render_notice(notice((), remarks=(REMARK,))))
    assert "没有还缺的事项" in text
    assert squeezed(REMARK) in text


def test_nothing_lacking_is_said_in_words() -> None:
    text = text_of(render_notice(notice(())))
    assert "没有还缺的事项" in text
    assert "序号" not in text


def test_a_50_character_name_is_whole() -> None:
    name = "阿卜杜拉·买买提艾力·吾买尔江·热合曼·努尔买买提·阿布都热西提·托合提·伊敏江·艾尼瓦尔·肉孜依明"
    assert name in text_of(render_notice(notice(candidate_name=name)))


def test_a_missing_glyph_is_named() -> None:
    with pytest.raises(ClerkError, match=r"form\.missing_glyph") as refusal:
        render_notice(notice(candidate_name="马\ue000"))
    assert refusal.value.details["fields"] == ("candidate_name",)


def test_a_cell_higher_than_a_page_is_refused_by_name() -> None:
    with pytest.raises(ClerkError, match=r"form\.too_long") as refusal:
        render_notice(notice((NoticeItem("事", "处", "办" * 3000, "", ""),)))
    assert refusal.value.details["field"] == "how"
