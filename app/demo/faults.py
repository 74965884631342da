"""What a first attempt is refused for, and what of it the second attempt puts right."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from app.demo.declarations import another_phone, another_school, swapped_digits
from app.demo.plans import Choice, host_names

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.demo.case_rows import CaseRows
    from app.demo.papers import Papers
    from app.demo.rows import Row
    from app.services.reasons import FilledReason

CARD_NAMES = {"red": "红卡", "green": "绿卡", "practical": "实践课考核卡"}
_PHONE_NOTE = "申请所填联系电话与考籍登记不一致，请核对后按本人现用号码填报"
_PHONE_AND_ADDRESS_NOTE = "申请所填联系电话或家庭住址与考籍登记不一致，请核对后填报"


class Fault(StrEnum):
    SCAN = "scan"
    """The scan of a card cannot be read."""
    POOL = "pool"
    """The courses chosen to stand for English (2) have less than 14 credits."""
    PRIOR = "prior"
    """The prior qualification is not as the record has it."""
    HOST = "host"
    """Another host than the specialty's."""
    PHONE = "phone"
    """Another telephone than at registration."""


def fault_of(case: CaseRows, papers: Papers, position: int) -> Fault:
    """The one that this person's papers can have; who holds a card, or uses the pool, fails by that."""
    if position:
        return Fault.HOST
    if papers.cards:
        return Fault.SCAN
    if _pool_of(papers, position) is not None:
        return Fault.POOL
    if papers.declared[position]["prior"] is None:
        return Fault.PHONE
    if papers.half_repaired:
        return Fault.PRIOR
    return (Fault.PRIOR, Fault.HOST, Fault.PHONE)[case.index // 3 % 3]


def spoil(content: dict[str, Any], case: CaseRows, papers: Papers, position: int, attempt: int) -> None:
    """Puts the fault into what is declared: the whole of it first, what was left of it the second time."""
    fault = papers.faults[position]
    if attempt == 1 and fault in _FIRST_WRONG:
        _FIRST_WRONG[fault](content, case)
    if papers.half_repaired and fault in _STAYS_WRONG:
        _STAYS_WRONG[fault](content)
    if fault is Fault.POOL:
        for course in content["courses"]:
            if course["how"] == "pool":
                course["by"] = chosen_by(papers, position, attempt, course["by"])


def _wrong_phone(content: dict[str, Any], case: CaseRows) -> None:
    content["person"]["phone"] = another_phone(content["person"]["phone"], case.index)


def _wrong_certificate(content: dict[str, Any], _case: CaseRows) -> None:
    content["prior"]["certificate_no"] = swapped_digits(content["prior"]["certificate_no"])


def _wrong_host(content: dict[str, Any], case: CaseRows) -> None:
    content["host_name"] = _another_host(content["host_name"], case.index)


def _wrong_address(content: dict[str, Any]) -> None:
    content["person"]["address"] = swapped_digits(content["person"]["address"])


def _wrong_school(content: dict[str, Any]) -> None:
    content["prior"]["school"] = another_school(content["prior"]["school"])


_FIRST_WRONG: dict[Fault, Callable[[dict[str, Any], CaseRows], None]] = {
    Fault.PHONE: _wrong_phone,
    Fault.PRIOR: _wrong_certificate,
    Fault.HOST: _wrong_host,
}
_STAYS_WRONG: dict[Fault, Callable[[dict[str, Any]], None]] = {
    Fault.PHONE: _wrong_address,
    Fault.PRIOR: _wrong_school,
}


def chosen_by(papers: Papers, position: int, attempt: int, by: tuple[str, ...]) -> tuple[str, ...]:
    """The courses that an attempt named for the pool: too few of them where that is the fault."""
    if papers.faults.get(position) is not Fault.POOL:
        return by
    missing = (2 if papers.half_repaired else 1) if attempt == 1 else (1 if papers.half_repaired else 0)
    return tuple(by[: max(1, len(by) - missing)])


def reason_of(case: CaseRows, papers: Papers, application: Row) -> FilledReason:
    """As the library words it for this fault, in this attempt."""
    position, attempt = application["ordinal"] - 1, int(application["attempt"])
    fault = papers.faults[position]
    province = case.province
    next_step = province.next_step(papers.of, attempt)
    if fault is Fault.SCAN:
        card = case.cards[0]
        about = {"course": f"{card['code']}{card['name']}", "card_kind": CARD_NAMES[card["kind"]]}
        return province.filled_reason("pre_review.scan_unclear", next_step=next_step, **about)
    if fault is Fault.POOL:
        credits_ = str(_pool_credits(papers, position, attempt))
        return province.filled_reason("pre_review.pool_credits_short", next_step=next_step, credits=credits_)
    if fault is Fault.PRIOR:
        return province.filled_reason("pre_review.prior_differs", next_step=next_step)
    if fault is Fault.HOST:
        about = {"specialty": application["specialty_name"], "host": application["host_name"]}
        return province.filled_reason("pre_review.specialty_or_host_wrong", next_step=next_step, **about)
    note = _PHONE_AND_ADDRESS_NOTE if papers.half_repaired else _PHONE_NOTE
    return province.filled_reason("pre_review.other", note=note, next_step=next_step)


def colleagues_reason(case: CaseRows, papers: Papers) -> FilledReason:
    """Where a colleague refused a case of which only the telephone differs."""
    return case.province.filled_reason(
        "pre_review.other", note=_PHONE_NOTE, next_step=case.province.next_step(papers.of, 1)
    )


def _pool_of(papers: Papers, position: int) -> Choice | None:
    return next((each for each in papers.ways[position].choices if each.kind == "pool"), None)


def _pool_credits(papers: Papers, position: int, attempt: int) -> int:
    choice = _pool_of(papers, position)
    named = chosen_by(papers, position, attempt, choice.by) if choice is not None else ()
    return sum(course.credits for course, _ in papers.ways[position].passed if course.code in named)


def _another_host(host: str, index: int) -> str:
    others = [each for each in host_names() if each != host]
    return others[index % len(others)]
