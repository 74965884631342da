"""Every word of Home."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from ui import words

if TYPE_CHECKING:
    from app.services.home_views import Handover, MarkCounts, WorkLine

TITLE = "工作台"
QUEUES = "待办队列"
WORK = "我今天的工作"
EVENING = "下班前核对"
ROUND = "本批次时间"
GRADUATION = "毕业日期"
GROUPS = {"intake": "受理", "review": "审核", "materials": "材料"}
COLUMNS = {
    "group": "队列",
    "queue": "",
    "count": "待办",
    "waiting": "最早等待",
    "due": "最近截止",
    "key": "键",
    "time": "时间",
    "candidate": "考生",
    "act": "办理内容",
    "mark": "省平台",
    "opens": "开始",
    "closes": "截止",
    "state": "状态",
}
PARKED = "挂起的案件（草稿已保留）"
START_CHECK = "开始核对"
ALL_CONFIRMED = "全部经省平台确认"
NOT_PAYABLE = "考生尚不能缴费"
NO_WORK = "今天还没有办理记录。"
NO_WORK_HINT = "按数字键或 Enter 进入一个队列，办结后记在这里。"
NO_ROUND = "没有读到本批次的时间。"
NO_ROUND_HINT = "省平台发布批次时间后在这里显示。"
NOT_MINE = "非本岗位"
NEAREST = "最近截止"
NO_RIGHT = "您的岗位不办理此队列，可从考生档案查看。"
HANDOVER = "晨间交接"
HANDOVER_NONE = "上次离岗以来没有新情况。"
FIRST_DAY = "您在本机首次登录，没有需要交接的内容。"
KEYS = {
    "choose": "选队列",
    "open": "进入队列",
    "digits": "直接进入",
    "check": "下班前核对",
    "handover": "晨间交接",
    "refresh": "刷新",
    "work": "打开考生",
}


def totals(total: int, mine: int) -> tuple[str, str]:
    return str(total), str(mine)


def unconfirmed(count: int) -> str:
    return f"{count} 件未经省平台确认"


def second_attempts(count: int) -> str:
    return f"重新申请 {count}"


def act(line: WorkLine) -> str:
    """The words of a command; a refusal names how many reasons it gave."""
    text = words.COMMANDS.get(line.kind, line.kind)
    reasons = line.variables.get("reasons")
    return f"{text}（原因 {reasons}）" if reasons else text


def checked(marks: MarkCounts) -> str:
    """The sentence of 下班前核对 on the strip."""
    if marks.unconfirmed == 0:
        tail = f"，挂起 {marks.parked} 件，请先处理。" if marks.parked else "，可以下班。"
        return f"今天办理的 {marks.confirmed} 件已全部经省平台确认{tail}"
    parts = [
        f"{words.MARKS[name]} {count} 件"
        for name, count in (("stored", marks.stored), ("uploaded", marks.uploaded), ("refused", marks.refused))
        if count
    ]
    return f"还有 {marks.unconfirmed} 件未经省平台确认：{'，'.join(parts)}。均已存在本机，不会丢失。"


def news(handover: Handover) -> str:
    """What is new since the last sign-off, in one sentence."""
    if handover.since is None:
        return FIRST_DAY
    arrived = [f"{words.QUEUES[queue]} {count} 件" for queue, count in handover.arrived.items() if count]
    closed = [words.TIMES[kind] for kind, _at in handover.closed]
    parts = []
    if arrived:
        parts.append("新到" + "，".join(arrived))
    if handover.decisions:
        parts.append(f"同事办理了您经手的 {len(handover.decisions)} 件")
    if closed:
        parts.append("、".join(closed) + "已截止")
    if not parts:
        return HANDOVER_NONE
    return f"自 {words.day_and_time(handover.since)} 离岗以来：" + "；".join(parts) + "。"


def time_state(state: str, seconds_left: int) -> str:
    if state == "not_open":
        return "未开始"
    if state == "over":
        return "已截止"
    if state == "grace":
        return "宽限中"
    days = seconds_left // 86400
    return f"余{days}天" if days else "余" + words.span(timedelta(seconds=seconds_left))
