"""How names are read: readings of characters and surnames, and what letters typed at the counter may spell."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass
from functools import cache
from itertools import islice, product
from typing import TYPE_CHECKING

from app.paths import RESOURCES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Readings = tuple[tuple[str, ...], ...]
"""For each character of a name, every syllable it may be read as: no tones, ü as v and as u."""

_RETROFLEX = ("zh", "ch", "sh")
_NO_INITIAL = frozenset("iuv'")
_MOST_SPELLINGS = 24
_LONGEST_SYLLABLE = 6
_DIAERESIS = "\u0308"


@dataclass(frozen=True, slots=True)
class Unit:
    """What was typed for one character: a whole syllable, or the beginning of one."""

    text: str
    whole: bool

    def reads(self, syllable: str) -> bool:
        return syllable == self.text if self.whole else syllable.startswith(self.text)


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way to cut typed letters into characters; `only_initials`: nothing but first letters (首字母)."""

    units: tuple[Unit, ...]
    only_initials: bool

    @property
    def initials(self) -> str:
        return "".join(unit.text[0] for unit in self.units)

    def match(self, readings: Readings) -> tuple[str, ...] | None:
        """The syllables read from the first character on, or None."""
        if len(self.units) > len(readings):
            return None
        found = []
        for unit, options in zip(self.units, readings, strict=False):
            syllable = next((each for each in options if each == unit.text), None)
            if syllable is None:
                syllable = next((each for each in options if unit.reads(each)), None)
            if syllable is None:
                return None
            found.append(syllable)
        return tuple(found)


def without_tones(text: str) -> str:
    """`Lǚ` as `lv`."""
    marks = unicodedata.normalize("NFD", text.lower()).replace("u" + _DIAERESIS, "v")
    return "".join(each for each in marks if not unicodedata.combining(each))


def _with_typed_u(syllable: str) -> tuple[str, ...]:
    return (syllable, syllable.replace("v", "u")) if "v" in syllable else (syllable,)


def _plain(toned: Sequence[str]) -> list[str]:
    return [typed for each in toned for typed in _with_typed_u(without_tones(each))]


