"""档案内容: everything of the person that is not about the stage in front, section by section."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ui import words
from ui.screens.candidate_file import wording
from ui.widgets.parts import Part, Text
from ui.widgets.rows import Column, SectionRow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.services.candidate_file_views import CandidateFileView

COLUMNS = (
    Column("code", wording.RECORD_COLUMNS["code"], 92),
    Column("name", wording.RECORD_COLUMNS["name"], 0),
    Column("credits", wording.RECORD_COLUMNS["credits"], 56, "right"),
    Column("score", wording.RECORD_COLUMNS["score"], 72),
    Column("passed_on", wording.RECORD_COLUMNS["passed_on"], 88),
    Column("note", wording.RECORD_COLUMNS["note"], 168),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of any section, in the columns of the table."""

    code: str = ""
    name: str = ""
    credits: str = ""
    score: str = ""
    passed_on: str = ""
    note: str = ""
    personal: bool = False


def rows(view: CandidateFileView) -> list[SectionRow | Line]:
    found: list[SectionRow | Line] = []
    sections = (
        ("passed", f"{len(view.passed)} 门，{sum(each.credits for each in view.passed)} 学分", _passed(view)),
        ("cards", f"{len(view.cards)} 张", _cards(view)),
        ("prior", "", _prior(view)),
        ("former", "", _former(view)),
        ("corrections", f"{len(view.corrections)} 件", _corrections(view)),
        ("filings", "", _filings(view)),
    )
    for name, note, lines in sections:
        listed = list(lines)
        if listed:
            found.append(SectionRow((Text(wording.SECTIONS[name], "text2", 12, strong=True), Text(note, "muted", 12))))
            found.extend(listed)
    return found


def cell(line: Any, column: str) -> tuple[Part, ...]:
    text = getattr(line, column)
    return (Text(text, "text2" if column == "note" else "text", personal=line.personal),) if text else ()


def _passed(view: CandidateFileView) -> Iterator[Line]:
    for each in view.passed:
        note = "" if each.source == "exam" else words.SOURCES[each.source]
        if each.used_by:
            note = f"{note}，已用于 {each.used_by}".lstrip("，")
        yield Line(each.code, each.name, str(each.credits), each.score, each.passed_on, note)


def _cards(view: CandidateFileView) -> Iterator[Line]:
    for each in view.cards:
        note = f"{words.CARD_KINDS[each.kind]}，{words.state('card', each.card.state)}"
        yield Line(each.code, each.name, str(each.credits), each.score, each.passed_on, note)


def _prior(view: CandidateFileView) -> Iterator[Line]:
    if view.prior is None:
        return
    prior = view.prior
    level = words.LEVELS.get(prior.level, prior.level)
    yield Line(
        "学历",
        f"{prior.school} {prior.specialty}",
        "",
        level,
        prior.graduated_on.isoformat()[:7],
        prior.certificate_no or "",
    )
    labels = {"name": "姓名", "id_number": "身份证号", "sex": "性别"}
    for row in view.prior_comparison:
        if row.differs:
            label = labels.get(row.field, row.field)
            yield Line("不一致", f"{label}：证书 {row.recorded or '—'}，考籍 {row.declared or '—'}", personal=True)


def _former(view: CandidateFileView) -> Iterator[Line]:
    labels = {"name": "曾用名", "id_number": "原号码"}
    for each in view.former:
        yield Line(labels.get(each.kind, ""), each.value, personal=True)
    for number in view.numbers[1:]:
        yield Line("准考证号", number, note="待合并", personal=True)


def _corrections(view: CandidateFileView) -> Iterator[Line]:
    for each in view.corrections:
        change = f"{each.old_value or '—'} 改为 {each.new_value or '—'}"
        note = words.state("correction", each.correction.state)
        yield Line(
            _FIELDS.get(each.field, each.field), change, passed_on=words.day(each.asked_at), note=note, personal=True
        )


def _filings(view: CandidateFileView) -> Iterator[Line]:
    for filing in view.filings:
        for application in filing.applications:
            record = application.record
            attempt = wording.ATTEMPTS.get(record.attempt, "")
            yield Line(
                words.round_name(record.round_id)[:7],
                f"{record.specialty_name}，{record.host_name}",
                score=attempt,
                note=words.state("review", record.review.state),
            )


_FIELDS = {
    "name": "姓名",
    "id_number": "身份证号",
    "candidate_no": "准考证号",
    "sex": "性别",
    "admission_photo": "准考证照片",
    "ethnicity": "民族",
    "born_on": "出生日期",
    "address": "通信地址",
    "phone": "手机",
}
