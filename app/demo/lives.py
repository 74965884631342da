"""From seed and index to all rows of one person: who it is, what was passed, and the story so far."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from app.demo.case_rows import CaseRows
from app.demo.chance import stream
from app.demo.declarations import CHANCE, declare, declared_courses
from app.demo.effects import AFTER, BEFORE
from app.demo.faults import Fault, fault_of, reason_of
from app.demo.office_hours import DAY, HOUR, last_before
from app.demo.papers import Papers
from app.demo.passed import Card, Passed, choose_plan, passed_courses, put_on_cards
from app.demo.picture_pool import IDENTITY_FACES, face_number
from app.demo.plans import LEVELS, two_at_once, with_pool
from app.demo.priors import OLD_ENOUGH, declared_prior, prior_row
from app.demo.row_ids import RowKind
from app.demo.rows import Row, region, uuid_text
from app.demo.script import Step, moments, spell_out
from app.demo.stories import BLOCK, OFF_PLATFORM, Story, story_of
from app.demo.todays_hours import moment_of, stretches

if TYPE_CHECKING:
    import random

    from app.demo.people import Person
    from app.demo.plans import Plan, Way
    from app.demo.province import Province
    from app.demo.schedule import DemoRound

TODAY_BLOCKS = 3
"""Own work of today belongs to the first thousands only: nobody decides 4,000 cases a day."""

_TEXTS = {
    "mismatch_prior": "学信网返回的姓名或身份证号与本人信息不一致",
    "refuse_prior": "备案表信息与考生信息不一致，未见变更证明",
    "revoke_identity": "身份信息经核查存疑，须重新认证",
    "refuse_correction": "证明材料不足以说明变更",
    "escalate_correction": "涉及考籍主要信息，报省考试中心核定",
    "refuse_escalated_correction": "证明材料不足",
    "refuse_course_card": "扫描件不清晰，课程代码无法辨认",
    "find_original_different": "原件成绩与录入不一致",
    "return_materials": "登记表未加盖党委公章，请补正",
    "return_materials_to_county": "登记表第二联缺考生签名",
    "receive_late_materials": "考生住院，持证明，经复核人同意延期",
    "refuse_graduation": "前置学历取得时间晚于本科主干课程通过时间，不予毕业",
    "recall_photo": "毕业照片背景不符合电子注册要求",
    "send_back_application": "顶替课程需县区重新核对",
    "void_application": "未按时提交纸质材料，毕业申请无效",
    "lift_void": "考生在规定时间前已邮寄，经核实恢复",
    "extend_payment": "支付平台故障，延期缴费",
    "refund_payment": "重复缴费，已退款",
    "pass_to_county": "含须人工核对的内容，转县区预审",
}
_REASON_KINDS = {
    "fail_identity_check": "identity", "reject_identity": "identity", "fail_photo_check": "photo",
    "reject_photo": "photo",
}  # fmt: skip
_REFUSALS = frozenset({"refuse_pre_review", "refuse_pre_review_again"})


@dataclass(slots=True)
class Life:
    """`act` is the signed-in clerk's last step, still to be done when the store is there."""

    person: Person
    story: Story
    case: CaseRows
    papers: Papers | None
    passed: list[Passed]
    act: tuple[Step, int] | None = None


@dataclass(slots=True)
class _Studies:
    plans: tuple[Plan, ...]
    ways: tuple[Way, ...]
    passed: list[Passed]
    cards: list[Card]
    of: DemoRound


def live(province: Province, index: int) -> Life:
    story = story_of(province.seed, index)
    if story.today and index >= (BLOCK if story.overtaken else TODAY_BLOCKS * BLOCK):
        story = replace(story, today=False)
    chance = stream(province.seed, 2, index)
    person = province.population.person(
        index,
        settled=story.completed,
        early=story.cards[1] > 0,
        at_home=_needs_this_office(story),
        naming=story.naming,
    )
    case = CaseRows(province, index, chance, at_counter=story.at_counter)
    case.candidate = _candidate(case, person)
    case.candidate["admission_photo"] = province.pictures.admission[_face_of(case, with_identity=False)]
    studies = _study(province, person, story, chance)
    life = Life(person, story, case, None, studies.passed)
    if story is not OFF_PLATFORM:
        _play(life, studies)
    return life


