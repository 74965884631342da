"""Screens that hold every widget of the kit, for the gallery."""

from __future__ import annotations

from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.keys import Act, KeyAct, KeyChoice, digits
from ui.screen import Screen
from ui.widgets.button import KeyButton
from ui.widgets.comparison import CompareRow, CompareSection, ComparisonTable
from ui.widgets.fact_list import Fact, FactList
from ui.widgets.painted import Panel, Paragraph, PartsLine, Separator, panel_title
from ui.widgets.parts import CheckBox, Chip, Icon, KeyCap, Stretch, Text, TwoLines, id_number, phone
from ui.widgets.pictures import PageView, PictureView
from ui.widgets.reason_list import Reason, ReasonList
from ui.widgets.rows import Column
from ui.widgets.states import TableState
from ui.widgets.steps import Stage, StageLine, StateLine
from ui.widgets.table import DeskTable

ID = "14990119790417019X"
NAME = "王\U0002cc5f"


class HomeSample(Screen):
    name, title = "home", "工作台"

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        left = Panel()
        left.column.addWidget(
            PartsLine(
                (
                    Text("待办队列", strong=True),
                    Stretch(),
                    Text("共", "text2", gap=4),
                    Text("64", strong=True, gap=4),
                    Text("件", "text2"),
                ),
                height=36,
            )
        )
        columns = (
            Column("group", "队列", 72),
            Column("queue", ""),
            Column("count", "待办", 60, "right"),
            Column("wait", "最早等待", 124),
            Column("until", "最近截止", 232),
            Column("key", "键", 56),
        )
        self.table = DeskTable(columns, self.cell, name="gallery")
        self.table.set_rows(
            [("受理", f"窗口协助申请 {n}", n, "1天2小时", "2026-11-30 13:00", str(n)) for n in range(10)]
        )
        self.table.select_row(5)
        left.column.addWidget(self.table, 3)
        left.column.addWidget(Separator(band=True))
        left.column.addWidget(panel_title("我今天的工作"))
        today = DeskTable(
            (Column("a", "时间", 84), Column("b", "考生", 112), Column("c", "办理内容")), lambda _row, _key: ""
        )
        today.set_rows((), empty=TableState("empty", "今天还没有办结的案件", "按 1–9 进入一个队列"))
        left.column.addWidget(today, 2)
        row.addWidget(left, 1)
        right = Panel(lines="left")
        right.setFixedWidth(432)
        right.column.addWidget(panel_title("下班前核对", Stretch(), Chip("6 件未经省平台确认", "amber", "warning")))
        right.column.addWidget(
            FactList(
                (
                    Fact("身份证号", id_number(ID)),
                    Fact("掩码", id_number(ID, masked=True)),
                    Fact("手机", phone("13900000358", masked=True)),
                    Fact(
                        "通信地址",
                        "安和县城关镇文庙街 18 号三单元 402 室，收件时间 2026-11-24 09:00 以后，请先电话联系",
                    ),
                    Fact("系统审核", (Icon("clock", "wait"), Text("转县区预审", "wait")), line=True),
                    Fact("毕业照片", (Icon("check", "green"), Text("通过", "green"))),
                )
            )
        )
        right.column.addWidget(
            Paragraph("您上传的 00152 组织行为学绿卡扫描件不清晰，请于 2026-12-01 至 2026-12-03 重新申请时重新上传。")
        )
        buttons = QHBoxLayout()
        buttons.setContentsMargins(13, 8, 13, 8)
        for button in (
            KeyButton("开始核对", "K", kind="primary"),
            KeyButton("一次性告知单", "F8"),
            KeyButton("预审不通过", "R", kind="danger"),
        ):
            buttons.addWidget(button)
        off = KeyButton("预审通过", "Enter", kind="primary")
        off.set_disabled("已选原因，Enter 停用")
        buttons.addWidget(off)
        right.column.addLayout(buttons)
        for kind, text in (("error", "读取失败"), ("no_permission", "您的岗位不能查看")):
            table = DeskTable((Column("a", "列", 0),), lambda _row, _key: "")
            table.set_state(TableState(kind, text, "请刷新，或联系县区管理员"))
            right.column.addWidget(table, 1)
        row.addWidget(right)

    @staticmethod
    def cell(row, key):
        group, queue, count, wait, until, cap = row
        return {
            "group": (Text(group if count == 0 else "", "muted", 12),),
            "queue": (Text(queue),),
            "count": (Text(str(count), "text" if count else "muted", strong=bool(count)),),
            "wait": (Text(wait),),
            "until": (
                Text(until, gap=10),
                Chip("今日到期", "amber", "warning") if count == 8 else Text("余6天", "muted"),
            ),
            "key": (KeyCap(cap),),
        }[key]

    def activate(self, argument=None) -> None:
        self.table.setFocus()

    def key_acts(self) -> list[Act]:
        return [
            KeyChoice(("↑", "↓"), "选队列", lambda _k: None),
            KeyAct("Enter", "进入队列", lambda: None),
            digits(10, "直接进入", lambda _k: None),
            KeyAct("K", "下班前核对", lambda: None),
            KeyAct("F5", "刷新", lambda: None),
        ]


