"""What a registration form says: plain values, already decided; nothing here is looked up or judged."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields, is_dataclass
from typing import TYPE_CHECKING, Any, Final

import msgspec

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class ResumeRow:
    """Months as ``2019-09``; ``to_month`` may be 至今."""

    from_month: str
    to_month: str
    place: str
    position: str
    witness: str


@dataclass(frozen=True, slots=True)
class FamilyRow:
    relation: str
    name: str
    born: str
    political_status: str
    work: str
    """Work unit and duty."""


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One course of the plan, in the order of the plan."""

    course_code: str
    course_name: str
    credits: str
    score: str
    """As it is to be read: 85, 合格, 免考; empty where the note says all."""
    passed_month: str
    note: str = ""
    """免考, 顶替 with what, 旧计划."""


@dataclass(frozen=True, slots=True)
class PriorQualification:
    school: str
    specialty: str
    level: str
    graduated_month: str
    certificate_no: str


@dataclass(frozen=True, slots=True)
class Reprint:
    """That a sheet of this version has been printed before: which time it is, by whom and when (Beijing time)."""

    number: int
    clerk: str
    time: str


@dataclass(frozen=True, slots=True)
class FormContent:
    """Everything on the four panels. Text that is not known is empty and leaves its box empty.

    Months as ``2020-04`` (other text is printed as it stands). ``photo`` is a picture file's bytes; a JPEG is
    embedded unchanged. ``moral_appraisal`` and the opinions are normally empty: they are written by hand and stamped.
    """

    application_no: str
    form_version: int
    """Which export of the form this is, from 1."""

    host: str
    specialty: str
    specialty_code: str
    level: str
    name: str
    candidate_no: str
    id_number: str
    filled_on: date | None
    graduation_date: date
    """30 June or 30 December."""

    former_name: str = ""
    gender: str = ""
    ethnicity: str = ""
    birth_month: str = ""
    political_status: str = ""
    native_place: str = ""
    education: str = ""
    occupation: str = ""
    first_registered: str = ""
    began_work: str = ""
    work_unit: str = ""
    phone: str = ""
    address: str = ""
    postcode: str = ""
    photo: bytes | None = None
    prior: PriorQualification | None = None
    resume: tuple[ResumeRow, ...] = ()
    family: tuple[FamilyRow, ...] = ()

    rewards: str = ""
    self_appraisal: str = ""
    moral_appraisal: str = ""

    scores: tuple[ScoreRow, ...] = ()
    practice: tuple[ScoreRow, ...] = ()
    """Practice and thesis, which stand in a box of their own."""
    course_count: str = ""
    credit_total: str = ""
    county_opinion: str = ""
    host_opinion: str = ""
    province_opinion: str = ""
    certificate_no: str = ""

    draft: bool = False
    """A preview before payment: watermarked, and without the codes by which paper is taken in."""
    reprint: Reprint | None = None


BESIDE_THE_CONTENT: Final = frozenset({"form_version", "draft", "reprint"})
"""How and how often it was printed is no part of what it says."""


def canonical_content(content: FormContent) -> bytes:
    """The same bytes for the same content: JSON with sorted names, the photo by its SHA-256."""
    values = {
        field.name: getattr(content, field.name) for field in fields(content) if field.name not in BESIDE_THE_CONTENT
    }
    photo = content.photo
    values["photo"] = None if photo is None else hashlib.sha256(photo).hexdigest()
    return msgspec.json.encode(values, order="sorted")


def content_hash(content: FormContent) -> str:
    return hashlib.sha256(canonical_content(content)).hexdigest().upper()


def short_hash(content: FormContent) -> str:
    """The first 8 hexadecimal digits, as the codes carry them; `grouped` makes them readable."""
    return content_hash(content)[:8]


def grouped(digits: str) -> str:
    return f"{digits[:4]} {digits[4:8]}"


def texts_of(value: Any, name: str = "") -> list[tuple[str, str]]:
    """Every text in the content with the name of its field, such as ``scores[3].course_name``."""
    if isinstance(value, str):
        return [(name, value)] if value else []
    if isinstance(value, tuple):
        return [pair for index, item in enumerate(value) for pair in texts_of(item, f"{name}[{index}]")]
    if is_dataclass(value):
        prefix = f"{name}." if name else ""
        return [pair for field in fields(value) for pair in texts_of(getattr(value, field.name), prefix + field.name)]
    return []
