"""Certificate numbers and the numbers of reports on certificates: structure only, check digits are not published."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from app.domain.errors import ClerkError
from app.domain.repaired_code import bare_code

_DIGITS = re.compile(r"[0-9]+")
_REPORT = re.compile(r"[0-9A-Z]+")
_SELF_TAUGHT = re.compile(r"6[56]")
_PROVINCES = frozenset({*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66)})
_YEAR = re.compile(r"19[5-9][0-9]|20[0-9]{2}")


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
    """`candidate_no` only for self-taught ones (digits 5 to 16, believed to be the 准考证号: a hint, not proof)."""

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
    """17 digits that begin with 65 or 66 are self-taught; else a college's 18 or, before about 2002, 17.

    Raises ClerkError certificate_number.empty, .characters, .length, .province, .year, .level.
    """
    number = bare_code(text, "certificate_number")
    if not _DIGITS.fullmatch(number):
        raise ClerkError("certificate_number.characters")
    if len(number) == 17 and _SELF_TAUGHT.match(number):
        return _self_taught(number)
    if len(number) == 17:
        year = int(number[6:10]) if _YEAR.fullmatch(number[6:10]) else None
        level = _COLLEGE_LEVELS.get(number[10:12]) if year else None
        return CertificateNumber(number, CertificateKind.COLLEGE_17, level, year, school=number[:5])
    if len(number) == 18:
        return _college_18(number)
    raise ClerkError("certificate_number.length", length=len(number))


def parse_report_number(text: str) -> ReportNumber:
    """A code of online verification (16 letters and digits, older 12 digits) or of a recognition report (7 or 8).

    Raises ClerkError verification_code.empty, .characters, .length.
    """
    number = bare_code(text, "verification_code")
    if not _REPORT.fullmatch(number):
        raise ClerkError("verification_code.characters")
    kind = _REPORT_KINDS.get(len(number))
    if kind is None:
        raise ClerkError("verification_code.length", length=len(number))
    if kind is not ReportKind.ONLINE_VERIFICATION_16 and not number.isdigit():
        raise ClerkError("verification_code.characters")
    return ReportNumber(number, kind)


_COLLEGE_LEVELS = {"05": Level.BACHELOR, "06": Level.JUNIOR_COLLEGE}
_REPORT_KINDS = {
    7: ReportKind.RECOGNITION_REPORT,
    8: ReportKind.RECOGNITION_REPORT,
    12: ReportKind.ONLINE_VERIFICATION_12,
    16: ReportKind.ONLINE_VERIFICATION_16,
}


def _self_taught(number: str) -> CertificateNumber:
    """1 kind, 1 level, 2 province, 2 city, 2 county, 2 year, 1 half, 5 serial, 1 check digit (not published)."""
    if int(number[2:4]) not in _PROVINCES:
        raise ClerkError("certificate_number.province", province=number[2:4])
    level = Level.BACHELOR if number[1] == "5" else Level.JUNIOR_COLLEGE
    return CertificateNumber(
        number, CertificateKind.SELF_TAUGHT_17, level, None, province=number[2:4], candidate_no=number[4:16]
    )


def _college_18(number: str) -> CertificateNumber:
    """5 school, 1 kind, 4 year, 2 level (05 本科, 06 专科, others exist), 6 serial."""
    if not _YEAR.fullmatch(number[6:10]):
        raise ClerkError("certificate_number.year", year=number[6:10])
    if number[10] != "0" or number[11] == "0":
        raise ClerkError("certificate_number.level", level=number[10:12])
    return CertificateNumber(
        number, CertificateKind.COLLEGE_18, _COLLEGE_LEVELS.get(number[10:12]), int(number[6:10]), school=number[:5]
    )
