"""Sign-in: clerks on the left by ↑ ↓, the password on the right with the focus."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import theme, words
from ui.keys import Act, KeyAct, KeyChoice
from ui.screen import Screen
from ui.screens.sign_in.card import Card, Note
from ui.widgets.button import RING, KeyButton
from ui.widgets.edits import PasswordEdit
from ui.widgets.painted import PartsLine, Separator
from ui.widgets.parts import Cell, Icon, KeyCap, Part, Stretch, Text
from ui.widgets.rows import Column
from ui.widgets.states import LOADING, TableState
from ui.widgets.table import DeskTable
from ui.widgets.top_bar import PROGRAM

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.session import ClerkCard
    from ui.screens.sign_in.presenter import SignInPresenter
    from ui.screens.sign_in.state import SignInState

CARD, LEFT = (848, 264), 470
COLUMNS = (Column("name", "工作人员", 140), Column("role", "岗位", 136), Column("last", "上次登录"))
OFFLINE = "断网时也可登录和办理，操作存在本机，线路恢复后自动上传。"


class SignInPage(Screen):
    name: ClassVar[str] = "sign_in"
    title: ClassVar[str] = "登录"

    def __init__(self, presenter: SignInPresenter, *, office: str = "", workstation: str = "") -> None:
        super().__init__()
        self._presenter = presenter
        self._office, self._workstation = office, workstation
        self._minute = QTimer(self)
        self._minute.setInterval(10_000)
        self._build()
        self._connect()
        self._render(presenter.state)

    def key_acts(self) -> Sequence[Act]:
        state = self._presenter.state
        can = state.can_sign_in(has_password=bool(self.password_edit.text()))
        choose = len(state.clerks) > 1 and state.phase in {"ready", "waiting"}
        return (
            KeyChoice(("↑", "↓"), "选工作人员", self._on_arrow, enabled=choose, in_text=True, repeats=True),
            KeyAct("Enter", "登录", self._sign_in, enabled=can, in_text=True),
            KeyAct(
                "Alt+V",
                "显示密码" if not state.shown else "隐藏密码",
                self._presenter.toggle_shown,
                enabled=state.can_type,
            ),
            KeyAct("F5", "重试", self._presenter.load, enabled=state.phase == "closed"),
        )

    def activate(self, argument: object = None) -> None:  # noqa: ARG002 the contract's name
        self.password_edit.set_text("")
        self._tell_time()
        self._minute.start()
        self._presenter.load()
        self.password_edit.line.setFocus()

    def deactivate(self) -> None:
        self._minute.stop()
        self.password_edit.set_text("")

    def set_place(self, office: str, workstation: str) -> None:
        self._office, self._workstation = office, workstation
        self._tell_time()

    def set_footer(self, parts: Sequence[Part]) -> None:
        """Sync and what waits to be sent, readable before anybody signs in."""
        self._footer.set_parts((Stretch(), *parts, Text(OFFLINE, "text2"), Stretch()))

    def take_scan(self, text: str) -> bool:  # noqa: ARG002 the contract's name
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self._note_capital_lock(event)
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addStretch(168)
        column.addWidget(PartsLine((Stretch(), Text(PROGRAM, size=theme.LARGE, strong=True), Stretch()), height=26))
        self._place_line = PartsLine(height=28)
        column.addWidget(self._place_line)
        column.addSpacing(theme.px(18))
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._built_card())
        row.addStretch(1)
        column.addLayout(row)
        column.addSpacing(theme.px(16))
        self._footer = PartsLine(height=32)
        column.addWidget(self._footer)
        self.set_footer(())
        column.addStretch(188)

    def _built_card(self) -> QWidget:
        card = Card()
        card.setFixedSize(theme.px(CARD[0]), theme.px(CARD[1]))
        row = QHBoxLayout(card)
        row.setContentsMargins(1, 1, 1, 1)
        row.setSpacing(0)
        left = QWidget()
        left.setFixedWidth(theme.px(LEFT) - 1)
        people = QVBoxLayout(left)
        people.setContentsMargins(0, theme.px(3), 0, theme.px(8))
        people.setSpacing(0)
        keys = (Text("选择工作人员", strong=True), Stretch(), KeyCap("↑", gap=4), KeyCap("↓"))
        people.addWidget(PartsLine(keys, height=42))
        self.clerks_view = DeskTable(COLUMNS, self._cell, strong_selection=True)
        self.clerks_view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.clerks_view.setAccessibleName("选择工作人员")
        people.addWidget(self.clerks_view, 1)
        row.addWidget(left)
        row.addWidget(Separator(upright=True))
        row.addLayout(self._built_form(), 1)
        return card

    def _built_form(self) -> QVBoxLayout:
        inset = 24
        form = QVBoxLayout()
        side = theme.px(inset) - RING
        form.setContentsMargins(side, theme.px(20), side, theme.px(8))
        form.setSpacing(0)
        self._name_line = PartsLine(height=34, inset=RING)
        self._label_line = PartsLine(height=35, inset=RING)
        self.password_edit = PasswordEdit("密码")
        self.password_edit.line.setPlaceholderText("")
        self.sign_in_button = KeyButton("登录", "Enter", kind="primary", tall=True)
        form.addWidget(self._name_line)
        form.addWidget(self._label_line)
        field = QHBoxLayout()
        field.setContentsMargins(RING, 0, RING, 0)
        field.addWidget(self.password_edit)
        form.addLayout(field)
        form.addSpacing(theme.px(16) - RING)
        form.addWidget(self.sign_in_button)
        form.addSpacing(theme.px(14))
        self._note = Note()
        form.addWidget(self._note)
        form.addStretch(1)
        return form

    def _connect(self) -> None:
        self._presenter.state_changed.connect(self._render)
        self._presenter.refused.connect(lambda: self.password_edit.set_text(""))
        self.password_edit.text_changed.connect(lambda _text: self._render(self._presenter.state))
        self.password_edit.line.installEventFilter(self)
        self.sign_in_button.clicked.connect(self._sign_in)
        self.clerks_view.selected.connect(self._on_row)
        self._minute.timeout.connect(self._tell_time)

    def _render(self, state: SignInState) -> None:
        self._render_clerks(state)
        clerk = state.clerk
        name = clerk.name if clerk is not None else ""
        duty = words.roles(clerk.roles) if clerk is not None else ""
        self._name_line.set_parts((Text(name, size=theme.LARGE, strong=True, gap=10), Text(duty, "text2")))
        self._label_line.set_parts((Text("密码", "text2"), Stretch(), *_capital_lock(state.capital_lock)))
        self.password_edit.set_shown(state.shown)
        self.password_edit.line.setReadOnly(state.phase == "closed")
        self.sign_in_button.set_disabled(state.why_not)
        self._note.set_note(*_note(state))
        self._tell_time()
        self.acts_changed.emit()

    def _render_clerks(self, state: SignInState) -> None:
        table = self.clerks_view
        if state.phase == "loading" and not state.clerks:
            table.set_state(LOADING)
            return
        if state.phase == "closed" and not state.clerks:
            table.set_state(TableState("error", "数据没有打开", "原因见右侧"))
            return
        table.blockSignals(True)  # noqa: FBT003 Qt's own signature
        if not state.clerks or table.rows_model.rows() != list(state.clerks):
            empty = TableState("empty", "本机还没有工作人员", "请县区管理员在省平台添加，联网后自动取回")
            table.set_rows(state.clerks, empty=empty)
        table.select_row(state.chosen)
        table.blockSignals(False)  # noqa: FBT003
        table.viewport().update()

    @staticmethod
    def _cell(card: ClerkCard, column: str) -> Cell:
        if column == "name":
            return (Text(card.name),)
        if column == "role":
            return (Text(words.roles(card.roles), "text2"),)
        return (Text(words.day_and_time(card.last_signed_in_at), "muted", theme.SMALL),)

    def _tell_time(self) -> None:
        now = words.day_and_time(datetime.now(UTC))
        locked = self._presenter.state.locked_by
        parts: list[Part] = [Text(word, "text2", gap=10) for word in (self._office, self._workstation, now) if word]
        if locked:
            parts.append(Text(f"{locked} 已锁屏，正在填的内容都已保留", "wait"))
        self._place_line.set_parts((Stretch(), *parts, Stretch()))

    def _on_arrow(self, key: str) -> None:
        self._presenter.move(-1 if key == "↑" else 1)

    def _on_row(self, card: object) -> None:
        clerks = self._presenter.state.clerks
        if card in clerks:
            self._presenter.choose(clerks.index(card))
        self.password_edit.line.setFocus()

    def _sign_in(self) -> None:
        self._presenter.sign_in(self.password_edit.text())

    def _note_capital_lock(self, event: QKeyEvent) -> None:
        """A letter tells: Qt has no other word for it."""
        if event.key() == Qt.Key.Key_CapsLock:
            known = self._presenter.state.capital_lock
            self._presenter.note_capital_lock(None if known is None else not known)
        text = event.text()
        if len(text) == 1 and text.isascii() and text.isalpha():
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._presenter.note_capital_lock(text.isupper() != shift)


def _capital_lock(on: bool | None) -> tuple[Part, ...]:  # noqa: FBT001 three states, None unknown
    if on is None:
        return ()
    if on:
        return (Icon("warning", "amber", 14, gap=4), Text("大写锁定已开", "amber", theme.SMALL))
    return (Text("大写锁定未开", "muted", theme.SMALL),)


def _note(state: SignInState) -> tuple[str, str, str]:
    """Icon, sentence and colour of the note under the button."""
    if state.problem:
        return "warning", state.problem, "red"
    if state.phase == "waiting":
        return "clock", f"密码错误次数过多，请等 {state.wait_seconds} 秒后再试。关闭程序不会缩短等待。", "amber"
    if state.phase == "checking":
        return "clock", "正在核对密码…", "wait"
    who = state.administrator
    return "info", f"忘记密码，请县区管理员{who}重设。", "text2"
