"""The words under which a person is found, and the expressions of a query over them.

Every word begins with a letter that says what it is, so one column of a full-text table without positions holds them
all, and each is a plain sorted list of people: a run of digits is cut into fours, a name into characters and pairs,
pinyin into what may have been typed so far.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import islice, product
from typing import TYPE_CHECKING

from app.services.lookup_match import both_forms
from app.services.lookup_pinyin import pinyin_table
from app.services.lookup_query import BirthTerm, LetterTerm, NameTerm, alternatives, searched_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from app.services.lookup_person import SearchedPerson
    from app.services.lookup_pinyin import Readings, Spelling
    from app.services.lookup_query import LookupQuery, Term

    Frequency = Callable[[str], int]
    """How many people a word has, roughly; 0 for one that is not known to be frequent."""

SURNAME, CHARACTER, PAIR, TWO_CHARACTER_NAME = "s", "c", "n", "x"
FIRST_SYLLABLE, TWO_SYLLABLES, LATER_SYLLABLE, INITIALS, ALL_INITIALS, LATIN = "a", "b", "q", "i", "e", "v"
ID_PART, ID_END = "g", "z"
BORN_YEAR, BORN_MONTH, BORN_ON, BIRTHDAY = "y", "w", "d", "m"
NUMBER_HEAD, NUMBER_INSIDE, NUMBER_END = "l", "k", "u"
PHONE_FIRST, PHONE_INSIDE, PHONE_LAST = "h", "f", "t"

_MOST_READINGS = 6
_LONGEST_INITIALS = 8
_FEW_HAVE = 5
"""Of more digits than these so few people have a part that none must be asked for first."""
_GRAM = 4
_LONGEST_NUMBER = 12
_SHORTEST_WHOLE = 11
_DIGITS = "0123456789"
_ID_CHARACTERS = "0123456789X"


# The words of a person


def words_of(person: SearchedPerson) -> str:
    words: list[str] = []
    for name in (person.name, *person.former_names):
        words += _words_of_name(name)
    numbers = [person.id_number, *person.former_id_numbers]
    if len(numbers) > 1:
        numbers = list(dict.fromkeys(form for number in numbers for form in both_forms(number)))
    for number in numbers:
        _add_id_number(words, number)
    born = person.born_on.replace("-", "")
    words += (BORN_YEAR + born[:4], BORN_MONTH + born[:6], BORN_ON + born, BIRTHDAY + born[4:])
    for number in person.candidate_nos:
        _add_ends(words, number, (NUMBER_HEAD, NUMBER_INSIDE, NUMBER_END))
    if len(person.phone) >= _GRAM:
        _add_ends(words, person.phone, (PHONE_FIRST, PHONE_INSIDE, PHONE_LAST))
    return " ".join(words)


@lru_cache(maxsize=1024)
def _words_of_name(name: str) -> tuple[str, ...]:
    """Kept, because people are loaded in the order of their names."""
    plain = searched_name(name)
    if not plain:
        return ()
    words = [SURNAME + plain[0]]
    words += [CHARACTER + each for each in plain]
    words += [PAIR + plain[at : at + 2] for at in range(len(plain) - 1)]
    if len(plain) == 2:
        words.append(TWO_CHARACTER_NAME + plain)
    if not name.isascii():
        _add_readings(words, pinyin_table().readings(plain))
    words += [LATIN + word for word in name.lower().split() if word.isascii() and word.isalpha()]
    return tuple(words)


def _add_readings(words: list[str], readings: Readings) -> None:
    if not readings:
        return
    words += [FIRST_SYLLABLE + each for each in readings[0]]
    if len(readings) > 1:
        words += [f"{TWO_SYLLABLES}{first}1{second}" for first in readings[0] for second in readings[1]]
    for at, options in enumerate(readings[2:_LONGEST_INITIALS], start=2):
        words += [f"{LATER_SYLLABLE}{at}{each}" for each in options]
    letters = [dict.fromkeys([each[0] for each in options]) for options in readings[:_LONGEST_INITIALS]]
    for combination in islice(product(*letters), _MOST_READINGS):
        initials = "".join(combination)
        words += [INITIALS + initials[:end] for end in range(1, len(initials) + 1)]
        words.append(ALL_INITIALS + initials)


def _add_id_number(words: list[str], number: str) -> None:
    words += [ID_PART + number[at : at + _GRAM] for at in range(len(number) - _GRAM + 1)]
    words.append(ID_END + number[-_GRAM:])
    if number[6:8] == "19" and len(number) == 18:  # the seam of the 15-digit form
        short = number[3:6] + number[8:11]
        words += (ID_PART + short[:4], ID_PART + short[1:5], ID_PART + short[2:6])
    if number[:1].isalpha():
        words.append(LATIN + number[:3].lower())


def _add_ends(words: list[str], number: str, kinds: tuple[str, str, str]) -> None:
    head, inside, end = kinds
    words.append(head + number[:_GRAM])
    words += [inside + number[at : at + _GRAM] for at in range(1, len(number) - _GRAM)]
    words.append(end + number[-_GRAM:])


# The expressions of a query


def expressions(query: LookupQuery, frequency: Frequency) -> list[str]:
    """In the full-text table's language: the likeliest people first. All together ask for everybody who is sought."""
    by_term = [_of_term(term, frequency) for term in query.terms]
    if len(by_term) == 1:
        return [step for step in by_term[0] if step]
    steps = max((len(steps) for steps in by_term), default=0)
    found = [_all(_any(steps[: at + 1]) for steps in by_term) for at in range(steps)]
    return list(dict.fromkeys(expression for expression in found if expression))


