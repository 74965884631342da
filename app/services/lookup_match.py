"""Whether a person answers a query, by which facts, and how well: the reasons a hit is shown with."""

from __future__ import annotations

from enum import IntEnum, StrEnum
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from app.domain.errors import ClerkError
from app.domain.identity_number import expand_15
from app.services.lookup_person import short_form
from app.services.lookup_pinyin import Readings, Spelling, pinyin_table
from app.services.lookup_query import BirthTerm, DigitTerm, LetterTerm, NameTerm, alternatives, searched_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.services.lookup_person import SearchedPerson
    from app.services.lookup_query import LookupQuery, Term

_BY_RANK = itemgetter(0)
NUMBER_END = 3
PHONE_TAIL = 4
PHONE_HEAD = 3
_DATE_LENGTHS = (4, 6, 8)


class ReasonKind(StrEnum):
    NAME = "name"
    LOOK_ALIKE = "look_alike"
    """形近字: `text` is the name as it is written."""
    FORMER_NAME = "former_name"
    INITIALS = "initials"
    PINYIN = "pinyin"
    SURNAME_READING = "surname_reading"
    """`text` with its tone, as `wèi`."""
    CANDIDATE_NO = "candidate_no"
    ID_NUMBER = "id_number"
    """The whole number."""
    ID_NUMBER_PART = "id_number_part"
    FORMER_ID_NUMBER = "former_id_number"
    PHONE = "phone"
    PHONE_TAIL = "phone_tail"
    BIRTH = "birth"


class MatchReason(NamedTuple):
    """`text` is what was matched; it may be personal data, so it is masked where the column of that fact is."""

    kind: ReasonKind
    text: str


class Rank(IntEnum):
    """The smaller the better; of several terms the worst one counts."""

    WHOLE_NUMBER = 0
    WHOLE_NAME = 1
    NAME_BEGINNING = 2
    WHOLE_PINYIN = 3
    PINYIN_BEGINNING = 4
    NAME_PART = 5
    LOOK_ALIKE = 6
    NUMBER_END = 7
    NUMBER_PART = 8
    FORMER = 9


class Match(NamedTuple):
    rank: tuple[int, ...]
    """Worst first."""
    reasons: tuple[MatchReason, ...]


_Found = tuple[Rank, MatchReason]


def match_person(query: LookupQuery, person: SearchedPerson) -> Match | None:
    """None where a term does not hold."""
    found: list[_Found] = []
    for term in query.terms:
        best = _best(term, person)
        if best is None:
            return None
        found.append(best)
    if len(found) == 1:
        rank, reason = found[0]
        return Match((rank,), (reason,))
    ranks = tuple(sorted((rank for rank, _ in found), reverse=True))
    return Match(ranks, tuple(dict.fromkeys(reason for _, reason in found)))


def _best(term: Term, person: SearchedPerson) -> _Found | None:
    match term:
        case DigitTerm():
            found = _digit_matches(term.text, person)
        case NameTerm():
            found = _name_matches(term, person)
        case LetterTerm():
            found = _letter_matches(term, person)
        case BirthTerm():
            found = _birth_matches(term, person)
    return min(found, key=_BY_RANK, default=None)


def _name_matches(term: NameTerm, person: SearchedPerson) -> Iterator[_Found]:
    rank = _name_rank(term.text, person.name)
    if rank is not None:
        yield rank, MatchReason(ReasonKind.LOOK_ALIKE if rank is Rank.LOOK_ALIKE else ReasonKind.NAME, person.name)
    for former in person.former_names:
        if _name_rank(term.text, former) is not None:
            yield Rank.FORMER, MatchReason(ReasonKind.FORMER_NAME, former)


def _name_rank(typed: str, name: str) -> Rank | None:
    written = searched_name(name)
    if typed in written:
        if written.startswith(typed):
            return Rank.WHOLE_NAME if len(typed) == len(written) else Rank.NAME_BEGINNING
        return Rank.NAME_PART
    return Rank.LOOK_ALIKE if _looks_alike_within(typed, written) else None


def _looks_alike_within(typed: str, written: str) -> bool:
    shapes = [alternatives(each) for each in typed]
    if all(len(each) == 1 for each in shapes):
        return False
    starts = range(len(written) - len(typed) + 1)
    return any(all(written[at + place] in shape for place, shape in enumerate(shapes)) for at in starts)


def _letter_matches(term: LetterTerm, person: SearchedPerson) -> Iterator[_Found]:
    yield from _spelt_matches(term, person.name)
    for former in person.former_names:
        if any(True for _ in _spelt_matches(term, former)):
            yield Rank.FORMER, MatchReason(ReasonKind.FORMER_NAME, former)
    if len(term.words) == 1 and person.id_number.lower().startswith(term.words[0]):
        yield Rank.NUMBER_PART, MatchReason(ReasonKind.ID_NUMBER_PART, term.words[0].upper())


