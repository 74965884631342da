"""Every word of the look-up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.lookup_match import ReasonKind

if TYPE_CHECKING:
    from app.services.lookup_match import MatchReason
    from app.services.lookup_preview import Progress

TITLE = "查找"
LONGEST_REASON = 14
HINT = "姓名、拼音、准考证号、身份证号任意一段、手机尾号"
WITH_GRADUATED = "含已毕业"
RARE = "生僻字"
NUMBERS = "{count} 个号"
COLUMNS = {
    "name": "姓名",
    "id_number": "身份证号",
    "candidate_no": "准考证号",
    "progress": "当前进度",
    "reason": "命中原因",
}
REACH = "本县范围内查找。外县考生请联系其报名点所在招办。"
START = "输入即查。"
START_HINT = "姓名两个字以上、拼音或首字母、任意一段号码，也可连用：王 1987、zxm 0424。扫码枪扫到的号码直接查。"
TOO_SHORT = "字数太少，无法查找。"
TOO_SHORT_HINT = "请至少输入两个字、两个字母或三位数字，或再加出生年份。"
NONE = "没有找到符合的考生。"
NONE_HINT = "请换一段号码，或用姓名拼音再查。外县考生请联系其报名点所在招办。"
NONE_ACTIVE = "在办考生中没有符合的，已毕业的有 {count} 位。"
NONE_ACTIVE_MANY = "在办考生中没有符合的，已毕业的有 {count} 位以上。"
NONE_ACTIVE_HINT = "按 Alt+G 连已毕业的一起查。"
HITS = "{count} 位考生命中"
ONE_HIT = "1 位考生命中"
COMPARE = "请与考生核对身份证号后四位，再打开档案。"
COMPARE_ONE = "核对身份证号后四位无误，按 Enter 打开档案。"
MORE = "命中超过 {most} 位，只列前 {count} 位"
MORE_HINT = "请再输入几个字。"
CHOOSE_FIRST = "命中多位考生，请先用 ↑↓ 选定考生，再按 Enter。"
NOTHING_TO_DO = "这位考生现在没有要在这里办的事，可按 Enter 看档案，或按 F8 打印一次性告知单。"
SCANNED_NOBODY = "没有找到扫到的号码，请核对号码，或改用姓名查找。"
NO_PREVIEW = "用 ↑↓ 选定一位考生"
NO_PREVIEW_HINT = "这里显示照片和本批次办理情况"
GONE = "这位考生的档案已不在本机"
GONE_HINT = "可能已转到其他县，请再查一次"
READING = "正在读取…"
FILING = "本批次申请"
NOT_FILED = "本批次未申请"
MERGE = "合并待办"
RARE_COUNT = "{count} 个生僻字，请对照证件"
NO_PHOTO = "无照片"
ORDINALS = {1: "申请一", 2: "申请二"}
ATTEMPTS = {1: "首次申请", 2: "重新申请"}
UNTIL = "截止 {time}"
FACTS = {
    "id_number": "身份证号",
    "candidate_no": "准考证号",
    "phone": "手机",
    "person": "性别、民族",
    "office": "报名点",
    "former": "曾用名",
    "specialty": "专业",
    "host": "主考院校",
    "now": "现在该办",
    "mark": "省平台",
}
OPEN = "打开考生档案"
KEYS = {
    "choose": "选考生",
    "open": "打开档案",
    "go": "去该办的事",
    "notice": "一次性告知单",
    "graduated": "含已毕业",
    "clear": "清空",
    "refresh": "刷新",
}
GO = {"pre_review": "去县区预审", "registration_form": "去登记表"}

REASONS = {
    ReasonKind.NAME: "姓名",
    ReasonKind.LOOK_ALIKE: "形近字",
    ReasonKind.FORMER_NAME: "曾用名 {text}",
    ReasonKind.INITIALS: "首字母 {text}",
    ReasonKind.PINYIN: "拼音 {text}",
    ReasonKind.SURNAME_READING: "姓氏读音 {text}",
    ReasonKind.CANDIDATE_NO: "准考证号",
    ReasonKind.ID_NUMBER: "身份证号",
    ReasonKind.ID_NUMBER_PART: "身份证号一段",
    ReasonKind.FORMER_ID_NUMBER: "曾用身份证号",
    ReasonKind.PHONE: "手机号",
    ReasonKind.PHONE_TAIL: "手机尾号",
    ReasonKind.BIRTH: "出生日期",
}

_PROGRESS = {
    "identity": {
        "none": "身份未认证，待考生",
        "auto_failed": "身份认证系统未通过，待考生",
        "pending_manual": "身份认证待人工审核",
        "manual_rejected": "身份认证不通过，待考生",
        "revoked": "身份认证已撤销",
    },
    "prior": {
        "none": "前置学历未授权，待考生",
        "mismatched": "前置学历不一致，待考生",
        "pending_offline": "前置学历线下核验",
        "refused": "前置学历不通过，待考生",
    },
    "submit": {"draft": "申请未提交，待考生"},
    "photo": {
        "none": "毕业照片未采集，待考生",
        "auto_failed": "毕业照片系统未通过，待考生",
        "pending_manual": "毕业照片待人工审核",
        "manual_rejected": "毕业照片未通过，待考生",
        "recalled": "毕业照片被退回，待重审",
    },
    "system_review": {"awaiting_system": "系统审核中"},
    "pre_review": {
        "awaiting_county": "县区预审，待本招办",
        "refused": "县区预审不通过，待考生",
        "closed": "预审不通过，本批次已结束",
        "lapsed": "未审，已过预审时间",
        "void": "毕业申请无效",
    },
    "payment": {"closed": "审核已通过，未开放缴费", "open": "待缴费", "pending": "支付中", "lapsed": "逾期未缴费"},
    "form": {"empty": "已缴费，登记表待填写", "filled": "已缴费，登记表待导出"},
    "materials": {
        "awaited": "登记表已导出，材料待交",
        "received": "材料已接收，待审核",
        "returned": "材料退回补正，待考生",
    },
    "reporting": {
        "checked": "材料审核通过，待上报",
        "listed": "已列入上报名册",
        "handed_over": "已交市自考办，待接收",
        "accepted": "市自考办已接收",
    },
    "graduation": {
        "none": "已上报，待市自考办审核",
        "city": "待主考院校审核",
        "host": "待省自考办审定",
        "graduated": "已毕业",
        "not_graduated": "不予毕业",
    },
}


def progress(of: Progress) -> str:
    """Where a person stands, in one short sentence; without a filing only what a clerk has to do beforehand."""
    known = _PROGRESS.get(of.stage.name, {}).get(of.stage.state, "")
    if of.filed:
        return known
    return known if of.stage.actor == "clerk" and known else NOT_FILED


def stage(name: str, state: str) -> str:
    return _PROGRESS.get(name, {}).get(state, "")


def reason(why: MatchReason) -> str:
    """Why a row is there. Digits that were typed are not repeated: their column masks them."""
    return REASONS[why.kind].format(text=_short(why.text))


def reason_kind(why: MatchReason) -> str:
    """The same without a name or how it is read, while somebody is looking."""
    return REASONS[why.kind].format(text="").strip()


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_REASON else text[: LONGEST_REASON - 1].rstrip() + "…"
