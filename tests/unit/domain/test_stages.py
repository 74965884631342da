"""The stage line, read at points of the stories."""

from __future__ import annotations

import pytest

from app.domain.case import ApplicationFacts, CandidateFacts, Case
from app.domain.rounds import TimeKind
from app.domain.stages import StageName, StageStatus, current_stage, stage_line
from app.domain.workflow import Actor
from tests.unit.domain.stories import (
    APPROVED,
    FORM,
    GRADUATED,
    PAID,
    PAPERS,
    PHOTO,
    READY,
    REFUSED,
    REGISTERED,
    STORIES,
    TOLD_REGIONS,
    cases_of_every_state,
    play,
)

SIGNS = {
    StageStatus.DONE: "✓",
    StageStatus.HERE: "●",
    StageStatus.NEXT: "○",
    StageStatus.SKIPPED: "-",
    StageStatus.FAILED: "✗",
}
DRAFT = (*REGISTERED, ("match_prior", "system"), "day 0", ("enter_application", "candidate"))


def drawn(story) -> tuple[str, str, str, str | None]:
    case = play(story).case
    line = stage_line(case, case.applications[0])
    here = current_stage(line)
    signs = "".join(SIGNS[stage.status] for stage in line)
    return signs, here.name.value, here.actor.value, here.until and here.until.value


@pytest.mark.parametrize(
    ("story", "expected"),
    [
        (DRAFT, ("✓✓●○○○○○○○○", "submit", "candidate", "application")),
        (READY[:-1], ("✓✓✓●●○○○○○○", "photo", "candidate", "photo")),
        (READY, ("✓✓✓●✓●○○○○○", "pre_review", "clerk", "pre_review")),
        ((*READY, *PHOTO[:2]), ("✓✓✓●✓●○○○○○", "photo", "clerk", "photo")),
        ((*READY, *PHOTO), ("✓✓✓✓✓●○○○○○", "pre_review", "clerk", "pre_review")),
        ((*READY, *APPROVED), ("✓✓✓●✓✓○○○○○", "photo", "candidate", "photo")),
        ((*READY, *PHOTO, *APPROVED), ("✓✓✓✓✓✓●○○○○", "payment", "system", "payment")),
        ((*READY, *PHOTO, *APPROVED, *PAID[:2]), ("✓✓✓✓✓✓●○○○○", "payment", "candidate", "payment")),
        ((*READY, *PHOTO, *APPROVED, *PAID[:3]), ("✓✓✓✓✓✓●○○○○", "payment", "system", "payment")),
        ((*READY, *PHOTO, *APPROVED, *PAID), ("✓✓✓✓✓✓✓●○○○", "form", "candidate", "hand_in")),
        ((*READY, *PHOTO, *APPROVED, *PAID, *FORM), ("✓✓✓✓✓✓✓✓●○○", "materials", "candidate", "hand_in")),
        (
            (*READY, *PHOTO, *APPROVED, *PAID, *FORM, *PAPERS[:2]),
            ("✓✓✓✓✓✓✓✓●○○", "materials", "candidate", None),
        ),
        (
            (*READY, *PHOTO, *APPROVED, *PAID, *FORM, *PAPERS[:1]),
            ("✓✓✓✓✓✓✓✓●○○", "materials", "clerk", "hand_in"),
        ),
        ((*READY, *PHOTO, *APPROVED, *PAID, *FORM, *PAPERS[:7]), ("✓✓✓✓✓✓✓✓✓●○", "reporting", "clerk", None)),
        ((*READY, *PHOTO, *APPROVED, *PAID, *FORM, *PAPERS[:9]), ("✓✓✓✓✓✓✓✓✓●○", "reporting", "city", None)),
        ((*READY, *PHOTO, *APPROVED, *PAID, *FORM, *PAPERS), ("✓✓✓✓✓✓✓✓✓✓●", "graduation", "city", None)),
        (
            (*READY, *PHOTO, *APPROVED, *PAID, *FORM, *PAPERS, *GRADUATED),
            ("✓✓✓✓✓✓✓✓✓✓✓", "graduation", "province", None),
        ),
        ((*READY, *REFUSED[:3]), ("✓✓✓●✓✗○○○○○", "pre_review", "candidate", "reapplication")),
        ((*READY, *REFUSED[:5]), ("✓✓●○○○○○○○○", "submit", "candidate", "reapplication")),
        (STORIES["refused twice"], ("✓✓✓●✓✗-----", "pre_review", "candidate", None)),
        (STORIES["not looked at in time"], ("✓✓✓●✓✗-----", "pre_review", "province", None)),
        (STORIES["never paid"], ("✓✓✓✓✓✓✗----", "payment", "province", None)),
        (STORIES["papers never came"][:-1], ("✓✓✓✓✓✓✓✓✗--", "materials", "province", None)),
        (STORIES["papers came late, the host says no"], ("✓✓✓✓✓✓✓✓✓✓✗", "graduation", "province", None)),
        (STORIES["passed by the system"][:-1], ("✓✓✓●✓-○○○○○", "photo", "candidate", "photo")),
        (STORIES["passed by the system"], ("✗✓✓-✓------", "identity", "province", None)),
    ],
)
def test_lines(story, expected):
    assert drawn(story) == expected


@pytest.mark.parametrize(
    ("identity", "prior", "expected"),
    [
        ("none", "none", ("●○○", Actor.CANDIDATE)),
        ("pending_manual", "none", ("●○○", Actor.CLERK)),
        ("auto_passed", "none", ("✓●○", Actor.CANDIDATE)),
        ("auto_passed", "pending_offline", ("✓●○", Actor.CLERK)),
        ("auto_passed", "not_required", ("✓-●", Actor.CANDIDATE)),
        ("manual_passed", "verified", ("✓✓●", Actor.CANDIDATE)),
        ("none", "matched", ("●✓○", Actor.CANDIDATE)),
    ],
)
def test_before_anything_was_filed(identity, prior, expected):
    case = Case(CandidateFacts(identity_state=identity, prior_state=prior))
    line = stage_line(case, ApplicationFacts())
    assert ("".join(SIGNS[stage.status] for stage in line[:3]), current_stage(line).actor) == expected
    assert all(stage.status is StageStatus.NEXT for stage in line[3:])


def test_a_done_stage_says_since_when_and_binds_no_more():
    life = play((*READY, *PHOTO))
    line = {stage.name: stage for stage in stage_line(life.case, life.case.applications[0])}
    assert line[StageName.PHOTO].at == life.now
    assert line[StageName.SUBMIT].at == life.now
    assert line[StageName.PHOTO].until is None
    assert line[StageName.PAYMENT].until is TimeKind.PAYMENT
    assert line[StageName.PAYMENT].at is None


@pytest.mark.parametrize("region", TOLD_REGIONS)
def test_every_state_has_a_line_of_eleven(region):
    for case in cases_of_every_state(region):
        line = stage_line(case, case.applications[0])
        assert [stage.name for stage in line] == list(StageName)
        assert current_stage(line) in line
