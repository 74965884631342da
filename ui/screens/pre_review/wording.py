"""Every word of the pre-review."""

from __future__ import annotations

from collections import defaultdict
from string import Formatter
from typing import TYPE_CHECKING

from app.services.course_plan import CourseHow
from app.services.pre_review_views import CheckCode, QueuePart
from ui import words
from ui.text import sentence

if TYPE_CHECKING:
    from datetime import timedelta

    from app.domain.errors import ClerkError
    from app.services.pre_review_views import CardView, Check, CourseSide, TimeLeft
    from app.services.reasons import Reason

TITLE = "县区预审"
PARTS = {
    QueuePart.OPEN: "县区预审",
    QueuePart.TO_VERIFY: "待核实",
    QueuePart.SECOND_SIGNATURE: "待复核人签",
}
EMPTY = {
    QueuePart.OPEN: ("没有待预审的申请。", "新转来的申请会自动出现在这里。"),
    QueuePart.TO_VERIFY: ("没有待核实的申请。", "按 H 可把需先电话核实的申请放到这里。"),
    QueuePart.SECOND_SIGNATURE: ("没有待复核人签的申请。", "再次不通过须两人签字，未签的放在这里。"),
}
LOADING = "正在读取…"
NO_CASE = "队列已办完。"
AGAIN = "重新申请"
FIRST = "首次申请"
ORDINALS = {1: "申请一", 2: "申请二"}
RARE = "生僻字"
ONLY_DIFFERENCES = "只看差异"
ALL_EQUAL = "申请与记录一致"
SEE_SCANS = "看扫描件"
NEXT_DIFFERENCE = "上/下一处差异"
GROUPS = {"person": "个人信息", "application": "申请信息"}
COURSES = "课程"
FIELDS = {
    "name": "姓名",
    "former_name": "曾用名",
    "sex": "性别",
    "ethnicity": "民族",
    "sex_ethnicity": "性别、民族",
    "born_on": "出生日期",
    "id_number": "身份证号",
    "candidate_no": "准考证号",
    "phone": "手机",
    "address": "通信地址",
    "specialty": "专业",
    "level": "层次",
    "plan": "计划",
    "generation": "计划",
    "host": "主考院校",
    "host_name": "主考院校",
    "specialty_name": "专业",
    "specialty_code": "专业代码",
    "plan_id": "计划编号",
    "school": "前置学历院校",
    "graduated_on": "前置学历毕业",
    "certificate_no": "前置学历证书",
    "prior": "前置学历",
    "prior_school": "前置学历院校",
    "prior_level": "前置学历层次",
    "prior_specialty": "前置学历专业",
    "prior_graduated_on": "前置学历毕业",
    "prior_certificate_no": "前置学历证书",
}
VERDICT = "系统核对"
VERDICT_LOOK = "{count} 项须看"
VERDICT_OK = "逐项相符"
VERDICT_FOOT = "仅供核对，是否通过由审核人决定"
HISTORY = "经过"
SCAN = "扫描件 {number}"
NO_SCANS = "本件没有扫描件。"
JUDGE_OK = "相符"
JUDGE_REFUSE = "不予认可"
REASONS = "不通过原因"
REASONS_HINT = "数字勾选，可多选"
CANDIDATE_READS = "考生将看到"
EDIT_TEXT = "修改"
SOURCES = {"record": "历次", "exempt": "免考", "card": "合格证", "substitution": "顶替", "pool": "顶替"}
PASS = "预审通过"  # noqa: S105 an act
REFUSE = "预审不通过"
REFUSE_AGAIN = "再次不通过"
VERIFY = "待核实"
CLEAR = "核实完毕"
NOTE_PLACEHOLDER = "写明原因（考生会看到）"
VERIFY_PLACEHOLDER = "电话核实什么"
CARD_PLACEHOLDER = "为什么不予认可"
LAST_CHANCE = "这是最后一次机会，不通过后本批次不能再申请。"
TELEPHONE_FIRST = "时间已近，考生可能来不及重新申请。请先电话联系，按 H 放入待核实。"
SINCE_FIRST = "与首次申请相比"
NO_CHANGE = "内容没有变化"
FROZEN = "已锁定，不可修改"
SECOND_TITLE = "复核人签字"
SECOND_HINT = "请复核人在此输入本人密码。您的登录和案件不受影响。"
SECOND_SIGN = "签字并办结"
SECOND_LATER = "留待复核人"
SECOND_WAIT = "密码错误次数过多，请等 {seconds} 秒后再试，或按 F6 留待复核人签字。"
SECOND_WAIT_SHORT = "请等 {seconds} 秒后再试"
SECOND_NOBODY = "本招办没有其他复核人，可按 F6 留待复核人签字。"
KEPT_FOR_SECOND = "已留待复核人签字，原因已保留。"
DECIDED_ELSEWHERE = "这份申请在挂起期间已经办理，现为“{state}”，不再打开。请继续办队列中的申请。"
STILL_UNDOABLE = "还在 10 秒之内，按 Z 可撤销。"
BEFORE_UNDOABLE = "再按 Z 撤销前一件。"
NEAR_BELL = "时间已近，请先电话联系考生，按 H 放入待核实；已联系过的，再按一次 R 办结。"
UNDONE = "已撤销，申请回到队列。"
CLAIMED_BY = "{name} 正在办理"
MINE = "已认领"
KEYS = {
    "reasons": "勾选原因",
    "pass": "预审通过",
    "verify": "待核实",
    "clear": "核实完毕",
    "differences": "只看差异",
    "next": "下一处差异",
    "scans": "看扫描件",
    "neighbour": "上/下一份",
    "undo": "撤销上一件（10 秒）",
    "notice": "一次性告知单",
    "file": "考生档案",
    "courses": "展开课程",
    "text": "改给考生的文字",
    "part": "换队列",
    "cancel": "返回",
    "write": "写好了",
    "second": "选复核人",
    "show": "显示密码",
    "hide": "隐藏密码",
    "ok": "卡片相符",
    "bad": "卡片不予认可",
    "next_scan": "下一件",
}
_LEVEL_NAMES = words.LEVELS
_HOW = {
    CourseHow.RECORD: "",
    CourseHow.EXEMPT: "免考",
    CourseHow.NONE: "无成绩",
}
CHECKS = {
    CheckCode.CARD_UNJUDGED: "{course} {course_name} 待核",
    CheckCode.CARD_REFUSED: "{course} {course_name} 卡片不予认可",
    CheckCode.CARD_WITHOUT_SCAN: "{course} {course_name} 没有扫描件",
    CheckCode.CORRECTION_OPEN: "信息修改尚未办结",
    CheckCode.NUMBERS_TO_MERGE: "名下 {count} 个准考证号，待合并",
    CheckCode.COURSE_MISSING: "{course} {course_name} 无成绩",
    CheckCode.RECORD_USED: "{course} 已用于其他毕业",
    CheckCode.POOL_CREDITS: "{course_name}顶替 {have}，应 {needed}",
    CheckCode.COURSES_COUNTED: "课程 {have} 门，应 {needed} 门",
    CheckCode.CREDITS_COUNTED: "学分 {have}，应 {needed}",
    CheckCode.SUBSTITUTION_UNUSED: "顶替课程未曾使用",
    CheckCode.PRIOR: "前置学历：{state}",
    CheckCode.GRADUATION_WORK: "{course_name} {score}",
    CheckCode.IDENTITY: "身份认证：{state}",
    CheckCode.PHOTO: "毕业照片：{state}",
    CheckCode.PLAN_UNKNOWN: "没有该专业的计划，课程无法核对",
}
SHORT_CHECKS = {CheckCode.COURSES_COUNTED: "课程已合格 {have} 门", CheckCode.GRADUATION_WORK: "{course_name} 无成绩"}
_MEANING = {"county_approved": "，省平台确认前考生尚不能缴费", "refused": "，省平台确认后考生可见"}


