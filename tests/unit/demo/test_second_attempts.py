"""A second attempt repairs what the first was refused for, and nothing else."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from app.demo import lives
from app.demo.card_scans import is_faint
from app.demo.faults import Fault
from app.paths import RESOURCES
from app.services.reasons import ReasonLibrary
from tests.unit.demo.provinces import SEED, a_province

REASONS = {
    Fault.SCAN: "pre_review.scan_unclear",
    Fault.POOL: "pre_review.pool_credits_short",
    Fault.PRIOR: "pre_review.prior_differs",
    Fault.HOST: "pre_review.specialty_or_host_wrong",
    Fault.PHONE: "pre_review.other",
}
FIELDS = {
    Fault.SCAN: set(),
    Fault.POOL: {"courses"},
    Fault.PRIOR: {"prior.certificate_no"},
    Fault.HOST: {"host_name"},
    Fault.PHONE: {"person.phone"},
}


def flat(declared):
    found = {name: value for name, value in declared.items() if not isinstance(value, dict)}
    for part in ("person", "prior"):
        found |= {f"{part}.{name}": value for name, value in (declared[part] or {}).items()}
    return found


def changed(first, second):
    before, after = flat(first["declared"]), flat(second["declared"])
    return {name for name in before | after if before.get(name) != after.get(name)}


def pairs(life):
    """The application with its position, and both attempts."""
    for position, row in enumerate(life.case.applications):
        attempts = {a["attempt"]: a for a in life.papers.attempts if a["application_id"] == row["id"]}
        if 2 in attempts:
            yield position, row, attempts[1], attempts[2]


def held(life, position):
    return life.papers.declared[position]


@pytest.fixture(scope="module")
def people():
    lived = [lives.live(a_province(), index) for index in range(6_000)]
    return [life for life in lived if life.papers is not None and life.papers.faults]


def test_every_fault_is_repaired_somewhere(people):
    found = Counter(life.papers.faults[position] for life in people for position, *_ in pairs(life))

    assert set(found) == set(Fault)


def test_only_what_was_refused_changes(people):
    for life in people:
        for position, _row, first, second in pairs(life):
            assert changed(first, second) == FIELDS[life.papers.faults[position]]


def test_a_whole_repair_is_as_the_record_has_it(people):
    whole = [life for life in people if not life.papers.half_repaired]
    for life in whole:
        for position, row, _first, second in pairs(life):
            assert flat(second["declared"]) == flat(held(life, position))
            assert row["host_name"] == life.papers.plans[position].host
            assert life.case.filing["phone"] == life.person.phone


def test_half_a_repair_leaves_something_wrong(people):
    half = [life for life in people if life.papers.half_repaired]
    assert half
    for life in half:
        for position, _row, _first, second in pairs(life):
            if life.papers.faults[position] is not Fault.SCAN:
                assert flat(second["declared"]) != flat(held(life, position))


def test_an_unclear_scan_is_scanned_again(people):
    scanned = [life for life in people if life.papers.faults.get(0) is Fault.SCAN]
    assert scanned
    for life in scanned:
        number = int(life.case.cards[0]["scan"].removeprefix("scan-"))
        again = any(command["kind"] == "attach_card_scan" for command in life.case.commands)
        assert is_faint(number) == (not again or life.papers.half_repaired)
        assert again == any(pairs(life))


def test_too_few_credits_become_enough(people):
    for life in people:
        for position, row, *_ in pairs(life):
            if life.papers.faults[position] is Fault.POOL:
                credits_of = {course.code: course.credits for course, _ in life.papers.ways[position].passed}
                by = {
                    each["attempt"]: sum(credits_of[code] for code in json.loads(each["by"]))
                    for each in life.papers.choices
                    if each["application_id"] == row["id"] and each["kind"] == "pool"
                }
                assert by[1] < 14
                assert by[1] < by[2]
                assert (by[2] >= 14) != life.papers.half_repaired


def test_reasons_are_those_of_the_library_in_its_words(people):
    library = ReasonLibrary.load(RESOURCES / "reasons")
    for life in people:
        for attempt in life.papers.attempts:
            if attempt.get("reasons") is None:
                continue
            position = next(n for n, row in enumerate(life.case.applications) if row["id"] == attempt["application_id"])
            (reason,) = json.loads(attempt["reasons"])
            assert reason["id"] == REASONS[life.papers.faults[position]]
            words = library.newest(reason["id"]).file_text.split("{")[0]
            assert reason["file_text"].startswith(words)
            last = attempt["attempt"] == 2
            assert ("本批次不能再次申请" if last else "重新申请仅限1次") in reason["text"]


def test_sex_and_ethnicity_are_hardly_ever_declared_otherwise():
    province = a_province(seed=SEED + 1)
    lived = [lives.live(province, index) for index in range(4_000)]
    attempts = [(life, each["declared"]["person"]) for life in lived if life.papers for each in life.papers.attempts]
    other = [life for life, said in attempts if said["ethnicity"] != life.person.ethnicity]
    moved = [life for life, said in attempts if said["address"] != life.person.address]

    assert len(attempts) > 600
    assert all(said["sex"] == life.person.sex for life, said in attempts)
    assert len(other) <= len(attempts) / 200
    assert len(moved) > len(attempts) / 20
