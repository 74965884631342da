"""登记表: the sheets at the left, the page as it will be printed, what to look at and the export at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from ui import theme
from ui.keys import Act, KeyAct, KeyChoice, digits
from ui.papers import as_image
from ui.screen import Message, Parked, Screen
from ui.screens.registration_form import wording
from ui.screens.registration_form.checks import CheckColumn
from ui.screens.registration_form.thumbs import SheetThumbs
from ui.text import sentence
from ui.widgets.button import KeyButton
from ui.widgets.painted import Panel, PartsLine
from ui.widgets.parts import Chip, Part, Stretch, Text
from ui.widgets.pictures import PageView
from ui.widgets.rows import Column
from ui.widgets.states import TableState
from ui.widgets.table import DeskTable

if TYPE_CHECKING:
    from PySide6.QtGui import QImage, QResizeEvent

    from app.domain.errors import ClerkError
    from ui.screens.registration_form.presenter import RegistrationFormPresenter
    from ui.screens.registration_form.sheets import PanelPlace
    from ui.screens.registration_form.state import Exported, FormState

LEFT = 176
HEAD = 44
LONG_NAME = 5  # code points; longer names stand in 18 px


class RegistrationFormPage(Screen):
    name = "registration_form"
    title = wording.TITLE

    def __init__(self, presenter: RegistrationFormPresenter) -> None:
        super().__init__()
        self.presenter = presenter
        self.thumbs = SheetThumbs()
        self.paper = PageView()
        self.checks = CheckColumn()
        self.said = DeskTable((Column("all", ""),), lambda _row, _key: "", header=False)
        self._sheets: tuple[QImage, ...] = ()
        self._of: object = None  # the sheet images that `_sheets` were made from
        self._layout_title = PartsLine(height=HEAD, line_below=True)
        self._head = PartsLine(height=HEAD)
        self._zoom = PartsLine(height=HEAD, inset=0)
        self._whole = KeyButton(wording.WHOLE, "W", kind="quiet")
        self._smaller, self._larger = KeyButton("−", kind="quiet"), KeyButton("+", kind="quiet")
        self._either = QStackedWidget()
        self._build()
        self._connect()
        self._show(presenter.state)

    # the frame's side

    def activate(self, argument: object = None) -> None:
        """`argument`: the application whose form this is; None comes back to the one before."""
        self.presenter.set_dots(self.devicePixelRatioF() * theme.px(100) / 100)
        if isinstance(argument, UUID):
            self.presenter.open(argument)
        else:
            self.presenter.refresh()
        self.paper.setFocus(Qt.FocusReason.OtherFocusReason)

    def park(self) -> Parked | None:
        state = self.presenter.state
        if state.desk is None:
            return None
        name = state.desk.form.name
        return Parked(self.name, state.application_id, f"{wording.TITLE} {name}", name)

    def case_in_hand(self) -> object | None:
        return self.presenter.state.application_id

    def key_acts(self) -> list[Act]:
        state, act = self.presenter.state, self.presenter
        seen, has = bool(state.places), state.desk is not None
        panels = digits(min(9, len(state.places)), wording.KEYS["panels"], lambda key: act.show_panel(int(key)))
        return [
            KeyAct("Ctrl+P", wording.KEYS["export"], act.export, enabled=state.can_export),
            panels,
            KeyChoice(("←", "→"), wording.KEYS["turn"], self._on_turn, enabled=seen, repeats=True, shown=False),
            KeyAct("W", wording.ONE_PANEL if state.whole else wording.WHOLE, act.toggle_whole, enabled=seen),
            KeyChoice(("+", "="), wording.KEYS["larger"], lambda _key: act.zoom(1), ("+",), enabled=seen),
            KeyAct("-", wording.KEYS["smaller"], lambda: act.zoom(-1), enabled=seen),
            KeyAct("V", wording.KEYS["layout"], act.toggle_layout, enabled=has),
            KeyAct("F7", wording.KEYS["file"], self._on_file, enabled=has, shown=False),
            KeyAct("F8", wording.KEYS["notice"], self._on_notice, enabled=has),
            KeyAct("F5", wording.KEYS["refresh"], act.refresh, enabled=state.application_id is not None, shown=False),
        ]

    # building

    def _build(self) -> None:
        self.said.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._left())
        row.addWidget(self._middle(), 1)
        row.addWidget(self.checks)
        self._either.addWidget(self.said)
        self._either.addWidget(whole)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._either)
        for first, second in (
            (self.paper, self.checks.export_button),
            (self.checks.export_button, self.checks.layout_button),
            (self.checks.layout_button, self.checks.notice_button),
        ):
            QWidget.setTabOrder(first, second)

    def _left(self) -> QWidget:
        left = Panel(lines="right")
        left.setFixedWidth(theme.px(LEFT))
        left.column.addWidget(self._layout_title)
        left.column.addWidget(self.thumbs)
        left.column.addStretch(1)
        return left

    def _middle(self) -> QWidget:
        middle = Panel()
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, theme.px(8), 0)
        head.setSpacing(theme.px(2))
        head.addWidget(self._head, 1)
        for part in (self._whole, self._smaller, self._zoom, self._larger):
            head.addWidget(part)
        self._smaller.setAccessibleName(wording.KEYS["smaller"])
        self._larger.setAccessibleName(wording.KEYS["larger"])
        self._zoom.setFixedWidth(theme.px(44))
        middle.column.addLayout(head)
        middle.column.addWidget(self.paper, 1)
        return middle

    def _connect(self) -> None:
        act = self.presenter
        act.state_changed.connect(self._show)
        act.pages_changed.connect(self._show_pages)
        act.exported.connect(self._on_exported)
        act.failed.connect(lambda error: self.message.emit(Message(sentence(error), "red", "warning")))
        self.thumbs.chosen.connect(act.show_panel)
        self._whole.clicked.connect(act.toggle_whole)
        self._smaller.clicked.connect(lambda: act.zoom(-1))
        self._larger.clicked.connect(lambda: act.zoom(1))
        self.checks.export_button.clicked.connect(act.export)
        self.checks.layout_button.clicked.connect(act.toggle_layout)
        self.checks.notice_button.clicked.connect(self._on_notice)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.presenter.state.whole:
            self._show_paper(self.presenter.state)

    # showing

    def _show(self, state: FormState) -> None:
        said = _instead(state)
        self._either.setCurrentIndex(0 if said is not None else 1)
        if said is not None:
            self.said.set_state(said)
        self._layout_title.set_parts(_layout_title(state))
        self._head.set_parts(_head(state))
        self._zoom.set_parts([Stretch(), Text("—" if state.whole else f"{state.zoom}%", strong=True), Stretch()])
        self._whole.set_text(wording.ONE_PANEL if state.whole else wording.WHOLE)
        self.checks.show_state(state)
        self.acts_changed.emit()

    def _show_pages(self, state: FormState) -> None:
        if state.sheets is not self._of:
            self._of = state.sheets
            self._sheets = tuple(as_image(sheet) for sheet in state.sheets)
        self.thumbs.show_state(state, self._sheets)
        self._show_paper(state)
        if state.unseen is not None:
            self.message.emit(Message(sentence(state.unseen), "red", "warning"))

    def _show_paper(self, state: FormState) -> None:
        place = state.place
        if place is None or place.sheet >= len(self._sheets):
            self.paper.set_pages(())
            return
        sheet = self._sheets[place.sheet]
        image = self._fitted(sheet) if state.whole else _cropped(sheet, place)
        image.setDevicePixelRatio(self.devicePixelRatioF())
        described = wording.PANEL_OF.format(number=place.number, count=len(state.places))
        self.paper.set_pages((image,), described=described)

    def _fitted(self, sheet: QImage) -> QImage:
        """The whole sheet in the room there is; thin lines stay where they are scaled down smoothly."""
        room = (self.paper.viewport().size() - QSize(theme.px(40), theme.px(40))) * self.devicePixelRatioF()
        return sheet.scaled(room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)

    def _on_exported(self, told: Exported) -> None:
        strong, text = wording.exported(told)
        if told.failed is not None:
            self.message.emit(Message(f"{sentence(told.failed)}{text}", "red", "warning", strong=strong + "　"))
        else:
            self.message.emit(Message(text, "wait", "printer", strong=strong + "　"))

    # acts

    def _on_turn(self, key: str) -> None:
        self.presenter.step_panel(-1 if key == "←" else 1)

    def _on_file(self) -> None:
        desk = self.presenter.state.desk
        if desk is not None:
            self.open_requested.emit("candidate_file", desk.candidate_id)

    def _on_notice(self) -> None:
        desk = self.presenter.state.desk
        if desk is not None:
            self.open_requested.emit("notice", desk.candidate_id)


def _instead(state: FormState) -> TableState | None:
    """What is said instead of the form."""
    if state.error is not None:
        return _failed(state.error)
    if state.application_id is None:
        return TableState("empty", wording.NOBODY, wording.NOBODY_HINT)
    return TableState("loading", wording.READING) if state.desk is None else None


def _failed(error: ClerkError) -> TableState:
    return TableState("no_permission" if error.code == "workflow.role" else "error", sentence(error))


def _layout_title(state: FormState) -> list[Part]:
    parts: list[Part] = [
        Text(wording.LAYOUT_TITLE, strong=True),
        Text(wording.LAYOUTS[state.layout], "text2", theme.SMALL),
    ]
    if state.places:
        parts.append(Text(wording.PANEL_COUNT.format(count=len(state.places)), "text2", theme.SMALL))
    return parts


def _head(state: FormState) -> list[Part]:
    if state.desk is None:
        return []
    person = state.desk.form.name
    size = theme.NAME if len(person) <= LONG_NAME else theme.LARGE
    words, tone, icon = wording.title_chip(state)
    parts: list[Part] = [
        Text(person, size=size, serif=True, personal=True, gap=12),
        Text(wording.PAPER_TITLE),
        Chip(words, tone, icon),  # type: ignore[arg-type]
        Stretch(),
    ]
    if state.place is not None:
        parts.append(Text(wording.PANEL_OF.format(number=state.panel, count=len(state.places)), "text2"))
    return parts


def _cropped(sheet: QImage, place: PanelPlace) -> QImage:
    if place.half == "whole":
        return sheet.copy()
    middle = sheet.width() // 2
    return sheet.copy(QRect(middle if place.half == "right" else 0, 0, middle, sheet.height()))
