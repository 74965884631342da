"""What a candidate declared in one attempt: the document in application_attempt.declared."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class DeclaredPerson:
    """The person as typed by the candidate: codes as in the national tables, dates as 1979-04-17."""

    name: str
    sex: str
    ethnicity: str
    id_number: str
    candidate_no: str
    phone: str
    address: str


@dataclass(frozen=True, slots=True)
class DeclaredPrior:
    school: str
    specialty: str
    level: str
    graduated_on: str
    certificate_no: str


@dataclass(frozen=True, slots=True)
class DeclaredCourse:
    """One course of the plan and what is to count for it.

    `how` is record, exempt, card, substitution or pool; `by` names the courses that stand for it (the last two).
    `card` is the id of the course card, as text, where `how` is card.
    """

    code: str
    name: str
    score: str
    how: str
    by: tuple[str, ...] = ()
    card: str | None = None


@dataclass(frozen=True, slots=True)
class AttemptDeclared:
    person: DeclaredPerson
    specialty_code: str
    specialty_name: str
    level: str
    host_name: str
    plan_id: str
    generation: str
    prior: DeclaredPrior | None
    courses: tuple[DeclaredCourse, ...]

    def document(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def of(cls, document: Mapping[str, Any] | None) -> AttemptDeclared | None:
        """None where nothing has been declared yet."""
        return cls.from_document(document) if document else None

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> AttemptDeclared:
        plain = {key: document[key] for key in _PLAIN}
        prior = document.get("prior")
        courses = tuple(DeclaredCourse(**{**each, "by": tuple(each.get("by", ()))}) for each in document["courses"])
        return cls(
            person=DeclaredPerson(**document["person"]),
            prior=None if prior is None else DeclaredPrior(**prior),
            courses=courses,
            **plain,
        )


_PLAIN = ("specialty_code", "specialty_name", "level", "host_name", "plan_id", "generation")
