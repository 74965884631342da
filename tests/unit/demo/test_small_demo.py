"""What a demo of some hundred people must show already."""

from __future__ import annotations

import pytest

from app.demo import lives
from app.demo.stories import BLOCK, STORIES, story_of
from tests.unit.demo.provinces import SEED, a_province

SMALL = 300


def is_rare(name):
    return any(ord(character) > 0xFFFF for character in name)


@pytest.fixture(scope="module", params=[SEED, 7])
def small(request):
    province = a_province(seed=request.param)
    return [lives.live(province, index) for index in range(SMALL)]


def waiting(people):
    """As the queue of the pre-review is ordered."""
    rows = [
        (row, life) for life in people for row in life.case.applications if row["review_state"] == "awaiting_county"
    ]
    return [life for row, life in sorted(rows, key=lambda each: (-each[0]["attempt"], each[0]["submitted_at"]))]


def test_names_beyond_the_bmp_wait_near_the_top_of_the_queue(small):
    queue = [life.case.candidate["name"] for life in waiting(small)]

    assert sum(map(is_rare, queue)) >= 2
    assert any(map(is_rare, queue[:4]))


def test_an_ethnic_name_waits_too(small):
    assert any("·" in life.case.candidate["name"] for life in waiting(small))


def test_a_look_alike_character_waits_too(small):
    names = {
        (life.case.candidate["name"], life.papers.attempts[-1]["declared"]["person"]["name"]) for life in waiting(small)
    }

    assert any("䶮" in held and declared == held.replace("䶮", "龑") for held, declared in names)


def test_somebody_with_a_rare_name_has_paid_and_exported_the_form(small):
    assert any(
        is_rare(life.case.candidate["name"])
        and life.case.filing["payment_state"] == "paid"
        and any(
            row["form_state"] == "exported" and row["materials_state"] == "awaited" for row in life.case.applications
        )
        for life in small
        if life.case.filing is not None
    )


def test_somebody_with_a_rare_name_has_still_to_pay(small):
    states = {life.case.filing["payment_state"] for life in small if life.case.filing and is_rare(life.person.name)}

    assert "open" in states


@pytest.mark.parametrize("seed", [SEED, 1, 2, 3])
def test_early_stories_are_told_first_in_every_thousand(seed):
    wanted = {story.name for story in STORIES if story.early}

    for block in (0, 3):
        assert wanted <= {story_of(seed, block * BLOCK + place).name for place in range(60)}
