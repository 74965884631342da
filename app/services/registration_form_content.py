"""What a candidate filled in for the 毕业生登记表: the document in form_content.content."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class ResumeLine:
    """`begins` and `ends` are 2013-09; an empty `ends` is 至今."""

    begins: str
    ends: str
    place: str
    position: str
    witness: str


@dataclass(frozen=True, slots=True)
class FamilyMember:
    relation: str
    name: str
    work: str
    phone: str = ""
    born: str = ""  # 1962-05
    political_status: str = ""


@dataclass(frozen=True, slots=True)
class FilledForm:
    """Everything the candidate types; what the records hold (name, scores, …) is not here."""

    native_place: str = ""
    former_name: str = ""
    work_unit: str = ""
    work_position: str = ""
    work_since: str = ""
    occupation: str = ""
    resume: tuple[ResumeLine, ...] = ()
    family: tuple[FamilyMember, ...] = ()
    awards: str = ""
    self_assessment: str = ""  # may stay empty: written by hand after printing

    def document(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> FilledForm:
        plain = {key: document.get(key, "") for key in _TEXTS}
        return cls(
            resume=tuple(ResumeLine(**each) for each in document.get("resume", ())),
            family=tuple(FamilyMember(**each) for each in document.get("family", ())),
            **plain,
        )


_TEXTS = (
    "native_place",
    "former_name",
    "work_unit",
    "work_position",
    "work_since",
    "occupation",
    "awards",
    "self_assessment",
)