def _of_term(term: Term, frequency: Frequency) -> list[str]:
    """Each step asks for others than those before it, or for more."""
    match term:
        case NameTerm():
            return _of_name(term.text)
        case LetterTerm():
            return _of_letters(term)
        case BirthTerm():
            return [_of_birth(term)]
        case _:
            return _of_digits(term.text, frequency)


def _word(text: str) -> str:
    return f'"{text}"'


def _any(parts: Iterable[str]) -> str:
    kept = list(dict.fromkeys(part for part in parts if part))
    return f"({' OR '.join(kept)})" if len(kept) > 1 else "".join(kept)


def _all(parts: Iterable[str]) -> str:
    """Empty where one part can match nobody."""
    kept = list(dict.fromkeys(parts))
    if "" in kept:
        return ""
    return f"({' AND '.join(kept)})" if len(kept) > 1 else "".join(kept)


def _of_name(name: str) -> list[str]:
    if len(name) == 1:
        return [_word(SURNAME + name), _any(_word(CHARACTER + each) for each in alternatives(name))]
    pairs = [name[at : at + 2] for at in range(len(name) - 1)]
    exact = _all(_word(PAIR + pair) for pair in pairs)
    alike = _all(
        _any(_word(PAIR + a + b) for a in alternatives(pair[0]) for b in alternatives(pair[1])) for pair in pairs
    )
    first = [_word(TWO_CHARACTER_NAME + name)] if len(name) == 2 else []
    return list(dict.fromkeys([*first, _all([_word(SURNAME + name[0]), exact]), alike]))


def _of_letters(term: LetterTerm) -> list[str]:
    latin = _all(_word(LATIN + word) for word in term.words)
    if not term.spellings:
        return [latin]
    whole = _any(_of_spelling(each, whole=True) for each in term.spellings if not each.only_initials)
    initials = _any(_of_spelling(each, whole=True) for each in term.spellings if each.only_initials)
    wide = _any([*(_of_spelling(each, whole=False) for each in term.spellings), latin])
    return [step for step in (whole, initials, wide) if step]


def _of_spelling(spelling: Spelling, *, whole: bool) -> str:
    """`whole`: nothing of the name is left over, and the last syllable has been typed to its end."""
    units = spelling.units
    initials = spelling.initials[:_LONGEST_INITIALS]
    parts = [_word(ALL_INITIALS + initials)] if whole else []
    if spelling.only_initials:
        return _all(parts or [_word(INITIALS + initials)])
    read = [_syllables(unit.text, whole=whole or unit.whole) for unit in units]
    complete = [len(options) == 1 and options[0] == unit.text for options, unit in zip(read, units, strict=True)]
    known = [text if len(text) > 1 and text not in ("zh", "ch", "sh") else "" for text in (unit.text for unit in units)]
    if not all(complete) and len(units) > 1 and not whole:
        parts.append(_word(INITIALS + initials))
    if known[0]:
        if len(units) > 1 and known[1] and complete[0]:
            parts.append(_any(_word(f"{TWO_SYLLABLES}{units[0].text}1{each}") for each in read[1]))
        else:
            parts.append(_any(_word(FIRST_SYLLABLE + each) for each in read[0]))
    for at, options in enumerate(read[2:_LONGEST_INITIALS], start=2):
        if known[at]:
            parts.append(_any(_word(f"{LATER_SYLLABLE}{at}{each}") for each in options))
    return _all(parts)