def _needs_this_office(story: Story) -> bool:
    return "identity" in story.words.lower() or story.today


def _candidate(case: CaseRows, person: Person) -> Row:
    province = case.province
    return {
        "county_id": province.county_id,
        "id": case.id(RowKind.CANDIDATE),
        "registration_county_id": person.registration_county.id,
        "name": person.name,
        "id_number": person.id_number,
        "sex": person.sex,
        "ethnicity": person.ethnicity,
        "political_status": person.political_status,
        "born_on": person.born_on.isoformat(),
        "phone": person.phone,
        "address": person.address,
        "postcode": person.postcode,
        "first_round": person.first_round,
        **region("registration", "none"),
        **region("identity", "none"),
        **region("prior", "none"),
    }


def _study(province: Province, person: Person, story: Story, chance: random.Random) -> _Studies:
    of = province.rounds[chance.randint(*story.rounds_ago)]
    count = chance.randint(*story.cards)
    plans, ways = _chosen_studies(province, person, story, chance, of, old_cards=count > 0)
    last = f"{of.year}-06" if of.half == 2 else f"{of.year - 1}-12"
    share = 1.0 if story.completed else min(0.85, chance.random())
    passed = passed_courses(ways[0], person, chance, last, share)
    if len(ways) > 1:
        passed = sorted(passed + passed_courses(ways[1], person, chance, last), key=lambda each: each.month)
    passed, cards = put_on_cards(passed, count, person, chance)
    return _Studies(plans, ways, passed, cards, of)


def _chosen_studies(
    province: Province, person: Person, story: Story, chance: random.Random, of: DemoRound, *, old_cards: bool
) -> tuple[tuple[Plan, ...], tuple[Way, ...]]:
    if story.pool:
        plan, way = chance.choice(with_pool(province.seed))
        return (plan,), (way,)
    levels = LEVELS.values() if of.year - person.born_on.year >= OLD_ENOUGH else ("junior_college",)
    plan = choose_plan(province.plans, person, chance, old_cards=old_cards, levels=tuple(levels))
    way = chance.choice(plan.ways)
    return chance.choice(two_at_once(province.seed)) if story.hosts > 1 else ((plan,), (way,))


def _play(life: Life, studies: _Studies) -> None:
    case, story = life.case, life.story
    papers = _papers(life, studies)
    life.papers = papers
    cards = len(papers.cards)
    skip = set()
    if story.prior_not_required or studies.plans[0].level == "junior_college":
        case.candidate["prior_state"] = "not_required"
        if "mismatch_prior" not in story.words and "match_prior" not in story.words:
            skip.add("PRIOR")
        else:
            case.candidate["prior_state"] = "none"
    if papers.faults and Fault.SCAN not in papers.faults.values():
        skip |= {"refuse_course_card", "attach_card_scan"}
    words = _own_ways(story.words, life.person, case)
    steps = spell_out(words, case.chance, cards=cards, skip=frozenset(skip))
    if story.today:
        life.act = (steps.pop(), moment_of(case.chance.random(), stretches(case.province.now_ms)))
    begins, ends = _span(case, story, studies.of)
    times = moments(steps, studies.of, case.chance, begins, ends, case.by_clerk)
    for step, moment in zip(steps, times, strict=False):
        _do(case, papers, step, moment)


def _own_ways(words: str, person: Person, case: CaseRows) -> str:
    """Who belongs to another 报名点 was checked there: here only the online check is known."""
    if person.registration_county.code == case.province.county_code:
        return words
    return " ".join("ID_ONLINE" if word == "ID" else word for word in words.split())


