"""Fills the reasons of a refusal with what the case itself says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.rounds import BEIJING, TimeKind
from app.services.course_plan import CourseHow
from app.services.reasons import ChosenReason

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from app.domain.rounds import Round
    from app.services.pre_review_case import CaseMaterial
    from app.services.pre_review_views import CardView, CourseRow
    from app.services.reasons import FilledReason, Reason, ReasonLibrary
    from app.services.value_names import ValueNames

_REAPPLY, _ROUND_CLOSED = "next_step.reapply", "next_step.round_closed"
_SUBSTITUTION_USED = "pre_review.substitution_used"


def suggestions(
    material: CaseMaterial,
    courses: tuple[CourseRow, ...],
    cards: tuple[CardView, ...],
    library: ReasonLibrary,
    names: ValueNames,
    now: datetime,
) -> dict[str, ChosenReason]:
    """For each reason on offer what can be filled in; what only the clerk knows stays out."""
    known = {
        "next_step": next_step(material, library, now),
        "specialty": material.application.specialty_name,
        "host": material.application.host_name,
        "office_phone": material.office.phone or "",
        **_of_cards(cards, names),
        **_of_pools(courses),
    }
    return {
        reason.id: ChosenReason(reason.id, _wanted(reason, known, courses)) for reason in library.offered("pre_review")
    }


def next_step(material: CaseMaterial, library: ReasonLibrary, now: datetime) -> str:
    """What the candidate can do after the refusal: apply again in this round, or in the next one only."""
    variables = {"office_phone": material.office.phone or material.office.official_name}
    its_round = material.round
    if material.application.attempt == 1 and its_round is not None and its_round.remaining(TimeKind.REAPPLICATION, now):
        return library.fill(ChosenReason(_REAPPLY, variables | _dates(its_round))).candidate_text
    return library.fill(ChosenReason(_ROUND_CLOSED, variables)).candidate_text


def reason_line(reasons: Iterable[FilledReason]) -> str:
    """The short form beside the state: titles only."""
    return "；".join(reason.title for reason in reasons)


def _dates(its_round: Round) -> dict[str, str]:
    opens = its_round.opens(TimeKind.REAPPLICATION).astimezone(BEIJING)
    closes = its_round.binding_close(TimeKind.REAPPLICATION).astimezone(BEIJING)
    return {"reapply_from": f"{opens:%Y-%m-%d}", "reapply_until": f"{closes:%Y-%m-%d %H:%M}"}


def _wanted(reason: Reason, known: Mapping[str, str], courses: tuple[CourseRow, ...]) -> dict[str, str]:
    values = dict(known)
    if reason.id == _SUBSTITUTION_USED:
        used = [source for row in courses for source in row.recorded.by if source.used_by]
        values["course"] = _listed(f"{source.code}{source.name}" for source in used)
    return {name: values[name] for name in reason.variables if values.get(name)}


def _of_cards(cards: tuple[CardView, ...], names: ValueNames) -> dict[str, str]:
    """The cards that nobody has found in order: those a refusal for a card will be about."""
    doubtful = [card for card in cards if card.used and card.state != "ok"]
    return {
        "course": _listed(f"{card.code}{card.name}" for card in doubtful),
        "card_kind": _listed(names.name("card_kind", card.kind) for card in doubtful),
    }


def _of_pools(courses: tuple[CourseRow, ...]) -> dict[str, str]:
    pools = [row for row in courses if row.recorded.how is CourseHow.POOL]
    return {"credits": str(pools[0].recorded.credits)} if pools else {}


def _listed(words: Iterable[str]) -> str:
    return "、".join(dict.fromkeys(words))
