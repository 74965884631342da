"""前置学历: an invented certificate of a college, as 学信网 or the counter knows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.demo.schooling import FULL_TIME, leaves_college

if TYPE_CHECKING:
    import random

    from app.demo.case_rows import CaseRows
    from app.demo.people import Person
    from app.demo.rows import Row
    from app.demo.schedule import DemoRound

_SCHOOLS = (
    ("山西某职业技术学院", "99801"), ("太原某高等专科学校", "99802"), ("临汾某职业技术学院", "99803"),
    ("运城某师范高等专科学校", "99804"), ("山西某财政税务专科学校", "99805"), ("晋中某职业技术学院", "99806"),
    ("山西某广播电视大学", "99807"), ("长治某职业技术学院", "99808"),
)  # fmt: skip
_SPECIALTIES = (
    "会计",
    "学前教育",
    "护理",
    "计算机应用技术",
    "市场营销",
    "法律事务",
    "语文教育",
    "工商企业管理",
    "机电一体化技术",
)
_BESIDE_WORK = ("5", "7")
_ONLY_BESIDE_WORK = "广播电视大学"
OLD_ENOUGH = 22
"""Years between birth and the round, so that a college was left before it."""


def prior_row(case: CaseRows, person: Person, chance: random.Random, of: DemoRound) -> Row:
    """Not yet compared with anything: `source` is who will have brought it. Left before the year of the round."""
    school, code = chance.choice(_SCHOOLS)
    latest, born = of.year - 1, person.born_on.year
    type_, month, year = FULL_TIME, 7, leaves_college(person.born_on)
    if year > latest or school.endswith(_ONLY_BESIDE_WORK) or chance.random() < 0.4:
        type_, month = chance.choice(_BESIDE_WORK), chance.choice((1, 6, 7))
        year = min(born + chance.randint(21, 29), latest)
    return {
        "county_id": case.province.county_id,
        "candidate_id": case.candidate["id"],
        "source": "chsi",
        "school": school,
        "specialty": chance.choice(_SPECIALTIES),
        "level": "junior_college",
        "graduated_on": f"{year}-{month:02d}-01",
        "certificate_no": f"{code}{type_}{year}06{chance.randint(1, 999999):06d}",
        "name": person.name,
        "id_number": person.id_number,
        "sex": person.sex,
        "compared_at": None,
    }


def declared_prior(row: Row) -> dict[str, str]:
    """As the candidate typed it: a document of DeclaredPrior."""
    return {name: row[name] for name in ("school", "specialty", "level", "graduated_on", "certificate_no")}
