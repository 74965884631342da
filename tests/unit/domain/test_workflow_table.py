"""The table itself: whole, closed over its own words, and in step with the tables of the store."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain import permission, workflow_rules
from app.domain.case import ApplicationFacts, CandidateFacts, Case, CorrectionFacts, CourseCardFacts, FilingFacts
from app.domain.errors import REFUSAL_CODES
from app.domain.workflow import Actor, Entity, Guard, Region
from app.domain.workflow_table import COMMANDS, INITIAL_STATES, STATES, TRANSITIONS, initial_state, transitions_for
from app.schema.filing import applications, filings
from app.schema.person import candidates, corrections, course_cards
from tests.unit.domain.forbidden import violations
from tests.unit.domain.office_life import OfficeLife
from tests.unit.domain.stories import STORIES, play, take

TABLES = {
    Entity.CANDIDATE: candidates,
    Entity.CORRECTION: corrections,
    Entity.FILING: filings,
    Entity.APPLICATION: applications,
    Entity.COURSE_CARD: course_cards,
}
DESIGN = {
    "registration": "none registered",
    "identity": "none auto_failed auto_passed pending_manual manual_passed manual_rejected revoked",
    "prior": "not_required none matched mismatched pending_offline verified refused",
    "correction": "proposed applied refused escalated cancelled",
    "attempt": "1 2",
    "photo": "none auto_passed auto_failed pending_manual manual_passed manual_rejected recalled",
    "payment": "closed open pending paid lapsed",
    "review": "draft awaiting_system system_approved awaiting_county county_approved refused closed lapsed void",
    "card": "entered ok refused",
    "original": "awaited handed_in compared differs sent_up returned",
    "form": "empty filled exported",
    "materials": "awaited received checked returned listed handed_over accepted",
    "decision": "none city host graduated not_graduated",
    "hand_out": "at_office issued unclaimed",
}
"""Copied from design §3 by hand."""


def test_regions_and_states_are_those_of_the_design():
    assert {region.value: set(states) for region, states in STATES.items()} == {
        region: set(states.split()) for region, states in DESIGN.items()
    }
    assert set(Region) == set(STATES) == set(INITIAL_STATES)


@pytest.mark.parametrize("row", TRANSITIONS, ids=lambda row: f"{row.command}-{'-'.join(row.from_states)}")
def test_a_row_uses_known_words_only(row):
    assert {*row.from_states, row.to_state} <= set(STATES[row.region])
    for consequence in row.consequences:
        assert {*consequence.from_states, consequence.to_state} <= set(STATES[consequence.region])
    assert set(row.not_by) <= set(COMMANDS)
    assert bool(row.roles) == (Actor.CLERK in row.actors)
    assert bool(row.second_roles) == row.second_clerk
    assert not row.second_clerk or row.actors == (Actor.CLERK,)
    assert row.from_states or row.to_state == initial_state(row.region)


@pytest.mark.parametrize("row", TRANSITIONS, ids=lambda row: f"{row.command}-{'-'.join(row.from_states)}")
def test_a_row_sets_columns_that_exist(row):
    columns = set(TABLES[row.entity].columns.keys())
    assert {*row.sets, *(name for name, _ in row.assigns)} <= columns


@pytest.mark.parametrize("region", Region)
def test_regions_are_columns_of_their_table(region):
    column = TABLES[region.entity].columns[region.fact.split(".")[1]]
    assert column.server_default.arg == initial_state(region)
    assert region is Region.ATTEMPT or max(map(len, STATES[region])) <= column.type.length


def test_guards_ask_for_facts_that_a_case_has():
    case = Case(CandidateFacts(), FilingFacts(), (ApplicationFacts(),))
    known = set(case.facts(case.applications[0], CourseCardFacts("00015"), CorrectionFacts("name")))
    asked = {guard.fact for row in TRANSITIONS for guard in row.guards}
    assert asked <= known
    assert {region.fact for region in Region} <= known


def test_every_refusal_has_its_code_and_every_code_its_refusal():
    shared = {g.refusal for g in vars(workflow_rules).values() if isinstance(g, Guard)}
    guards = {guard.refusal for row in TRANSITIONS for guard in row.guards}
    assert shared <= guards
    raised = {f"workflow.{word}" for word in _words_of(permission) if f"workflow.{word}" in REFUSAL_CODES}
    assert guards | raised == REFUSAL_CODES


def _words_of(module) -> set[str]:
    text = Path(module.__file__).read_text(encoding="utf-8")
    return {word for quoted in text.split('"')[1::2] for word in (quoted, quoted.removeprefix("workflow."))}


def test_a_command_belongs_to_one_region():
    for command in COMMANDS:
        assert len({row.region for row in transitions_for(command)}) == 1
    assert transitions_for("have_tea") == ()


def test_every_state_is_reached_by_a_row():
    """`not_required` is how some persons begin."""
    for region, states in STATES.items():
        reached = {initial_state(region), "not_required"}
        reached |= {row.to_state for row in TRANSITIONS if row.region is region}
        reached |= {c.to_state for row in TRANSITIONS for c in row.consequences if c.region is region}
        assert set(states) <= reached


@pytest.mark.parametrize("title", STORIES)
def test_a_story_can_be_lived_and_breaks_no_rule(title):
    life = OfficeLife()
    for step in STORIES[title]:
        take(life, step)
        if not isinstance(step, str):
            assert violations(life.history) == []


def test_the_stories_pass_every_state_of_the_design():
    seen = set().union(*(play(story).seen for story in STORIES.values()))
    every = {(region.value, state) for region, states in STATES.items() for state in states}
    assert every - seen == {("prior", "not_required")}


def test_most_commands_are_used_in_the_stories():
    used = {step[0] for story in STORIES.values() for step in story if not isinstance(step, str)}
    assert set(COMMANDS) - used == {
        "require_prior",
        "apply_escalated_correction",
        "request_photo_review",
        "close_payment",
        "cancel_payment",
        "refund_payment",
        "clear_to_verify",
        "send_back_application",
        "judge_course_card_again",
        "return_materials_to_county",
    }
