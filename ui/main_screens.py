"""The screens of the desk on one workstation: made on their first visit, each with its presenter."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from app.domain.errors import ClerkError
from app.services.home_views import Queue
from ui import words
from ui.desk import Desk
from ui.drafts import DraftKeeper
from ui.files import choose_place
from ui.images import PictureShelf
from ui.navigation import ScreenEntry
from ui.palette import PaletteHit
from ui.papers import PaperFiles
from ui.screen import Parked, Screen
from ui.widgets.parts import Stretch, Text, masked_number
from ui.widgets.top_bar import FrameStatus

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path
    from uuid import UUID

    from app.bootstrap import Workstation
    from app.services.claims import ParkedCase
    from app.services.home_views import HomeView, WaitingHere
    from app.services.ports import Signer
    from app.services.session import SignedIn
    from app.settings import SettingsFile
    from ui.jobs import JobRunner

FIRST = "home"
MINUTE_MS = 60_000
PALETTE_PEOPLE = 8
QUEUE_SCREENS = {
    Queue.PRE_REVIEW: "pre_review",
    Queue.TO_VERIFY: "pre_review",
    Queue.SECOND_SIGNATURE: "pre_review",
}


class KeptWidths:
    """Column widths in the settings of the workstation."""

    def __init__(self, settings: SettingsFile) -> None:
        self._settings = settings

    def widths(self, table: str) -> Sequence[int]:
        return self._settings.now.column_widths.get(table, ())

    def keep(self, table: str, widths: Sequence[int]) -> None:
        self._settings.change(column_widths={**self._settings.now.column_widths, table: tuple(widths)})


class DeskScreens(QObject):
    """`desk` is the frame; `begin` after signing in, `rest` before the lock."""

    def __init__(self, workstation: Workstation, jobs: JobRunner, settings: SettingsFile) -> None:
        super().__init__()
        self._workstation, self._jobs, self._settings = workstation, jobs, settings
        self._widths = KeptWidths(settings)
        self.pictures = PictureShelf(lambda: workstation.blobs, jobs)
        self.drafts = DraftKeeper(self._save_draft, self._discard_draft)
        self.desk = Desk(self._entries(), jobs, self._find_people)
        self.desk.help_requested.connect(self._open_help)
        self._status = FrameStatus(office=settings.now.office_name)
        self._minute = QTimer(self)
        self._minute.setInterval(MINUTE_MS)
        self._minute.timeout.connect(self._on_minute)
        self._home_view: HomeView | None = None
        self.choose_place: Callable[[str], Path | None] = choose_place

    def begin(self, signed_in: SignedIn, *, same_clerk: bool, handover: bool = True) -> None:
        """The desk as the clerk left it before a lock; else Home, by itself with 晨间交接."""
        role = next((words.ROLES[role] for role in words.ROLES if role in signed_in.roles), "")
        self._set_status(office=self._office_name(), clerk=signed_in.clerk.name, role=role)
        self._minute.start()
        current = self.desk.current()
        if same_clerk and current is not None:
            current.activate(None)
            return
        self._jobs.forget_all()
        self.desk.forget()
        self.desk.open_screen(FIRST, "handover" if handover else None)
        signer, claims = self._signer(), self._workstation.claims
        self._jobs.query("parked", lambda: claims.parked(signer), self._on_parked)

    def rest(self) -> None:
        """No name stays on the screen or in memory; what was being typed is sealed."""
        self.drafts.flush()
        self._minute.stop()
        self.pictures.forget()
        self.desk.show_message(None)
        self.desk.rest()

    def leave(self) -> None:
        """The program is closed: what is in hand is free for colleagues, what was typed is sealed."""
        self.drafts.flush()
        self._minute.stop()
        current = self.desk.current()
        if current is not None:
            current.deactivate()

    # the screens

    def _entries(self) -> list[ScreenEntry]:
        return [
            ScreenEntry("home", "工作台", "home", self._home),
            ScreenEntry("queue_list", "待办名单", "home", self._queue_list, on_rail=False),
            ScreenEntry("look_up", "查找", "look_up", self._look_up),
            ScreenEntry("candidate_file", "考生档案", "look_up", self._candidate_file, on_rail=False),
            ScreenEntry("notice", "一次性告知单", "look_up", self._notice, on_rail=False),
            ScreenEntry("pre_review", "县区预审", "review", self._pre_review),
            ScreenEntry("registration_form", "登记表", "papers", self._registration_form),
            ScreenEntry("help", "帮助", "", self._help, on_rail=False),
        ]

    def _signer(self) -> Signer:
        return self._workstation.session.signer

    def _home(self) -> Screen:
        from ui.screens.home.page import HomePage
        from ui.screens.home.presenter import HomePresenter

        presenter = HomePresenter(self._workstation.home, self._signer, self._jobs)
        presenter.state_changed.connect(lambda state: self._on_home(state.view))
        return HomePage(presenter, QUEUE_SCREENS, self._widths)

    def _look_up(self) -> Screen:
        from ui.screens.look_up.page import LookUpPage
        from ui.screens.look_up.presenter import LookUpPresenter

        presenter = LookUpPresenter(self._workstation.lookup, self._jobs)
        return LookUpPage(presenter, self.pictures, self._widths)

    def _candidate_file(self) -> Screen:
        from ui.screens.candidate_file.page import CandidateFilePage
        from ui.screens.candidate_file.presenter import CandidateFilePresenter

        presenter = CandidateFilePresenter(self._workstation.candidate_file, self._signer, self._jobs)
        return CandidateFilePage(presenter, self.pictures, self._widths)

    def _pre_review(self) -> Screen:
        from ui.screens.pre_review.desk_work import DeskWork
        from ui.screens.pre_review.page import PreReviewPage
        from ui.screens.pre_review.presenter import PreReviewPresenter

        station = self._workstation
        presenter = PreReviewPresenter(
            station.pre_review,
            station.session,
            self._signer,
            self._jobs,
            station.claims,
            DeskWork(self.drafts, station.drafts),
        )
        presenter.decided.connect(self._count_waiting)
        presenter.withdrawn.connect(self._count_waiting)
        return PreReviewPage(presenter, self.pictures)

    def _registration_form(self) -> Screen:
        from ui.screens.registration_form.page import RegistrationFormPage
        from ui.screens.registration_form.presenter import RegistrationFormPresenter

        station = self._workstation
        files = PaperFiles(self._choose_place, station.papers.write)
        presenter = RegistrationFormPresenter(
            station.registration_form, station.papers, files, self._signer, self._jobs
        )
        return RegistrationFormPage(presenter)

    def _notice(self) -> Screen:
        from ui.screens.notice.page import NoticePage
        from ui.screens.notice.presenter import NoticePresenter

        station = self._workstation
        files = PaperFiles(self._choose_place, station.papers.write)
        presenter = NoticePresenter(station.notice, station.papers, files, self._signer, self._jobs)
        return NoticePage(presenter)

    def _choose_place(self, suggested: str) -> Path | None:
        return self.choose_place(suggested)

    def _queue_list(self) -> Screen:
        from ui.screens.queue_list.page import QueueListPage
        from ui.screens.queue_list.presenter import QueueListPresenter

        return QueueListPage(QueueListPresenter(self._workstation.queue_list, self._jobs), self._widths)

    def _help(self) -> Screen:
        from ui.screens.help.page import HelpPage

        return HelpPage()

    def _open_help(self, screen: str) -> None:
        from ui.screens.help.page import HelpTopic

        current = self.desk.current()
        acts = () if current is None else tuple(current.key_acts())
        self.desk.open_screen("help", HelpTopic(screen, acts))

    # the frame

    def _on_home(self, view: HomeView | None) -> None:
        if view is not None:
            self._home_view = view
            self._show_time()

    def _on_minute(self) -> None:
        """Parked cases stay claimed while the clerk is busy with a walk-in."""
        self._show_time()
        if self.desk.parked():
            signer, claims = self._signer(), self._workstation.claims
            self._jobs.command(lambda: claims.beat(signer), lambda _none: None)

    def _on_parked(self, cases: tuple[ParkedCase, ...]) -> None:
        """Also those parked before the program was closed."""
        self.desk.set_parked(
            Parked(case.screen, case.entity_id, f"{self.desk.title_of(case.screen)} {case.position.get('name', '')}")
            for case in reversed(cases)
        )

    def _show_time(self) -> None:
        """The time that binds next, and what has not left this workstation."""
        view = self._home_view
        if view is None:
            return
        self._jobs.prefetch(self._workstation.tidy)
        now = datetime.now(UTC)
        changes: dict[str, Any] = {}
        if view.round is not None:
            changes["round_label"] = words.round_name(view.round.round_id)
            ahead = [time for time in view.round.times if time.opens <= now < time.binding_close]
            if ahead:
                nearest = min(ahead, key=lambda time: time.binding_close)
                changes["deadline"] = f"距{words.TIMES[nearest.kind].removesuffix('时间')}截止"
                changes["left"] = words.span(nearest.binding_close - now)
        self._set_status(**changes)
        self._count_waiting()

    def _count_waiting(self, *_of_decision: object) -> None:
        """Of the workstation, whoever has signed in."""
        self._jobs.command_after_paint(self._workstation.home.waiting_here, self._on_waiting, _unless_locked)

    def _on_waiting(self, waiting: WaitingHere) -> None:
        text, icon, tone = "全部已上传", "double_check", "green"
        if waiting.stored:
            text, icon, tone = f"{waiting.stored} 件待上传", "disk", "wait"
        if waiting.refused:
            text, icon, tone = f"{waiting.refused} 件未接受" + (f"，{text}" if waiting.stored else ""), "warning", "red"
        self._set_status(sync_text=text, sync_time="", sync_icon=icon, sync_tone=tone)

    def _set_status(self, **changes: Any) -> None:
        from dataclasses import replace

        self._status = replace(self._status, **changes)
        self.desk.set_status(self._status)

    def _office_name(self) -> str:
        """Also kept in the settings, so that the sign-in screen can say whose desk this is."""
        name = self._workstation.office_name
        if name and name != self._settings.now.office_name:
            self._settings.change(office_name=name)
        return name

    def _find_people(self, text: str) -> list[PaletteHit]:
        found = self._workstation.lookup.find(text, PALETTE_PEOPLE)
        return [
            PaletteHit(
                (
                    Text(hit.name, personal=True),
                    Stretch(),
                    masked_number(hit.id_number, 4, 4, dots=8, colour="text2", size=12),
                ),
                _opening(self.desk, hit.candidate_id),
            )
            for hit in found.hits
        ]

    # drafts

    def _save_draft(self, screen: str, case_id: str, content: Mapping[str, Any]) -> None:
        """At once: the lock drops the keys right after it asks for this."""
        try:
            self._workstation.drafts.save(screen, case_id, content)
        except ClerkError as error:
            if error.code != "session.locked":
                raise

    def _discard_draft(self, screen: str, case_id: str) -> None:
        drafts = self._workstation.drafts
        self._jobs.command(lambda: drafts.discard(screen, case_id), lambda _none: None, _unless_locked)


def _unless_locked(error: BaseException) -> None:
    """A draft that outlives the lock by a moment harms nobody: it is the clerk's own."""
    if not isinstance(error, ClerkError) or error.code != "session.locked":
        raise error


def _opening(desk: Desk, candidate_id: UUID) -> Callable[[], None]:
    return lambda: desk.open_parking("candidate_file", candidate_id)
