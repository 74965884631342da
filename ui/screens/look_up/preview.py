"""The panel beside the hits: who this is, this round's applications, and where one can go from here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from app.domain.stages import StageName
from app.domain.workflow import Actor
from ui import theme, words
from ui.marks import mark_parts
from ui.screens.look_up import wording
from ui.screens.look_up.heading import PersonHeading
from ui.screens.look_up.state import Finding
from ui.widgets.button import KeyButton
from ui.widgets.fact_list import Fact, FactList
from ui.widgets.painted import Panel, PartsLine, Separator
from ui.widgets.parts import Chip, Icon, Part, Stretch, Text, id_number, phone
from ui.widgets.pictures import PictureView

if TYPE_CHECKING:
    from app.services.candidate_file_views import StageView
    from app.services.lookup_preview import PersonPreview, PreviewApplication
    from ui.images import PictureShelf
    from ui.screens.look_up.state import LookUpState

WIDTH = 376
PORTRAIT = (90, 120)
LABELS = 96
_SHOWN = (StageName.SYSTEM_REVIEW, StageName.PHOTO)
_LOOKS = {
    "done": ("check", "green"),
    "here": ("clock", "wait"),
    "next": ("clock", "muted"),
    "failed": ("cross_circle", "red"),
    "skipped": ("minus", "muted"),
}


class PreviewPanel(Panel):
    def __init__(self, pictures: PictureShelf) -> None:
        super().__init__(lines="left")
        self._pictures = pictures
        self._portrait_of: str | None = None
        self.heading = PersonHeading()
        self.portrait = PictureView(fixed=PORTRAIT, mat=False, placeholder=wording.NO_PHOTO)
        self.person, self.filing, self.mark = (FactList(label_width=LABELS) for _list in range(3))
        self._filing_title = PartsLine(height=36)
        self._filing_line, self._mark_line = Separator(), Separator()
        self._nobody, self._nobody_hint = PartsLine(height=28), PartsLine(height=24)
        self.open_button = KeyButton(wording.OPEN, "Enter", kind="primary")
        self.go_button = KeyButton(wording.GO["pre_review"], "Ctrl+Enter")
        self.notice_button = KeyButton(wording.KEYS["notice"], "F8")
        self._either = QStackedWidget()
        self.setFixedWidth(theme.px(WIDTH))
        self._either.addWidget(self._empty())
        self._either.addWidget(self._filled())
        self.column.addWidget(self._either, 1)
        self.column.addWidget(self._buttons())

    # building

    def _empty(self) -> QWidget:
        holder = Panel()
        holder.column.addStretch(1)
        holder.column.addWidget(self._nobody)
        holder.column.addWidget(self._nobody_hint)
        holder.column.addStretch(2)
        return holder

    def _filled(self) -> QWidget:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._top())
        column.addWidget(Separator())
        column.addSpacing(theme.px(4))
        column.addWidget(self.person)
        column.addSpacing(theme.px(4))
        column.addWidget(self._filing_line)
        column.addWidget(self._filing_title)
        column.addWidget(self.filing)
        column.addSpacing(theme.px(4))
        column.addWidget(self._mark_line)
        column.addSpacing(theme.px(4))
        column.addWidget(self.mark)
        column.addStretch(1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(body)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return area

    def _top(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(theme.px(16), theme.px(16), theme.px(12), theme.px(12))
        row.setSpacing(theme.px(16))
        row.addWidget(self.portrait, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.heading, 1)
        return row

    def _buttons(self) -> QWidget:
        bar = Panel(lines="top")
        column = QVBoxLayout()
        column.setContentsMargins(theme.px(13), theme.px(9), theme.px(13), theme.px(9))
        column.setSpacing(theme.px(2))
        column.addWidget(self.open_button)
        row = QHBoxLayout()
        row.setSpacing(theme.px(1))
        row.addWidget(self.go_button, 1)
        row.addWidget(self.notice_button, 1)
        column.addLayout(row)
        bar.column.addLayout(column)
        self._bar = bar
        return bar

    # showing

    def show_state(self, state: LookUpState) -> None:
        preview = state.preview
        self._bar.setVisible(state.chosen is not None)
        to_do = state.to_do
        self.go_button.setVisible(to_do is not None)
        if to_do is not None:
            self.go_button.set_text(wording.GO[to_do[0]])
        if preview is None:
            self._show_nobody(state)
            self._either.setCurrentIndex(0)
            return
        self._show_portrait(preview)
        self.heading.set_person(preview)
        self.person.set_facts(_person(preview))
        self._show_filing(preview)
        self._show_mark(preview)
        self._either.setCurrentIndex(1)

    def _show_nobody(self, state: LookUpState) -> None:
        title, hint = "", ""
        if state.preview_missing:
            title, hint = wording.GONE, wording.GONE_HINT
        elif state.must_choose:
            title, hint = wording.NO_PREVIEW, wording.NO_PREVIEW_HINT
        elif state.finding is Finding.NOTHING_ASKED:
            hint = wording.NO_PREVIEW_HINT
        centred: list[Part] = [Stretch(), Icon("person", "muted", 18), Text(title, "text2"), Stretch()]
        self._nobody.set_parts(centred if title else ())
        self._nobody_hint.set_parts([Stretch(), Text(hint, "muted", theme.SMALL), Stretch()])

    def _show_portrait(self, preview: PersonPreview) -> None:
        wanted = preview.portrait
        if wanted == self._portrait_of and wanted is not None:
            return
        self._portrait_of = wanted
        self.portrait.set_image(None)

        def arrived(image: object) -> None:
            if wanted == self._portrait_of:
                self.portrait.set_image(image, described=wording.TITLE)  # type: ignore[arg-type]

        self._pictures.want(wanted, arrived)

    def _show_filing(self, preview: PersonPreview) -> None:
        applications = preview.applications
        title: list[Part] = [Text(wording.FILING, strong=True), Stretch()]
        if not applications:
            title.append(Text(wording.NOT_FILED, "muted"))
        elif len(applications) == 1:
            title.append(_attempt(applications[0]))
        self._filing_title.set_parts(title)
        self.filing.set_facts(filing_facts(preview))
        self.filing.setVisible(bool(self.filing.facts()))

    def _show_mark(self, preview: PersonPreview) -> None:
        self.mark.setVisible(preview.mark is not None)
        self._mark_line.setVisible(preview.mark is not None)
        if preview.mark is not None:
            self.mark.set_facts([Fact(wording.FACTS["mark"], mark_parts(preview.mark))])


def _person(preview: PersonPreview) -> list[Fact]:
    sex = words.SEXES.get(preview.sex, "")
    facts = [
        Fact(wording.FACTS["id_number"], id_number(preview.id_number, masked=True)),
        *_numbers(preview),
        Fact(wording.FACTS["phone"], phone(preview.phone or "", masked=True)),
        Fact(wording.FACTS["person"], "，".join(filter(None, (sex, preview.ethnicity)))),
        Fact(wording.FACTS["office"], preview.registration_office),
    ]
    if preview.former_names:
        facts.append(Fact(wording.FACTS["former"], (Text("、".join(preview.former_names), personal=True),)))
    return facts


def _numbers(preview: PersonPreview) -> list[Fact]:
    """The number in use, below it those that wait to be merged with it."""
    facts = []
    for at, number in enumerate(preview.candidate_nos):
        parts: list[Part] = [Text(number, personal=True)]
        if at:
            parts.append(Chip(wording.MERGE, "amber", "warning"))
        facts.append(Fact(wording.FACTS["candidate_no"] if at == 0 else "", parts))
    return facts or [Fact(wording.FACTS["candidate_no"], (Text("—", "muted"),))]


def filing_facts(preview: PersonPreview) -> list[Fact]:
    """Each application of this round: specialty, host, checks and what is to be done now."""
    several = len(preview.applications) > 1
    facts: list[Fact] = []
    for application in preview.applications:
        if several:
            parts = (Text(wording.ORDINALS.get(application.ordinal, ""), strong=True), Stretch(), _attempt(application))
            facts.append(Fact("", parts, line=bool(facts)))
        level = words.LEVELS.get(application.level, "")
        named = f"{application.specialty_name}（{level}）" if level else application.specialty_name
        facts += [Fact(wording.FACTS["specialty"], named), Fact(wording.FACTS["host"], application.host_name)]
        facts += [_stage_fact(stage) for stage in application.stages if stage.name in _SHOWN and not several]
        facts.append(_now(application.now))
    return facts


def _stage_fact(stage: StageView) -> Fact:
    waits = stage.name == StageName.SYSTEM_REVIEW and stage.state == "awaiting_county"
    icon, colour = _LOOKS["here" if waits else stage.status]
    return Fact(words.STAGES[stage.name], (Icon(icon, colour), Text(stage_word(stage), colour)))


def stage_word(stage: StageView) -> str:
    """通过, or what the region says."""
    if stage.status == "done":
        return "转县区预审" if stage.name == StageName.SYSTEM_REVIEW and stage.state != "system_approved" else "通过"
    if stage.status == "next":
        return "未到此步"
    region = "photo" if stage.name == StageName.PHOTO else "review"
    return words.STATES[region].get(stage.state, "")


def _now(stage: StageView) -> Fact:
    if stage.status == "done":
        return Fact(wording.FACTS["now"], wording.stage(stage.name, stage.state) or words.STAGES[stage.name])
    parts: list[Part] = [Text(words.STAGES[stage.name], strong=True, gap=9)]
    if stage.actor != Actor.CLERK:
        parts.append(Text(f"待{words.ACTORS[stage.actor]}", "text2", theme.SMALL))
    if stage.until is not None:
        parts.append(Text(wording.UNTIL.format(time=words.day_and_time(stage.until)), "text2", theme.SMALL))
    return Fact(wording.FACTS["now"], parts)


def _attempt(application: PreviewApplication) -> Chip:
    text = wording.ATTEMPTS.get(application.attempt, str(application.attempt))
    return Chip(text, "amber" if application.attempt > 1 else "plain")
