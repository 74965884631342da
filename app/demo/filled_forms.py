"""What candidates typed for the 毕业生登记表: resume, family, work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.demo.given_names import plain_name
from app.services.registration_form_content import FamilyMember, FilledForm, ResumeLine

if TYPE_CHECKING:
    import random

    from app.demo.people import Person

_WORK = (
    ("县第一中学", "教师"), ("县人民医院", "护士"), ("某焦化有限责任公司", "职员"), ("县农村信用合作联社", "柜员"),
    ("某物流有限公司", "主管"), ("县融媒体中心", "编辑"), ("某商贸有限公司", "会计"), ("县实验幼儿园", "教师"),
    ("", ""),
)  # fmt: skip
_SCHOOLS = ("县第二中学", "县职业中学", "市第三中学", "县第一中学")
_OCCUPATIONS = {"教师": "教师", "护士": "专业技术人员", "会计": "专业技术人员", "编辑": "专业技术人员"}
_ASSESSMENT = (
    "本人在自学考试期间，坚持四项基本原则，拥护中国共产党的领导，遵纪守法。学习上刻苦认真，合理安排工作与学习时间，"
    "系统掌握了本专业的基础理论和基本技能，按计划完成了全部课程的考试和毕业论文。工作中能够理论联系实际，踏实肯干，"
    "团结同事，得到单位的好评。今后将继续努力学习，不断提高自己的思想水平和业务能力，更好地为社会服务。"
)


def filled_form(person: Person, chance: random.Random, year: int) -> FilledForm:
    unit, position = chance.choice(_WORK)
    county = person.registration_county.name
    middle = person.born_on.year + 12
    work_from = max(middle + 6, int(person.first_round[:4]))
    lines = [
        ResumeLine(f"{middle}-09", f"{middle + 3}-07", f"{county}{chance.choice(_SCHOOLS)}", "学生", _witness(chance)),
        ResumeLine(
            f"{middle + 3}-09", f"{middle + 6}-07", f"{county}{chance.choice(_SCHOOLS)}", "学生", _witness(chance)
        ),
    ]
    if work_from > middle + 6:
        lines.append(ResumeLine(f"{middle + 6}-08", f"{work_from}-03", f"{county}务工", "职工", _witness(chance)))
    lines.append(ResumeLine(f"{work_from}-04", "", unit or f"{county}自由职业", position or "无", _witness(chance)))
    return FilledForm(
        native_place=f"山西{county}",
        former_name=person.former_names[0] if person.former_names else "",
        work_unit=unit,
        work_position=position,
        work_since=f"{work_from}-04" if unit else "",
        occupation=_OCCUPATIONS.get(position, "工人" if unit else "其他"),
        resume=tuple(lines),
        family=_family(person, chance, married=year - person.born_on.year > 28),
        awards="无",
        self_assessment=_ASSESSMENT if chance.random() < 0.5 else "",
    )


def _witness(chance: random.Random) -> str:
    return plain_name(chance, 1970, chance.choice("12")).text


def _family(person: Person, chance: random.Random, *, married: bool) -> tuple[FamilyMember, ...]:
    surname = person.name[0]
    born = person.born_on.year
    father = surname + plain_name(chance, born - 26, "1").text[1:]
    family = [
        FamilyMember("父", father, "务农"),
        FamilyMember("母", plain_name(chance, born - 25, "2").text, chance.choice(("务农", "退休", "个体"))),
    ]
    if married:
        partner = plain_name(chance, born, "2" if person.sex == "1" else "1").text
        family.append(FamilyMember("配偶", partner, chance.choice(("职工", "个体", "教师"))))
    return tuple(family)