def decided(state: str, name: str, next_exists: bool) -> tuple[str, str]:  # noqa: FBT001 a fact, not a switch
    """(strong, text) of the strip after a decision."""
    what = {"county_approved": PASS, "refused": REFUSE}.get(state, "已移入待核实" if state == "to_verify" else "已办理")
    tail = "10 秒内可撤销。" if next_exists else "10 秒内可撤销。队列已办完。"
    return f"{name} {what}", f"已存本机{_MEANING.get(state, '')}。{tail}"


_LACKING = {
    "card_kind": "本件没有合格证，不能用此原因",
    "course": "本件没有可指明的课程，不能用此原因",
    "credits": "本件没有可核的学分，不能用此原因",
    "host": "本件没有主考院校，不能用此原因",
    "specialty": "本件没有专业，不能用此原因",
}


def unfilled(error: ClerkError, reason: Reason | None) -> str:
    """Why a ticked reason cannot go out: what this case lacks to fill it. A reason about cards names them first."""
    variable = str(error.details.get("variable", ""))
    about_cards = reason is not None and "card_kind" in reason.variables
    lacking = _LACKING.get("card_kind" if about_cards and variable == "course" else variable)
    if error.code != "reasons.variable_missing" or lacking is None:
        return sentence(error)
    return f"“{error.details.get('title', '')}”：{lacking}。请改选其他原因。"


