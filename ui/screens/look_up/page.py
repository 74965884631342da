"""查找: one box, hits as one types, a preview of the chosen person. Several hits never open one by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.services.lookup import FIRST_HITS, MOST_HITS
from ui import theme
from ui.keys import Act, KeyAct, KeyChoice
from ui.screen import Message, Screen
from ui.screens.look_up import rows, wording
from ui.screens.look_up.heading import GraduatedSwitch
from ui.screens.look_up.preview import PreviewPanel
from ui.screens.look_up.state import Finding
from ui.text import sentence
from ui.widgets.edits import SearchEdit
from ui.widgets.painted import Panel, PartsLine, Separator
from ui.widgets.parts import Icon, Part, Text
from ui.widgets.states import TableState
from ui.widgets.table import DeskTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.errors import ClerkError
    from app.services.lookup import LookupHit
    from ui.images import PictureShelf
    from ui.screens.look_up.presenter import LookUpPresenter
    from ui.screens.look_up.state import LookUpState
    from ui.widgets.table import WidthStore

LIMIT = 64  # code points, as the service reads them
UNLIMITED = 16_777_215


class LookUpPage(Screen):
    name = "look_up"
    title = wording.TITLE

    def __init__(self, presenter: LookUpPresenter, pictures: PictureShelf, widths: WidthStore | None = None) -> None:
        super().__init__()
        self.presenter = presenter
        self.box = SearchEdit("", tall=True, limit=LIMIT)
        self.switch = GraduatedSwitch()
        self.hits = DeskTable(rows.COLUMNS, self._cell, name="look_up.hits", widths=widths, strong_selection=True)
        self.preview = PreviewPanel(pictures)
        self._said = PartsLine(height=32, inset=0)
        self._reach = PartsLine([Icon("info", "muted", gap=8), Text(wording.REACH, "muted")], height=52)
        self._shown: Sequence[LookupHit] = ()
        self._hinted = False
        self._build()
        self._connect()
        self._on_found(presenter.state)
        self._show(presenter.state)

    # the frame's side

    def activate(self, argument: object = None) -> None:
        """`argument`: what a scanner read on another screen."""
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(argument, str) and argument:
            self.take_scan(argument)
        else:
            self.box.line.selectAll()
            self.presenter.refresh()

    def deactivate(self) -> None:
        self.presenter.stay()

    def take_scan(self, text: str) -> bool:
        """Whole numbers from a scanner are searched as they are, whatever stands in the box."""
        self.presenter.scan(text)
        self.box.line.selectAll()
        return True

    def key_acts(self) -> list[Act]:
        state = self.presenter.state
        chosen = state.can_open is not None
        asked = bool(state.text.strip())
        go = state.to_do is not None
        return [
            KeyChoice(
                ("↑", "↓"), wording.KEYS["choose"], self._on_step, enabled=bool(state.hits), in_text=True, repeats=True
            ),
            KeyAct(
                "Enter",
                wording.KEYS["open"],
                self.presenter.enter,
                enabled=asked and (state.searching or chosen or state.must_choose),
                in_text=True,
                shown=state.chosen is not None,
            ),
            KeyAct("Ctrl+Enter", wording.KEYS["go"], self._on_go, enabled=asked, in_text=True, shown=go),
            KeyAct("F8", wording.KEYS["notice"], self._on_notice, enabled=chosen),
            KeyAct("Alt+G", wording.KEYS["graduated"], self.presenter.toggle_graduated, shown=False),
            KeyAct("Esc", wording.KEYS["clear"], self.presenter.clear, enabled=bool(state.text)),
            KeyAct("F5", wording.KEYS["refresh"], self.presenter.refresh, enabled=bool(state.text), shown=False),
        ]

    # building

    def _build(self) -> None:
        self.box.set_hint(wording.HINT)
        self.box.line.setAccessibleName(wording.HINT)
        self.box.forward_to(self.hits)
        self.setFocusProxy(self.box)
        self.hits.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        left = Panel()
        left.column.addLayout(self._head())
        left.column.addWidget(Separator())
        left.column.addWidget(self.hits, 1000)
        left.column.addWidget(self._reach)
        left.column.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(left, 1)
        row.addWidget(self.preview)
        QWidget.setTabOrder(self.box.line, self.preview.open_button)
        QWidget.setTabOrder(self.preview.open_button, self.preview.go_button)
        QWidget.setTabOrder(self.preview.go_button, self.preview.notice_button)

    def _head(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(8))
        column.setSpacing(theme.px(8))
        column.addWidget(self.box)
        row = QHBoxLayout()
        row.setSpacing(theme.px(16))
        row.addWidget(self._said, 1)
        row.addWidget(self.switch)
        column.addLayout(row)
        return column

    def _connect(self) -> None:
        act = self.presenter
        act.state_changed.connect(self._show)
        act.found.connect(self._on_found)
        act.opened.connect(lambda candidate_id: self.open_requested.emit("candidate_file", candidate_id))
        act.choice_wanted.connect(lambda: self._say(wording.CHOOSE_FIRST, "amber"))
        act.nobody_scanned.connect(lambda: self._say(wording.SCANNED_NOBODY, "amber"))
        act.failed.connect(lambda error: self.message.emit(Message(sentence(error), "red", "warning")))
        self.box.text_changed.connect(act.type)
        self.switch.toggled.connect(act.toggle_graduated)
        self.hits.selected.connect(self._on_selected)
        self.hits.opened.connect(lambda _hit: act.enter())
        self.hits.viewport().installEventFilter(self)
        self.hits.verticalScrollBar().valueChanged.connect(lambda _value: self._want_progress())
        self.preview.open_button.clicked.connect(act.enter)
        self.preview.go_button.clicked.connect(self._on_go)
        self.preview.notice_button.clicked.connect(self._on_notice)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """More rows come on the screen when the list grows."""
        if watched is self.hits.viewport() and event.type() == QEvent.Type.Resize:
            self._want_progress()
        return False

    # showing

    def _on_found(self, state: LookUpState) -> None:
        """New rows; none is selected unless there is only one."""
        self._shown = state.hits
        self.hits.set_rows(state.hits, empty=_nothing(state))
        high = theme.px(28) + len(state.hits) * theme.row_height()
        self.hits.setMaximumHeight(high if state.hits else UNLIMITED)
        self.hits.scrollToTop()
        self._reach.setVisible(bool(state.hits))
        self._want_progress()

    def _show(self, state: LookUpState) -> None:
        if self.box.text() != state.text:
            self.box.line.blockSignals(True)  # noqa: FBT003 Qt's own
            self.box.set_text(state.text)
            self.box.line.blockSignals(False)  # noqa: FBT003
        if state.error is not None:
            self.hits.setMaximumHeight(UNLIMITED)
            self._reach.setVisible(False)
            self.hits.set_state(_failed(state.error))
        elif state.searching and state.result is None:
            self.hits.set_state(TableState("loading", wording.READING))
        self._select(state)
        self._said.set_parts(_sentence(state))
        self.switch.set_ticked(ticked=state.include_graduated)
        self.preview.show_state(state)
        self.hits.viewport().update()
        self.acts_changed.emit()

    def _select(self, state: LookUpState) -> None:
        """The only hit, or one that a refresh found again, is selected without an arrow."""
        current = self.hits.current()
        if state.chosen is None or (current is not None and current.candidate_id == state.chosen):
            return
        for at, hit in enumerate(self._shown):
            if hit.candidate_id == state.chosen:
                self.hits.select_row(at)

    def _cell(self, hit: LookupHit, column: str) -> list[Part]:
        return rows.cell(hit, column, self.presenter.state.progress.get(hit.candidate_id))

    def _want_progress(self) -> None:
        """Asks where the people of the rows on the screen stand."""
        if not self._shown:
            return
        first = max(0, self.hits.rowAt(0))
        last = self.hits.rowAt(self.hits.viewport().height() - 1)
        until = len(self._shown) if last < 0 else last + 1
        self.presenter.want_progress([hit.candidate_id for hit in self._shown[first:until]])

    def _say(self, text: str, tone: Any) -> None:
        self._hinted = True
        self.message.emit(Message(text, tone, "warning", seconds=6))

    # acts

    def _on_step(self, key: str) -> None:
        self.hits.step(-1 if key == "↑" else 1)

    def _on_selected(self, hit: LookupHit | None) -> None:
        if hit is not None:
            if self._hinted:
                self._hinted = False
                self.message.emit(None)
            self.presenter.choose(hit.candidate_id)

    def _on_go(self) -> None:
        to_do = self.presenter.state.to_do
        if to_do is not None:
            self.open_requested.emit(*to_do)
        elif self.presenter.state.must_choose:
            self._say(wording.CHOOSE_FIRST, "amber")
        elif self.presenter.state.chosen_progress is not None:
            self._say(wording.NOTHING_TO_DO, "amber")

    def _on_notice(self) -> None:
        person = self.presenter.state.can_open
        if person is not None:
            self.open_requested.emit("notice", person)


def _nothing(state: LookUpState) -> TableState | None:
    """What the table says where it has no rows."""
    graduated = 0 if state.result is None else state.result.hidden_graduated
    only = (wording.NONE_ACTIVE if graduated < FIRST_HITS else wording.NONE_ACTIVE_MANY).format(count=graduated)
    said = {
        Finding.NOTHING_ASKED: TableState("empty", wording.START, wording.START_HINT),
        Finding.TOO_SHORT: TableState("empty", wording.TOO_SHORT, wording.TOO_SHORT_HINT),
        Finding.NOBODY: TableState("empty", wording.NONE, wording.NONE_HINT),
        Finding.ONLY_GRADUATED: TableState("empty", only, wording.NONE_ACTIVE_HINT),
    }
    return said.get(state.finding)


def _failed(error: ClerkError) -> TableState:
    return TableState("no_permission" if error.code == "workflow.role" else "error", sentence(error))


def _sentence(state: LookUpState) -> list[Part]:
    """How many were found, and what comes before a file is opened."""
    count = len(state.hits)
    if state.finding is Finding.ONE:
        return [Icon("check", "green", gap=10), Text(wording.ONE_HIT, strong=True), Text(wording.COMPARE_ONE, "text2")]
    if state.finding is Finding.SEVERAL:
        found = Text(wording.HITS.format(count=count), strong=True)
        return [Icon("warning", "amber", gap=10), found, Text(wording.COMPARE, "text2")]
    if state.finding is Finding.TOO_MANY:
        found = Text(wording.MORE.format(most=MOST_HITS, count=count), strong=True)
        return [Icon("warning", "amber", gap=10), found, Text(wording.MORE_HINT, "text2")]
    return []
