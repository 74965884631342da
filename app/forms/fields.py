"""The names a layout may use, and how each value of a form is written on paper."""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from app.forms.content import FamilyRow, FormContent, PriorQualification, ResumeRow, ScoreRow, grouped

if TYPE_CHECKING:
    from collections.abc import Mapping

MONTH: Final = re.compile(r"(\d{4})-(\d{2})")
PLACE: Final = re.compile(r"\{([a-z_]+)\}")
ROWS: Final[Mapping[str, type]] = {
    "resume": ResumeRow,
    "family": FamilyRow,
    "scores": ScoreRow,
    "practice": ScoreRow,
}
"""The fields that a table may show, with the class of their rows."""
NOT_TEXT: Final = frozenset({*ROWS, "photo", "prior", "draft", "reprint"})
MADE: Final = frozenset(
    {"short_hash", "panel", "panels", "specialty_and_code", "reprint_number", "reprint_clerk", "reprint_time"}
)


def _names(kind: type) -> set[str]:
    return {field.name for field in fields(kind)}


TEXT_FIELDS: Final = (_names(FormContent) - NOT_TEXT) | {f"prior_{name}" for name in _names(PriorQualification)} | MADE
ROW_FIELDS: Final[Mapping[str, frozenset[str]]] = {
    name: frozenset(_names(kind) | {"row", "months"}) for name, kind in ROWS.items()
}


@lru_cache(maxsize=4096)
def written(value: Any) -> str:
    """2020-04 as 2020年4月, a date as 2026年12月30日, other text as it stands."""
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    if value is None:
        return ""
    text = str(value).replace("\r\n", "\n").replace("\t", " ")
    month = MONTH.fullmatch(text)
    return f"{month[1]}年{int(month[2])}月" if month else text


def places(template: str) -> list[str]:
    """The names in braces."""
    return PLACE.findall(template)


def filled(template: str, values: Mapping[str, str]) -> str:
    return PLACE.sub(lambda place: values[place[1]], template)


def text_values(content: FormContent, short_hash: str) -> dict[str, str]:
    """The text of every field but panel and panels, which are the page's own."""
    values = {name: written(getattr(content, name)) for name in TEXT_FIELDS & _names(FormContent)}
    prior = content.prior
    for name in _names(PriorQualification):
        values[f"prior_{name}"] = "" if prior is None else written(getattr(prior, name))
    values["short_hash"] = grouped(short_hash)
    code = values["specialty_code"]
    values["specialty_and_code"] = f"{content.specialty}({code})" if code else content.specialty
    reprint = content.reprint
    values["reprint_number"] = "" if reprint is None else str(reprint.number)
    values["reprint_clerk"] = "" if reprint is None else reprint.clerk
    values["reprint_time"] = "" if reprint is None else reprint.time
    return values


def row_values(row: Any, number: int) -> dict[str, str]:
    values = {field.name: written(getattr(row, field.name)) for field in fields(row)}
    values["row"] = str(number)
    if isinstance(row, ResumeRow):
        values["months"] = "至".join(filter(None, (values["from_month"], values["to_month"].removeprefix("至"))))
    else:
        values["months"] = ""
    return values
