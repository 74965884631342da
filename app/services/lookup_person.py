"""What a look-up compares: the searchable facts of one person, as the index keeps them."""

from __future__ import annotations

from typing import NamedTuple

_CENTURY = slice(6, 8)


class SearchedPerson(NamedTuple):
    """`key`: the 16 bytes of the candidate's id; `born_on` as 1987-04-24; `candidate_nos`: the one in use first.

    `graduated`: of this person nothing is open any more. Thousands are made and dropped for a question, hence a tuple.
    """

    key: bytes
    name: str
    id_number: str
    sex: str
    born_on: str
    phone: str
    candidate_nos: tuple[str, ...]
    former_names: tuple[str, ...]
    former_id_numbers: tuple[str, ...]
    graduated: bool


def short_form(id_number: str) -> str | None:
    """The 15 digits that a number of 18 had before 1999, or None for those born since 2000 and for other numbers."""
    if len(id_number) == 18 and id_number[_CENTURY] == "19" and id_number[:17].isdecimal():
        return id_number[:6] + id_number[8:17]
    return None