def waited(length: timedelta) -> str:
    """Short enough to stand beside a masked number."""
    return f"{length.days}天" if length.days > 0 else words.span(length)


def side(value: CourseSide, name: str) -> str:
    """One side of a course row: 组织行为学 72，绿卡 / 无成绩，顶替 15 学分."""
    if value.how in {CourseHow.RECORD, CourseHow.EXEMPT}:
        return f"{name} {_HOW[value.how] or value.score}".strip()
    if value.how is CourseHow.CARD:
        return f"{name} {value.score}，凭合格证"
    if value.how in {CourseHow.SUBSTITUTION, CourseHow.POOL}:
        codes = "、".join(each.code for each in value.by)
        missing = f"，缺 {'、'.join(value.missing)}" if value.missing else ""
        return f"由 {codes or '—'} 顶替，{value.credits} 学分{missing}"
    return _HOW[CourseHow.NONE]


def check(value: Check) -> str:
    """A fact that has less to say, such as a plan that names no number of courses, is said shorter."""
    text = CHECKS[value.code]
    variables = {name: _shown(name, each) for name, each in value.variables.items()}
    wanted = [name for _text, name, _form, _conversion in Formatter().parse(text) if name]
    if any(not variables.get(name) for name in wanted):
        text = SHORT_CHECKS.get(value.code, text)
    return text.format_map(defaultdict(str, variables)).strip()


def _shown(name: str, value: str) -> str:
    if name == "state":
        for region in ("identity", "prior", "photo"):
            if value in words.STATES[region]:
                return words.STATES[region][value]
    return value


def proof(value: Check) -> str:
    """What stands at the right of a check: where it can be seen."""
    if value.proof == "scan":
        return SCAN.format(number="、".join(value.proof_ref))
    if value.code is CheckCode.COURSES_COUNTED:
        counted = [(SOURCES[name], count) for name, count in value.variables.items() if name in SOURCES]
        return "，".join(f"{name} {count}" for name, count in counted)
    if value.proof == "course":
        return "、".join(value.proof_ref[:3]) + ("…" if len(value.proof_ref) > 3 else "")
    if value.at is not None:
        return words.day(value.at)
    return {"rule": "专业计划", "region": "考籍"}.get(value.proof, "")


def card_title(card: CardView) -> str:
    return f"{words.CARD_KINDS[card.kind]} {card.code} {card.name}"


def reapply(times: TimeLeft) -> str:
    """How long the candidate still has, said before a refusal goes out."""
    if times.last_chance:
        return LAST_CHANCE
    if times.reapply_until is None or not times.reapply_seconds_left:
        return "重新申请时间已过，不通过后本批次不能再申请。"
    text = f"考生可在 {words.day_and_time(times.reapply_until)} 前重新申请"
    if times.pay_until is not None:
        text += f"，{words.day_and_time(times.pay_until)} 前缴费"
    return text + "。"
