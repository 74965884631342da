"""The boxes of the registration form by the words printed beside them."""

from __future__ import annotations

import re

FORM_FIELDS = {
    "address": "家庭住址",
    "began_work": "参加工作时间",
    "birth_month": "出生年月",
    "candidate_no": "准考证号",
    "certificate_no": "毕业证书编号",
    "county_opinion": "县（市、区）招生考试机构意见",
    "course_count": "合格课程门数",
    "credit_total": "总学分",
    "education": "文化程度",
    "ethnicity": "民族",
    "family": "家庭主要成员",
    "filled_on": "填表日期",
    "first_registered": "首次报考时间",
    "former_name": "曾用名",
    "gender": "性别",
    "graduation_date": "毕业时间",
    "host": "主考院校",
    "host_opinion": "主考院校意见",
    "id_number": "身份证号",
    "level": "层次",
    "moral_appraisal": "思想品德鉴定",
    "name": "姓名",
    "native_place": "籍贯",
    "occupation": "职业类别",
    "phone": "联系电话",
    "photo": "照片",
    "political_status": "政治面貌",
    "postcode": "邮编",
    "practice": "实践环节",
    "prior_certificate_no": "前置学历证书编号",
    "prior_graduated_month": "前置学历毕业时间",
    "prior_level": "前置学历层次",
    "prior_school": "前置学历毕业院校",
    "prior_specialty": "前置学历专业",
    "province_opinion": "省高等教育自学考试委员会意见",
    "resume": "个人简历",
    "rewards": "奖惩情况",
    "scores": "课程成绩",
    "self_appraisal": "自我鉴定",
    "specialty": "专业",
    "specialty_and_code": "专业",
    "specialty_code": "专业代码",
    "work_unit": "工作单位及职务",
}
_ROW = re.compile(r"(\w+)\[(\d+)\]")


def form_field(name: str) -> str:
    """`resume[2].place` is 个人简历第3行; empty for what has no words on the form."""
    row = _ROW.match(name)
    if row is None:
        return FORM_FIELDS.get(name, "")
    return f"{FORM_FIELDS[row[1]]}第{int(row[2]) + 1}行" if row[1] in FORM_FIELDS else ""