def _spelt_matches(term: LetterTerm, name: str) -> Iterator[_Found]:
    readings = pinyin_table().readings(searched_name(name))
    for spelling in term.spellings:
        syllables = spelling.match(readings)
        if syllables is not None:
            yield _spelt_rank(spelling, syllables, readings), _spelt_reason(spelling, syllables, name, readings)
            return
    if _has_latin_words(term.words, name):
        yield Rank.NAME_BEGINNING, MatchReason(ReasonKind.NAME, name)


def _spelt_rank(spelling: Spelling, syllables: tuple[str, ...], readings: Readings) -> Rank:
    whole = len(spelling.units) == len(readings)
    ended = spelling.only_initials or syllables[-1] == spelling.units[-1].text
    return Rank.WHOLE_PINYIN if whole and ended else Rank.PINYIN_BEGINNING


def _spelt_reason(spelling: Spelling, syllables: tuple[str, ...], name: str, readings: Readings) -> MatchReason:
    own = pinyin_table().surname_reading(searched_name(name), syllables)
    if own is not None:
        return MatchReason(ReasonKind.SURNAME_READING, own)
    rest = tuple(options[0] for options in readings[len(syllables) :])
    if spelling.only_initials:
        return MatchReason(ReasonKind.INITIALS, "".join(each[0] for each in syllables + rest))
    return MatchReason(ReasonKind.PINYIN, " ".join(syllables + rest))


def _has_latin_words(words: tuple[str, ...], name: str) -> bool:
    if name.isascii() or any(each.isascii() and each.isalpha() for each in name):
        return all(word in name.lower() for word in words)
    return False


def _digit_matches(digits: str, person: SearchedPerson) -> Iterator[_Found]:
    for number in person.candidate_nos:
        rank = _end_rank(digits, number, head=NUMBER_END, tail=NUMBER_END)
        if rank is not None:
            yield rank, MatchReason(ReasonKind.CANDIDATE_NO, number)
    yield from _id_matches(digits, person)
    rank = _end_rank(digits, person.phone, head=PHONE_HEAD, tail=PHONE_TAIL)
    if rank is not None:
        at_end = person.phone.endswith(digits) and digits != person.phone
        yield rank, MatchReason(ReasonKind.PHONE_TAIL if at_end else ReasonKind.PHONE, digits)
    if len(digits) in _DATE_LENGTHS:
        yield from _date_matches(digits, person.born_on.replace("-", ""))


def _date_matches(digits: str, born: str) -> Iterator[_Found]:
    if born.startswith(digits):
        yield Rank.NUMBER_END, MatchReason(ReasonKind.BIRTH, digits)
    elif digits == born[4:]:
        yield Rank.NUMBER_PART, MatchReason(ReasonKind.BIRTH, digits)


def _end_rank(digits: str, number: str, *, head: int, tail: int) -> Rank | None:
    if digits == number:
        return Rank.WHOLE_NUMBER
    if (len(digits) >= tail and number.endswith(digits)) or (len(digits) >= head and number.startswith(digits)):
        return Rank.NUMBER_END
    return None


def _id_matches(digits: str, person: SearchedPerson) -> Iterator[_Found]:
    if (rank := _id_rank(digits, person.id_number)) is not None:
        whole = rank is Rank.WHOLE_NUMBER
        yield rank, MatchReason(ReasonKind.ID_NUMBER if whole else ReasonKind.ID_NUMBER_PART, digits)
    for former in person.former_id_numbers:
        if (rank := _id_rank(digits, former)) is not None:
            yield (rank if rank is Rank.WHOLE_NUMBER else Rank.FORMER), MatchReason(ReasonKind.FORMER_ID_NUMBER, former)


def _id_rank(digits: str, id_number: str) -> Rank | None:
    if len(digits) < NUMBER_END:  # two digits are part of nearly every number: not sought in its last two places
        return Rank.NUMBER_PART if any(digits in form[:-2] for form in both_forms(id_number)) else None
    if digits in id_number:
        if len(digits) == len(id_number):
            return Rank.WHOLE_NUMBER
        return Rank.NUMBER_END if id_number.endswith(digits) else Rank.NUMBER_PART
    for form in both_forms(id_number):
        if digits in form:
            return Rank.WHOLE_NUMBER if len(digits) == len(form) else Rank.NUMBER_PART
    return None


def both_forms(id_number: str) -> tuple[str, ...]:
    """18 digits first, where there are two."""
    if len(id_number) == 15 and id_number.isdecimal():
        try:
            return expand_15(id_number), id_number
        except ClerkError:
            return (id_number,)
    short = short_form(id_number)
    return (id_number,) if short is None else (id_number, short)


def _birth_matches(term: BirthTerm, person: SearchedPerson) -> Iterator[_Found]:
    typed = (term.year, term.month, term.day)
    if all(part is None or part == born for part, born in zip(typed, person.born_on.split("-"), strict=True)):
        yield Rank.NUMBER_END, MatchReason(ReasonKind.BIRTH, "-".join(part for part in typed if part is not None))