class ReviewSample(Screen):
    name, title = "pre_review", "县区预审"

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._queue())
        row.addWidget(self._case(), 1)
        row.addWidget(self._decision())

    def _queue(self) -> QWidget:
        panel = Panel(lines="right")
        panel.setFixedWidth(204)
        panel.column.addWidget(
            PartsLine(
                (Text("县区预审", strong=True), Stretch(), Text("23", strong=True, gap=4), Text("件", "text2")),
                line_below=True,
            )
        )
        queue = DeskTable((Column("all", ""),), self.queue_cell, header=False, row_height=52, strong_selection=True)
        queue.set_rows([("柴叙言", 0), (NAME, 1), ("段思齐", 2), ("武\U00020bb7昌", 3), ("樊知行", 4), ("郎一川", 5)])
        queue.select_row(1)
        panel.column.addWidget(queue, 1)
        return panel

    @staticmethod
    def queue_cell(row, _key):
        name, at = row
        right = {3: (Stretch(), Chip("重新申请", "amber")), 5: (Stretch(), Chip("赵芳", "wait", "person"))}.get(at, ())
        masked = id_number(ID, masked=True)[0]
        small = type(masked)(masked.head, masked.dots, masked.tail, "text2", 12)
        return TwoLines((Text(name, personal=True), *right), (small, Stretch(), Text("1天23小时", "muted", 12)))

    def _case(self) -> QWidget:
        panel = Panel()
        panel.column.addWidget(
            PartsLine(
                (
                    Text(NAME, size=18, strong=True, gap=12),
                    Chip("首次申请"),
                    Chip("申请一"),
                    Chip("生僻字", "amber", "warning"),
                    Stretch(),
                    Text("第", "text2", gap=4),
                    Text("2", strong=True, gap=4),
                    Text("份，共 23 份", "text2"),
                ),
                line_below=True,
            )
        )
        panel.column.addWidget(
            PartsLine(
                (
                    Icon("not_equal", "amber", gap=8),
                    Text("4", strong=True, gap=4),
                    Text("项不一致", gap=16),
                    CheckBox(False),
                    Text("只看差异"),
                    KeyCap("D"),
                    Stretch(),
                    Text("已认领，余 14 分钟", "text2", gap=12),
                    Text("看扫描件"),
                    KeyCap("S"),
                ),
                height=36,
                fill="subtle",
                line_below=True,
            )
        )
        self.table = ComparisonTable()
        self.table.set_sections(
            (
                CompareSection(
                    "个人信息",
                    (
                        CompareRow("姓名", NAME, NAME, kind="name", personal=True),
                        CompareRow("性别、民族", "男，汉族", "男，汉族"),
                        CompareRow("身份证号", id_number(ID), id_number(ID)),
                        CompareRow("手机", phone("13900000358"), phone("13900000358")),
                        CompareRow("通信地址", "安和县城关镇文庙街 18 号", "安和县城关镇文庙街 81 号", differs=True),
                    ),
                    note="共 6 项",
                ),
                CompareSection(
                    "课程",
                    (
                        CompareRow("00015", "英语（二），由 3 门顶替", "无成绩，顶替 15 学分", differs=True),
                        CompareRow("00152", "组织行为学 72，绿卡", "无成绩，待核扫描件 1", differs=True),
                        CompareRow("03708", "中国近现代史纲要 76", "中国近现代史纲要 76"),
                    ),
                    note="共 14 门，一致的 11 门已收起",
                    act="展开",
                    act_key="O",
                    collapsed=True,
                ),
            )
        )
        panel.column.addWidget(self.table, 1)
        line = StageLine()
        line.set_stages(
            [
                Stage(title, "done", "本招办", "11-17")
                for title in ("身份认证", "前置学历", "提交申请", "毕业照片", "系统审核")
            ]
            + [Stage("县区预审", "here", "本招办", "待办")]
            + [Stage(title, "next", "考生", "12-08 前") for title in ("缴费", "登记表", "材料接收", "上报", "毕业")]
        )
        panel.column.addWidget(line)
        return panel

    def _decision(self) -> QWidget:
        panel = Panel(lines="left")
        panel.setFixedWidth(392)
        panel.column.addWidget(
            panel_title(
                "系统结论", Chip("暂计合格，2 门待核", "amber", "warning"), Stretch(), Text("规则 2026 版", "muted", 12)
            )
        )
        state = StateLine()
        state.set_stages(
            [
                Stage("已生成", "done", "09:36"),
                Stage("已送打印", "done", "09:37"),
                Stage("待确认印出", "here", "09:37 起"),
                Stage("交回", "next", "2026-12-11"),
            ]
        )
        panel.column.addWidget(state)
        image = QImage(300, 400, QImage.Format.Format_RGB32)
        image.fill(QColor("#C8E0F4"))
        portraits = QHBoxLayout()
        for picture in (image, None):
            view = PictureView(fixed=(90, 120), mat=False)
            view.set_image(picture)
            portraits.addWidget(view)
        panel.column.addLayout(portraits)
        panel.column.addStretch(1)
        panel.column.addWidget(Separator())
        panel.column.addWidget(
            panel_title(
                "不通过原因",
                Text("数字勾选，可多选", "muted", 12),
                Stretch(),
                Text("已选", gap=4),
                Text("1", "red", strong=True, gap=4),
                Text("项，Enter 停用"),
            )
        )
        self.reasons = ReasonList(
            [
                Reason(str(n), text)
                for n, text in enumerate(
                    (
                        "合格证扫描件不清晰或缺页",
                        "卡面课程与所填课程不一致",
                        "卡面姓名与证件不一致",
                        "顶替英语（二）学分不足 14",
                        "其他（须写说明）",
                    )
                )
            ]
        )
        self.reasons.set_ticked(("0",))
        panel.column.addWidget(self.reasons)
        panel.column.addWidget(Separator())
        row = QHBoxLayout()
        row.setContentsMargins(13, 5, 13, 5)
        row.setSpacing(2)
        off = KeyButton("预审通过", "Enter", kind="primary")
        off.set_disabled("已选原因")
        for button in (off, KeyButton("预审不通过", "R", kind="danger"), KeyButton("待核实", "H")):
            row.addWidget(button)
        panel.column.addLayout(row)
        return panel

    def activate(self, argument=None) -> None:
        self.reasons.setFocus()

    def key_acts(self) -> list[Act]:
        return [
            digits(9, "勾选原因", lambda _k: None),
            KeyAct("R", "预审不通过", lambda: None, decides=True),
            KeyAct("H", "待核实", lambda: None),
            KeyChoice(("←", "→"), "上/下一份", lambda _k: None),
            KeyAct("Z", "撤销上一件（10 秒）", lambda: None),
        ]


class PagesSample(Screen):
    name, title = "registration_form", "登记表"

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        view = PageView()
        pages = []
        for _page in range(2):
            image = QImage(595, 842, QImage.Format.Format_RGB32)
            image.fill(QColor("white"))
            painter = QPainter(image)
            painter.setFont(theme.font(28, serif=True))
            painter.drawText(200, 100, "毕业生登记表")
            painter.end()
            pages.append(image)
        view.set_pages(pages)
        column.addWidget(view)
