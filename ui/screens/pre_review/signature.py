"""A second clerk signs on the first clerk's screen, whose session and case stay as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

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
    from typing import Any

    from app.domain.errors import ClerkError
    from app.services.session import ClerkCard

_COLUMNS = (Column("name", "复核人", 140), Column("roles", "岗位", 0))


class SignaturePanel(Panel):
    signed = Signal(object, str)  # clerk id, password
    postponed = Signal()
    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__(lines="top")
        self.clerks = DeskTable(_COLUMNS, _cell, header=False)
        self.password = PasswordEdit("复核人密码")
        self.sign_button = KeyButton(wording.SECOND_SIGN, "Enter", kind="danger")
        self.later_button = KeyButton(wording.SECOND_LATER, "F6")
        self.cancel_button = KeyButton(wording.KEYS["cancel"], "Esc")
        self._error = Paragraph(size=12, colour="red")
        self._build()
        self.password.entered.connect(self._on_sign)
        self.sign_button.clicked.connect(self._on_sign)
        self.later_button.clicked.connect(self.postponed)
        self.cancel_button.clicked.connect(self.cancelled)

    def open_for(self, clerks: tuple[ClerkCard, ...]) -> None:
        self.clerks.set_rows(clerks, empty=TableState("empty", wording.SECOND_NOBODY))
        self.clerks.select_row(0)
        self.password.set_text("")
        self.show_error(None)
        self.sign_button.set_disabled("" if clerks else wording.SECOND_NOBODY)
        self.password.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_error(self, error: ClerkError | None) -> None:
        self._error.set_text("" if error is None else sentence(error))
        self._error.setVisible(error is not None)
        if error is not None:
            self.password.set_text("")
            self.password.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def step(self, step: int) -> None:
        self.clerks.step(step)

    def _build(self) -> None:
        self.clerks.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.clerks.setFixedHeight(4 * theme.row_height())
        self.column.addWidget(PartsLine([Text(wording.SECOND_TITLE, strong=True)], height=36))
        self.column.addWidget(Paragraph(wording.SECOND_HINT, size=12, colour="text2"))
        self.column.addWidget(self.clerks)
        inner = Panel(inset=12)
        inner.column.setSpacing(theme.px(6))
        inner.column.addWidget(self.password)
        inner.column.addWidget(self._error)
        for button in (self.sign_button, self.later_button, self.cancel_button):
            inner.column.addWidget(button)
        self.column.addWidget(inner)

    def _on_sign(self) -> None:
        clerk = self.clerks.current()
        if clerk is not None and self.password.text() and self.sign_button.works():
            self.signed.emit(clerk.id, self.password.text())


def _cell(card: Any, column: str) -> Any:
    if column == "name":
        return (Text(card.name, strong=True),)
    return (Text("、".join(words.ROLES[role] for role in card.roles if role in words.ROLES), "text2"),)
