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
    "李家沟村",
    "王家庄村",
    "郭家岭村",
    "大槐树村",
    "窑上村",
    "三交村",
    "白道村",
    "神沟村",
)
_ESTATES = ("锦绣花园", "阳光小区", "丽景苑", "和谐家园", "御景城", "教师新村", "工行家属院", "粮食局宿舍", "")


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
    return tuple(_TOWNS[(position * 3 + step * 7) % len(_TOWNS)] for step in range(6))


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
        return f"{county.city_name}{county.name}{town}{chance.choice(_VILLAGES)}{chance.randint(1, 260)}号"
    estate = chance.choice(_ESTATES)
    house = f"{chance.randint(1, 189)}号"
    if estate:
        door = f"{chance.randint(1, 6)}0{chance.randint(1, 4)}"
        house += f"{estate}{chance.randint(1, 18)}号楼{chance.randint(1, 5)}单元{door}"
    return f"{county.city_name}{county.name}{town}{chance.choice(_STREETS)}{house}"
