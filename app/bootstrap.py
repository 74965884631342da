"""Builds every object of a workstation once. What needs the store is made when it is first asked for."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

from app.domain.errors import ClerkError
from app.paths import RESOURCES, Paths
from app.services.session import SessionService
from app.storage.key_slots import KeySlots
from app.storage.small_record import JsonRecord
from app.storage.store_door import StoreDoor

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from app.services.candidate_file import CandidateFile
    from app.services.claims import ClaimService
    from app.services.drafts import DraftService
    from app.services.home import Home
    from app.services.lookup import LookupService
    from app.services.notice import NoticeService
    from app.services.ports import Clock
    from app.services.pre_review import PreReview
    from app.services.queue_list import QueueList
    from app.services.registration_form import RegistrationForm
    from app.services.value_names import ValueNames
    from app.storage.blobs import Blobs, NoBlobs
    from app.storage.case_queries import CaseRows
    from app.storage.history_queries import HistoryRows
    from app.storage.round_queries import RoundRows
    from app.storage.single_instance import RaiseRequests
    from app.storage.store import Store


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


class Papers:
    """PDFs as pictures for the screen, and written to where the clerk wants them."""

    def render(self, pdf: bytes, dpi: int) -> list[tuple[int, int, bytes]]:
        """Width, height and rows from the top of every page, RGBA. Raises ClerkError `form.pdf_unreadable`."""
        from app.forms.preview import render_page_images

        return [(page.width, page.height, page.rgba) for page in render_page_images(pdf, dpi)]

    def write(self, file: Path, pdf: bytes) -> None:
        """Whole or not at all. Raises ClerkError `file.disk_full`, `file.unwritable`."""
        from app.forms.output import write_file

        write_file(file, pdf)


class Workstation:
    """Light to make: the sign-in screen waits for nothing else. Services exist once the store is open."""

    def __init__(self, paths: Paths, clock: Clock | None = None) -> None:
        self.paths = paths
        self.clock: Clock = SystemClock() if clock is None else clock
        slots = KeySlots(paths.keys)
        self.door = StoreDoor(paths, slots, self.clock, lambda _store: None)
        self.session = SessionService(slots, JsonRecord(paths.sign_in), self.door, self.clock)

    def prepare(self) -> None:
        """Loads what signing in and Home need, so that neither waits for the disk; for a job while the clerk types."""
        from app.services import home, value_names
        from app.storage import case_queries, home_queries, logs, round_queries, work_queries

        _loaded = (home, value_names, case_queries, home_queries, logs, round_queries, work_queries)
        self.session.prepare()

    def raise_requests(self) -> RaiseRequests:
        """How a second start of the program reaches this one; for the process that has the store open."""
        from app.storage.single_instance import RaiseRequests

        return RaiseRequests(self.paths.socket)

    def open_unattended(self) -> None:
        """For commands, which ask nobody. Raises ClerkError `session.needs_person` without a slot in the keyring."""
        if not self.paths.keys.exists() or not self.door.open_from_keyring():
            raise ClerkError("session.needs_person")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Nothing of this workstation works afterwards."""
        if "blobs" in self.__dict__:
            self.blobs.close()
        self.session.lock()
        self.door.close()

    def tidy(self) -> None:
        """Carries what was written into the main files, while nobody waits."""
        if self.door.is_open:
            self.store.checkpoint()
            self.blobs.checkpoint()

    @property
    def store(self) -> Store:
        return self.door.store

    @cached_property
    def blobs(self) -> Blobs | NoBlobs:
        from app.storage.blobs import Blobs, NoBlobs

        try:
            return Blobs(self.paths.blobs, self.store.key, self.clock)
        except ClerkError as error:
            if not error.code.startswith(("blobs.", "store.")):
                raise
            return NoBlobs(error)

    @property
    def pictures_lost(self) -> ClerkError | None:
        """Why photos and scans cannot be shown; None where they can."""
        from app.storage.blobs import NoBlobs

        shelf = self.blobs
        return shelf.why if isinstance(shelf, NoBlobs) else None

    @cached_property
    def names(self) -> ValueNames:
        from app.services.value_names import ValueNames

        return ValueNames.load(RESOURCES / "codes")

    @cached_property
    def claims(self) -> ClaimService:
        from app.services.claims import ClaimService
        from app.storage.claim_rows import StoreClaims

        return ClaimService(StoreClaims(self.store), self.clock)

    @cached_property
    def drafts(self) -> DraftService:
        from app.services.drafts import DraftService
        from app.storage.draft_rows import StoreDrafts

        return DraftService(StoreDrafts(self.store), self.session)

    @cached_property
    def home(self) -> Home:
        from app.services.home import Home
        from app.services.home_ports import HomeReads
        from app.storage.home_queries import QueueRows
        from app.storage.logs import StoreSignOffs
        from app.storage.work_queries import WorkRows

        store = self.store
        return Home(HomeReads(QueueRows(store), WorkRows(store), self._rounds, StoreSignOffs(store)), self.clock)

    @cached_property
    def queue_list(self) -> QueueList:
        from app.services.queue_list import QueueList
        from app.storage.queue_list_queries import QueueListRows

        return QueueList(QueueListRows(self.store), self._rounds, self.clock)

    @cached_property
    def office_name(self) -> str:
        """Short, for the top bar; papers carry the official name."""
        return f"{self._cases.office().county_name}招办"

    @cached_property
    def candidate_file(self) -> CandidateFile:
        from app.services.candidate_file import CandidateFile, CandidateFileReads
        from app.storage.logs import StoreViewLog

        reads = CandidateFileReads(self._cases, self._history, self._rounds, self.claims, StoreViewLog(self.store))
        return CandidateFile(reads, self.clock, self.names)

    @cached_property
    def registration_form(self) -> RegistrationForm:
        from app.forms.service_renderers import FormPaper
        from app.services.registration_form import FormReads, RegistrationForm
        from app.storage.registration_form_queries import FormRows

        reads = FormReads(self._cases, FormRows(self.store), self._rounds)
        return RegistrationForm(reads, self._units, FormPaper(self.blobs), self.names, self.clock)

    @cached_property
    def notice(self) -> NoticeService:
        from app.forms.service_renderers import NoticePaper
        from app.services.notice import NoticeService
        from app.services.notice_texts import NoticeTexts

        texts = NoticeTexts.load(RESOURCES / "notice")
        return NoticeService(self._cases, self._rounds, NoticePaper(), texts, self.names, self.clock)

    @cached_property
    def papers(self) -> Papers:
        return Papers()

    @cached_property
    def pre_review(self) -> PreReview:
        from app.services.pre_review import PreReview
        from app.services.pre_review_ports import PreReviewReads
        from app.storage.logs import StoreViewLog
        from app.storage.pre_review_queries import ReviewRows
        from app.storage.reason_queries import ReasonRows

        reviews, reasons = ReviewRows(self.store), ReasonRows(self.store)
        views = StoreViewLog(self.store)
        reads = PreReviewReads(self._cases, self._history, self._rounds, reviews, reasons, views)
        return PreReview(reads, self._units, self.claims, self.clock, self.names)

    @cached_property
    def lookup(self) -> LookupService:
        from app.services.lookup import LookupService
        from app.services.lookup_preview import Progresses
        from app.storage.search_progress import StandingRows
        from app.storage.search_queries import SearchQueries

        standings = StandingRows(self.store)
        reader = Progresses(standings, self._cases, self._history, self._rounds, self.clock, self.names)
        return LookupService(SearchQueries(self.store), reader)

    @cached_property
    def _cases(self) -> CaseRows:
        from app.storage.case_queries import CaseRows

        return CaseRows(self.store)

    @cached_property
    def _history(self) -> HistoryRows:
        from app.storage.history_queries import HistoryRows

        return HistoryRows(self.store)

    @cached_property
    def _rounds(self) -> RoundRows:
        from app.storage.round_queries import RoundRows

        return RoundRows(self.store)

    @cached_property
    def _units(self) -> Any:
        from app.storage.unit_of_work import UnitsOfWork

        return UnitsOfWork(self.store)
