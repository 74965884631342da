"""The slip of everything still lacking (一次性告知单): one sheet to take home, large enough to read standing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from app.domain.errors import ClerkError
from app.forms import bundle, errors
from app.forms.content import texts_of
from app.forms.document import PdfDocument
from app.forms.drawing import MM, Brush
from app.forms.fields import written
from app.forms.fitting import Rest
from app.forms.flow import Flow
from app.forms.layout import Box, Column, Style
from app.forms.preflight import check_glyphs

if TYPE_CHECKING:
    from datetime import date

    from app.forms.bundle import Bundle

WIDTH: Final = 210.0
HEIGHT: Final = 297.0
AREA: Final = Box(x=18, y=20, w=174, h=254)
TABLE_TOP: Final = 87.0
RULE: Final = 0.5
CLOSING_HEIGHT: Final = 51.0

OFFICE: Final = Style(size=15, min_size=9, wrap_below=11, padding=0)
TITLE: Final = Style(size=28, spread=84, stroke=0.35)
LABEL: Final = Style(size=12, min_size=9, wrap_below=10)
VALUE: Final = Style(size=12, min_size=6, wrap_below=9)
NAME: Final = Style(size=14, min_size=6, wrap_below=9)
REMARK: Final = Style(size=12, align="left", valign="top", leading=1.5, padding=0)
SENTENCE: Final = Style(size=12, align="justify", valign="top", leading=1.6, padding=0, indent=2)
LEFT: Final = Style(size=12, min_size=6, wrap_below=8, align="left", padding=0)
SMALL: Final = Style(size=9, min_size=6, align="right", padding=0, grey=0.3)


def _words(title: str, text: str, w: float) -> Column:
    """A column whose text keeps its size: the row grows."""
    return Column(
        title=title, text=text, w=w, size=12, min_size=12, wrap_below=12, leading=1.35, padding=1.5, align="left"
    )


COLUMNS: Final = (
    Column(title="序号", text="{row}", w=11, size=12, min_size=9, wrap_below=9, padding=0.6),
    _words("事项", "{matter}", 34),
    _words("在哪里办\n由谁办", "{where}", 31),
    _words("怎么办、带什么", "{how}", 48),
    Column(title="截止时间", text="{until}", w=24, size=12, min_size=8, wrap_below=12, leading=1.35, padding=0.7),
    Column(title="联系电话", text="{phone}", w=26, size=12, min_size=8, wrap_below=8, leading=1.3, padding=0.8),
)
HEADER_HEIGHT: Final = 13.0
ROW_HEIGHT: Final = 10.0


@dataclass(frozen=True, slots=True)
class NoticeItem:
    """One thing that is lacking. Every text as the candidate is to read it."""

    matter: str
    where: str
    """Where it is done, and by whom."""
    how: str
    until: str
    phone: str


@dataclass(frozen=True, slots=True)
class NoticeContent:
    office_name: str
    office_address: str
    office_phone: str
    office_hours: str
    candidate_name: str
    masked_id_number: str
    candidate_no: str
    issued_on: date
    items: tuple[NoticeItem, ...]
    clerk: str
    remarks: tuple[str, ...] = ()
    """What is over for good in this round: told below the table, not counted."""


def render_notice(content: NoticeContent, resources: Bundle = bundle.DEFAULT) -> bytes:
    """A4, one page, or more where the table needs them.

    Raises: ClerkError ``form.missing_glyph``, ``form.font_missing`` or ``form.too_long``.
    """
    document = PdfDocument("一次性告知单")
    document.print_as_it_is(flip_on_short_edge=False)
    check_glyphs(texts_of(content), [resources.typefaces["serif"]])
    slip = _Slip(content, Brush(document, resources.typefaces, HEIGHT))
    for operators in slip.panels():
        document.add_page(operators, (WIDTH * MM, HEIGHT * MM))
    return document.finish()


class _Slip:
    def __init__(self, content: NoticeContent, brush: Brush) -> None:
        self._content = content
        self._brush = brush
        self._flow = Flow(brush, AREA, RULE, first_top=TABLE_TOP)

    def panels(self) -> list[str]:
        self._head()
        rows = [
            {
                "row": str(number),
                "matter": item.matter,
                "where": item.where,
                "how": item.how,
                "until": item.until,
                "phone": item.phone,
            }
            for number, item in enumerate(self._content.items, 1)
        ]
        if rows:
            self._flow.table(COLUMNS, rows, (HEADER_HEIGHT, ROW_HEIGHT))
        self._remarks()
        self._closing()
        panels = self._flow.panels
        count = len(panels)
        for number, operators in enumerate(panels, 1):
            if count > 1:
                text = f"{self._content.candidate_no}　第 {number} 页，共 {count} 页"
                operators.append(self._set(text, SMALL, (AREA.x, 279, AREA.w, 6)))
        return ["\n".join(operators) for operators in panels]

    def _set(self, text: str, style: Style, box: tuple[float, float, float, float]) -> str:
        fitted = self._brush.fit(text, style, box[2], box[3])
        if fitted is None:
            raise ClerkError(errors.TOO_LONG, field="notice", length=len(text))
        return self._brush.text(fitted, style, *box)

    def _head(self) -> None:
        content = self._content
        # The typeface draws a bullet as wide as a character; on paper the mask is written with asterisks.
        self._put(content.office_name, OFFICE, (AREA.x, 19, AREA.w, 9))
        self._put("一次性告知单", TITLE, (AREA.x, 29, AREA.w, 14))
        top, height = 48.0, 10.5
        cells = (
            ((24, "考生姓名", LABEL), (63, content.candidate_name, NAME)),
            ((24, "告知日期", LABEL), (63, written(content.issued_on), VALUE)),
            ((24, "身份证号", LABEL), (63, content.masked_id_number.replace("•", "*"), VALUE)),
            ((24, "准考证号", LABEL), (63, content.candidate_no, VALUE)),
        )
        rules = []
        for index, pair in enumerate(cells):
            x, y = AREA.x + index % 2 * 87, top + index // 2 * height
            for w, text, style in pair:
                self._put(text, style, (x, y, w, height))
                rules += [(x, y, x + w, y), (x, y + height, x + w, y + height), (x, y, x, y + height)]
                x += w
            rules.append((x, y, x, y + height))
        self._flow.panels[0].append(self._brush.rules(rules, RULE))
        count = len(content.items)
        sentence = (
            f"经逐项核对，您办理本批次毕业申请还缺以下{count}项。请在截止时间之前办好，有不清楚的请先打电话询问。"
            if count
            else "经逐项核对，您办理本批次毕业申请目前没有还缺的事项。"
        )
        self._put(sentence, SENTENCE, (AREA.x, 72.5, AREA.w, 13))

    def _put(self, text: str, style: Style, box: tuple[float, float, float, float]) -> None:
        self._flow.panels[-1].append(self._set(text, style, box))

    def _remarks(self) -> None:
        for remark in self._content.remarks:
            self._flow.space(3)
            self._flow.paragraph(Rest(remark, goes_on=False), REMARK)

    def _closing(self) -> None:
        """The office and the signatures, kept together."""
        content, flow = self._content, self._flow
        flow.space(4)
        flow.keep_together(CLOSING_HEIGHT)
        for label, text in (
            ("办公地址：", content.office_address),
            ("联系电话：", content.office_phone),
            ("办公时间：", content.office_hours),
        ):
            self._put(label, LEFT, (AREA.x, flow.y, 24, 7))
            self._put(text, LEFT, (AREA.x + 24, flow.y, AREA.w - 24, 7))
            flow.space(7)
        flow.space(6)
        y = flow.y
        self._put("经办人：", LEFT, (AREA.x, y, 20, 9))
        self._put(content.clerk, LEFT, (AREA.x + 20, y, 50, 9))
        self._put("考生签收：", LEFT, (AREA.x + 92, y, 24, 9))
        lines = [(AREA.x + 18, y + 8, AREA.x + 74, y + 8), (AREA.x + 116, y + 8, AREA.x + AREA.w, y + 8)]
        flow.panels[-1].append(self._brush.rules(lines, RULE))
        self._put("年　　月　　日", LEFT, (AREA.x + 136, y + 11, 38, 9))
        flow.space(20)
