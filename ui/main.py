"""The desktop: builds the workstation and the window, and ties signing in, locking and closing together."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QObject, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from app.bootstrap import Workstation
from app.domain.errors import ClerkError
from app.log import Log, record_crash
from app.paths import Paths
from app.settings import SettingsFile
from ui import theme
from ui.collector import Collector
from ui.jobs import JobRunner
from ui.lock import IdleWatch, Lock
from ui.main_screens import DeskScreens
from ui.main_window import MainWindow
from ui.notify import Answer, Notifier, Question
from ui.screens.sign_in.page import SignInPage
from ui.screens.sign_in.presenter import SignInPresenter
from ui.second_start import SecondStarts
from ui.text import sentence, sentence_for

if TYPE_CHECKING:
    from pathlib import Path
    from uuid import UUID

    from app.services.ports import Clock
    from app.services.session import SignedIn
    from ui.desk import Desk

ALREADY_OPEN = "程序已经打开，已请它显示窗口。"
IDLE_WARNING = "已有一段时间没有操作，{seconds} 秒后锁屏，正在填的内容会保留。"


class Program(QObject):
    """One running desktop. `window` is shown at once; everything heavy waits for the first sign-in."""

    def __init__(
        self, application: QApplication, paths: Paths, jobs: JobRunner | None = None, clock: Clock | None = None
    ) -> None:
        super().__init__()
        self.application = application
        self.paths = paths.prepare()
        self.log = Log(self.paths.logs)
        self.jobs = JobRunner() if jobs is None else jobs
        self.collector = Collector()
        self.collector.start()
        self.notifier = Notifier(record_crash, lambda: self.window)
        self._problems: list[str] = []
        self.settings = self._read_settings()
        missing = theme.load_fonts()
        theme.apply(application, self.settings.now.theme, scale=self._scale())
        if missing:
            self._problems.append(sentence_for("fonts.missing", {"files": "、".join(missing)}))
        self.workstation = Workstation(self.paths, clock)
        self.sign_in = SignInPresenter(self.workstation.session, self.jobs)
        office = self.settings.now.office_name
        self.sign_in_page = SignInPage(self.sign_in, office=office)
        self.window = MainWindow(self.sign_in_page, self._make_desk)
        self.lock = Lock(lambda: self.window)
        self.idle = IdleWatch(self.settings.now.idle_lock_minutes * 60)
        self.second_starts = SecondStarts(lambda: self.window)
        self.screens: DeskScreens | None = None
        self._clerk: UUID | None = None
        self._closed = False
        self._connect()

    def show(self) -> None:
        self.notifier.install()
        size = self.settings.now.window_size
        if size is not None:
            self.window.resize(*size)
        self.window.show()
        self.sign_in.load()
        QTimer.singleShot(0, self._warm_up)

    def sign_in_as(self, clerk_id: UUID, password: str) -> None:
        self.jobs.command(lambda: self.workstation.session.sign_in(clerk_id, password), self._on_signed_in)

    def desk(self) -> Desk:
        return self.window.desk()

    def close(self) -> None:
        """Drafts first, then the jobs, then the store: nothing that was begun is lost."""
        if self._closed:
            return
        self._closed = True
        self.second_starts.close()
        self.idle.stop()
        self.lock.stop()
        if self.screens is not None and self.workstation.session.signed_in is not None:
            self.screens.leave()
        self.jobs.close()
        self.collector.stop()
        self.workstation.session.sign_out()
        self.workstation.close()
        self.log.close()

    # inside

    def _connect(self) -> None:
        self.sign_in.signed_in.connect(self._on_signed_in)
        self.lock.locked.connect(self._on_locked)
        self.idle.idle.connect(self.lock.lock)
        self.idle.warned.connect(self._on_idle_warning)
        self.idle.back.connect(lambda: self.desk().warn(None))
        self.window.closing.connect(self.close)
        self.application.aboutToQuit.connect(self.close)

    def _read_settings(self) -> SettingsFile:
        """A damaged file has been moved aside; the defaults serve, and the clerk is told."""
        try:
            return SettingsFile(self.paths.settings)
        except ClerkError as error:
            self._problems.append(sentence(error))
            if error.code != "settings.damaged":
                raise
            return SettingsFile(self.paths.settings)

    def _scale(self) -> float:
        return theme.system_scale() * self.settings.now.text_scale / 100

    def _warm_up(self) -> None:
        """While the clerk types her password: what signing in and Home need is loaded, then the frame is built."""

        def work() -> None:
            self.workstation.prepare()
            warm_up()

        self.jobs.prefetch(work, lambda _none: self._build_desk())

    def _build_desk(self) -> None:
        """The collector need not look through all that was loaded again: it would hold up a key by 60 ms."""
        self.desk()
        gc.freeze()

    def _make_desk(self) -> Desk:
        self.screens = DeskScreens(self.workstation, self.jobs, self.settings)
        desk = self.screens.desk
        desk.lock_requested.connect(self.lock.lock)
        return desk

    def _on_signed_in(self, signed_in: SignedIn) -> None:
        same = self._clerk == signed_in.clerk.id
        self._clerk = signed_in.clerk.id
        was_locked = self.lock.is_locked()
        if not self.second_starts.listening:
            self.second_starts.listen(self.workstation.raise_requests())
        self.window.show_desk()
        if was_locked:
            self.lock.unlock(same_clerk=same)
        lost = self.workstation.pictures_lost
        if lost is not None:  # said at every sign-in: everything else goes on without pictures
            self._problems.append(sentence(lost))
        if self.screens is not None:
            self.screens.begin(signed_in, same_clerk=same and was_locked, handover=not self._problems)
            self.sign_in_page.set_place(self.settings.now.office_name, "")
        self.idle.start()
        if self._problems:
            self._tell_once("".join(self._problems))
            self._problems.clear()
        if signed_in.clock_doubt is not None:
            doubt = signed_in.clock_doubt
            text = sentence_for(doubt.code, {"shown": doubt.shown, "last_seen": doubt.last_seen})
            answers = (Answer("right", "日期正确", "Y"), Answer("wrong", "先去校时", "Enter", "primary"))
            self.notifier.ask(Question("请核对本机日期", text, answers), self._on_clock_answer)

    def _on_clock_answer(self, answer: str) -> None:
        if answer == "right":
            self.workstation.session.confirm_clock()
        else:
            self.lock.lock()

    def _tell_once(self, text: str) -> None:
        from ui.screen import Message

        self.desk().show_message(Message(text, "amber", "warning"))

    def _on_locked(self) -> None:
        """Drafts are sealed while the clerk's key is still there; then the keys go."""
        self.idle.stop()
        self.desk().warn(None)
        if self.screens is not None:
            self.screens.rest()
        signed_in = self.workstation.session.signed_in
        self.workstation.session.lock()
        self.window.show_sign_in()
        if signed_in is not None:
            self.sign_in.locked(signed_in.clerk.name)
            self.sign_in.choose_clerk(signed_in.clerk.id)

    def _on_idle_warning(self, seconds: int) -> None:
        from ui.screen import Message

        self.desk().warn(Message(IDLE_WARNING.format(seconds=seconds), "amber", "clock"))


def warm_up() -> None:
    """Home's modules, which nothing before it needs."""
    import ui.screens.home.page
    import ui.screens.home.presenter

    _loaded = (ui.screens.home.page, ui.screens.home.presenter)


def application() -> QApplication:
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    made = QApplication([sys.argv[0]])
    made.setApplicationName("zikao-desk")
    made.setApplicationDisplayName("自考毕业工作台")
    chinese = QTranslator(made)  # Qt's own words, such as those of the place dialog
    if chinese.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        made.installTranslator(chinese)
    return made


def run(data_dir: Path | None, sign_in: tuple[UUID, str] | None = None) -> int:
    """Until the window is closed. A second start shows the window of the first and ends.

    `sign_in`: a clerk of a demo and her password, who is signed in at once.
    """
    from app.storage.single_instance import ask_first_window

    paths = Paths.at(data_dir)
    if paths.socket.exists() and ask_first_window(paths.socket):
        sys.stdout.write(ALREADY_OPEN + "\n")
        return 0
    program = Program(application(), paths)
    program.show()
    if sign_in is not None:
        program.sign_in_as(*sign_in)
    return program.application.exec()
