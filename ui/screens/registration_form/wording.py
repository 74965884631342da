"""Every word of the form screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.registration_form_views import FormLayout
from ui.sentences.form_fields import form_field
from ui.text import sentence_for

if TYPE_CHECKING:
    from ui.screens.registration_form.state import Exported, FormState

TITLE = "登记表"
MOST_MISSING = 3
PAPER_TITLE = "毕业生登记表"
NOBODY = "请先选定考生。"
NOBODY_HINT = "按 Alt+2 查找考生，在考生档案按 P 到这里；已缴费的才能导出正式登记表。"
READING = "正在读取…"
LAYOUT_TITLE = "版面"
LAYOUTS = {FormLayout.A3_BOOKLET: "A3 双面", FormLayout.A4: "A4 单面"}
LAYOUTS_LONG = {FormLayout.A3_BOOKLET: "A3 双面，短边翻转，对折成册", FormLayout.A4: "A4，每面一页"}
OTHER_LAYOUT = {FormLayout.A3_BOOKLET: "换成 A4 版面", FormLayout.A4: "换成 A3 版面"}
PANEL_COUNT = "{count} 面"
SIDES = ("外面", "内面")
MORE_SIDE = "续页"
PANEL = "第 {number} 面"
PANEL_OF = "第 {number} 面，共 {count} 面"
CURRENT = "当前"
WHOLE = "看整张"
ONE_PANEL = "看单面"
DRAFT = "草稿"
CLOSED = "现在不能导出"
VALID = "第 {number} 次导出，当前有效"
CHANGED = "内容已变，第 {number} 次导出作废"
NOT_EXPORTED = "尚未导出"
PAPER_STATE = "纸张状态"
COPIES = "一式两份"
STEPS = {"exported": "已生成", "to_export": "待生成", "print": "打印", "hand_in": "交回"}
NOT_CONFIRMED = "以纸张为准"
HONEST = "本程序尚不确认纸张是否印出，请看打印机。"
HANDED_IN = "已收到"
CHECKS = "印前检查"
EXPORTS = "导出记录"
NO_EXPORTS = "还没有导出过。"
EXPORT_NUMBER = "第 {number} 次"
PRINTING = "打印"
PRINT_FACTS = {"layout": "版式", "copies": "份数", "until": "交表截止"}
COPIES_LONG = "两份，内容相同"
MAIN = "导出并打印"
NOTICE = "一次性告知单"
BUSY = "正在导出…"
UNSEEN = "看不到预览，不能导出"
KEYS = {
    "export": "导出并打印",
    "panels": "看第几面",
    "turn": "上/下一面",
    "whole": "看整张",
    "larger": "放大",
    "smaller": "缩小",
    "layout": "换版面",
    "notice": "一次性告知单",
    "file": "考生档案",
    "refresh": "刷新",
}
REFUSALS = {
    "workflow.unpaid": "考生尚未缴费，只能看草稿。缴费成功后才能导出正式登记表。",
    "workflow.not_passed": "毕业申请尚未通过审核，只能看草稿。审核通过并缴费后才能导出正式登记表。",
    "workflow.form_locked": "登记表已经收回，不能再导出，以收到的纸张为准。",
}


def file_name(application_no: str, number: int) -> str:
    """Nothing of the person in it: the application's number and which export it is."""
    return f"登记表-{application_no}-第{number}次.pdf"


def short_hash(content_hash: str) -> str:
    """7C21 9E04, as on the paper."""
    short = content_hash[:8].upper()
    return f"{short[:4]} {short[4:]}"


def refusal(code: str) -> str:
    return REFUSALS.get(code) or sentence_for(code)


def missing(names: tuple[str, ...]) -> str:
    """籍贯、个人简历等, and a course by its code."""
    known = [form_field(name) or name.removeprefix("course.") for name in names]
    return "、".join(known[:MOST_MISSING]) + ("等" if len(known) > MOST_MISSING else "")


def compared(state: FormState) -> str:
    """What the form on the screen is, beside the newest export."""
    if not state.changed_since_export:
        return "内容取自本机记录"
    return "记录与收到的纸张不同" if state.handed_in else "内容与上次导出不同"


def title_chip(state: FormState) -> tuple[str, str, str]:
    """Words, tone and icon of the chip beside the title."""
    if state.desk is None:
        return "", "plain", ""
    number = state.desk.permission.newest_number
    if state.draft:
        return DRAFT, "amber", "warning"
    if not number:
        return NOT_EXPORTED, "wait", "clock"
    if state.changed_since_export and not state.handed_in:
        return CHANGED.format(number=number), "amber", "warning"
    return VALID.format(number=number), "green", "check"


def exported(told: Exported) -> tuple[str, str]:
    """(strong, text) of the strip after an export: what is recorded, what is written, what nobody knows yet."""
    what = f"{told.application_no} 第 {told.number} 次导出"
    if told.failed is not None:
        return f"{what}已记录，文件没有写成", "请换一个位置再按 Ctrl+P，次数不变。"
    again = "（内容没有变化，次数不变）" if told.unchanged else ""
    return f"已导出 PDF（一式两份）{again}", f"{told.file}：请用打印机打印；本程序尚不确认纸张是否印出。"