def _span(case: CaseRows, story: Story, of: DemoRound) -> tuple[int, int]:
    """From a month before the round, or before the last act, until that act."""
    now = case.province.now_ms
    if story.rounds_ago[1]:
        closes = max(window.grace_ends for window in of.windows.values())
        ends = min(closes + int((12 + 60 * case.chance.random()) * DAY), now - DAY)
        return min(window.opens for window in of.windows.values()) - 40 * DAY, ends
    low, high = story.waits
    ends = now - int((low + (high - low) * case.chance.random() ** 1.3) * HOUR)
    if story.today:
        ends = min(ends - 12 * HOUR, _evening_before(now))
    opens = min(window.opens for window in of.windows.values())
    begins = min(opens, ends) - int((4 + 30 * case.chance.random()) * DAY)
    return (begins if story.files else ends - int((2 + 20 * case.chance.random()) * DAY)), ends


def _evening_before(now: int) -> int:
    """So long before today's work that a colleague could still be at a case in between."""
    return last_before(stretches(now)[0][0] - HOUR) - HOUR


def _face(case: CaseRows, story: Story) -> int:
    """Whose identity check is told as a story of its own wears a face that has the pictures for it."""
    return _face_of(case, with_identity="identity" in story.words.lower())


def _face_of(case: CaseRows, *, with_identity: bool) -> int:
    age = case.province.population.today.year - int(case.candidate["born_on"][:4])
    return face_number(case.index, case.candidate["sex"] == "2", age, with_identity=with_identity)


def _papers(life: Life, studies: _Studies) -> Papers:
    case, person, story = life.case, life.person, life.story
    province = case.province
    pictures = province.pictures
    face = _face(case, story)
    case.candidate["admission_photo"] = pictures.admission[face]
    seen = face < IDENTITY_FACES
    bachelor = studies.plans[0].level == "bachelor" or "prior" in story.words
    prior = prior_row(case, person, case.chance, studies.of) if bachelor else None
    papers = Papers(
        person=person,
        plans=studies.plans,
        ways=studies.ways,
        declared=[],
        cards=studies.cards,
        cards_scanned=story.cards_scanned,
        of=studies.of,
        differs=_differs(story, case.chance),
        half_repaired=story.half_repaired,
        graduation_photo=pictures.graduation[face],
        identity_pictures=(pictures.identity_portrait[face], pictures.identity_handheld[face])
        if seen
        else (None, None),
        prior=prior,
    )
    if story.files:
        papers.declared = [_declared(case, papers, life.passed, place) for place in range(len(studies.plans))]
    if story.is_refused:
        position = len(studies.plans) - 1
        papers.faults[position] = fault_of(case, papers, position)
    return papers


def _differs(story: Story, chance: random.Random) -> str | None:
    by_chance = chance.random() < 0.26
    if story.differs is not None:
        return story.differs
    return CHANCE if by_chance and not story.is_refused else None


def _declared(case: CaseRows, papers: Papers, passed: list[Passed], place: int) -> dict[str, Any]:
    cards = {
        card.course.code: (card.score, uuid_text(case.id(RowKind.COURSE_CARD, number)))
        for number, card in enumerate(papers.cards)
    }
    plan = papers.plans[place]
    prior = declared_prior(papers.prior) if papers.prior is not None and plan.level == "bachelor" else None
    courses = declared_courses(papers.ways[place], passed, cards)
    return declare(papers.person, plan, prior, courses)


def _do(case: CaseRows, papers: Papers, step: Step, moment: int) -> None:
    making = BEFORE.get(step.command)
    if making is not None:
        making(case, papers, step, moment)
    case.perform(step, moment, reason_for(case, papers, step), creates=making is not None)
    after = AFTER.get(step.command)
    if after is not None:
        after(case, papers, step, moment)


def reason_for(case: CaseRows, papers: Papers, step: Step) -> str | None:
    """The text that the region's reason column keeps."""
    if step.command in _REFUSALS:
        return reason_of(case, papers, case.row(step)).candidate_text
    kind = _REASON_KINDS.get(step.command)
    if kind is not None:
        reasons = case.province.reasons[kind]
        return reasons[case.index % len(reasons)].candidate_text
    return _TEXTS.get(step.command)
