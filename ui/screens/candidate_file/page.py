"""考生档案: the person on the left, the way of the application in the middle, what happened on the right."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from ui import theme, words
from ui.keys import Act, KeyAct, KeyChoice
from ui.screen import Message, Parked, Screen
from ui.screens.candidate_file import facts, records, wording
from ui.text import sentence
from ui.widgets.button import KeyButton, on_another_button
from ui.widgets.fact_list import FactList
from ui.widgets.painted import Panel, PartsLine, Separator
from ui.widgets.parts import Chip, Icon, KeyCap, Part, Stretch, Text
from ui.widgets.pictures import PictureView
from ui.widgets.rows import Column
from ui.widgets.states import LOADING, TableState
from ui.widgets.steps import StageLine
from ui.widgets.table import DeskTable

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QImage

    from app.services.candidate_file_views import CandidateFileView
    from ui.images import PictureShelf
    from ui.screens.candidate_file.presenter import CandidateFilePresenter
    from ui.screens.candidate_file.state import CandidateFileState
    from ui.widgets.table import WidthStore

LEFT, RIGHT = 292, 312
PORTRAIT = (116, 155)
_APPLICATIONS = (
    Column("ordinal", wording.COLUMNS["ordinal"], 60),
    Column("specialty", wording.COLUMNS["specialty"], 0),
    Column("host", wording.COLUMNS["host"], 144),
    Column("attempt", wording.COLUMNS["attempt"], 100),
    Column("progress", wording.COLUMNS["progress"], 176),
)
_NEXT = (
    Column("stage", wording.NEXT_COLUMNS["stage"], 116),
    Column("actor", wording.NEXT_COLUMNS["actor"], 112),
    Column("what", wording.NEXT_COLUMNS["what"], 0),
    Column("until", wording.NEXT_COLUMNS["until"], 144),
)


class PersonColumn(Panel):
    """Portraits, the name to be read, and the facts of the person."""

    def __init__(self, pictures: PictureShelf) -> None:
        super().__init__(lines="right")
        self._pictures = pictures
        self._name = PartsLine(height=44)
        self._points = PartsLine(height=28)
        self._person, self._checks = FactList(), FactList()
        self._views = {name: PictureView(fixed=PORTRAIT, mat=False) for name in ("admission", "graduation")}
        self._captions = {name: PartsLine(height=22, inset=0) for name in self._views}
        self._shown: tuple[str | None, ...] = ()
        self._build()

    def _build(self) -> None:
        self.setFixedWidth(theme.px(LEFT))
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), 0)
        row.setSpacing(theme.px(12))
        for name, view in self._views.items():
            cell = QVBoxLayout()
            cell.setSpacing(0)
            cell.addWidget(view)
            cell.addWidget(self._captions[name])
            row.addLayout(cell)
        row.addStretch(1)
        column.addLayout(row)
        for part in (self._name, self._points, self._person, self._checks):
            column.addWidget(part)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidget(body)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.column.addWidget(area)

    def clear(self) -> None:
        self._shown = ()
        for line in (self._name, self._points, *self._captions.values()):
            line.set_parts(())
        for picture in self._views.values():
            picture.set_image(None)
        self._person.set_facts(())
        self._checks.set_facts(())

    def show_view(self, view: CandidateFileView) -> None:
        self._name.set_parts([Text(view.candidate.name, size=theme.NAME, serif=True, personal=True)])
        points: list[Part] = [Text(point.label, "text2", 12, personal=True) for point in view.code_points[:4]]
        if view.rare_characters:
            points.append(Chip(wording.RARE, "amber", "warning"))
        self._points.set_parts(points)
        self._points.setVisible(bool(view.rare_characters))
        self._person.set_facts(facts.person(view))
        self._checks.set_facts(facts.checks(view))
        filing = view.current_filing
        self._captions["admission"].set_parts([Text(wording.ADMISSION_PHOTO, "text2", 12)])
        state = None if filing is None else filing.record.photo.state
        self._captions["graduation"].set_parts(_photo_caption(state))
        blobs = (view.candidate.admission_photo, view.graduation_photo)
        if blobs != self._shown:
            self._shown = blobs
            for picture, sha256 in zip(self._views.values(), blobs, strict=True):
                picture.set_image(None)
                self._pictures.want(sha256, _if_still(lambda: self._shown == blobs, picture))


def _if_still(same: Callable[[], bool], picture: PictureView) -> Callable[[QImage | None], None]:
    """A face that arrives late must not stand beside the next person's name."""
    return lambda image: picture.set_image(image) if same() else None


def _photo_caption(state: str | None) -> list[Part]:
    if state in {"auto_passed", "manual_passed"}:
        return [Icon("check", "green", 14, gap=4), Text(f"{wording.GRADUATION_PHOTO}已通过", "green", 12)]
    return [Text(wording.GRADUATION_PHOTO, "text2", 12)]


