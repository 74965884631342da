"""Invented people for the look-up, and a service that answers from them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from app.domain.names import code_points, rare_characters
from app.domain.stages import StageName, StageStatus
from app.domain.workflow import Actor
from app.services.candidate_file_views import StageView
from app.services.history import Mark
from app.services.lookup import LookupHit, LookupResult
from app.services.lookup_match import MatchReason, ReasonKind
from app.services.lookup_preview import PersonPreview, PreviewApplication, Progress

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

NOW = datetime(2026, 11, 23, 1, 41, tzinfo=UTC)
UNTIL = NOW + timedelta(days=11)
ROUND = "2026-2"
INITIALS = MatchReason(ReasonKind.INITIALS, "ww")


def a_hit(number: int, name: str = "王薇", *reasons: MatchReason, numbers: int = 1) -> LookupHit:
    return LookupHit(
        candidate_id=UUID(int=number),
        name=name,
        id_number=f"14990119900101{number:03d}X",
        sex="2",
        born_on=date(1990, 1, 1),
        candidate_nos=tuple(f"99012{number:04d}{at:03d}" for at in range(numbers)),
        phone="13900000358",
        former_names=(),
        graduated=False,
        reasons=reasons or (INITIALS,),
    )


def a_stage(
    name: StageName, state: str, actor: Actor = Actor.CLERK, status: StageStatus = StageStatus.HERE
) -> StageView:
    return StageView(name, status, actor, state, NOW, UNTIL)


PRE_REVIEW = a_stage(StageName.PRE_REVIEW, "awaiting_county")


APPLICATION = UUID(int=900)


def a_progress(
    stage: StageView = PRE_REVIEW, application: UUID | None = APPLICATION, *, filed: bool = True
) -> Progress:
    return Progress(filed, stage, application, "工商管理", "山西大学")


def an_application(stage: StageView = PRE_REVIEW, ordinal: int = 1, attempt: int = 1) -> PreviewApplication:
    stages = (
        a_stage(StageName.PHOTO, "auto_passed", Actor.SYSTEM, StageStatus.DONE),
        a_stage(StageName.SYSTEM_REVIEW, "awaiting_county", Actor.SYSTEM, StageStatus.DONE),
        stage,
    )
    return PreviewApplication(
        UUID(int=900 + ordinal),
        f"2026-2-{ordinal:06d}",
        ordinal,
        attempt,
        "工商管理",
        "bachelor",
        "山西大学",
        stages,
        2,
    )


def a_preview(
    hit: LookupHit, progress: Progress | None = None, applications: tuple[PreviewApplication, ...] | None = None
) -> PersonPreview:
    return PersonPreview(
        candidate_id=hit.candidate_id,
        name=hit.name,
        code_points=code_points(hit.name),
        rare_characters=rare_characters(hit.name),
        id_number=hit.id_number,
        candidate_nos=hit.candidate_nos,
        former_names=hit.former_names,
        phone=hit.phone,
        sex="1",
        ethnicity="汉族",
        born_on=hit.born_on,
        registration_office="安和县招办",
        portrait="portrait",
        round_code=ROUND,
        progress=a_progress() if progress is None else progress,
        applications=(an_application(),) if applications is None else applications,
        mark=Mark.CONFIRMED,
    )


SEVEN = (
    a_hit(1, "王\U0002cc5f"),
    a_hit(2, "王薇"),
    a_hit(3, "王维"),
    a_hit(4, "尉巍", MatchReason(ReasonKind.SURNAME_READING, "wèi")),
    a_hit(5, "汪文博", MatchReason(ReasonKind.INITIALS, "wwb"), numbers=2),
    a_hit(6, "吴文慧", MatchReason(ReasonKind.INITIALS, "wwh"), MatchReason(ReasonKind.BIRTH, "1990")),
    a_hit(7, "张婉", MatchReason(ReasonKind.FORMER_NAME, "王婉")),
)
STANDS = (
    a_progress(),
    a_progress(a_stage(StageName.PHOTO, "manual_rejected", Actor.CANDIDATE)),
    a_progress(a_stage(StageName.FORM, "filled", Actor.CANDIDATE)),
    a_progress(a_stage(StageName.IDENTITY, "pending_manual"), None, filed=False),
    a_progress(a_stage(StageName.SUBMIT, "draft", Actor.CANDIDATE), None, filed=False),
    a_progress(a_stage(StageName.MATERIALS, "received")),
    a_progress(a_stage(StageName.PRIOR, "pending_offline")),
)


class People:
    """Answers "ww" with seven, a whole number with its owner, "很多" with more than can be shown."""

    def __init__(self, hits: Sequence[LookupHit] = SEVEN) -> None:
        self.hits = hits
        self.asked: list[str] = []
        self.stopped: list[Callable[[], bool]] = []
        self.progress_asked: list[tuple[UUID, ...]] = []
        self.previewed: list[UUID] = []
        self.error: Exception | None = None

    def find(
        self,
        text: str,
        limit: int = 200,
        *,
        include_graduated: bool = False,
        superseded: Callable[[], bool] | None = None,
    ) -> LookupResult:
        self.asked.append(text)
        if superseded is not None:
            self.stopped.append(superseded)
            if superseded():
                return LookupResult(text, superseded=True)
        if self.error is not None:
            raise self.error
        if text == "w":
            return LookupResult(text, too_short=True)
        if text == "毕业":
            return LookupResult(text, (a_hit(8, "毕业生"),) if include_graduated else (), hidden_graduated=3)
        if text == "很多":
            return LookupResult(text, tuple(a_hit(100 + at) for at in range(50)), more=True)
        if text.startswith("ww"):
            return LookupResult(text, tuple(self.hits))
        found = tuple(
            hit for hit in self.hits if text in hit.name or text in hit.id_number or text in hit.candidate_nos
        )
        return LookupResult(text, found)

    def progress(self, candidate_ids: Sequence[UUID]) -> Mapping[UUID, Progress]:
        self.progress_asked.append(tuple(candidate_ids))
        known = dict(zip((hit.candidate_id for hit in SEVEN), STANDS, strict=True))
        return {candidate_id: known.get(candidate_id, STANDS[0]) for candidate_id in candidate_ids}

    def preview(self, candidate_id: UUID) -> PersonPreview | None:
        self.previewed.append(candidate_id)
        at = next((at for at, hit in enumerate(self.hits) if hit.candidate_id == candidate_id), None)
        if at is None:
            return None
        stands = STANDS[at] if at < len(STANDS) else None
        return a_preview(self.hits[at], stands, None if stands is None or stands.filed else ())


class NoBlobs:
    def get(self, sha256: str) -> bytes:
        return b""
