"""The office's words for the program's: one Chinese word per thing, used by every screen. No Qt here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.rounds import BEIJING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime, timedelta

TIMES = {
    "application": "申请时间",
    "reapplication": "重新申请时间",
    "correction": "信息修改时间",
    "pre_review": "预审时间",
    "photo": "照片时间",
    "payment": "缴费时间",
    "hand_in": "交表时间",
}
ROLES = {"intake": "受理", "review": "审核", "second_review": "复核", "county_admin": "县区管理员"}
ACTORS = {
    "candidate": "考生",
    "system": "省平台",
    "clerk": "本招办",
    "city": "市自考办",
    "host": "主考院校",
    "province": "省自考办",
}
STAGES = {
    "identity": "身份认证",
    "prior": "前置学历",
    "submit": "提交申请",
    "photo": "毕业照片",
    "system_review": "系统审核",
    "pre_review": "县区预审",
    "payment": "缴费",
    "form": "登记表",
    "materials": "材料接收",
    "reporting": "上报",
    "graduation": "毕业",
}
MARKS = {
    "stored": "本机已存",
    "uploaded": "已上传",
    "confirmed": "省平台已确认",
    "refused": "省平台未接受",
    "withdrawn": "已撤销",
}
SEXES = {"0": "未知", "1": "男", "2": "女", "9": "未说明"}
LEVELS = {"junior_college": "专科", "bachelor": "本科"}
CARD_KINDS = {"red": "红卡", "green": "绿卡", "practical": "实践课考核卡"}
SOURCES = {"exam": "考试", "exempt": "免考", "old_card": "旧计划合格证", "practical_card": "实践课考核卡"}

STATES: Mapping[str, Mapping[str, str]] = {
    "registration": {"none": "未注册", "registered": "已注册"},
    "identity": {
        "none": "未认证",
        "auto_failed": "系统未通过",
        "auto_passed": "系统认证通过",
        "pending_manual": "待人工审核",
        "manual_passed": "人工审核通过",
        "manual_rejected": "人工审核不通过",
        "revoked": "认证已撤销",
    },
    "prior": {
        "not_required": "不需要",
        "none": "未授权",
        "matched": "学信网比对一致",
        "mismatched": "学信网比对不一致",
        "pending_offline": "待线下核验",
        "verified": "线下核验通过",
        "refused": "线下核验不通过",
    },
    "correction": {
        "proposed": "待复核",
        "applied": "已修改",
        "refused": "不予修改",
        "escalated": "已书面报省",
        "cancelled": "已取消",
    },
    "photo": {
        "none": "未采集",
        "auto_failed": "系统未通过",
        "auto_passed": "系统认证通过",
        "pending_manual": "待人工审核",
        "manual_passed": "人工审核通过",
        "manual_rejected": "人工审核不通过",
        "recalled": "已被退回",
    },
    "payment": {"closed": "未开放", "open": "待缴费", "pending": "支付中", "paid": "已缴费", "lapsed": "逾期未缴"},
    "review": {
        "draft": "未提交",
        "awaiting_system": "系统审核中",
        "system_approved": "系统审核通过",
        "awaiting_county": "待县区预审",
        "county_approved": "县区预审通过",
        "refused": "县区预审不通过",
        "closed": "本批次已结束",
        "lapsed": "未审，已过预审时间",
        "void": "毕业申请无效",
    },
    "card": {"entered": "待核", "ok": "已核，相符", "refused": "不予认可"},
    "original": {
        "awaited": "待交原件",
        "handed_in": "已交原件",
        "compared": "原件相符",
        "differs": "原件不符",
        "sent_up": "已上交",
        "returned": "已退还",
    },
    "form": {"empty": "未填写", "filled": "已填写", "exported": "已导出"},
    "materials": {
        "awaited": "待交",
        "received": "已接收",
        "checked": "材料审核通过",
        "returned": "退回补正",
        "listed": "已列入上报名册",
        "handed_over": "已交市自考办",
        "accepted": "市自考办已接收",
    },
    "decision": {
        "none": "未上报",
        "city": "市自考办审核通过",
        "host": "主考院校审核通过",
        "graduated": "已毕业",
        "not_graduated": "不予毕业",
    },
    "hand_out": {"at_office": "证书待领", "issued": "证书已发", "unclaimed": "证书未领"},
}

COMMANDS = {
    "register_candidate": "考生注册",
    "pass_identity_check": "身份认证系统通过",
    "fail_identity_check": "身份认证系统未通过",
    "request_identity_review": "申请身份认证人工审核",
    "request_identity_review_at_counter": "持原件到窗口申请人工审核",
    "pass_identity": "身份认证人工审核通过",
    "reject_identity": "身份认证人工审核不通过",
    "revoke_identity": "身份认证被撤销",
    "require_prior": "需验证前置学历",
    "match_prior": "学信网授权，比对一致",
    "mismatch_prior": "学信网授权，比对不一致",
    "record_prior_documents": "收到前置学历证明材料",
    "verify_prior": "前置学历线下核验通过",
    "refuse_prior": "前置学历线下核验不通过",
    "propose_correction": "提出信息修改",
    "apply_correction": "信息修改复核通过",
    "refuse_correction": "信息修改不予通过",
    "escalate_correction": "信息修改书面报省",
    "cancel_correction": "取消信息修改",
    "apply_escalated_correction": "省自考办同意信息修改",
    "refuse_escalated_correction": "省自考办不同意信息修改",
    "pass_photo_check": "毕业照片系统通过",
    "fail_photo_check": "毕业照片系统未通过",
    "upload_photo_again": "重新上传毕业照片",
    "request_photo_review": "申请毕业照片人工审核",
    "request_photo_review_at_counter": "到窗口申请毕业照片人工审核",
    "pass_photo": "毕业照片人工审核通过",
    "reject_photo": "毕业照片人工审核不通过",
    "recall_photo": "毕业照片被退回",
    "return_recalled_photo": "被退回的照片转人工审核",
    "open_payment": "开放缴费",
    "close_payment": "暂停缴费",
    "start_payment": "发起支付",
    "cancel_payment": "取消支付",
    "confirm_payment": "缴费成功",
    "lapse_payment": "逾期未缴费",
    "extend_payment": "省自考办延长缴费",
    "refund_payment": "省自考办退费",
    "enter_application": "填写毕业申请",
    "change_application": "修改毕业申请",
    "submit_application": "提交毕业申请",
    "pass_system_review": "系统审核通过",
    "pass_to_county": "转县区预审",
    "pass_pre_review": "县区预审通过",
    "refuse_pre_review": "县区预审不通过",
    "refuse_pre_review_again": "县区预审再次不通过",
    "propose_second_refusal": "拟再次不通过，待复核人签",
    "mark_to_verify": "转待核实（先电话）",
    "clear_to_verify": "核实完毕",
    "reapply": "重新申请",
    "close_refused": "未重新申请，本批次结束",
    "lapse_review": "过预审时间未审",
    "send_back_application": "省自考办退回重审",
    "void_application": "毕业申请无效",
    "lift_void": "撤销无效",
    "enter_course_card": "录入合格证",
    "change_course_card": "修改合格证",
    "attach_card_scan": "上传合格证扫描件",
    "accept_course_card": "合格证核对相符",
    "refuse_course_card": "合格证不予认可",
    "judge_course_card_again": "合格证重新核对",
    "take_in_original": "收到合格证原件",
    "find_original_same": "原件与扫描件相符",
    "find_original_different": "原件与扫描件不符",
    "send_up_original": "原件上交",
    "return_original": "原件退还考生",
    "fill_form": "填写毕业生登记表",
    "record_form_export": "导出毕业生登记表",
    "receive_materials": "接收材料",
    "receive_late_materials": "同意延期接收材料",
    "check_materials": "材料审核通过",
    "return_materials": "材料退回补正",
    "list_materials": "列入上报名册",
    "hand_over_materials": "材料交市自考办",
    "accept_materials": "市自考办接收材料",
    "return_materials_to_county": "市自考办退回材料",
    "pass_at_city": "市自考办审核通过",
    "pass_at_host": "主考院校审核通过",
    "graduate": "批准毕业",
    "refuse_graduation": "不予毕业",
    "issue_certificate": "发放毕业证书",
    "mark_certificate_unclaimed": "毕业证书未领",
}

QUEUES = {
    "counter_drafts": "窗口协助申请（草稿待提交）",
    "prior": "前置学历线下核验",
    "corrections": "信息修改待复核",
    "course_cards": "旧计划课程合格证待核",
    "identity": "身份认证人工审核",
    "photos": "毕业照片人工审核",
    "pre_review": "县区预审",
    "to_verify": "县区预审 · 待核实（先电话）",
    "second_signature": "再次不通过，待复核人签",
    "unpaid": "已通过未缴费",
    "papers_due": "已缴费未交表",
    "returned": "退回补正待交回",
    "originals": "合格证原件待比对",
}


def state(region: str, value: str) -> str:
    return STATES[region][value]


def roles(names: Collection[str]) -> str:
    """In the order of the office, whatever the order of `names`."""
    return "、".join(title for name, title in ROLES.items() if name in names)


def round_name(round_id: str) -> str:
    """2026-2 is 2026年下半年."""
    year, half = round_id.split("-")
    return f"{year}年{'上' if half == '1' else '下'}半年"


def day(moment: datetime | None) -> str:
    return "—" if moment is None else moment.astimezone(BEIJING).strftime("%Y-%m-%d")


def short_day(moment: datetime | None) -> str:
    return "" if moment is None else moment.astimezone(BEIJING).strftime("%m-%d")


def clock_time(moment: datetime) -> str:
    return moment.astimezone(BEIJING).strftime("%H:%M")


def day_and_time(moment: datetime | None) -> str:
    return "—" if moment is None else moment.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M")


def span(length: timedelta) -> str:
    """Days and hours, below a day hours, below an hour minutes."""
    minutes = max(0, int(length.total_seconds()) // 60)
    days, hours = minutes // 1440, minutes % 1440 // 60
    if days:
        return f"{days}天{hours}小时" if hours else f"{days}天"
    return f"{hours}小时" if hours else f"{minutes}分钟"


def left(until: datetime, now: datetime) -> str:
    """余6天, on the last day 今日到期, then 已截止."""
    if until <= now:
        return "已截止"
    days = days_left(until, now)
    return "今日到期" if days == 0 else f"余{days}天"


def days_left(until: datetime, now: datetime) -> int:
    """By the calendar in Beijing."""
    return (until.astimezone(BEIJING).date() - now.astimezone(BEIJING).date()).days
