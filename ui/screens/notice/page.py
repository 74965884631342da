"""一次性告知单: what is still lacking at the left, the paper that the candidate takes home at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from ui import theme, words
from ui.keys import Act, KeyAct, KeyChoice
from ui.papers import as_image
from ui.screen import Message, Parked, Screen
from ui.screens.notice import wording
from ui.text import sentence
from ui.widgets.button import KeyButton
from ui.widgets.painted import Panel, Paragraph, PartsLine
from ui.widgets.parts import Icon, Part, Stretch, Text, TwoLines
from ui.widgets.pictures import PageView
from ui.widgets.rows import Column
from ui.widgets.states import TableState
from ui.widgets.table import DeskTable

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from app.domain.errors import ClerkError
    from app.services.notice import NoticeItem
    from ui.screens.notice.presenter import NoticePresenter
    from ui.screens.notice.state import NoticeState

LEFT = 440
HEAD = 44
LONG_NAME = 5


class NoticePage(Screen):
    name = "notice"
    title = wording.TITLE

    def __init__(self, presenter: NoticePresenter) -> None:
        super().__init__()
        self.presenter = presenter
        self.items = DeskTable((Column("item", ""),), item_cell, header=False, row_height=56)
        self.remarks = Paragraph(size=theme.SMALL, colour="text2")
        self.paper = PageView()
        self.said = DeskTable((Column("all", ""),), lambda _row, _key: "", header=False)
        self.export_button = KeyButton(wording.EXPORT, "Ctrl+P", kind="primary")
        self.file_button = KeyButton(wording.FILE, "F7")
        self._count, self._made = PartsLine(height=HEAD, line_below=True), PartsLine(height=32)
        self._head, self._zoom = PartsLine(height=HEAD), PartsLine(height=HEAD, inset=0)
        self._smaller, self._larger = KeyButton("−", kind="quiet"), KeyButton("+", kind="quiet")
        self._either = QStackedWidget()
        self._build()
        self._connect()
        self._show(presenter.state)

    # the frame's side

    def activate(self, argument: object = None) -> None:
        """`argument`: whose notice this is; None comes back to the one before."""
        self.presenter.set_dots(self.devicePixelRatioF() * theme.px(100) / 100)
        if isinstance(argument, UUID):
            self.presenter.open(argument)
        else:
            self.presenter.refresh()
        self.paper.setFocus(Qt.FocusReason.OtherFocusReason)

    def park(self) -> Parked | None:
        state = self.presenter.state
        if state.notice is None:
            return None
        name = state.notice.candidate_name
        return Parked(self.name, state.candidate_id, f"{wording.TITLE} {name}", name)

    def key_acts(self) -> list[Act]:
        state, act = self.presenter.state, self.presenter
        seen = bool(state.pages)
        return [
            KeyAct("Ctrl+P", wording.KEYS["export"], act.export, enabled=state.can_export),
            KeyChoice(("+", "="), wording.KEYS["larger"], lambda _key: act.zoom(1), ("+",), enabled=seen),
            KeyAct("-", wording.KEYS["smaller"], lambda: act.zoom(-1), enabled=seen),
            KeyAct("F7", wording.KEYS["file"], self._on_file, enabled=state.notice is not None),
            KeyAct("F5", wording.KEYS["refresh"], act.refresh, enabled=state.candidate_id is not None),
        ]

    # building

    def _build(self) -> None:
        self.items.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.items.setSelectionMode(DeskTable.SelectionMode.NoSelection)
        self.said.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._left())
        row.addWidget(self._right(), 1)
        self._either.addWidget(self.said)
        self._either.addWidget(whole)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._either)
        QWidget.setTabOrder(self.paper, self.export_button)
        QWidget.setTabOrder(self.export_button, self.file_button)

    def _left(self) -> QWidget:
        left = Panel(lines="right")
        left.setFixedWidth(theme.px(LEFT))
        left.column.addWidget(self._count)
        left.column.addWidget(self.items, 1)
        left.column.addWidget(self.remarks)
        left.column.addWidget(self._made)
        bar = Panel(lines="top")
        buttons = QHBoxLayout()
        buttons.setContentsMargins(theme.px(13), theme.px(9), theme.px(13), theme.px(9))
        buttons.setSpacing(theme.px(1))
        buttons.addWidget(self.export_button, 2)
        buttons.addWidget(self.file_button, 1)
        bar.column.addLayout(buttons)
        left.column.addWidget(bar)
        return left

    def _right(self) -> QWidget:
        right = Panel()
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, theme.px(8), 0)
        head.setSpacing(theme.px(2))
        head.addWidget(self._head, 1)
        for part in (self._smaller, self._zoom, self._larger):
            head.addWidget(part)
        self._smaller.setAccessibleName(wording.KEYS["smaller"])
        self._larger.setAccessibleName(wording.KEYS["larger"])
        self._zoom.setFixedWidth(theme.px(44))
        right.column.addLayout(head)
        right.column.addWidget(self.paper, 1)
        return right

    def _connect(self) -> None:
        act = self.presenter
        act.state_changed.connect(self._show)
        act.pages_changed.connect(self._show_pages)
        act.exported.connect(self._on_exported)
        act.failed.connect(lambda error: self.message.emit(Message(sentence(error), "red", "warning")))
        self.export_button.clicked.connect(act.export)
        self.file_button.clicked.connect(self._on_file)
        self._smaller.clicked.connect(lambda: act.zoom(-1))
        self._larger.clicked.connect(lambda: act.zoom(1))

    # showing

    def _show(self, state: NoticeState) -> None:
        said = _instead(state)
        self._either.setCurrentIndex(0 if said is not None else 1)
        if said is not None:
            self.said.set_state(said)
        self._show_items(state)
        self._head.set_parts(_head(state))
        self._zoom.set_parts([Stretch(), Text(f"{state.zoom}%", strong=True), Stretch()])
        self.export_button.set_disabled(_blocked(state))
        self.acts_changed.emit()

    def _show_items(self, state: NoticeState) -> None:
        notice = state.notice
        if notice is None:
            return
        icon, colour = ("list", "text2") if notice.items else ("check", "green")
        self._count.set_parts([Icon(icon, colour, gap=8), Text(wording.title(notice), strong=True)])
        empty = TableState("empty", wording.NOTHING_LACKING, wording.NOTHING_HINT)
        if self.items.rows_model.rows() != list(notice.items) or not notice.items:
            self.items.set_rows(notice.items, empty=empty)
        self.remarks.set_text("\n".join(notice.remarks))
        self.remarks.setVisible(bool(notice.remarks))
        made = wording.MADE.format(time=words.day_and_time(notice.made_at))
        self._made.set_parts([Text(made, "muted", theme.SMALL)])

    def _show_pages(self, state: NoticeState) -> None:
        images: list[QImage] = []
        for page in state.pages:
            image = as_image(page)
            image.setDevicePixelRatio(self.devicePixelRatioF())
            images.append(image)
        self.paper.set_pages(images, described=wording.TITLE)
        if state.unseen is not None and state.error is None:
            self.message.emit(Message(sentence(state.unseen), "red", "warning"))

    # acts

    def _on_exported(self, file: str) -> None:
        strong, text = wording.exported(file)
        self.message.emit(Message(text, "wait", "printer", strong=strong + "　"))

    def _on_file(self) -> None:
        if self.presenter.state.candidate_id is not None:
            self.open_requested.emit("candidate_file", self.presenter.state.candidate_id)


def item_cell(item: NoticeItem, _column: str) -> TwoLines:
    """What is lacking; below it where, and until when. How and whom to call stand on the paper."""
    first: list[Part] = [Text(item.matter, "text" if item.now else "text2", strong=item.now), Stretch()]
    if not item.now:
        first.append(Text(wording.LATER, "muted", theme.SMALL))
    limit = Text(wording.until(item), "text" if item.now else "text2", theme.SMALL)
    return TwoLines(tuple(first), (Text(item.where, "muted", theme.SMALL), Stretch(), limit))


def _instead(state: NoticeState) -> TableState | None:
    """What is said instead of the notice."""
    if state.error is not None:
        return _failed(state.error)
    if state.candidate_id is None:
        return TableState("empty", wording.NOBODY, wording.NOBODY_HINT)
    return TableState("loading", wording.READING) if state.notice is None else None


def _failed(error: ClerkError) -> TableState:
    return TableState("no_permission" if error.code == "workflow.role" else "error", sentence(error))


def _blocked(state: NoticeState) -> str:
    """Why nothing can be exported now; "" where it can."""
    if state.exporting:
        return wording.BUSY
    if state.unseen is not None:
        return wording.UNSEEN
    return "" if state.can_export else wording.READING


def _head(state: NoticeState) -> list[Part]:
    if state.notice is None:
        return []
    person = state.notice.candidate_name
    size = theme.NAME if len(person) <= LONG_NAME else theme.LARGE
    parts: list[Part] = [Text(person, size=size, serif=True, personal=True, gap=12), Text(wording.TITLE), Stretch()]
    if state.pages:
        parts.append(Text(wording.PAGES.format(count=len(state.pages)), "text2"))
    return parts
