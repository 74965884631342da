"""The real counties of Shanxi, the codes they bore in former years, and invented streets in them."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from app.paths import RESOURCES

if TYPE_CHECKING:
    import random

FIRST_NUMBERING = 1985
"""Numbers were given out from about this year; who was born before was given one then."""

_CURRENT = 9999

_TOWNS = (
    "城关镇",
    "和川镇",
    "府城镇",
    "西村镇",
    "北关镇",
    "东河镇",
    "马庄镇",
    "杜村乡",
    "良马乡",
    "石槽乡",
    "柳林乡",
    "唐城镇",
    "南街街道",
    "新华街道",
    "东关街道",
    "清河镇",
    "杨庄乡",
    "西社镇",
    "太阳乡",
    "蔡村乡",
    "上庄镇",
    "河底镇",
    "古驿镇",
    "韩家河乡",
    "南岭乡",
    "桥头镇",
    "双池镇",
    "龙泉镇",
    "土桥乡",
    "北垣乡",
    "槐树镇",
    "双凤街道",
    "迎春街道",
    "下川乡",
    "张店镇",
    "赤石乡",
    "黄崖镇",
    "神山镇",
    "水峪乡",
    "高平庄镇",
    "永和街道",
    "石门乡",
    "红崖乡",
    "南关镇",
)
_STREETS = (
    "文庙街",
    "府前街",
    "振兴路",
    "鼓楼东街",
    "鼓楼西街",
    "迎宾路",
    "育才路",
    "学府路",
    "滨河东路",
    "滨河西路",
    "解放路",
    "建设路",
    "和平街",
    "新建路",
    "古城路",
    "汾河路",
    "朝阳街",
    "西环路",
    "兴业街",
    "槐荫巷",
    "书院巷",
    "永宁街",
    "安居路",
    "财源街",
    "东大街",
    "西大街",
    "南大街",
    "北大街",
    "人民路",
    "胜利街",
    "工农街",
    "康乐街",
    "桃园路",
    "五一路",
    "团结路",
    "城隍庙巷",
    "铁炉巷",
    "北城壕巷",
    "水利路",
    "车站路",
    "体育路",
    "文化街",
    "光明路",
    "新民街",
    "平安路",
    "南环路",
    "北环路",
    "东环路",
    "农贸街",
    "仓巷",
    "贡院巷",
    "柳巷",
    "河滩路",
    "开元街",
    "丰泽路",
    "锦源路",
    "祥和街",
    "惠民路",
    "云海路",
    "翠微路",
)
_VILLAGES = (
    "上庄村",
    "下庄村",
    "东沟村",
    "西坡村",
    "南垣村",
    "北垣村",
    "石桥村",
    "杏林村",
    "枣园村",
    "柏树坪村",
    "前河村",
    "后河村",
    "大槐树村",
    "窑上村",
    "三交村",
    "白道村",
    "神沟村",
    "水磨村",
    "核桃洼村",
    "桃花坪村",
    "五里铺村",
    "十里店村",
    "官道村",
    "驼腰村",
    "石佛村",
    "龙王庙村",
    "泉子沟村",
    "寺头村",
    "营里村",
    "堡子村",
    "瓦窑村",
    "碾子沟村",
    "红土坡村",
    "南湾村",
    "北湾村",
    "石圪塔村",
    "井儿上村",
    "麻地沟村",
    "神底村",
    "前崖底村",
)
_VILLAGE_FAMILIES = "李王郭张刘赵杨高马薛任韩贾田陈梁宋冯史孙段侯白乔常曹"
_VILLAGE_PLACES = ("家沟村", "家庄村", "家岭村", "家坡村", "家垣村", "家河村", "家坪村", "家湾村", "家山村", "家窑村")
_PLACE_PREFIXES = ("", "", "", "上", "下", "东", "西", "前", "后", "小")
_ESTATES = (
    "锦绣花园",
    "阳光小区",
    "丽景苑",
    "和谐家园",
    "御景城",
    "教师新村",
    "工行家属院",
    "粮食局宿舍",
    "水岸新城",
    "盛世华庭",
    "学府佳苑",
    "安居小区",
    "百货公司宿舍",
    "滨河花园",
    "金色家园",
    "农机厂家属院",
    "供销社宿舍",
    "龙泉小区",
    "祥瑞苑",
    "状元府",
    "幸福里",
    "天和苑",
    "康居小区",
    "医院家属院",
    "化肥厂家属院",
    "东关新村",
)
_WITHOUT_ESTATE = 0.1


@dataclass(frozen=True, slots=True)
class County:
    code: str
    name: str
    city_code: str
    city_name: str
    towns: tuple[str, ...] = ()

    @property
    def id(self) -> int:
        return int(self.code)

    @property
    def postcode(self) -> str:
        return f"0{30 + int(self.city_code[2:4]):02d}{int(self.code[4:6]) % 90 + 10}0"[:6]


@dataclass(frozen=True)
class Territory:
    counties: tuple[County, ...]
    former: dict[str, tuple[tuple[str, int, int], ...]] = field(repr=False)
    """County name (without 县, 市 or 区) to the codes it bore: code, first and last year."""

    def county(self, code: str) -> County:
        """Raises KeyError for a code that no county of Shanxi bears today."""
        return self.counties[self.position(code)]

    def position(self, code: str) -> int:
        return self._positions[code]

    @cached_property
    def _positions(self) -> dict[str, int]:
        return {county.code: position for position, county in enumerate(self.counties)}

    def number_prefix(self, county: County, born_year: int) -> str:
        """The first six digits of an identity number given to somebody born then: often a code that is gone today."""
        year = max(born_year, FIRST_NUMBERING)
        for code, first, last in self.former.get(_stem(county.name), ()):
            if first <= year <= last:
                return code
        return county.code


def _stem(name: str) -> str:
    return name[:-1] if len(name) > 2 else name


def _towns(position: int) -> tuple[str, ...]:
    return tuple(_TOWNS[(position * 3 + step * 7) % len(_TOWNS)] for step in range(9))


@lru_cache(maxsize=1)
def shanxi() -> Territory:
    table: dict[str, Any] = json.loads((RESOURCES / "codes" / "shanxi_counties.json").read_text("utf-8"))
    rows = [(city, each) for city in table["cities"] for each in city["counties"]]
    counties = tuple(
        County(each["code"], each["name"], city["code"], city["name"], _towns(position))
        for position, (city, each) in enumerate(rows)
    )
    former: dict[str, list[tuple[str, int, int]]] = {}
    ambiguous = {"城", "郊", "矿", "城区", "郊区", "矿区"}
    for each in table["historical_codes"]:
        stem = _stem(each["name"])
        if stem not in ambiguous and not each["code"].endswith("00"):
            former.setdefault(stem, []).append((each["code"], each["first_year"], each["last_year"] or _CURRENT))
    return Territory(counties, {stem: tuple(codes) for stem, codes in former.items()})


def address_in(county: County, chance: random.Random) -> str:
    """An address that reads like one: real county, invented street or village."""
    town = chance.choice(county.towns)
    if chance.random() < 0.45:
        return f"{county.city_name}{county.name}{town}{_village(chance)}{chance.randint(1, 260)}号"
    house = f"{chance.randint(1, 189)}号"
    if chance.random() >= _WITHOUT_ESTATE:
        estate = chance.choice(_ESTATES)
        door = f"{chance.randint(1, 6)}0{chance.randint(1, 4)}"
        house += f"{estate}{chance.randint(1, 18)}号楼{chance.randint(1, 5)}单元{door}"
    return f"{county.city_name}{county.name}{town}{chance.choice(_STREETS)}{house}"


def _village(chance: random.Random) -> str:
    if chance.random() < 0.3:
        return chance.choice(_VILLAGES)
    return chance.choice(_PLACE_PREFIXES) + chance.choice(_VILLAGE_FAMILIES) + chance.choice(_VILLAGE_PLACES)
