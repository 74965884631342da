"""Every generated case is played once more through the workflow's guards, command by command."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import fields
from datetime import UTC, datetime
from uuid import UUID

import pytest

from app.demo import lives
from app.demo.case_rows import CaseRows
from app.demo.harvest import harvest
from app.demo.province import CLERKS
from app.demo.rows import TABLES
from app.demo.stories import BLOCK, STORIES, story_of
from app.domain.case import ApplicationFacts, CandidateFacts, Case, CorrectionFacts, CourseCardFacts, FilingFacts
from app.domain.permission import Act, permitted
from app.domain.workflow import Actor, Entity, Role
from app.domain.workflow_table import STATES
from app.schema.types import from_milliseconds, to_milliseconds
from app.services.history import variables_of
from app.services.pre_review_declared import AttemptDeclared
from app.services.registration_form_content import FilledForm
from tests.unit.demo.provinces import NOW, SEED, a_province

SLICE = 1_000
UNDECIDED_OR_APPROVED = {"draft", "awaiting_system", "awaiting_county", "system_approved", "county_approved"}


def read(kind, row, **more):
    """A facts object from the columns of a row."""
    values = {each.name: row[each.name] for each in fields(kind) if each.name in row}
    for name, value in values.items():
        if name.endswith(("_at", "_until")) and value is not None:
            values[name] = from_milliseconds(value)
    return kind(**{**values, **more})


def card_facts(row):
    return read(CourseCardFacts, row, has_scan=row["scan"] is not None)


def facts_of(case, step, moment, *, creates):
    """What the guards see before the command; a row that it makes is not there yet."""
    target = case.row(step)
    applications = [row for row in case.applications if not (creates and row is target)]
    cards = [row for row in case.cards if not (creates and row is target)]
    read_applications = [
        read(ApplicationFacts, row, verdict="eligible", cards=tuple(map(card_facts, cards))) for row in applications
    ]
    corrections = () if case.correction is None or creates else (read(CorrectionFacts, case.correction),)
    own = case.candidate["registration_county_id"] == case.province.county_id
    of = next((each.round for each in case.province.rounds if case.filing and each.id == case.filing["round_id"]), None)
    whole = Case(
        read(CandidateFacts, case.candidate, at_own_office=own, corrections=corrections),
        None if case.filing is None else read(FilingFacts, case.filing),
        tuple(read_applications),
        of,
    )
    place = next((n for n, row in enumerate(applications) if row is target), 0 if applications else None)
    return whole.facts(
        None if place is None or (creates and target in case.applications) else read_applications[place],
        next((card_facts(row) for row in cards if row is target), None),
        read(CorrectionFacts, target) if target is case.correction and not creates else None,
        now=from_milliseconds(moment),
    )


def act_of(case, logged, moment, earlier):
    roles = {UUID(bytes=case.province.clerk_id(clerk)): frozenset(map(Role, clerk.roles)) for clerk in CLERKS}
    first = None if logged["clerk_id"] is None else UUID(bytes=logged["clerk_id"])
    second = None if logged["second_clerk_id"] is None else UUID(bytes=logged["second_clerk_id"])
    of = next((each.round for each in case.province.rounds if case.filing and each.id == case.filing["round_id"]), None)
    return Act(
        actor=Actor(logged["actor"]),
        now=from_milliseconds(moment),
        round=of if of is not None else case.province.rounds[0].round,
        clerk_id=first,
        roles=roles.get(first, frozenset()),
        second_clerk_id=second,
        second_roles=roles.get(second, frozenset()),
        earlier=earlier,
    )


def replayed(seed, indices, now=NOW):
    """The lives, what the guards refused, and how often each command was done."""
    refused: Counter[tuple[str, str, str]] = Counter()
    done: Counter[str] = Counter()
    perform = CaseRows.perform

    def watched(case, step, moment, reason, *, creates):
        facts = facts_of(case, step, moment, creates=creates)
        earlier = defaultdict(frozenset)
        for each in case.commands:
            if each["entity_id"] == case.row(step)["id"] and each["clerk_id"] is not None:
                earlier[each["kind"]] |= {UUID(bytes=each["clerk_id"])}
        logged = perform(case, step, moment, reason, creates=creates)
        refusal = permitted(step.command, facts, act_of(case, logged, moment, earlier))
        done[step.command] += 1
        if refusal is not None:
            refused[story_of(seed, case.index).name, step.command, refusal.code] += 1
        return logged

    province = a_province(seed, now=now)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(CaseRows, "perform", watched)
        people = [lives.live(province, index) for index in indices]
    return people, refused, done


@pytest.fixture(scope="module")
def replay():
    return replayed(SEED, range(SLICE))


def rows_of(life):
    case = life.case
    yield Entity.CANDIDATE, case.candidate
    for entity, rows in ((Entity.APPLICATION, case.applications), (Entity.COURSE_CARD, case.cards)):
        yield from ((entity, row) for row in rows)
    if case.filing is not None:
        yield Entity.FILING, case.filing
    if case.correction is not None:
        yield Entity.CORRECTION, case.correction


def test_every_command_of_every_history_was_permitted(replay):
    _, refused, done = replay

    assert sum(done.values()) > 2 * SLICE
    assert refused == {}


def test_every_state_of_every_region_is_shown(replay):
    people, _, _ = replay
    shown = defaultdict(set)
    for life in people:
        for entity, row in rows_of(life):
            for region in STATES:
                if region.entity is entity:
                    shown[region].add(str(row[region.fact.split(".")[1]]))

    assert {region: set(states) for region, states in STATES.items()} == shown


def test_every_story_is_told_in_the_first_thousand(replay):
    people, _, _ = replay

    assert {life.story.name for life in people} == {story.name for story in STORIES}


def test_shares_add_up_and_every_block_has_its_share():
    assert sum(story.share for story in STORIES) == BLOCK
    for block in (1, 7):
        told = Counter(story_of(SEED, block * BLOCK + place).name for place in range(BLOCK))
        assert told == {story.name: story.share for story in STORIES}


def test_histories_rise_and_end_before_now(replay):
    people, _, _ = replay
    for life in people:
        times = [command["at"] for command in life.case.commands]
        assert times == sorted(times)
        assert all(at <= life.case.province.now_ms for at in times)
        if life.act is not None:
            assert max(times, default=0) < life.act[1] <= life.case.province.now_ms


def test_nobody_has_two_open_filings(replay):
    """One filing a person, and its applications are of its round."""
    people, _, _ = replay
    for life in people:
        open_ = [row for row in life.case.applications if row["review_state"] in UNDECIDED_OR_APPROVED]
        assert len({row["filing_id"] for row in open_}) <= 1
        assert {row["round_id"] for row in life.case.applications} <= {(life.case.filing or {}).get("round_id")}


def test_versions_count_the_commands(replay):
    people, _, _ = replay
    for life in people:
        moved = Counter(command["entity_id"] for command in life.case.commands)
        for _, row in rows_of(life):
            versions = sum(value for name, value in row.items() if name.endswith("_version"))
            assert versions >= moved[row["id"]]


def test_a_quarter_of_what_waits_for_the_county_differs_from_the_record(replay):
    people, _, _ = replay
    waiting = [life for life in people for row in life.case.applications if row["review_state"] == "awaiting_county"]
    differing = [life for life in waiting if life.papers.attempts[-1]["declared"]["person"] != vars_of(life.person)]

    assert len(waiting) >= 15
    assert 0.1 <= len(differing) / len(waiting) <= 0.6


def vars_of(person):
    names = ("name", "sex", "ethnicity", "id_number", "candidate_no", "phone", "address")
    return {name: getattr(person, name) for name in names}


def test_declarations_and_forms_are_in_the_services_form(replay):
    people, _, _ = replay
    for life in (life for life in people if life.papers is not None):
        for attempt in life.papers.attempts:
            stored = json.dumps(attempt["declared"])
            declared = AttemptDeclared.from_document(json.loads(stored))
            assert declared.courses
            assert json.loads(json.dumps(declared.document())) == json.loads(stored)
        for content in life.papers.form_contents.values():
            assert FilledForm.from_document(json.loads(content["content"])).resume


def test_commands_tell_their_state(replay):
    people, _, _ = replay
    for life in people[:200]:
        for command in life.case.commands:
            assert "state" in variables_of(command["text"]), command["kind"]


def test_the_same_slice_comes_out_the_same_however_it_is_cut():
    province = a_province()
    whole, acts = harvest(province, range(40, 80))
    first, acts_first = harvest(a_province(), range(40, 60))
    last, acts_last = harvest(a_province(), range(60, 80))

    assert {table: first.rows[table] + last.rows[table] for table in TABLES} == whole.rows
    assert acts_first + acts_last == acts


def test_keys_rise_so_that_loading_only_appends():
    gathered, _ = harvest(a_province(), range(300))
    for table in ("candidate", "command", "passed_record", "application"):
        columns = TABLES[table]
        key = [
            columns.index(name) for name in ("key" if table == "command" else "id", "candidate_id") if name in columns
        ]
        values = [row[key[0]] for row in gathered.rows[table]]
        assert values == sorted(values)


@pytest.mark.parametrize(
    "now",
    [
        datetime(2026, 2, 28, 16, 0, 30, tzinfo=UTC),  # half a minute past midnight in Beijing, a Sunday
        datetime(2026, 6, 14, 3, 0, tzinfo=UTC),
        datetime(2026, 12, 31, 8, 0, tzinfo=UTC),
    ],
)
def test_every_command_was_permitted_whenever_the_demo_is_made(now):
    people, refused, _ = replayed(SEED, range(BLOCK), now)

    assert refused == {}
    assert all(life.act[1] < to_milliseconds(now) for life in people if life.act is not None)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(1, 9))
def test_every_command_was_permitted_with_other_seeds(seed):
    _, refused, done = replayed(seed, range(3 * BLOCK))

    assert done
    assert refused == {}
