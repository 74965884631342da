"""From the view of a person to the facts, stages and lines of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui import words
from ui.marks import mark_parts
from ui.screens.candidate_file import wording
from ui.widgets.fact_list import Fact
from ui.widgets.parts import Chip, Icon, Part, Stretch, Text, TwoLines, id_number, phone
from ui.widgets.rows import SectionRow
from ui.widgets.steps import Progress, Stage

if TYPE_CHECKING:
    from app.services.candidate_file_views import ApplicationView, CandidateFileView, FilingView, StageView
    from app.services.history import HistoryEntry

_PROGRESS: dict[str, Progress] = {
    "done": "done",
    "skipped": "done",
    "here": "here",
    "next": "next",
    "failed": "refused",
}
GOOD = {"auto_passed", "manual_passed", "matched", "verified", "not_required"}
BAD = {"auto_failed", "manual_rejected", "mismatched", "refused", "revoked"}


def stages(application: ApplicationView) -> tuple[Stage, ...]:
    return tuple(
        Stage(
            words.STAGES[stage.name],
            _PROGRESS[stage.status],
            words.ACTORS[stage.actor],
            wording.stage_when(stage),
        )
        for stage in application.stages
    )


def person(view: CandidateFileView) -> list[Fact]:
    candidate = view.candidate
    numbers: list[Part] = [Text(view.numbers[0] if view.numbers else "—", personal=True)]
    if view.to_merge:
        numbers.append(Chip(wording.MERGE.format(count=len(view.numbers)), "amber", "merge"))
    office: list[Part] = [Text(view.registration_office)]
    if not view.at_own_office:
        office.append(Chip(wording.OTHER_OFFICE, "wait"))
    facts = [
        Fact(wording.FACTS["id_number"], id_number(candidate.id_number)),
        Fact(wording.FACTS["candidate_no"], numbers),
        Fact(wording.FACTS["person"], f"{view.sex_name}，{view.ethnicity_name}"),
        Fact(wording.FACTS["phone"], phone(candidate.phone or "")),
        Fact(wording.FACTS["address"], candidate.address or "—", personal=True),
        Fact(wording.FACTS["office"], office),
    ]
    facts += [Fact(wording.FACTS["former"], (Text(each.value, personal=True),)) for each in view.former[:2]]
    return facts


def checks(view: CandidateFileView) -> list[Fact]:
    open_corrections = [each for each in view.corrections if each.correction.state == "proposed"]
    passed = f"历次 {len(view.passed)} 门"
    if view.cards:
        passed += f"，合格证 {len(view.cards)} 张"
    correction: list[Part] = (
        [Chip(f"{len(open_corrections)} 件待复核", "amber", "warning")]
        if open_corrections
        else [Text(wording.NO_CORRECTION)]
    )
    return [
        Fact(wording.FACTS["identity"], region("identity", view.candidate.identity.state), line=True),
        Fact(wording.FACTS["prior"], region("prior", view.candidate.prior.state)),
        Fact(wording.FACTS["corrections"], correction),
        Fact(wording.FACTS["passed"], passed),
    ]


def region(name: str, state: str) -> list[Part]:
    text = words.state(name, state)
    if state in GOOD:
        return [Icon("check", "green"), Text(text, "green")]
    if state in BAD:
        return [Icon("cross_circle", "red"), Text(text, "red")]
    return [Icon("clock", "wait"), Text(text, "wait")]


def stage_facts(stage: StageView, application: ApplicationView, filing: FilingView) -> list[Fact]:
    """Where it is, who must act, until when, and what is known of it."""
    actor: list[Part] = [Text(words.ACTORS[stage.actor], strong=stage.status in {"here", "failed"})]
    if application.claim is not None and stage.name == "pre_review":
        actor.append(Text(f"{application.claim.clerk_name} 已认领", "text2"))
    facts = [
        Fact(wording.FACTS["actor"], actor),
        Fact(wording.FACTS["state"], _state_parts(stage)),
    ]
    facts += _named_facts(stage, application, filing)
    if stage.at is not None:
        facts.append(Fact(wording.FACTS["since"], words.day_and_time(stage.at)))
    if stage.until is not None:
        facts.append(Fact(wording.FACTS["until"], words.day_and_time(stage.until)))
    return facts


def _state_parts(stage: StageView) -> list[Part]:
    colour = {"failed": "red", "done": "green", "skipped": "muted"}.get(stage.status, "text")
    return [Text(wording.stage_state(stage), colour)]


def _named_facts(stage: StageView, application: ApplicationView, filing: FilingView) -> list[Fact]:
    record = application.record
    facts: list[Fact] = []
    reason = {
        "photo": filing.record.photo.reason,
        "pre_review": record.review.reason,
        "materials": record.materials.reason,
        "graduation": record.decision.reason,
    }.get(stage.name)
    if reason and stage.status == "failed":
        facts.append(Fact(wording.FACTS["reason"], reason))
    if stage.name == "pre_review":
        first = wording.attempts(application)
        if first:
            facts.append(Fact(wording.FACTS["attempts"], first))
        if application.cards_unjudged:
            listed = "，".join(f"{card.code} {card.name}" for card in application.cards_unjudged)
            facts.append(Fact(wording.FACTS["cards"], listed))
    if stage.name == "payment" and stage.state == "closed":
        facts.append(Fact(wording.FACTS["reason"], wording.PAYMENT_CLOSED))
    if stage.name == "payment" and filing.record.order_no:
        facts.append(Fact(wording.FACTS["order"], filing.record.order_no))
    if stage.name == "form" and record.form_number:
        facts.append(Fact(wording.FACTS["form"], f"第 {record.form_number} 次导出为当前有效"))
    if stage.name == "graduation" and record.certificate_no:
        facts.append(Fact(wording.FACTS["certificate"], (Text(record.certificate_no, personal=True),)))
    return facts


def next_cell(stage: StageView, column: str) -> tuple[Part, ...]:
    text = {
        "stage": words.STAGES[stage.name],
        "actor": words.ACTORS[stage.actor],
        "what": wording.WHAT_NEXT[stage.name],
        "until": words.day_and_time(stage.until),
    }[column]
    return (Text(text, "text2" if column == "actor" else "text"),)


def application_cell(application: ApplicationView, column: str) -> tuple[Part, ...]:
    record = application.record
    if column == "ordinal":
        return (Text(wording.ORDINALS.get(record.ordinal, str(record.ordinal))),)
    if column == "specialty":
        return (Text(f"{record.specialty_name}（{words.LEVELS[record.level]}）"),)
    if column == "host":
        return (Text(record.host_name),)
    if column == "attempt":
        text = wording.ATTEMPTS.get(record.attempt, str(record.attempt))
        return (Chip(text, "amber" if record.attempt > 1 else "plain"),)
    stage = application.stages[application.open_stage]
    colour = {"failed": "red", "here": "primary"}.get(stage.status, "text")
    return (Text(wording.progress(stage), colour, strong=stage.status == "here"),)


def history_rows(entries: tuple[HistoryEntry, ...]) -> list[SectionRow | HistoryEntry]:
    rows: list[SectionRow | HistoryEntry] = []
    last = ""
    for entry in entries:
        day = words.day(entry.at)
        if day != last:
            rows.append(SectionRow((Text(day, "text2", 12, strong=True),)))
            last = day
        rows.append(entry)
    return rows


def history_cell(entry: HistoryEntry, _column: str) -> TwoLines:
    first = (Text(words.clock_time(entry.at), "text2", 12), Text(wording.history(entry)))
    second = (
        Text("　　　", "muted", 12, gap=4),
        Text(wording.history_who(entry), "text2", 12),
        Stretch(),
        *mark_parts(entry.mark, small=True),
    )
    return TwoLines(first, second)
