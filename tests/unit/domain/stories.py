"""Stories of whole cases: who did what, in order. Together they pass every state of design §3."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.domain.case import ApplicationFacts, CandidateFacts, Case, FilingFacts
from app.domain.workflow import Entity, Region
from app.domain.workflow_table import STATES
from tests.unit.domain.office_life import MOMENTS, OfficeLife, Row

if TYPE_CHECKING:
    from collections.abc import Iterator

Step = str | tuple[str, ...]
"""`day N` moves the clock to MOMENTS[N]; else (command, by) or (command, by, second)."""

K, S, T, H, P = "candidate", "system", "city", "host", "province"

REGISTERED: tuple[Step, ...] = (
    ("fail_identity_check", S),
    ("request_identity_review_at_counter", "zhao"),
    ("reject_identity", "liu"),
    ("request_identity_review", K),
    ("pass_identity", "liu"),
    ("register_candidate", S),
)
PRIOR: tuple[Step, ...] = (
    ("mismatch_prior", S),
    ("record_prior_documents", "zhao"),
    ("refuse_prior", "liu"),
    ("record_prior_documents", "wang"),
    ("verify_prior", "liu"),
)
CORRECTED: tuple[Step, ...] = (
    "day 0",
    ("propose_correction", "zhao"),
    ("refuse_correction", "liu"),
    ("propose_correction", "zhao"),
    ("cancel_correction", "zhao"),
    ("propose_correction", "zhao"),
    ("escalate_correction", "liu"),
    ("refuse_escalated_correction", P),
    ("propose_correction", "zhao"),
    ("apply_correction", "liu"),
    ("match_prior", S),
)
SUBMITTED: tuple[Step, ...] = (
    "day 0",
    ("enter_application", K),
    ("enter_course_card", "zhao"),
    ("attach_card_scan", "zhao"),
    ("change_application", K),
    ("submit_application", K),
    ("pass_to_county", S),
)
REFUSED: tuple[Step, ...] = (
    ("mark_to_verify", "liu"),
    ("refuse_course_card", "liu"),
    ("refuse_pre_review", "liu"),
    "day 1",
    ("reapply", K),
    ("change_course_card", "zhao"),
    ("submit_application", K),
    ("pass_to_county", S),
)
PHOTO: tuple[Step, ...] = (
    ("fail_photo_check", S),
    ("request_photo_review_at_counter", "zhao"),
    ("reject_photo", "liu"),
    ("upload_photo_again", K),
    ("pass_photo_check", S),
    ("recall_photo", H),
    ("return_recalled_photo", P),
    ("pass_photo", "liu"),
)
APPROVED: tuple[Step, ...] = (("accept_course_card", "liu"), ("pass_pre_review", "liu"))
PAID: tuple[Step, ...] = ("day 1", ("open_payment", S), ("start_payment", S), ("confirm_payment", S))
FORM: tuple[Step, ...] = (("fill_form", K), ("record_form_export", "zhao"))
PAPERS: tuple[Step, ...] = (
    ("receive_materials", "zhao"),
    ("return_materials", "liu"),
    ("receive_materials", "zhao"),
    ("take_in_original", "zhao"),
    ("find_original_same", "zhao"),
    ("send_up_original", "liu"),
    ("check_materials", "liu"),
    ("list_materials", "liu"),
    ("hand_over_materials", "liu"),
    ("accept_materials", T),
)
GRADUATED: tuple[Step, ...] = (
    ("pass_at_city", T),
    ("pass_at_host", H),
    ("graduate", P),
    ("mark_certificate_unclaimed", "zhao"),
    ("issue_certificate", "zhao"),
)
READY = (*REGISTERED, ("match_prior", S), *SUBMITTED)
TO_PAPERS = (*READY, *PHOTO, *APPROVED, *PAID, *FORM)

STORIES: dict[str, tuple[Step, ...]] = {
    "graduates at the second attempt": (
        *REGISTERED, *PRIOR, *CORRECTED, *SUBMITTED, *REFUSED, *PHOTO, *APPROVED, *PAID, *FORM, *PAPERS, *GRADUATED,
    ),
    "passed by the system": (
        ("pass_identity_check", S),
        ("register_candidate", S),
        ("match_prior", S),
        "day 0",
        ("enter_application", "zhao"),
        ("submit_application", "zhao"),
        ("pass_system_review", S),
        ("revoke_identity", P),
    ),
    "entered by a clerk who also reviews": (
        *REGISTERED, ("record_prior_documents", "wang"), ("verify_prior", "liu"), "day 0",
        ("propose_correction", "wang"), ("cancel_correction", "wang"), ("enter_application", "wang"),
        ("enter_course_card", "wang"), ("attach_card_scan", "wang"), ("submit_application", "wang"),
        ("pass_to_county", S), *PHOTO, ("accept_course_card", "liu"), ("refuse_pre_review", "liu"), "day 1",
        ("reapply", "wang"), ("submit_application", "wang"), ("pass_to_county", S),
    ),
    "refused twice": (*READY, *REFUSED, ("refuse_pre_review_again", "liu", "chen"), ("close_refused", S)),
    "not looked at in time": (*READY, "day 6", ("lapse_review", S)),
    "never paid": (*READY, *PHOTO, *APPROVED, "day 1", ("open_payment", S), "day 8", ("lapse_payment", S)),
    "paid too late, extended": (
        *READY, *PHOTO, *APPROVED, "day 8", ("lapse_payment", S), ("extend_payment", P),
    ),
    "papers never came": (*TO_PAPERS, "day 8", ("void_application", "chen", "liu"), ("lift_void", P)),
    "papers came late, the host says no": (
        *TO_PAPERS, "day 8", ("take_in_original", "zhao"), ("find_original_different", "zhao"),
        ("return_original", "zhao"), ("receive_late_materials", "zhao", "chen"), ("check_materials", "liu"),
        ("list_materials", "liu"), ("hand_over_materials", "liu"), ("accept_materials", T),
        ("pass_at_city", T), ("pass_at_host", H), ("refuse_graduation", P),
    ),
}  # fmt: skip


def play(story: tuple[Step, ...]) -> OfficeLife:
    life = OfficeLife()
    life.note()
    for step in story:
        take(life, step)
    return life


def take(life: OfficeLife, step: Step) -> None:
    if isinstance(step, str):
        life.now = MOMENTS[int(step.removeprefix("day "))]
    else:
        life.do(*step)


def beginnings() -> Iterator[OfficeLife]:
    """Every story as far as each of its steps: each life may be changed."""
    for story in STORIES.values():
        life = play(())
        yield life.twin()
        for step in story:
            take(life, step)
            yield life.twin()


FIRST = Row(Entity.APPLICATION, 0)


TOLD_REGIONS = tuple(region for region in STATES if region.entity.value in {"candidate", "filing", "application"})


def cases_of_every_state(region: Region) -> Iterator[Case]:
    """Cases that are new in everything but the region."""
    column = region.fact.split(".")[1]
    for state in STATES[region]:
        value = int(state) if region is Region.ATTEMPT else state
        parts = {"candidate": CandidateFacts(), "filing": FilingFacts(), "application": ApplicationFacts()}
        parts[region.entity.value] = replace(parts[region.entity.value], **{column: value})
        yield Case(parts["candidate"], parts["filing"], (parts["application"],))
