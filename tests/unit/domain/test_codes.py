"""Candidate numbers, certificate numbers, course and specialty codes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.candidate_number import parse_candidate_number
from app.domain.certificate_number import (
    CertificateKind,
    Level,
    ReportKind,
    parse_certificate_number,
    parse_report_number,
)
from app.domain.course_code import repair_course_code
from app.domain.errors import ERROR_CODES, ClerkError
from app.domain.specialty_code import repair_specialty_code
from tests.unit.domain.trying import tried

PARSERS = (
    parse_candidate_number,
    parse_certificate_number,
    parse_report_number,
    repair_course_code,
    repair_specialty_code,
)


@given(st.sampled_from(PARSERS), st.text() | st.text(alphabet="0123456789-K TB.", max_size=20))
def test_any_text_is_parsed_or_refused_with_a_known_code(parse, text):
    outcome = tried(parse, text)
    assert not isinstance(outcome, ClerkError) or outcome.code in ERROR_CODES


@pytest.mark.parametrize("parse", PARSERS)
def test_endless_input_is_refused_before_it_is_read(parse):
    with pytest.raises(ClerkError, match="length"):
        parse("1" * 1_000_000)


@given(st.from_regex(r"[0-9]{6}[12][0-9]{5}", fullmatch=True).filter(lambda n: not n.endswith("00000")))
def test_candidate_number_comes_apart_and_together(text):
    number = parse_candidate_number(text)
    joined = f"{number.city}{number.county}{number.year % 100:02}{number.half}{number.serial}"
    assert joined == number.text == text
    assert 1980 <= number.year <= 2079


def test_candidate_number_names_the_round_of_first_registration():
    assert parse_candidate_number("９９０１ 152 00358").first_registration_round == "2015-2"
    assert parse_candidate_number("990199200358").first_registration_round == "1999-2"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        ("99015200358", "length"),
        ("9901523003581", "length"),
        ("99015230035X", "characters"),
        ("990115300358", "half"),
        ("990115000358", "half"),
        ("990115200000", "serial"),
    ],
)
def test_candidate_number_refusals(text, code):
    with pytest.raises(ClerkError) as raised:
        parse_candidate_number(text)
    assert raised.value.code == f"candidate_number.{code}"


def test_self_taught_certificate_holds_the_candidate_number():
    number = parse_certificate_number("65149901152003587")
    assert (number.kind, number.level, number.province) == (CertificateKind.SELF_TAUGHT_17, Level.BACHELOR, "14")
    assert number.candidate_no == "990115200358"
    assert number.year is None
    assert parse_certificate_number("66149901152003587").level is Level.JUNIOR_COLLEGE


@pytest.mark.parametrize(
    ("text", "kind", "level", "year"),
    [
        ("101081200906012345", CertificateKind.COLLEGE_18, Level.JUNIOR_COLLEGE, 2009),
        ("101085201505012345", CertificateKind.COLLEGE_18, Level.BACHELOR, 2015),
        ("101081200902012345", CertificateKind.COLLEGE_18, None, 2009),
        ("10108119990601234", CertificateKind.COLLEGE_17, Level.JUNIOR_COLLEGE, 1999),
        ("10108100000000000", CertificateKind.COLLEGE_17, None, None),
    ],
)
def test_college_certificates(text, kind, level, year):
    number = parse_certificate_number(text)
    assert (number.kind, number.level, number.year, number.school) == (kind, level, year, text[:5])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        ("Z5149901152003587", "characters"),
        ("651499011520035", "length"),
        ("651499011520035871234", "length"),
        ("65999901152003587", "province"),
        ("101081180006012345", "year"),
        ("101081200916012345", "level"),
        ("101081200900012345", "level"),
    ],
)
def test_certificate_junk_is_refused(text, code):
    with pytest.raises(ClerkError) as raised:
        parse_certificate_number(text)
    assert raised.value.code == f"certificate_number.{code}"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("abcd 1234 efgh 5678", ReportKind.ONLINE_VERIFICATION_16),
        ("123456789012", ReportKind.ONLINE_VERIFICATION_12),
        ("1234567", ReportKind.RECOGNITION_REPORT),
        ("１２３４５６７８", ReportKind.RECOGNITION_REPORT),
    ],
)
def test_report_numbers(text, kind):
    assert parse_report_number(text).kind is kind


@pytest.mark.parametrize(
    ("text", "code"),
    [("12345678901A", "characters"), ("123456A", "characters"), ("汉字", "characters"), ("12345", "length")],
)
def test_report_junk_is_refused(text, code):
    with pytest.raises(ClerkError) as raised:
        parse_report_number(text)
    assert raised.value.code == f"verification_code.{code}"


@pytest.mark.parametrize(
    ("value", "text", "repaired"),
    [
        ("00015", "00015", False),
        ("15", "00015", True),
        (15, "00015", True),
        (15.0, "00015", True),
        ("15.0", "00015", True),
        ("3706", "03706", True),
        ("'00015", "00015", False),
        (" ０００１５ ", "00015", False),
        ("27016", "27016", False),
        ("43-00526", "43-00526", False),
        ("43－526", "43-00526", True),
    ],
)
def test_course_codes_keep_and_regain_their_zeros(value, text, repaired):
    code = repair_course_code(value)
    assert (code.text, code.repaired) == (text, repaired)


@given(st.integers(1, 99999))
def test_a_code_that_went_through_a_spreadsheet_comes_back(number):
    assert repair_course_code(number).text == repair_course_code(float(number)).text == f"{number:05}"


@pytest.mark.parametrize(
    ("value", "code"),
    [("", "empty"), ("15a", "characters"), ("15.5", "characters"), (15.5, "characters"), ("000015", "length")],
)
def test_course_code_refusals(value, code):
    with pytest.raises(ClerkError) as raised:
        repair_course_code(value)
    assert raised.value.code == f"course_code.{code}"


@pytest.mark.parametrize(
    ("value", "text", "repaired"),
    [
        ("020101", "020101", False),
        (20101, "020101", True),
        ("20101.0", "020101", True),
        ("030101k", "030101K", False),
        ("30101K", "030101K", True),
        ("030612TK", "030612TK", False),
        ("080901T", "080901T", False),
        ("B020115", "B020115", False),
        ("050105", "050105", False),
        ("530605", "530605", False),
    ],
)
def test_specialty_codes_keep_and_regain_their_zero(value, text, repaired):
    code = repair_specialty_code(value)
    assert (code.text, code.repaired) == (text, repaired)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("", "empty"),
        ("030101KT", "characters"),
        ("030101X", "characters"),
        ("B020115K", "characters"),
        ("B20115", "length"),
        ("2010", "length"),
        ("0201011", "length"),
    ],
)
def test_specialty_code_refusals(value, code):
    with pytest.raises(ClerkError) as raised:
        repair_specialty_code(value)
    assert raised.value.code == f"specialty_code.{code}"


def test_a_repaired_code_shows_what_was_read():
    assert repair_specialty_code(20101).original == "20101"
    assert repair_course_code("43-526").original == "43-526"
