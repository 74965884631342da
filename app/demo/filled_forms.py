"""What candidates typed for the 毕业生登记表: schools and work without a gap, family, what they think of themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.demo.families import family_of
from app.demo.given_names import plain_name
from app.demo.schooling import college_years, junior_school_from
from app.services.registration_form_content import FilledForm, ResumeLine

if TYPE_CHECKING:
    import random
    from datetime import date

    from app.demo.people import Person
    from app.demo.rows import Row
    from app.demo.territory import County


@dataclass(frozen=True, slots=True)
class Job:
    """`unit` follows the county's name; an empty one is no work unit at all."""

    unit: str
    position: str
    occupation: str


_JOBS = (
    Job("第一中学", "教师", "教师"),
    Job("实验小学", "教师", "教师"),
    Job("实验幼儿园", "保育员", "职员"),
    Job("人民医院", "护士", "专业技术人员"),
    Job("中医院", "药剂师", "专业技术人员"),
    Job("农村信用合作联社", "柜员", "职员"),
    Job("融媒体中心", "编辑", "专业技术人员"),
    Job("惠民商贸有限公司", "会计", "专业技术人员"),
    Job("兴盛煤焦有限公司", "操作工", "工人"),
    Job("顺达物流有限公司", "调度员", "职员"),
    Job("自来水公司", "维修工", "工人"),
    Job("行政审批服务管理局", "科员", "干部"),
    Job("府前社区居民委员会", "网格员", "职员"),
    Job("供电公司", "抄表员", "工人"),
)
_WITHOUT_UNIT = (Job("", "务农", "农民"), Job("", "个体经营", "其他"), Job("", "自由职业", "其他"))
_EARLIER_JOBS = (
    ("惠民超市", "营业员"), ("兴盛煤焦有限公司", "工人"), ("顺达物流有限公司", "职工"), ("宏远建筑有限公司", "资料员"),
    ("晨光文具店", "店员"), ("福满园酒店", "服务员"),
)  # fmt: skip
_JUNIOR_SCHOOLS = ("第二初级中学", "第三初级中学", "实验中学", "城关初级中学")
_SENIOR_SCHOOLS = ("第一中学", "第二中学", "高级中学", "职业中学")
_WITHOUT_A_UNIT = 0.25
_WITHOUT_ASSESSMENT = 0.35
_ASSESSMENTS = (
    (
        "本人在自学考试期间，坚持四项基本原则，拥护中国共产党的领导，遵纪守法，品行端正。学习上刻苦认真，合理安排工作与学习时间，"
        "系统掌握了本专业的基础理论、基本知识和基本技能，按计划完成了全部课程的考试和毕业论文。工作中能够理论联系实际，踏实肯干，"
        "虚心向同事请教，团结协作，得到单位的好评。生活上勤俭节约，乐于助人。自学的几年使我养成了独立思考和持续学习的习惯，"
        "也认识到自己在实践经验上的不足。今后将继续努力学习，不断提高自己的思想水平和业务能力，更好地为社会服务。"
    ),
    (
        "几年来，我利用业余时间参加高等教育自学考试，从最初的基础课到最后的毕业环节，每一门课程都认真研读教材、按时复习、"
        "诚信应考。通过学习，我对本专业的知识体系有了较完整的认识，分析问题和解决问题的能力有了明显提高，并能把所学运用到日常工作中。"
        "思想上积极要求进步，关心时事，遵守国家法律法规和单位的各项规章制度；工作上认真负责，服从安排，能够按时完成任务；"
        "与同事相处融洽，尊重他人。不足之处是有时处理问题不够细致，今后将加以改进，坚持终身学习，努力做好本职工作。"
    ),
)


def filled_form(person: Person, prior: Row | None, chance: random.Random, on: date) -> FilledForm:
    """`on`: the day on which it is filled in."""
    job = chance.choice(_WITHOUT_UNIT if chance.random() < _WITHOUT_A_UNIT else _JOBS)
    place = place_name(person.registration_county)
    unit = f"{place}{job.unit}" if job.unit else ""
    schools = _schools(person, prior, place, chance)
    work = _work(job, unit or place, schools[-1].ends, place, chance, on)
    return FilledForm(
        native_place=f"山西省{place}",
        former_name=person.former_names[0] if person.former_names else "",
        work_unit=unit,
        work_position=job.position if unit else "",
        work_since=work[0].begins if unit and work else "",
        occupation=job.occupation,
        resume=(*schools, *work),
        family=family_of(person, chance, on),
        awards="无",
        self_assessment="" if chance.random() < _WITHOUT_ASSESSMENT else chance.choice(_ASSESSMENTS),
    )


def place_name(county: County) -> str:
    """Districts are known by their city."""
    return f"{county.city_name}{county.name}" if county.name.endswith("区") else county.name


def _schools(person: Person, prior: Row | None, place: str, chance: random.Random) -> list[ResumeLine]:
    junior = junior_school_from(person.born_on)
    senior = junior + 3
    lines = [
        _school(junior, senior, place + chance.choice(_JUNIOR_SCHOOLS), chance),
        _school(senior, senior + 3, place + chance.choice(_SENIOR_SCHOOLS), chance),
    ]
    years = college_years(prior)
    if prior is not None and years is not None:
        lines.append(_school(*years, prior["school"], chance))
    return lines


def _school(begins: int, ends: int, name: str, chance: random.Random) -> ResumeLine:
    return ResumeLine(f"{begins}-09", f"{ends}-07", name, "学生", _witness(chance))


def _work(job: Job, where: str, after: str, place: str, chance: random.Random, on: date) -> list[ResumeLine]:
    """From the month after school until now: one employment, or another before it."""
    since = int(after[:4])
    if f"{since}-08" > f"{on:%Y-%m}":
        return []
    if on.year - since < 4 or chance.random() < 0.25:
        return [ResumeLine(f"{since}-08", "", where, job.position, _witness(chance))]
    changed = since + chance.randint(1, min(on.year - since - 1, 9))
    unit, position = chance.choice(_EARLIER_JOBS)
    return [
        ResumeLine(f"{since}-08", f"{changed}-02", place + unit, position, _witness(chance)),
        ResumeLine(f"{changed}-03", "", where, job.position, _witness(chance)),
    ]


def _witness(chance: random.Random) -> str:
    return plain_name(chance, 1970, chance.choice("12")).text
