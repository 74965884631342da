"""Every word of the 一次性告知单 screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.rounds import BEIJING
from ui import words

if TYPE_CHECKING:
    from app.services.notice import Notice, NoticeItem

TITLE = "一次性告知单"
NOBODY = "请先选定考生。"
NOBODY_HINT = "按 Alt+2 查找考生，再按 F8 到这里。"
READING = "正在读取…"
LACKING = "还缺 {count} 项"
NOTHING_LACKING = "没有欠缺"
NOTHING_HINT = "逐项核对，各环节目前都没有欠缺。"
LATER = "之后再办"
MADE = "{time} 核对，按本机记录"
PAGES = "共 {count} 页"
EXPORT = "导出并打印"
FILE = "考生档案"
BUSY = "正在导出…"
UNSEEN = "看不到预览，不能导出"
HONEST = "请用打印机打印；本程序尚不确认纸张是否印出。"
KEYS = {
    "export": "导出并打印",
    "items": "看各项",
    "larger": "放大",
    "smaller": "缩小",
    "file": "考生档案",
    "refresh": "刷新",
    "back": "返回",
}


def file_name(notice: Notice) -> str:
    """Nothing of the person in it: when it was made, to the second, so that two in one minute differ."""
    return f"一次性告知单-{notice.made_at.astimezone(BEIJING):%Y%m%d-%H%M%S}.pdf"


def until(item: NoticeItem) -> str:
    return item.until_text if item.until is None else words.day_and_time(item.until) + " 前"


def exported(file: str) -> tuple[str, str]:
    """(strong, text) of the strip after an export."""
    return "已导出一次性告知单 PDF", f"{file}：{HONEST}"


def title(notice: Notice) -> str:
    count = len(notice.items)
    return LACKING.format(count=count) if count else NOTHING_LACKING
