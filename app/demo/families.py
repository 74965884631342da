"""家庭主要成员 as candidates write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.demo.given_names import SEPARATOR, name_with_separator, plain_name, surname_of
from app.services.registration_form_content import FamilyMember

if TYPE_CHECKING:
    import random
    from datetime import date

    from app.demo.people import Person

_RETIRED, _SCHOOL, _GROWN = 60, 6, 19
_WORK = ("务农", "职工", "个体经营", "教师", "司机")
_MASSES, _PARTY, _LEAGUE = "群众", "中共党员", "共青团员"


def family_of(person: Person, chance: random.Random, on: date) -> tuple[FamilyMember, ...]:
    born = person.born_on.year
    father, mother = _parents(person, chance)
    members = [
        _grown("父亲", father, born - chance.randint(22, 32), chance, on),
        _grown("母亲", mother, born - chance.randint(20, 30), chance, on),
    ]
    age = on.year - born
    if age >= 27 and chance.random() < 0.8:
        partner = plain_name(chance, born, "2" if person.sex == "1" else "1").text
        relation = "妻子" if person.sex == "1" else "丈夫"
        members.append(_grown(relation, partner, born + chance.randint(-3, 3), chance, on))
        if age >= 29:
            members.append(_child(person, partner, born + chance.randint(25, min(32, age - 2)), chance, on))
    return tuple(members)


def _parents(person: Person, chance: random.Random) -> tuple[str, str]:
    born = person.born_on.year
    if SEPARATOR in person.name:
        last = name_with_separator(chance, "1").text.partition(SEPARATOR)[2]
        father = person.name.partition(SEPARATOR)[2] + SEPARATOR + last
        return father, name_with_separator(chance, "2").text
    return plain_name(chance, born - 27, "1", surname_of(person.name)).text, plain_name(chance, born - 25, "2").text


def _grown(relation: str, name: str, born: int, chance: random.Random, on: date) -> FamilyMember:
    work = chance.choice(("退休", "务农")) if on.year - born >= _RETIRED else chance.choice(_WORK)
    status = _PARTY if chance.random() < 0.18 else _MASSES
    return FamilyMember(relation, name, work, born=_month(born, chance), political_status=status)


def _child(person: Person, partner: str, born: int, chance: random.Random, on: date) -> FamilyMember:
    sex = chance.choice("12")
    surname = surname_of(person.name if person.sex == "1" else partner)
    name = plain_name(chance, born, sex, surname).text
    age = on.year - born
    work = "儿童" if age < _SCHOOL else "学生" if age < _GROWN else chance.choice(("学生", "职工"))
    status = _LEAGUE if age >= _GROWN else _MASSES
    return FamilyMember(
        "儿子" if sex == "1" else "女儿", name, work, born=_month(born, chance), political_status=status
    )


def _month(year: int, chance: random.Random) -> str:
    return f"{year}-{chance.randint(1, 12):02d}"