class PinyinTable:
    """Readings of some 42,000 characters and of surnames that are read in a way of their own."""

    def __init__(self, content: dict[str, dict[str, str]], surnames: dict[str, dict[str, str]]) -> None:
        usual: dict[str, tuple[str, ...]] = {}
        for reading, characters in content["readings"].items():
            usual.update(dict.fromkeys(characters, _with_typed_u(reading)))
        for character, others in content["also"].items():
            typed = [each for reading in others.split(" ") for each in _with_typed_u(reading)]
            usual[character] = tuple(dict.fromkeys((*usual.get(character, ()), *typed)))
        self._usual = usual
        self._surnames = {**surnames["single"], **surnames["double"]}
        self._surname_readings = {name: self._options(name, text) for name, text in self._surnames.items()}
        self.syllables = frozenset(each for readings in set(usual.values()) for each in readings)
        self._beginnings = frozenset(each[:end] for each in self.syllables for end in range(1, len(each) + 1))

    def _options(self, surname: str, toned: str) -> Readings:
        own = [toned.split(" ")] if len(surname) == 1 else [[each] for each in toned.split(" ")]
        if len(surname) > 1 and surname[0] in self._surnames:
            own[0] = [*own[0], *self._surnames[surname[0]].split(" ")]
        return tuple(
            tuple(dict.fromkeys([*_plain(toned), *self._usual[character]]))
            for character, toned in zip(surname, own, strict=True)
        )

    def readings(self, name: str) -> Readings:
        """Of a name without dots: a surname's own reading stands first, the usual readings are kept."""
        usual = self._usual
        special = self._surname_readings.get(name[:2])
        if special is None or len(name) < 3:
            special = self._surname_readings.get(name[:1], ())
        return special + tuple([usual[each] for each in name[len(special) :] if each in usual])

    def surname_reading(self, name: str, syllables: Sequence[str]) -> str | None:
        """With its tone, where the surname was matched by a reading of its own: `wèi` for 尉."""
        for length in (2, 1):
            toned = self._surnames.get(name[:length])
            if toned is None or len(syllables) < length:
                continue
            marked = [toned] if length > 1 else toned.split(" ")
            for each in marked:
                plain = without_tones(each).split(" ")
                if all(typed in _with_typed_u(part) for typed, part in zip(syllables, plain, strict=False)):
                    return each.replace(" ", "")
        return None

    def beginning_with(self, text: str) -> tuple[str, ...]:
        return tuple(sorted(each for each in self.syllables if each.startswith(text)))

    def spellings(self, words: Sequence[str]) -> tuple[Spelling, ...]:
        """Every sensible cut of the words, likeliest first: whole syllables, a read surname with initials, initials."""
        found: dict[tuple[Unit, ...], Spelling] = {}
        for units in self._cuts(words):
            if not units:
                continue
            typed = (
                *(unit if len(unit.text) > 1 else Unit(unit.text, whole=False) for unit in units[:-1]),
                Unit(units[-1].text, whole=False),
            )
            found.setdefault(typed, Spelling(typed, all(_is_initial(unit.text) for unit in typed)))
            if len(found) == _MOST_SPELLINGS:
                break
        return tuple(found.values())

    def _cuts(self, words: Sequence[str]) -> Iterator[list[Unit]]:
        if len(words) == 1:
            yield from self._syllable_cuts(words[0], open_end=True)
            yield from self._read_surname_then_initials(words[0])
            yield from _initial_cuts(words[0])
            return
        last = len(words) - 1
        by_word = [self._word_cuts(word, open_end=at == last) for at, word in enumerate(words)]
        for parts in product(*by_word):
            yield [unit for part in parts for unit in part]

    def _word_cuts(self, word: str, *, open_end: bool) -> list[list[Unit]]:
        """A syllable that stands alone is one character."""
        if word in self.syllables:
            return [[Unit(word, whole=True)]]
        return [*islice(self._syllable_cuts(word, open_end=open_end), _MOST_SPELLINGS), *_initial_cuts(word)]

    def _read_surname_then_initials(self, word: str) -> Iterator[list[Unit]]:
        for end in range(min(len(word) - 1, _LONGEST_SYLLABLE), 1, -1):
            if word[:end] in self.syllables:
                for rest in _initial_cuts(word[end:]):
                    yield [Unit(word[:end], whole=True), *rest]

    def _syllable_cuts(self, word: str, *, open_end: bool) -> Iterator[list[Unit]]:
        """Longest syllables first. `open_end`: the last one may still be in the middle of being typed."""
        ends = self._ends(word, open_end=open_end)

        def cut(start: int) -> Iterator[list[Unit]]:
            if start == len(word):
                yield []
            for end in ends[start] if start < len(word) else ():
                head = word[start:end]
                for rest in cut(end):
                    yield [Unit(head, whole=head in self.syllables), *rest]

        yield from cut(0)

    def _ends(self, word: str, *, open_end: bool) -> list[list[int]]:
        """Where the unit that begins at each place may end, if what follows can be cut too: no way leads nowhere."""
        ends: list[list[int]] = [[] for _ in word]
        for start in reversed(range(len(word))):
            for end in range(min(len(word), start + _LONGEST_SYLLABLE), start, -1):
                head = word[start:end]
                last = end == len(word)
                fits = head in self.syllables or (open_end and last and head in self._beginnings)
                if fits and (last or ends[end]):
                    ends[start].append(end)
        return ends


def _is_initial(text: str) -> bool:
    return len(text) == 1 or text in _RETROFLEX


def _initial_cuts(word: str) -> Iterator[list[Unit]]:
    """Each letter the beginning of a character; zh, ch and sh also as one."""
    if not _NO_INITIAL.isdisjoint(word):
        return
    yield [Unit(letter, whole=False) for letter in word]
    if any(each in word for each in _RETROFLEX):
        units: list[Unit] = []
        for letter in word:
            if letter == "h" and units and units[-1].text in ("z", "c", "s"):
                units[-1] = Unit(units[-1].text + "h", whole=False)
            else:
                units.append(Unit(letter, whole=False))
        yield units


@cache
def pinyin_table() -> PinyinTable:
    """Read once, at the first need (7 ms)."""
    codes = RESOURCES / "codes"
    content = json.loads((codes / "pinyin.json").read_text(encoding="utf-8"))
    surnames = json.loads((codes / "surname_readings.json").read_text(encoding="utf-8"))
    return PinyinTable(content, surnames)
