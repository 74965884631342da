"""The window: sign-in first, the desk after it, the lock over both. Navigation and status are the desk's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from ui import theme
from ui.keys import Act, KeyAct, KeyArbiter
from ui.widgets.key_bar import KeyBar
from ui.widgets.painted import Panel
from ui.widgets.top_bar import PROGRAM

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QCloseEvent

    from ui.desk import Desk
    from ui.screen import Screen

LEAST_WIDTH, LEAST_HEIGHT = 1024, 600


class SignInHost(QWidget):
    """The sign-in screen alone with its keys: no rail, no names, no numbers."""

    help_requested = Signal()

    def __init__(self, page: Screen, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page = page
        self._arbiter = KeyArbiter(self._acts, lambda: page.gate, parent=self)
        self.key_bar = KeyBar()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        back = Panel("window")
        back.column.addWidget(page)
        column.addWidget(back, 1)
        column.addWidget(self.key_bar)
        page.acts_changed.connect(self._refresh)
        self._refresh()

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        self._arbiter.start()
        self.page.activate(None)
        self._refresh()

    def hideEvent(self, event: object) -> None:
        self._arbiter.stop()
        self.page.deactivate()
        super().hideEvent(event)  # type: ignore[arg-type]

    def _acts(self) -> list[Act]:
        return [*self.page.key_acts(), KeyAct("F1", "帮助", self.help_requested.emit)]

    def _refresh(self) -> None:
        self.key_bar.set_acts(self._acts())


class MainWindow(QMainWindow):
    """`closing` comes while everything still works: save drafts, close the jobs."""

    closing = Signal()

    def __init__(self, sign_in: Screen, make_desk: Callable[[], Desk]) -> None:
        """`make_desk` is called once, at the first sign-in: the password field must not wait for the screens."""
        super().__init__()
        self._make_desk = make_desk
        self._desk: Desk | None = None
        self._pages = QStackedWidget()
        self.sign_in_host = SignInHost(sign_in)
        self._pages.addWidget(self.sign_in_host)
        self.setCentralWidget(self._pages)
        self.setWindowTitle(PROGRAM)
        self.setMinimumSize(theme.px(LEAST_WIDTH), theme.px(LEAST_HEIGHT))
        self.resize(1366, 768)

    def desk(self) -> Desk:
        if self._desk is None:
            self._desk = self._make_desk()
            self._pages.addWidget(self._desk)
        return self._desk

    def show_desk(self) -> None:
        self._pages.setCurrentWidget(self.desk())

    def show_sign_in(self) -> None:
        """Also the look of the lock: nothing of the desk stays to be seen."""
        self._pages.setCurrentWidget(self.sign_in_host)

    def is_at_desk(self) -> bool:
        return self._desk is not None and self._pages.currentWidget() is self._desk

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)
