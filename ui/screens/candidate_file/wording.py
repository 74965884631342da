"""Every word of the candidate file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui import words

if TYPE_CHECKING:
    from app.services.candidate_file_views import ApplicationView, StageView
    from app.services.history import HistoryEntry

TITLE = "考生档案"
FILING = "本批次申请"
OTHER_FILING = "申请"
NO_FILING = "本批次没有毕业申请。"
NO_FILING_HINT = "考生在网上申请，或在申请时间内到窗口办理。"
SHARED = "申请 {count} 份，共用照片与地址"
COLUMNS = {"ordinal": "申请", "specialty": "专业", "host": "主考院校", "attempt": "次数", "progress": "进度"}
ORDINALS = {1: "一", 2: "二"}
ATTEMPTS = {1: "首次申请", 2: "重新申请"}
ADMISSION_PHOTO = "准考证照片"
GRADUATION_PHOTO = "毕业照片"
RARE = "生僻字"
MERGE = "{count} 个号，合并待办"
OTHER_OFFICE = "他县报名点"
FACTS = {
    "id_number": "身份证号",
    "candidate_no": "准考证号",
    "person": "性别、民族",
    "political": "政治面貌",
    "phone": "手机",
    "address": "通信地址",
    "office": "报名点",
    "former": "曾用",
    "identity": "身份认证",
    "prior": "前置学历",
    "corrections": "信息修改",
    "passed": "合格课程",
    "actor": "轮到谁",
    "state": "现在状态",
    "reason": "原因",
    "until": "截止",
    "since": "转入时间",
    "claim": "认领",
    "cards": "待核合格证",
    "order": "订单",
    "form": "登记表",
    "attempts": "首次结果",
    "certificate": "毕业证书",
}
NO_CORRECTION = "无待办"
NEXT_COLUMNS = {"stage": "接下来", "actor": "由谁办", "what": "办什么", "until": "截止"}
WHAT_NEXT = {
    "identity": "身份认证，不通过的持原件到报名点人工审核",
    "prior": "学信网授权比对，不一致的到窗口核验",
    "submit": "网上提交毕业申请",
    "photo": "采集毕业证书电子注册图像",
    "system_review": "系统自动审核",
    "pre_review": "县区招办预审",
    "payment": "网上支付，打印订单",
    "form": "填报、导出，A3 双面打印两份",
    "materials": "登记表两份，合格证原件",
    "reporting": "汇总上报市自考办",
    "graduation": "审定，颁发毕业证书",
}
RECORDS = "档案内容"
RECORD_COLUMNS = {
    "code": "代码",
    "name": "名称",
    "credits": "学分",
    "score": "成绩",
    "passed_on": "合格时间",
    "note": "备注",
}
SECTIONS = {
    "passed": "历次合格课程",
    "cards": "旧计划课程合格证、实践课考核卡",
    "prior": "前置学历",
    "former": "曾用姓名、号码",
    "corrections": "信息修改",
    "filings": "历次申请",
    "attempts": "预审记录",
}
HISTORY = "经过"
ONLY_ROUND = "只看本批次"
PAYMENT_CLOSED = "本批次各份申请均审核结束、毕业照片通过后，由省平台开放。"
NOTHING_NEXT = "没有后续环节。"
NO_HISTORY = "没有办理记录。"
LOGGED = "本次查看已记入日志，{time}"
KEYS = {
    "main": "开始县区预审",
    "form": "登记表",
    "open": "办理",
    "notice": "一次性告知单",
    "switch": "切换申请",
    "stages": "看各环节",
    "records": "档案内容",
    "round": "只看本批次",
    "refresh": "刷新",
}
MAIN = {"pre_review": "开始县区预审", "registration_form": "打印登记表"}
SWITCH = "切到申请{ordinal}"


def progress(stage: StageView) -> str:
    """县区预审，待本招办 / 缴费，待考生 / 毕业."""
    name = words.STAGES[stage.name]
    if stage.status in {"done", "skipped"}:
        return name
    if stage.status == "failed":
        return f"{name}未通过，待{words.ACTORS[stage.actor]}"
    return f"{name}，待{words.ACTORS[stage.actor]}"


def stage_when(stage: StageView) -> str:
    """Short day for what is done, the limit for what is to come, 待办 where it is now."""
    if stage.status == "done":
        return words.short_day(stage.at)
    if stage.status == "skipped":
        return "不需要"
    if stage.status == "failed":
        return "未通过"
    if stage.status == "here":
        return "待办"
    return f"{words.short_day(stage.until)} 前" if stage.until is not None else ""


_REGIONS = {
    "identity": "identity",
    "prior": "prior",
    "submit": "review",
    "photo": "photo",
    "system_review": "review",
    "pre_review": "review",
    "payment": "payment",
    "form": "form",
    "materials": "materials",
    "reporting": "materials",
    "graduation": "decision",
}


def stage_state(stage: StageView) -> str:
    """The region's state in words."""
    return words.STATES[_REGIONS[stage.name]].get(stage.state, stage.state)


def attempts(application: ApplicationView) -> str:
    """What came of the earlier attempt."""
    refused = [each for each in application.attempts if each.outcome == "refused"]
    if not refused:
        return ""
    titles = "、".join(reason.title for reason in refused[0].reasons)
    return f"{words.day(refused[0].decided_at)} 预审不通过" + (f"：{titles}" if titles else "")


def history(entry: HistoryEntry) -> str:
    text = words.COMMANDS.get(entry.kind, entry.kind)
    extra = entry.variables.get("course") or entry.variables.get("field")
    return f"{text}（{extra}）" if extra else text


def history_who(entry: HistoryEntry) -> str:
    names = [name for name in (entry.clerk_name, entry.second_clerk_name) if name]
    if names:
        return "、".join(names) + (f"，{entry.workstation_name}" if entry.workstation_name else "")
    return words.ACTORS.get(entry.actor, "")
