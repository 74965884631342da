"""A second clerk signs on the first clerk's screen, whose session and case stay as they are."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout

from ui import theme, words
from ui.screens.pre_review import wording
from ui.text import sentence
from ui.widgets.button import KeyButton
from ui.widgets.edits import PasswordEdit
from ui.widgets.painted import Panel, Paragraph, PartsLine
from ui.widgets.parts import Text
from ui.widgets.rows import Column
from ui.widgets.states import TableState
from ui.widgets.table import DeskTable

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any
    from uuid import UUID

    from PySide6.QtGui import QHideEvent

    from app.domain.errors import ClerkError
    from app.services.session import ClerkCard

_COLUMNS = (Column("name", "复核人", 140), Column("roles", "岗位", 0))
LEAST_ROWS, MOST_ROWS = 2, 4


class SignaturePanel(Panel):
    """A wait after wrong passwords is counted down here, for each colleague by herself."""

    signed = Signal(object, str)  # clerk id, password
    postponed = Signal()
    cancelled = Signal()
    changed = Signal()  # what its keys may do now

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(lines="top")
        self._clock = clock
        self._until: dict[UUID, float] = {}
        self._told: ClerkError | None = None
        self.clerks = DeskTable(_COLUMNS, _cell, header=False)
        self.password = PasswordEdit("复核人密码")
        self.sign_button = KeyButton(wording.SECOND_SIGN, "Enter", kind="danger")
        self.later_button = KeyButton(wording.SECOND_LATER, "F6")
        self.cancel_button = KeyButton(wording.KEYS["cancel"], "Esc")
        self._error = Paragraph(size=12, colour="red")
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._build()
        self._tick.timeout.connect(self.count_down)
        self.clerks.selected.connect(lambda _card: self.count_down())
        self.password.entered.connect(self.sign)
        self.password.text_changed.connect(lambda _text: self.changed.emit())
        self.sign_button.clicked.connect(self.sign)
        self.later_button.clicked.connect(self.postponed)
        self.cancel_button.clicked.connect(self.cancelled)

    def open_for(self, clerks: tuple[ClerkCard, ...]) -> None:
        self.clerks.set_rows(clerks, empty=TableState("empty", wording.SECOND_NOBODY))
        self.clerks.setFixedHeight(min(MOST_ROWS, max(LEAST_ROWS, len(clerks))) * theme.row_height())
        self.clerks.select_row(0)
        self.forget_password()
        self._told = None
        self._say("")
        self.count_down()
        self.password.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget_password(self) -> None:
        self.password.set_text("")
        self.password.set_shown(False)

    def toggle_shown(self) -> None:
        self.password.set_shown(not self.password.is_shown())
        self.changed.emit()

    def can_sign(self) -> bool:
        return self.clerks.current() is not None and bool(self.password.text()) and self.sign_button.works()

    def show_error(self, error: ClerkError | None) -> None:
        """Each error once: what is typed after it stays."""
        if error is self._told:
            return
        self._told = error
        self._say("" if error is None else sentence(error))
        if error is None:
            return
        self._note_wait(error)
        self.password.set_text("")
        self.password.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def on_arrow(self, key: str) -> None:
        self.clerks.step(-1 if key == "↑" else 1)

    def count_down(self) -> None:
        """Of the colleague who is chosen."""
        clerk = self.clerks.current()
        left = 0 if clerk is None else round(self._until.get(clerk.id, 0.0) - self._clock() + 0.499)
        if left > 0:
            self._tick.start()
            self._say(wording.SECOND_WAIT.format(seconds=left))
            self.sign_button.set_disabled(wording.SECOND_WAIT_SHORT.format(seconds=left))
        else:
            if self._tick.isActive():
                self._say("")
            self._tick.stop()
            self.sign_button.set_disabled("" if clerk is not None else wording.SECOND_NOBODY)
        self.changed.emit()

    def sign(self) -> None:
        clerk = self.clerks.current()
        if clerk is not None and self.can_sign():
            self.signed.emit(clerk.id, self.password.text())

    def hideEvent(self, event: QHideEvent) -> None:
        self._tick.stop()
        super().hideEvent(event)

    def _note_wait(self, error: ClerkError) -> None:
        clerk, seconds = self.clerks.current(), error.details.get("seconds")
        if clerk is not None and isinstance(seconds, int | float) and seconds > 0:
            self._until[clerk.id] = self._clock() + seconds
            self.count_down()

    def _say(self, text: str) -> None:
        self._error.set_text(text)
        self._error.setVisible(bool(text))

    def _build(self) -> None:
        self.clerks.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.column.addWidget(PartsLine([Text(wording.SECOND_TITLE, strong=True)], height=36))
        self.column.addWidget(Paragraph(wording.SECOND_HINT, size=12, colour="text2"))
        self.column.addWidget(self.clerks)
        inner = Panel(inset=12)
        inner.column.setSpacing(theme.px(6))
        inner.column.addWidget(self.password)
        inner.column.addWidget(self._error)
        inner.column.addWidget(self.sign_button)
        row = QHBoxLayout()
        row.setSpacing(theme.px(2))
        row.addWidget(self.later_button, 1)
        row.addWidget(self.cancel_button, 0)
        inner.column.addLayout(row)
        self.column.addWidget(inner)
        self.column.addStretch(1)


def _cell(card: Any, column: str) -> Any:
    if column == "name":
        return (Text(card.name, strong=True),)
    return (Text("、".join(words.ROLES[role] for role in card.roles if role in words.ROLES), "text2"),)