class CandidateFilePage(Screen):
    name = "candidate_file"
    title = wording.TITLE

    def __init__(
        self, presenter: CandidateFilePresenter, pictures: PictureShelf, widths: WidthStore | None = None
    ) -> None:
        super().__init__()
        self.presenter = presenter
        self.person = PersonColumn(pictures)
        self.applications = DeskTable(_APPLICATIONS, facts.application_cell, name="file.applications", widths=widths)
        self.stages = StageLine()
        self.stage_facts = FactList(label_width=96)
        self.next = DeskTable(_NEXT, facts.next_cell, name="file.next", widths=widths)
        self.records = DeskTable(records.COLUMNS, records.cell, name="file.records", widths=widths)
        self.history = DeskTable((Column("entry", "", 0),), facts.history_cell, header=False, row_height=48)
        self._filing_title, self._stage_title = PartsLine(height=40), PartsLine(height=40)
        self._history_title, self._logged = PartsLine(height=40, line_below=True), PartsLine(height=32)
        self.main_button = KeyButton(wording.KEYS["main"], "Enter", kind="primary")
        self.notice_button = KeyButton(wording.KEYS["notice"], "F8")
        self.records_button = KeyButton(wording.KEYS["records"], "G")
        self.switch_button = KeyButton("", "2")
        self._below = QStackedWidget()
        self._build()
        self._connect()

    # the frame's side

    def activate(self, argument: object = None) -> None:
        if isinstance(argument, UUID):
            self.presenter.open(argument)
        else:
            self.presenter.refresh()
        self.stages.setFocus(Qt.FocusReason.OtherFocusReason)

    def park(self) -> Parked | None:
        state = self.presenter.state
        if state.view is None:
            return None
        name = state.view.candidate.name
        return Parked(self.name, state.candidate_id, f"{wording.TITLE} {name}", name)

    def case_in_hand(self) -> object | None:
        return self.presenter.state.candidate_id

    def key_acts(self) -> list[Act]:
        state = self.presenter.state
        several = tuple(str(at + 1) for at in range(len(state.applications)))
        main = state.main_screen
        free = not on_another_button(self.main_button)
        return [
            KeyAct("Enter", wording.MAIN.get(main or "", ""), self._on_main, enabled=main is not None and free),
            KeyChoice(several, wording.KEYS["switch"], self._on_digit, enabled=len(several) > 1),
            KeyChoice(("←", "→"), wording.KEYS["stages"], self._on_stage_key, enabled=bool(several), repeats=True),
            KeyAct("G", wording.KEYS["records"], self.presenter.toggle_records, enabled=state.view is not None),
            KeyAct(
                "B", wording.KEYS["round"], self.presenter.toggle_round, enabled=state.view is not None, shown=False
            ),
            KeyAct("P", wording.KEYS["form"], self._on_form, enabled=bool(several), shown=False),
            KeyAct("F8", wording.KEYS["notice"], self._on_notice, enabled=state.view is not None),
            KeyAct("F5", wording.KEYS["refresh"], self.presenter.refresh),
        ]

    # building

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.person)
        row.addWidget(self._middle(), 1)
        row.addWidget(self._right())
        for table in (self.applications, self.next, self.history):
            table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for table in (self.next, self.history, self.records):
            table.setSelectionMode(DeskTable.SelectionMode.NoSelection)
        QWidget.setTabOrder(self.stages, self.records)
        QWidget.setTabOrder(self.records, self.main_button)
        QWidget.setTabOrder(self.main_button, self.notice_button)

    def _middle(self) -> QWidget:
        middle = Panel()
        for part in (self._filing_title, self.applications, self.stages, Separator()):
            middle.column.addWidget(part)
        stage = Panel()
        stage.column.addWidget(self._stage_title)
        stage.column.addWidget(self.stage_facts)
        stage.column.addSpacing(theme.px(8))
        stage.column.addWidget(Separator())
        stage.column.addWidget(self.next, 1)
        self._below.addWidget(stage)
        self._below.addWidget(self.records)
        middle.column.addWidget(self._below, 1)
        middle.column.addWidget(self._buttons())
        return middle

    def _buttons(self) -> QWidget:
        bar = Panel(lines="top")
        bar.setFixedHeight(theme.px(52))
        row = QHBoxLayout()
        row.setContentsMargins(theme.px(13), 0, theme.px(13), 0)
        row.setSpacing(theme.px(4))
        for button in (self.main_button, self.notice_button, self.records_button):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.switch_button)
        bar.column.addLayout(row)
        return bar

    def _right(self) -> QWidget:
        right = Panel(lines="left")
        right.setFixedWidth(theme.px(RIGHT))
        right.column.addWidget(self._history_title)
        right.column.addWidget(self.history, 1)
        right.column.addWidget(Separator())
        right.column.addWidget(self._logged)
        return right

    def _connect(self) -> None:
        act = self.presenter
        act.state_changed.connect(self._show)
        act.failed.connect(lambda error: self.message.emit(Message(sentence(error), "red", "warning")))
        self.stages.chosen.connect(act.open_stage)
        self.applications.selected.connect(self._on_application)
        self.main_button.clicked.connect(self._on_main)
        self.notice_button.clicked.connect(self._on_notice)
        self.records_button.clicked.connect(act.toggle_records)
        self.switch_button.clicked.connect(act.next_application)

    # showing

    def _show(self, state: CandidateFileState) -> None:
        if state.view is None:
            self._show_nobody(state)
            return
        self.person.show_view(state.view)
        self._show_filing(state)
        self._show_stage(state)
        self.records.set_rows(records.rows(state.view))
        self._below.setCurrentIndex(1 if state.records or state.application is None else 0)
        self.history.set_rows(facts.history_rows(state.history()), empty=TableState("empty", wording.NO_HISTORY))
        self._history_title.set_parts(
            [Text(wording.HISTORY, strong=True), Stretch(), Text(wording.ONLY_ROUND, "muted", 12, gap=6), KeyCap("B")]
        )
        self._logged.set_parts([Text(wording.LOGGED.format(time=words.clock_time(state.view.opened_at)), "muted", 12)])
        self.acts_changed.emit()

    def _show_nobody(self, state: CandidateFileState) -> None:
        """Nothing of the person before stays while the next one is read, or where she cannot be read."""
        instead = LOADING if state.error is None else TableState("error", sentence(state.error))
        for table in (self.applications, self.next, self.records, self.history):
            table.set_rows(())
        for table in (self.applications, self.history):
            table.set_state(instead)
        self.person.clear()
        self.stages.set_stages(())
        self.stage_facts.set_facts(())
        for line in (self._filing_title, self._stage_title, self._logged):
            line.set_parts(())
        for button in (self.main_button, self.switch_button):
            button.hide()
        self.acts_changed.emit()

    def _show_filing(self, state: CandidateFileState) -> None:
        filing = state.filing
        title: list[Part] = [
            Text(wording.FILING if filing is None or filing.is_current else wording.OTHER_FILING, strong=True)
        ]
        if filing is not None:
            title.append(Text(words.round_name(filing.record.round_id), "text2"))
            if len(filing.applications) > 1:
                title += [Stretch(), Text(wording.SHARED.format(count=len(filing.applications)), "text2")]
        self._filing_title.set_parts(title)
        empty = TableState("empty", wording.NO_FILING, wording.NO_FILING_HINT)
        rows = list(state.applications)
        if self.applications.rows_model.rows() != rows or not rows:
            self.applications.set_rows(rows, empty=empty)
        self.applications.select_row(state.chosen)
        lines = max(len(rows), 3 if not rows else 1)
        self.applications.setFixedHeight(theme.px(28) + lines * theme.row_height())
        self.stages.setVisible(state.application is not None)

    def _show_stage(self, state: CandidateFileState) -> None:
        application, stage, filing = state.application, state.stage, state.filing
        if application is None or stage is None or filing is None:
            self.main_button.setVisible(False)
            self.switch_button.setVisible(False)
            return
        self.stages.set_stages(facts.stages(application), state.stage_at)
        ordinal = wording.ORDINALS.get(application.record.ordinal, "")
        self._stage_title.set_parts(
            [
                Text(words.STAGES[stage.name], strong=True),
                Stretch(),
                Text(f"申请{ordinal}　{application.record.application_no}", "muted", 12),
            ]
        )
        self.stage_facts.set_facts(facts.stage_facts(stage, application, filing))
        self.next.set_rows(application.stages[state.stage_at + 1 :], empty=TableState("empty", wording.NOTHING_NEXT))
        main = state.main_screen
        self.main_button.setVisible(main is not None)
        self.main_button.set_text(wording.MAIN.get(main or "", ""), "Enter")
        several = len(state.applications) > 1
        self.switch_button.setVisible(several)
        if several:
            other = (state.chosen + 1) % len(state.applications)
            name = wording.ORDINALS.get(state.applications[other].record.ordinal, "")
            self.switch_button.set_text(wording.SWITCH.format(ordinal=name), str(other + 1))

    # acts

    def _on_application(self, application: object) -> None:
        applications = self.presenter.state.applications
        if application in applications:
            at = applications.index(application)
            if at != self.presenter.state.chosen:
                self.presenter.choose_application(at)

    def _on_digit(self, key: str) -> None:
        self.presenter.choose_application(int(key) - 1)

    def _on_stage_key(self, key: str) -> None:
        self.presenter.step_stage(-1 if key == "←" else 1)

    def _on_main(self) -> None:
        state = self.presenter.state
        screen, application = state.main_screen, state.application
        if screen is not None and application is not None:
            self.open_requested.emit(screen, application.record.id)

    def _on_form(self) -> None:
        application = self.presenter.state.application
        if application is not None:
            self.open_requested.emit("registration_form", application.record.id)

    def _on_notice(self) -> None:
        if self.presenter.state.candidate_id is not None:
            self.open_requested.emit("notice", self.presenter.state.candidate_id)
