"""The look-up in a real desk, with stand-ins for the screens it leads to."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.look_up_samples import NoBlobs
from ui.desk import Desk
from ui.images import PictureShelf
from ui.navigation import ScreenEntry
from ui.screen import Screen
from ui.screens.look_up.page import LookUpPage
from ui.screens.look_up.presenter import LookUpPresenter
from ui.widgets.parts import plain_text


class Elsewhere(Screen):
    """Any other screen; remembers what it was opened with."""

    def __init__(self) -> None:
        super().__init__()
        self.arguments: list[object] = []

    def activate(self, argument: object = None) -> None:
        self.arguments.append(argument)


def a_desk(qtbot, people, jobs):
    page = LookUpPage(LookUpPresenter(people, jobs), PictureShelf(NoBlobs, jobs))
    others = {name: Elsewhere() for name in ("candidate_file", "pre_review", "registration_form", "notice")}
    entries = [ScreenEntry("look_up", "查找", "look_up", lambda: page)]
    entries += [ScreenEntry(name, name, "review", lambda name=name: others[name]) for name in others]
    desk = Desk(entries, jobs)
    qtbot.addWidget(desk)
    desk.resize(1366, 720)
    desk.show()
    desk.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is desk)
    desk.open_screen("look_up")
    return desk, page, others


def press(key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


def write(page, text):
    page.box.set_text(text)
    QApplication.processEvents()


def said(page):
    return plain_text(page._said.parts())
