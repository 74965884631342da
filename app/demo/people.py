"""One invented person: number, name, address and 准考证号, all from the seed and the index.

Identity numbers have a right check digit and are nobody's on purpose: their order numbers start from the top (9xx,
which counties hardly ever reach), and each pair of birthday and order number is given out once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from app.demo import given_names
from app.demo.chance import Weighted, shuffled, stream
from app.demo.given_names import Naming
from app.demo.territory import County, Territory, address_in, shanxi

if TYPE_CHECKING:
    import random

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"

_GENERATIONS = ((22, 29), (29, 44), (44, 62))
"""Ages from and to; of twenty people nine, eight and three belong to them."""
_GENERATION_OF = (0, 1, 0, 1, 0, 2, 1, 0, 1, 0, 1, 0, 2, 1, 0, 1, 0, 1, 0, 2)

_SERIALS = 100_000
_TOP_ORDER = 490
"""Order numbers come in pairs, odd for men and even for women; pair 490 is 980 and 981."""

_POLITICAL: Weighted[str] = Weighted(
    [("13", 60), ("03", 24), ("01", 12), ("02", 2), ("05", 0.6), ("10", 0.5), ("12", 0.9)]
)

BEYOND_BMP_EVERY = 160
SEPARATOR_EVERY = 240
EXTENSION_A_EVERY = 300
SELDOM_SURNAME_EVERY = 25
SEVERAL_NUMBERS_EVERY = 55
FORMER_NAME_EVERY = 70
FOREIGN_COUNTY_EVERY = 9
LAST_CARD_YEAR = 2000
HOME_BORN = 0.8


@dataclass(frozen=True, slots=True)
class Person:
    index: int
    name: str
    sex: str
    born_on: date
    id_number: str
    ethnicity: str
    political_status: str
    phone: str
    address: str
    postcode: str
    registration_county: County
    candidate_nos: tuple[str, ...]
    first_round: str
    former_names: tuple[str, ...]
    former_id_numbers: tuple[str, ...]

    @property
    def candidate_no(self) -> str:
        return self.candidate_nos[0]


@dataclass(frozen=True)
class Population:
    """The people of one county's store as of `today`."""

    seed: int
    county_code: str
    today: date

    def person(
        self,
        index: int,
        *,
        settled: bool = False,
        early: bool = False,
        at_home: bool = False,
        naming: Naming = Naming.USUAL,
    ) -> Person:
        """`settled`: registered long enough ago to have passed a whole plan.

        `early`: before 2001, who is old enough; `at_home`: at this county's own 报名点.
        """
        chance = stream(self.seed, 1, index)
        territory = shanxi()
        sex = "1" if chance.random() < 0.44 else "2"
        born_on, order = self._birth(index)
        home = territory.county(self.county_code) if at_home else self._home(index, territory)
        birthplace = home if chance.random() < HOME_BORN else chance.choice(territory.counties)
        id_number = _id_number(territory.number_prefix(birthplace, born_on.year), born_on, order, sex)
        name = self._name(index, chance, born_on.year, sex, naming)
        latest = self.today.year - (4 if settled else 1)
        registered = _first_registration(born_on, chance, LAST_CARD_YEAR if early else latest, latest)
        return Person(
            index=index,
            name=name.text,
            sex=sex,
            born_on=born_on,
            id_number=id_number,
            ethnicity=name.ethnicity,
            political_status=_political_status(chance, born_on, self.today),
            phone=_phone(chance),
            address=address_in(home, chance),
            postcode=home.postcode,
            registration_county=home,
            candidate_nos=self._candidate_nos(index, chance, registered),
            first_round=f"{registered[0]}-{registered[1]}",
            former_names=self._former_names(index, name.text, chance),
            former_id_numbers=_former_id_numbers(id_number, born_on, chance),
        )

    def _birth(self, index: int) -> tuple[date, int]:
        generation = _GENERATION_OF[index % 20]
        place = (index // 20) * _GENERATION_OF.count(generation) + _GENERATION_OF[: index % 20].count(generation)
        youngest, oldest = _GENERATIONS[generation]
        days = (oldest - youngest) * 365
        latest = self.today - timedelta(days=youngest * 366)
        born_on = latest - timedelta(days=shuffled(place % days, days, self.seed + generation))
        return born_on, _TOP_ORDER - place // days

    def _home(self, index: int, territory: Territory) -> County:
        return territory.counties[self._home_position(index, territory)]

    def _home_position(self, index: int, territory: Territory) -> int:
        own = territory.position(self.county_code)
        if index % FOREIGN_COUNTY_EVERY != self.seed % FOREIGN_COUNTY_EVERY:
            return own
        return shuffled(index // FOREIGN_COUNTY_EVERY % len(territory.counties), len(territory.counties), self.seed)

    def _name(self, index: int, chance: random.Random, year: int, sex: str, naming: Naming) -> given_names.Name:
        place = index + self.seed
        surname = _seldom_surname(index)
        if naming is Naming.SEPARATOR or (naming is Naming.USUAL and not surname and place % SEPARATOR_EVERY == 11):
            return given_names.name_with_separator(chance, sex)
        if naming is Naming.LOOK_ALIKE:
            return given_names.rare_name(chance, year, sex, given_names.LOOK_ALIKE_PAIR[0], surname)
        if naming is Naming.BEYOND_BMP or place % BEYOND_BMP_EVERY == 7:
            return given_names.name_beyond_bmp(chance, year, sex, surname)
        if place % EXTENSION_A_EVERY == 13:
            return given_names.rare_name(chance, year, sex, given_names.EXTENSION_A, surname)
        return given_names.plain_name(chance, year, sex, surname)

    def _candidate_nos(self, index: int, chance: random.Random, registered: tuple[int, int]) -> tuple[str, ...]:
        """Two thirds of the counties' codes are kept for second and third numbers, so that no number comes twice."""
        territory = shanxi()
        turn, place = divmod(index, _SERIALS)
        base = self._home_position(place, territory)
        serial = shuffled(place, _SERIALS, self.seed)
        count = 1
        if (index + self.seed) % SEVERAL_NUMBERS_EVERY == 5:
            count = 2 if chance.random() < 0.85 else 3
        numbers = []
        year, half = registered
        for extra in range(count):
            county = territory.counties[(base + turn * 3 + extra) % len(territory.counties)]
            numbers.append(f"{county.code[2:]}{year % 100:02d}{half}{serial:05d}")
            year = min(year + chance.randint(2, 6), self.today.year - 1)
        return tuple(numbers)

    def _former_names(self, index: int, name: str, chance: random.Random) -> tuple[str, ...]:
        if (index + self.seed) % FORMER_NAME_EVERY != 3 or given_names.SEPARATOR in name:
            return ()
        changed = name[0] + given_names.plain_name(chance, 1970, "1").text[-1] + name[-1]
        return (changed,) if changed != name else ()


def _seldom_surname(index: int) -> str | None:
    """Each of them within the first thousand."""
    turn, place = divmod(index, SELDOM_SURNAME_EVERY)
    return given_names.SELDOM_SURNAMES[turn % len(given_names.SELDOM_SURNAMES)] if place == 3 else None


def _first_registration(born_on: date, chance: random.Random, wanted: int, latest: int) -> tuple[int, int]:
    """Year and half of the first examination: seldom before the age of 17, not before 1990."""
    earliest = max(born_on.year + 17, 1990)
    last = wanted if earliest <= wanted else latest
    earliest = min(earliest, last)
    return last - int((last - earliest + 1) * chance.random() ** 1.6), chance.choice((1, 2))


@lru_cache(maxsize=4096)
def _prefix_sum(prefix: str) -> int:
    return sum(int(digit) * weight for digit, weight in zip(prefix, _WEIGHTS, strict=False))


def _id_number(prefix: str, born_on: date, order: int, sex: str) -> str:
    rest = f"{born_on:%Y%m%d}{order * 2 + (sex == '1'):03d}"
    total = _prefix_sum(prefix) + sum(int(digit) * weight for digit, weight in zip(rest, _WEIGHTS[6:], strict=True))
    return prefix + rest + _CHECK[total % 11]


def shorten_to_15(id_number: str) -> str:
    """As the number was written before 1999: no century, no check digit."""
    return id_number[:6] + id_number[8:17]


def _former_id_numbers(id_number: str, born_on: date, chance: random.Random) -> tuple[str, ...]:
    return (shorten_to_15(id_number),) if born_on.year <= 1983 and chance.random() < 0.6 else ()


def _political_status(chance: random.Random, born_on: date, today: date) -> str:
    status = _POLITICAL.pick(chance)
    return "13" if status == "03" and today.year - born_on.year > 28 else status


_PREFIXES = ("139", "139", "139", "138", "137", "136", "135", "150", "151", "152", "158", "186", "187", "188")


def _phone(chance: random.Random) -> str:
    return f"{_PREFIXES[int(chance.random() * len(_PREFIXES))]}0000{int(chance.random() * 10000):04d}"
