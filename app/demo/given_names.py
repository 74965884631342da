"""Invented names that read like real ones: surnames by their frequency, given names by generation and sex."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from app.demo.chance import Weighted

if TYPE_CHECKING:
    import random

SEPARATOR = "·"

_COMMON = (
    "王张李刘郭赵杨武高马薛任韩闫贾田陈梁宋冯史孙段侯白乔吴常胡曹秦董牛卫崔孟范程郝吕许徐周康樊"
    "安杜温邢原庞杭石景靳苗姚裴柴关申郑卢葛岳尚米霍丁谢齐翟连耿祁冀邵郎雷和毛平祝成吉车阎焦晋荆巩暴"
)
SELDOM_SURNAMES = (
    *"单仇曾解查盖区朴", "尉迟", "令狐", *"乐尉缪华任燕哈洗冼召逄句臧员那宓阚占",
    "欧阳", "上官", "司马", "东方", "皇甫", "长孙", "呼延", "司徒", "诸葛", "公孙",
)  # fmt: skip
"""Read in several ways, or of two characters; the first ten are those that a look-up gets wrong most easily."""

SURNAMES: Weighted[str] = Weighted(
    [(each, 120.0 / (place + 3)) for place, each in enumerate(_COMMON)] + [(each, 0.3) for each in SELDOM_SURNAMES]
)

_MALE_OLD = "建国强伟军平明华文志德福林永红卫东生忠庆新民海山春贵成荣富根全银虎栓柱喜来旺金保义"
_MALE = "伟强磊鹏勇涛超斌波辉杰浩飞峰刚宇鑫龙凯俊亮健宁旭东帅洋博文坤晓锋瑞翔毅彬楠晨阳嘉振"
_MALE_YOUNG = "子轩浩然宇航俊熙博文泽洋奕辰铭瑞嘉诚昊天梓睿家豪一鸣思远景行怀瑾云帆书昀"
_FEMALE_OLD = "秀英兰玉梅珍凤芳桂莲爱红春香云霞翠花淑琴俊仙彩娥改变巧青巧果"
_FEMALE = "静丽敏艳娟燕霞娜芳婷婷雪慧丹莉倩颖洁琳晶蕾莎媛瑶佳欣璐萍瑞晓宁楠文婧亚"
_FEMALE_YOUNG = "梓涵欣怡诗语若彤雨桐思琪一诺佳怡可馨语嫣令仪静姝念慈听雨清妍芷若舒窈嘉禾沐阳"

BEYOND_BMP_MALE = "𠮷𣲗𬍛𪣻𫚈𠅤𬀩𬭎𫍯𬬱𬤊𫠜𬱟𬳽𬯎𬩽𬘓𫓹𬬮𬭚𬶋𬴂"
BEYOND_BMP_FEMALE = "𬱖𱎼𮧵𠮷𬍤𬜬𫄧𬸣𫟦𫞩𬬻𫛭𬇹𬍡𬘯𫘧𬸘𫌀𪩘𬣞"
EXTENSION_A = "㛃䶮㑇㙘䢺䴖䜣㭎㳚㻬䓖䗪䝙䥽䲟㵐㟃㸌"
LOOK_ALIKE_PAIR = ("䶮", "龑")
LOOK_ALIKE = {
    LOOK_ALIKE_PAIR[0]: LOOK_ALIKE_PAIR[1],
    "坤": "堃",
    "喆": "哲",
    "淼": "渺",
    "璟": "景",
    "玥": "月",
    "嫄": "媛",
    "晓": "小",
    "卫": "为",
}

_ETHNIC_FIRST_MALE = ("买买提", "阿卜杜拉", "艾力", "吐尔逊", "依明", "木合塔尔", "卡哈尔", "巴特尔", "多吉")
_ETHNIC_FIRST_FEMALE = ("古丽娜尔", "阿依古丽", "热依汗", "迪丽努尔", "帕提古丽", "萨仁", "卓玛", "米娜瓦尔")
_ETHNIC_LAST = ("吐尔逊", "买买提", "阿卜力孜", "艾合买提", "玉素甫", "肉孜", "热合曼", "哈斯木", "次仁", "朝鲁")


class Naming(Enum):
    """`USUAL` is left to the index of the person; the others are asked for by a story."""

    USUAL = auto()
    BEYOND_BMP = auto()
    SEPARATOR = auto()
    LOOK_ALIKE = auto()


@dataclass(frozen=True, slots=True)
class Name:
    text: str
    ethnicity: str


def _pool(born_year: int, sex: str) -> str:
    generation = 0 if born_year < 1976 else 1 if born_year < 1999 else 2
    male = (_MALE_OLD, _MALE, _MALE_YOUNG)
    female = (_FEMALE_OLD, _FEMALE, _FEMALE_YOUNG)
    return (male if sex == "1" else female)[generation]


def _given(chance: random.Random, born_year: int, sex: str) -> str:
    pool = _pool(born_year, sex)
    first = pool[int(chance.random() * len(pool))]
    if chance.random() < 0.22:
        return first
    return first + pool[int(chance.random() * len(pool))]


def plain_name(chance: random.Random, born_year: int, sex: str, surname: str | None = None) -> Name:
    family = SURNAMES.pick(chance) if surname is None else surname
    return Name(family + _given(chance, born_year, sex), _ethnicity(chance))


def rare_name(chance: random.Random, born_year: int, sex: str, characters: str, surname: str | None = None) -> Name:
    """A name with one of `characters`, alone or beside a common one."""
    rare = chance.choice(characters)
    companion = chance.choice(_pool(born_year, sex))
    given = chance.choice((rare, rare + companion, companion + rare))
    return Name((SURNAMES.pick(chance) if surname is None else surname) + given, "01")


def name_beyond_bmp(chance: random.Random, born_year: int, sex: str, surname: str | None = None) -> Name:
    return rare_name(chance, born_year, sex, BEYOND_BMP_MALE if sex == "1" else BEYOND_BMP_FEMALE, surname)


def name_with_separator(chance: random.Random, sex: str) -> Name:
    first = chance.choice(_ETHNIC_FIRST_MALE if sex == "1" else _ETHNIC_FIRST_FEMALE)
    last = chance.choice([each for each in _ETHNIC_LAST if each != first])
    ethnicity = {"巴特尔": "02", "萨仁": "02", "多吉": "04", "卓玛": "04"}.get(first, "05")
    return Name(f"{first}{SEPARATOR}{last}", ethnicity)


def _ethnicity(chance: random.Random) -> str:
    return "01" if chance.random() < 0.985 else chance.choice(("03", "11", "02", "10", "08", "06"))


def surname_of(name: str) -> str:
    return name[:2] if name[:2] in SELDOM_SURNAMES else name[:1]


def look_alike(name: str) -> str | None:
    """The same name as somebody else would type it, or None where no character of it has a double."""
    doubles = {**LOOK_ALIKE, **{twin: each for each, twin in LOOK_ALIKE.items()}}
    for character in name[1:]:
        if character in doubles:
            return name.replace(character, doubles[character], 1)
    return None


_HEARD = "伟丽敏静军芳涛燕娟慧婷霞洁华辉红平英勇明鑫俊浩嘉子轩雨涵欣智建国文秀玉珍梅琴娜强磊"
_MEANT = "玮莉珉婧君方韬艳涓惠亭侠杰桦晖宏萍瑛永铭新峻皓佳梓萱宇函昕志健帼雯绣钰真玫勤那蔷蕾"
_HOMOPHONES = dict(zip(_HEARD + _MEANT, _MEANT + _HEARD, strict=True))


def homophone(name: str) -> str | None:
    """The name as it was misheard: one character of the given name replaced; None where none is known."""
    for place in range(len(name) - 1, 0, -1):
        if name[place] in _HOMOPHONES:
            return name[:place] + _HOMOPHONES[name[place]] + name[place + 1 :]
    return None
