"""Draws look-up, form and notice to PNG files, to be looked at: python -m tests.ui.gallery_papers DIR [NAME…]."""

from __future__ import annotations

import os
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.look_up_samples import NoBlobs, People
from tests.ui.paper_samples import (
    APPLICATION,
    CANDIDATE,
    DESK,
    DRAFT,
    ITEMS,
    NOTICE,
    SIGNER,
    Forms,
    Notices,
    Pages,
    Place,
)
from ui import theme
from ui.desk import Desk
from ui.images import PictureShelf
from ui.jobs import InlineExecutor, JobRunner
from ui.navigation import ScreenEntry
from ui.screen import Screen
from ui.screens.look_up.page import LookUpPage
from ui.screens.look_up.presenter import LookUpPresenter
from ui.screens.notice.page import NoticePage
from ui.screens.notice.presenter import NoticePresenter
from ui.screens.registration_form.page import RegistrationFormPage
from ui.screens.registration_form.presenter import RegistrationFormPresenter
from ui.widgets.top_bar import FrameStatus

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.services.notice import Notice
    from app.services.registration_form_views import FormDeskView

STATUS = FrameStatus(
    "安和县招办", "2026年下半年", "距申请截止", "6天3小时", "已同步", "09:41", "double_check", "green", "王敏", "审核"
)
SIZES = ((1366, 690), (1366, 768), (1920, 1080))


class DrawnFace(PictureShelf):
    """A plain drawn head, so that no photo of anybody is needed."""

    def want(self, sha256, done) -> None:
        image = QImage(180, 240, QImage.Format.Format_RGB32)
        image.fill(QColor("#DCE8F2"))
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor("#3F5A73"))
        painter.drawEllipse(10, 180, 160, 120)
        painter.setBrush(QColor("#E3B594"))
        painter.drawEllipse(48, 50, 84, 110)
        painter.setBrush(QColor("#2B2523"))
        painter.drawChord(44, 36, 92, 90, 0, 180 * 16)
        painter.end()
        done(image)


def press(key, modifiers=Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


def look_up(jobs: JobRunner) -> tuple[Screen, dict[str, Callable[[Desk, LookUpPage], None]]]:
    page = LookUpPage(LookUpPresenter(People(), jobs), DrawnFace(NoBlobs, jobs))

    def typed(text: str, steps: int = 0) -> Callable[[Desk, LookUpPage], None]:
        def play(_desk: Desk, page: LookUpPage) -> None:
            page.box.set_text(text)
            for _step in range(steps):
                press(Qt.Key.Key_Down)

        return play

    return page, {
        "start": typed(""),
        "seven": typed("ww", 1),
        "five": typed("ww", 5),
        "choose": lambda _desk, page: (page.box.set_text("ww"), press(Qt.Key.Key_Return)),
        "many": typed("很多", 3),
        "nobody": typed("没有此人"),
    }


def registration_form(jobs: JobRunner) -> tuple[Screen, dict[str, Callable[[Desk, Screen], None]]]:
    forms = Forms()
    files = Place(Path(tempfile.mkdtemp())).files()
    page = RegistrationFormPage(RegistrationFormPresenter(forms, Pages(), files, lambda: SIGNER, jobs))

    def shown(desk_view: FormDeskView, *keys: Qt.Key) -> Callable[[Desk, Screen], None]:
        def play(desk: Desk, _page: Screen) -> None:
            forms.desk = desk_view
            desk.open_screen("registration_form", APPLICATION)
            desk.activateWindow()
            for key in keys:
                press(key)
                QTest.qWait(80)

        return play

    key = Qt.Key
    return page, {
        "nobody": lambda _desk, _page: None,
        "first": shown(DESK, key.Key_2),
        "whole": shown(DESK, key.Key_W),
        "a4": shown(DESK, key.Key_W, key.Key_V),
        "draft": shown(DRAFT, key.Key_V, key.Key_1),
        "exported": lambda desk, page: (shown(DESK)(desk, page), page.presenter.export()),
    }


def notice(jobs: JobRunner) -> tuple[Screen, dict[str, Callable[[Desk, Screen], None]]]:
    notices = Notices()
    files = Place(Path(tempfile.mkdtemp())).files()
    page = NoticePage(NoticePresenter(notices, Pages(), files, lambda: SIGNER, jobs))

    def shown(of: Notice) -> Callable[[Desk, Screen], None]:
        def play(desk: Desk, _page: Screen) -> None:
            notices.notice = of
            desk.open_screen("notice", CANDIDATE)

        return play

    long = "阿卜杜热合曼·艾山江·吐尔逊"
    return page, {
        "lacking": shown(NOTICE),
        "nothing": shown(replace(NOTICE, items=())),
        "many": shown(replace(NOTICE, items=ITEMS * 5, candidate_name=long)),
    }


SCREENS = {
    "notice": ("一次性告知单", "papers", notice),
    "look_up": ("查找", "look_up", look_up),
    "registration_form": ("登记表", "papers", registration_form),
}


def _shoot(app: QApplication, window: QWidget, file: Path) -> None:
    window.activateWindow()
    for _turn in range(4):
        app.processEvents()
    window.grab().save(str(file))


def draw(folder: Path, names: list[str]) -> None:
    app = QApplication.instance() or QApplication([])
    theme.load_fonts()
    jobs = JobRunner(InlineExecutor(), InlineExecutor())
    folder.mkdir(parents=True, exist_ok=True)
    for look in ("light", "dark"):
        theme.apply(app, look, scale=1.0)
        for name in names or list(SCREENS):
            title, group, make = SCREENS[name]
            page, plays = make(jobs)
            others = [ScreenEntry(other, "…", "review", Screen, on_rail=False) for other in ("pre_review", "elsewhere")]
            desk = Desk([ScreenEntry(name, title, group, lambda page=page: page), *others], jobs)
            desk.set_status(STATUS)
            desk.show()
            for width, height in SIZES:
                desk.resize(width, height)
                for what, play in plays.items():
                    desk.open_screen(name)
                    desk.activateWindow()
                    app.processEvents()
                    page.box.set_text("") if hasattr(page, "box") else None
                    play(desk, page)
                    _shoot(app, desk, folder / f"{name}-{what}-{look}-{width}x{height}.png")
            desk.close()


if __name__ == "__main__":
    draw(Path(sys.argv[1]), sys.argv[2:])
