"""Certificate numbers and the numbers of reports on certificates: structure only, check digits are not published."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class CertificateKind(StrEnum):
    SELF_TAUGHT_17 = "self_taught_17"
    COLLEGE_18 = "college_18"
    COLLEGE_17 = "college_17"


class Level(StrEnum):
    """本科, 专科; the words of the tables."""

    BACHELOR = "bachelor"
    JUNIOR_COLLEGE = "junior_college"


@dataclass(frozen=True)
class CertificateNumber:
    """`candidate_no` only for self-taught ones (digits 5 to 16, believed to be the 准考证号; a hint, not proof)."""

    text: str
    kind: CertificateKind
    level: Level | None
    year: int | None
    province: str | None = None
    school: str | None = None
    candidate_no: str | None = None


class ReportKind(StrEnum):
    ONLINE_VERIFICATION_16 = "online_verification_16"
    ONLINE_VERIFICATION_12 = "online_verification_12"
    RECOGNITION_REPORT = "recognition_report"


@dataclass(frozen=True)
class ReportNumber:
    text: str
    kind: ReportKind


def parse_certificate_number(text: str) -> CertificateNumber:
    raise NotImplementedError


def parse_report_number(text: str) -> ReportNumber:
    raise NotImplementedError
