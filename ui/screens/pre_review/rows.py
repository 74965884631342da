"""From the view of a case to the lines of its columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.pre_review_views import CheckLevel
from ui.screens.pre_review import wording
from ui.widgets.comparison import CompareRow, CompareSection
from ui.widgets.parts import Chip, Icon, Mask, Part, Stretch, Text, TwoLines, masked_number

if TYPE_CHECKING:
    from datetime import datetime

    from app.services.comparison import ComparisonGroup, ComparisonRow
    from app.services.pre_review_views import CaseView, Check, CourseRow, QueueRow

PERSONAL = {
    "name", "former_name", "sex_ethnicity", "id_number", "candidate_no", "phone", "address", "born_on", "prior",
}  # fmt: skip
NUMBER_GROUPS = {"id_number": (6, 8, 4), "phone": (3, 4, 4)}


def sections(case: CaseView, *, courses_open: bool) -> tuple[CompareSection, ...]:
    return (*(_group(group) for group in case.groups), _courses(case, courses_open=courses_open))


def _group(group: ComparisonGroup) -> CompareSection:
    rows = tuple(_row(row) for row in group.rows)
    return CompareSection(wording.GROUPS[group.name], rows, f"共 {len(rows)} 项")


def _row(row: ComparisonRow) -> CompareRow:
    label = wording.FIELDS.get(row.field, row.field)
    kind = "name" if row.field == "name" else "plain"
    personal = row.field in PERSONAL
    return CompareRow(
        label,
        row.declared,
        row.recorded,
        row.differs,
        kind,  # type: ignore[arg-type]
        personal,
        row.field,
        groups=NUMBER_GROUPS.get(row.field, ()),
    )


def _courses(case: CaseView, *, courses_open: bool) -> CompareSection:
    ordered = sorted(case.courses, key=lambda row: not row.differs)
    equal = sum(not row.differs for row in case.courses)
    note = f"共 {len(case.courses)} 门"
    if equal:
        note += "，不一致的在前" if courses_open else f"，一致的 {equal} 门已收起"
    act = "收起一致的" if courses_open else "展开"
    rows = tuple(_course(row) for row in ordered)
    return CompareSection(wording.COURSES, rows, note, act if equal else "", "O" if equal else "", not courses_open)


def _course(row: CourseRow) -> CompareRow:
    left, right = wording.side(row.declared, row.name), wording.side(row.recorded, row.name)
    if row.differs:
        return CompareRow(row.code, left, right, differs=True, key=f"course.{row.code}", compared=False)
    return CompareRow(row.code, left, right, key=f"course.{row.code}")


def look_alikes(row: ComparisonRow) -> str:
    """龑 U+9F91 与 䶮 U+4DAE 形近."""
    pairs = (
        f"{pair.declared} {pair.declared_label} 与 {pair.recorded} {pair.recorded_label} 形近"
        for pair in row.look_alikes
    )
    return "；".join(pairs)


def difference_note(case: CaseView, key: str) -> str:
    """When each side was written down, and look-alike characters by their code points."""
    for group in case.groups:
        for row in group.rows:
            if row.field == key:
                dates = []
                if row.declared_on is not None:
                    dates.append(f"申请 {row.declared_on.isoformat()} 填报")
                if row.recorded_on is not None:
                    dates.append(f"考籍 {row.recorded_on.isoformat()} 登记")
                return "；".join(filter(None, ("，".join(dates), look_alikes(row))))
    return ""


def queue_cell(row: QueueRow, now: datetime) -> TwoLines:
    first: list[Part] = [Text(row.name, personal=True), Stretch()]
    if row.claim is not None and not row.claim.mine:
        first.append(Chip(row.claim.clerk_name, "wait", "person"))
    elif row.attempt > 1:
        first.append(Chip(wording.AGAIN, "amber"))
    waited = Text(wording.waited(now - row.waiting_since), "muted", 12)
    return TwoLines(tuple(first), (_small_mask(row.id_number), Stretch(), waited))


def _small_mask(number: str) -> Mask:
    return masked_number(number, 4, 4, dots=8, colour="text2", size=12)


def check_parts(check: Check) -> list[Part]:
    looks = check.level is CheckLevel.LOOK
    icon = Icon("warning", "amber", gap=8) if looks else Icon("check", "green", gap=8)
    proof = Text(wording.proof(check), "primary" if check.proof == "scan" else "muted", 12)
    return [icon, Text(wording.check(check)), Stretch(), proof]