def _syllables(text: str, *, whole: bool) -> Sequence[str]:
    return (text,) if whole else pinyin_table().beginning_with(text)


def _of_birth(term: BirthTerm) -> str:
    typed = "".join(part for part in (term.year, term.month, term.day) if part is not None)
    if term.year is None:
        return _word(BIRTHDAY + typed)
    return _word({4: BORN_YEAR, 6: BORN_MONTH}.get(len(typed), BORN_ON) + typed)


def _of_digits(digits: str, frequency: Frequency) -> list[str]:
    """First what a number ends or begins with and dates of birth, then what stands anywhere in an identity number."""
    if len(digits) < _GRAM:
        return [_any(_of_few_digits(digits))]
    grams = [digits[at : at + _GRAM] for at in range(len(digits) - _GRAM + 1)]
    inside = _all(_rarest([ID_PART + gram for gram in grams], frequency, 3))
    likely = list(_of_date(digits))
    if digits.isdecimal():
        likely += _at_ends(grams, (NUMBER_HEAD, NUMBER_INSIDE, NUMBER_END), frequency)
        likely += _at_ends(grams, (PHONE_FIRST, PHONE_INSIDE, PHONE_LAST), frequency)
    if len(digits) > _FEW_HAVE:
        return [_any([*likely, inside])]
    at_end = _all([_word(ID_END + grams[-1]), *(_word(ID_PART + gram) for gram in grams[:-1])])
    return [_any([*likely, at_end]), inside]


def _of_few_digits(digits: str) -> Iterator[str]:
    """Two digits: every four that they begin in an identity number. Three: also those at the ends of all numbers."""
    rest = _GRAM - len(digits)
    for tail in product(_ID_CHARACTERS, repeat=rest):
        if "X" not in tail[:-1]:
            yield _word(ID_PART + digits + "".join(tail))
    if rest > 1:
        return
    for other in _DIGITS:
        yield _word(ID_END + other + digits)
        if digits.isdecimal():
            yield from (_word(NUMBER_HEAD + digits + other), _word(NUMBER_END + other + digits))
            yield _word(PHONE_FIRST + digits + other)


def _of_date(digits: str) -> Iterator[str]:
    if len(digits) == 4:
        yield _word(BORN_YEAR + digits)
        yield _word(BIRTHDAY + digits)
    elif len(digits) == 6:
        yield _word(BORN_MONTH + digits)
    elif len(digits) == 8:
        yield _word(BORN_ON + digits)


def _at_ends(grams: list[str], kinds: tuple[str, str, str], frequency: Frequency) -> Iterator[str]:
    """Eleven digits or more may be the whole number, whose last four are no word of its inside."""
    head, inside, end = kinds
    if len(grams) > _LONGEST_NUMBER - _GRAM + 1:
        return
    whole = len(grams) >= _SHORTEST_WHOLE - _GRAM + 1
    after, before = (grams[1:-1], grams[1:-1]) if whole else (grams[1:], grams[:-1])
    yield _all([_word(head + grams[0]), *_rarest([inside + gram for gram in after], frequency, 2)])
    yield _all([_word(end + grams[-1]), *_rarest([inside + gram for gram in before], frequency, 2)])


def _rarest(words: list[str], frequency: Frequency, most: int) -> list[str]:
    """The rarest that cover most of the run: the people found are compared with all of it."""
    places = {word: at for at, word in enumerate(words)}
    uncovered = set(range(len(words) + _GRAM - 1))
    chosen: list[str] = []
    while places and len(chosen) < most:
        fresh = {each: len(uncovered.intersection(range(at, at + _GRAM))) for each, at in places.items()}
        words_left = [each for each in places if fresh[each] >= min(_GRAM // 2, max(fresh.values()))]
        word = min(words_left, key=lambda each: (frequency(each), -fresh[each], -places[each]))
        if not fresh[word]:
            break
        chosen.append(word)
        uncovered.difference_update(range(places[word], places.pop(word) + _GRAM))
    return [_word(each) for each in chosen]
