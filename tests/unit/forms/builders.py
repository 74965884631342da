"""Invented people for forms: names, numbers and a drawn portrait of nobody."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from functools import lru_cache
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw

from app.forms.content import FamilyRow, FormContent, PriorQualification, ResumeRow, ScoreRow

COURSES = (
    ("03708", "中国近现代史纲要", "2", "85", ""),
    ("03709", "马克思主义基本原理概论", "4", "76", ""),
    ("15040", "习近平新时代中国特色社会主义思想概论", "3", "81", ""),
    ("00015", "英语（二）", "14", "", "三门课程顶替"),
    ("00051", "管理系统中计算机应用", "3", "72", ""),
    ("00052", "管理系统中计算机应用（实践）", "1", "合格", ""),
    ("00149", "国际贸易理论与实务", "6", "68", "旧计划"),
    ("00150", "金融理论与实务", "6", "79", ""),
    ("00151", "企业经营战略", "6", "74", ""),
    ("00152", "组织行为学", "4", "88", ""),
    ("00153", "质量管理（一）", "4", "免考", "免考"),
    ("00154", "企业管理咨询", "4", "77", ""),
    ("00067", "财务管理学", "6", "66", ""),
    ("04183", "概率论与数理统计（经管类）", "5", "71", ""),
)
SELF_APPRAISAL = (
    "本人自2020年4月参加高等教育自学考试以来，坚持在工作之余系统学习工商管理专业的全部课程，按计划逐门通过考试，"
    "培养了自学能力和独立思考的习惯。\n在思想上，拥护中国共产党的领导，遵守国家法律法规，积极参加单位组织的政治学习；"
    "在学习上，做到课前预习、课后整理，把课程中学到的理论用于日常经营管理的实践；在工作上，认真负责，团结同事，"
    "能够完成领导交办的任务。\n今后我将继续学习，不断充实自己，努力做一名合格的管理工作者。"
)

RESUME = (
    ResumeRow("2010-09", "2013-06", "安和县第二中学", "学生", "秦书言"),
    ResumeRow("2013-09", "2016-06", "安和县第一中学", "学生", "秦书言"),
    ResumeRow("2017-09", "2020-06", "太原某职业学院市场营销专业", "学生", "陆知远"),
    ResumeRow("2020-08", "至今", "安和县某商贸有限公司", "职员", "方子墨"),
)
FAMILY = (
    FamilyRow("父亲", "马文𣲗", "1970-05", "群众", "安和县某机械厂　工人"),
    FamilyRow("母亲", "李𬱖", "1972-11", "群众", "安和县城关镇　务农"),
    FamilyRow("配偶", "㛃䶮", "1999-02", "共青团员", "安和县实验小学　教师"),
)


@lru_cache(maxsize=1)
def portrait() -> bytes:
    """A drawn face, 480 by 640, with grain, so that it weighs what a photo weighs (about 28 kB)."""
    image = Image.new("RGB", (480, 640), (196, 222, 242))
    draw = ImageDraw.Draw(image)
    draw.ellipse((60, 470, 420, 900), fill=(52, 78, 110))
    draw.polygon([(190, 500), (240, 600), (290, 500)], fill="white")
    draw.rectangle((205, 400, 275, 500), fill=(216, 170, 140))
    draw.ellipse((140, 150, 340, 450), fill=(230, 188, 158))
    draw.pieslice((130, 110, 350, 360), 180, 360, fill=(40, 34, 32))
    for x in (190, 290):
        draw.ellipse((x - 7, 287, x + 7, 301), fill=(30, 30, 30))
    draw.arc((205, 350, 275, 400), 20, 160, fill=(160, 70, 70), width=5)
    grain = random.Random(7)
    pixels = image.load()
    assert pixels is not None
    for _ in range(60_000):
        x, y, shade = grain.randrange(480), grain.randrange(640), grain.randrange(-9, 9)
        pixels[x, y] = tuple(max(0, min(255, value + shade)) for value in pixels[x, y])
    out = BytesIO()
    image.save(out, "JPEG", quality=84)
    return out.getvalue()


def score_rows(count: int) -> tuple[ScoreRow, ...]:
    rows = []
    for index in range(count):
        code, name, credit, score, note = COURSES[index % len(COURSES)]
        rows.append(ScoreRow(code, name, credit, score, f"{2018 + index // 4}-{'04' if index % 2 else '10'}", note))
    return tuple(rows)


def form_content(**changes: Any) -> FormContent:
    content = FormContent(
        application_no="2026299012015061301",
        form_version=3,
        host="山西大学",
        specialty="工商管理",
        specialty_code="120201K",
        level="本科",
        name="马𠮷祥",
        candidate_no="990120100613",
        id_number="149901199803122411",
        filled_on=date(2026, 12, 9),
        graduation_date=date(2026, 12, 30),
        former_name="无",
        gender="男",
        ethnicity="汉族",
        birth_month="1998-03",
        political_status="共青团员",
        native_place="山西安和",
        education="大学专科",
        occupation="企业职员",
        first_registered="2020-04",
        began_work="2020-08",
        work_unit="安和县某商贸有限公司　职员",
        phone="139 0000 2413",
        address="山西省安和市安和县城关镇东关路27号",
        postcode="030099",
        photo=portrait(),
        prior=PriorQualification("太原某职业学院", "市场营销", "专科", "2020-06", "999991202006000321"),
        resume=RESUME,
        family=FAMILY,
        rewards="2019年10月获太原某职业学院“优秀学生干部”称号；2019年12月获校级二等奖学金。无处分。",
        self_appraisal=SELF_APPRAISAL,
        scores=score_rows(14),
        practice=(ScoreRow("10512", "工商管理毕业论文", "0", "良好", "2026-06"),),
        course_count="14",
        credit_total="73",
    )
    return replace(content, **changes)
