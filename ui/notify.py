"""The only dialogs: a question that must be answered before going on, and what is said after a crash.

Dialogs are shown, never executed in a loop of their own, so the lock can hide them and bring them back.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.keys import Act, KeyAct, KeyArbiter
from ui.widgets.button import KeyButton, Kind
from ui.widgets.painted import Paragraph, PartsLine, Separator
from ui.widgets.parts import Icon, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import TracebackType

    from PySide6.QtGui import QCloseEvent, QHideEvent, QShowEvent

WIDTH = 480


@dataclass(frozen=True, slots=True)
class Answer:
    code: str
    label: str  # a verb
    key: str
    kind: Kind = "plain"


@dataclass(frozen=True, slots=True)
class Question:
    """`answers`: the main act first, the one that changes nothing last; it is also what Esc means."""

    title: str
    text: str
    answers: Sequence[Answer]
    icon: str = "warning"


class QuestionDialog(QDialog):
    def __init__(self, question: Question, answered: Callable[[str], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.question = question
        self._answered = answered
        self.setWindowTitle(question.title)
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self._done = False
        self._arbiter = KeyArbiter(self.key_acts, owner=self, parent=self)
        self._build()

    def key_acts(self) -> Sequence[Act]:
        acts = [
            KeyAct(answer.key, answer.label, lambda code=answer.code: self.answer(code), decides=True)  # type: ignore[misc]
            for answer in self.question.answers
        ]
        last = self.question.answers[-1]
        return [*acts, KeyAct("Esc", last.label, lambda: self.answer(last.code))]

    def answer(self, code: str) -> None:
        if self._done:
            return
        self._done = True
        self.hide()
        self.deleteLater()
        self._answered(code)

    def reject(self) -> None:
        self.answer(self.question.answers[-1].code)

    def closeEvent(self, event: QCloseEvent) -> None:
        event.accept()
        self.reject()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._arbiter.start()

    def hideEvent(self, event: QHideEvent) -> None:
        self._arbiter.stop()
        super().hideEvent(event)

    def _build(self) -> None:
        self.setFixedWidth(theme.px(WIDTH))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(8), 0, 0)
        column.setSpacing(0)
        title = (Icon(self.question.icon, "amber", 18), Text(self.question.title, strong=True))
        column.addWidget(PartsLine(title, height=40))
        column.addWidget(Paragraph(self.question.text))
        column.addSpacing(theme.px(16))
        column.addWidget(Separator())
        row = QHBoxLayout()
        row.setContentsMargins(theme.px(13), theme.px(7), theme.px(13), theme.px(7))
        row.setSpacing(theme.px(2))
        for answer in self.question.answers:
            button = KeyButton(answer.label, answer.key, kind=answer.kind)
            button.clicked.connect(lambda _checked=False, code=answer.code: self.answer(code))
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        self.setFixedHeight(column.totalHeightForWidth(self.width()))


class Notifier:
    """Asks questions and tells of crashes. `record` writes the crash down and answers with its short id."""

    def __init__(self, record: Callable[[BaseException], str], parent: Callable[[], QWidget | None]) -> None:
        self._record = record
        self._parent = parent
        self._open: list[QuestionDialog] = []

    def ask(self, question: Question, answered: Callable[[str], None]) -> QuestionDialog:
        """Shows the question; `answered` gets the code of the answer, later."""

        def done(code: str) -> None:
            self._open.remove(dialog)
            answered(code)

        dialog = QuestionDialog(question, done, self._parent())
        self._open.append(dialog)
        dialog.show()
        return dialog

    def open_questions(self) -> tuple[QuestionDialog, ...]:
        return tuple(self._open)

    def crash(self, error: BaseException) -> None:
        """One dialog at a time: a failure that repeats is written down each time and told once."""
        crash_id = self._record(error)
        if any(dialog.question.title == CRASH_TITLE for dialog in self._open):
            return
        text = f"已办结的操作都在，没有丢失；正在填的内容请先核对。请把编号 {crash_id} 告诉管理员，然后继续。"
        self.ask(Question(CRASH_TITLE, text, (Answer("go_on", "继续", "Enter", "primary"),)), lambda _code: None)

    def install(self) -> None:
        """From now on an exception in a slot is told, never silent."""

        def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
            if issubclass(kind, KeyboardInterrupt):
                sys.__excepthook__(kind, error, trace)
                return
            self.crash(error)

        sys.excepthook = hook


CRASH_TITLE = "程序刚才出了差错"
