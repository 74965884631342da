"""Draws the kit in both themes and two sizes to PNG files, to be looked at: python -m tests.ui.gallery DIR [SCALE]."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from uuid import UUID

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QWidget

from app.services.session import ClerkCard
from tests.ui.gallery_screens import HomeSample, PagesSample, ReviewSample
from ui import theme
from ui.desk import Desk
from ui.jobs import InlineExecutor, JobRunner
from ui.main_window import MainWindow
from ui.navigation import ScreenEntry
from ui.notify import Notifier
from ui.screen import Message, Screen
from ui.screens.sign_in.page import SignInPage
from ui.screens.sign_in.presenter import SignInPresenter
from ui.widgets.parts import Icon, Text
from ui.widgets.top_bar import FrameStatus

STATUS = FrameStatus(
    "安和县招办", "2026年下半年", "距申请截止", "6天3小时", "已同步", "09:41", "double_check", "green", "王敏", "审核"
)
MOMENT = datetime(2026, 11, 23, 9, 55, tzinfo=UTC)
CLERKS = tuple(
    ClerkCard(UUID(int=number), name, roles, MOMENT)
    for number, (name, roles) in enumerate(
        (("王敏", ("review",)), ("赵芳", ("intake",)), ("刘建国", ("second_review",)), ("陈静", ("county_admin",)))
    )
)


def sign_in_page(jobs: JobRunner) -> SignInPage:
    service = SimpleNamespace(clerks=lambda: CLERKS, sign_in=lambda _id, _password: None, wait_seconds=lambda _id: 0)
    page = SignInPage(SignInPresenter(service, jobs), office="安和县招办", workstation="窗口一")
    page.set_footer(
        (
            Icon("refresh", "green"),
            Text("后台同步正常", "green"),
            Text("07:57", "text2", gap=24),
            Icon("upload", "wait"),
            Text("待上传 0 件", "wait", gap=24),
        )
    )
    return page


def draw(folder: Path, scale: float = 1.0) -> None:
    app = QApplication.instance() or QApplication([])
    theme.load_fonts()
    jobs = JobRunner(InlineExecutor(), InlineExecutor())
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("light", "dark"):
        theme.apply(app, name, scale=scale)
        entries = (
            ScreenEntry("home", "工作台", "home", HomeSample),
            ScreenEntry("look_up", "查找", "look_up", Screen),
            ScreenEntry("identity", "身份认证", "review", Screen),
            ScreenEntry("photo", "毕业照片", "review", Screen),
            ScreenEntry("pre_review", "县区预审", "review", ReviewSample),
            ScreenEntry("registration_form", "登记表", "papers", PagesSample),
        )
        page = sign_in_page(jobs)
        window = MainWindow(page, lambda entries=entries: Desk(entries, jobs))
        window.show()
        for width, height in ((1366, 768), (1920, 1080)):
            window.resize(width, height)
            window.show_sign_in()
            page.password_edit.set_text("12345678")
            _shoot(app, window, folder / f"sign-in-{name}-{width}.png")
            window.show_desk()
            desk = window.desk()
            desk.set_status(STATUS)
            for screen in ("home", "pre_review", "registration_form"):
                desk.open_screen(screen)
                if screen == "home":
                    desk.show_message(Message("08:52 至 09:20 线路中断，期间办理的 3 件已存本机，现已全部上传。"))
                _shoot(app, window, folder / f"{screen}-{name}-{width}.png")
            desk._open_palette()
            desk.top_bar.search.set_text("审")
            _shoot(app, window, folder / f"palette-{name}-{width}.png")
            desk.palette_list.close_list()
            notifier = Notifier(lambda _error: "ABCD-EFGH", lambda window=window: window)
            notifier.crash(ValueError())
            dialog = notifier.open_questions()[0]
            _shoot(app, dialog, folder / f"dialog-{name}-{width}.png")
            dialog.answer("go_on")
        window.close()


def _shoot(app: QApplication, window: QWidget, file: Path) -> None:
    window.activateWindow()
    for _turn in range(4):
        app.processEvents()
    window.grab().save(str(file))


if __name__ == "__main__":
    draw(Path(sys.argv[1]), float(sys.argv[2]) if len(sys.argv) > 2 else 1.0)
