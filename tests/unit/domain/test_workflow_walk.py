"""No sequence of commands reaches what is forbidden: random walks through a case, begun anywhere in a story.

A slice runs every time; `-m long` walks further and more often."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from app.domain.errors import REFUSAL_CODES, ClerkError
from app.domain.workflow_table import COMMANDS
from tests.unit.domain.forbidden import violations
from tests.unit.domain.office_life import ACTORS, CLERKS, MOMENTS, OfficeLife
from tests.unit.domain.stories import STORIES, beginnings, take

people = st.sampled_from([*ACTORS, *CLERKS])
seconds = st.none() | st.sampled_from([*CLERKS])


class Walk(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.life = OfficeLife()

    @initialize(title=st.sampled_from(sorted(STORIES)), steps=st.integers(0, 60))
    def begin_within_a_story(self, title: str, steps: int) -> None:
        for step in STORIES[title][:steps]:
            take(self.life, step)

    @rule(pick=st.integers(0, 9_999))
    def do_what_is_offered(self, pick: int) -> None:
        offers = self.life.offers()
        if offers:
            command, row, by, second = offers[pick % len(offers)]
            self.life.do(command, by, second, row)

    @rule(command=st.sampled_from(COMMANDS), by=people, second=seconds, pick=st.integers(0, 9))
    def try_anything(self, command: str, by: str, second: str | None, pick: int) -> None:
        rows = self.life.rows(command)
        if not rows:
            return
        row = rows[pick % len(rows)]
        refusal = self.life.refusal(command, row, by, second)
        if refusal is None:
            self.life.do(command, by, second, row)
            return
        assert refusal.code in REFUSAL_CODES
        before = self.life.case
        with pytest.raises(ClerkError) as raised:
            self.life.do(command, by, second, row)
        assert raised.value.code == refusal.code
        assert self.life.case == before

    @precondition(lambda self: self.life.now < MOMENTS[-1])
    @rule()
    def time_goes_by(self) -> None:
        self.life.now = next(moment for moment in MOMENTS if moment > self.life.now)

    @invariant()
    def nothing_forbidden_has_come_true(self) -> None:
        if self.life.history:
            assert violations(self.life.history) == []


def test_no_step_off_any_story_is_forbidden():
    """From every point of every story, everything that anybody may do there."""
    taken = 0
    for life in beginnings():
        for command, row, by, second in life.offers():
            other = life.twin()
            other.do(command, by, second, row)
            assert violations(other.history) == []
            taken += 1
    assert taken > 2_000


TestSlice = Walk.TestCase
TestSlice.settings = settings(
    max_examples=40, stateful_step_count=25, deadline=None, derandomize=True, phases=(Phase.generate,)
)
"""Without shrinking: a failure is told at once, the long walk makes it short."""


@pytest.mark.long
@pytest.mark.timeout(3600)
class TestWhole(Walk.TestCase):
    settings = settings(
        max_examples=1_000,
        stateful_step_count=60,
        deadline=None,
        derandomize=False,
        print_blob=True,
        suppress_health_check=[HealthCheck.too_slow],
    )
