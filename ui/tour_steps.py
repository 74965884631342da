"""The steps of the tour, each the way a clerk would take it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from app.services.home_views import Queue
from app.services.pre_review_views import ActName
from ui.tour import REVIEWER, SECOND, TourError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from ui.tour import Guide

MOST_CASES = 60


def walk(guide: Guide, passwords: Mapping[str, str]) -> None:
    """Raises TourError at the first step that does not come about."""
    sign_in(guide, passwords[REVIEWER])
    screens = guide.program.screens
    if screens is None:
        raise TourError("the screens of the desk")
    screens.choose_place = _into(guide)
    candidate_id = look_up(guide)
    candidate_file(guide, candidate_id)
    pre_review(guide)
    second_signature(guide, passwords[SECOND])
    draft_form(guide)
    paid_form(guide)
    notice(guide)
    dark_and_locked(guide)


def sign_in(guide: Guide, password: str) -> None:
    sign = guide.program.sign_in
    guide.wait("the sign-in field", lambda: sign.state.clerk is not None and sign.state.phase == "ready")
    for _clerk in sign.state.clerks:
        if sign.state.clerk is not None and sign.state.clerk.name == REVIEWER:
            break
        guide.press("↓")
    guide.type(password)
    guide.picture("sign-in")
    guide.press("Enter")
    guide.wait("Home", lambda: guide.program.window.is_at_desk() and _state(guide, "home").view is not None)
    guide.picture("home")


def look_up(guide: Guide) -> Any:
    """Finds the first candidate who waits for the pre-review by surname and birth year."""
    station = guide.program.workstation
    first = station.pre_review.queue(station.session.signer, _part()).rows[0]
    guide.press("Alt+2")
    guide.type(first.name[0])
    guide.wait("hits for a surname", lambda: bool(_found(guide)))
    guide.picture("look-up-surname")
    guide.type(" " + first.id_number[6:10])
    guide.wait("the candidate among the hits", lambda: first.candidate_id in _found(guide))
    guide.rest(0.5)
    for _row in range(_found(guide).index(first.candidate_id) + 1):
        if _chosen(guide) == first.candidate_id:
            break
        guide.press("↓")
    guide.rest(0.6)
    guide.picture("look-up-mixture")
    return first.candidate_id


def candidate_file(guide: Guide, candidate_id: Any) -> None:
    if _chosen(guide) != candidate_id:
        guide.press("↓", "↑")
    guide.press("Enter")
    guide.wait("the candidate's file", lambda: _state(guide, "candidate_file").view is not None)
    guide.rest(0.5)
    guide.picture("candidate-file")
    guide.press("G")
    guide.picture("candidate-file-records")
    guide.press("G")


def pre_review(guide: Guide) -> None:
    """Passes one case and refuses another with a reason."""
    guide.press("Alt+4")
    _wait_for_case(guide)
    _go_to(guide, "a case that can pass", lambda state: state.can_pass and state.case.attempt == 1)
    guide.picture("pre-review")
    decided = _state(guide, "pre_review").case.application_id
    guide.press("Enter")
    guide.wait("the next case", lambda: _moved_on(guide, decided))
    guide.picture("pre-review-passed")
    _go_to(guide, "a case to refuse", _can_be_refused)
    guide.press("6")
    guide.wait("a reason ticked", lambda: bool(_state(guide, "pre_review").filled))
    guide.picture("pre-review-reason")
    decided = _state(guide, "pre_review").case.application_id
    guide.press("R")
    guide.wait("the next case", lambda: _moved_on(guide, decided))
    guide.picture("pre-review-refused")


def second_signature(guide: Guide, password: str) -> None:
    """A second refusal: the second clerk signs on the same screen."""
    guide.press("Alt+1", "Alt+4")
    _wait_for_case(guide)
    _go_to_top(guide)
    _go_to(guide, "a second attempt", lambda state: state.case.attempt > 1 and _offered(state, ActName.REFUSE_AGAIN))
    guide.press("6")
    guide.wait("a reason ticked", lambda: bool(_state(guide, "pre_review").filled))
    guide.press("R")
    guide.wait("the second signature", lambda: str(_state(guide, "pre_review").asking) == "second_signature")
    guide.picture("second-signature")
    page = guide.program.desk().current()
    for _clerk in range(4):
        chosen = page.decision.signature.clerks.current()  # type: ignore[union-attr]
        if chosen is not None and chosen.name == SECOND:
            break
        guide.press("↓")
    decided = _state(guide, "pre_review").case.application_id
    guide.type(password)
    guide.press("Enter")
    guide.wait("both signatures", lambda: _moved_on(guide, decided))
    guide.picture("second-signature-given")


def draft_form(guide: Guide) -> None:
    """Before payment the form is only a draft."""
    guide.press("F7")
    guide.wait("the candidate's file", lambda: _state(guide, "candidate_file").application is not None)
    guide.press("P")
    _wait_for_form(guide)
    guide.picture("form-draft")
    guide.press("F4")


def paid_form(guide: Guide) -> None:
    """The form of a person who has paid, exported as a booklet in two copies."""
    guide.press("Alt+1")
    _open_queue(guide, Queue.PAPERS_DUE)
    _choose_printable(guide)
    guide.picture("papers-due")
    guide.press("Enter")
    guide.wait("the candidate's file", lambda: _state(guide, "candidate_file").main_screen == "registration_form")
    guide.press("Enter")
    _wait_for_form(guide)
    guide.picture("form")
    guide.press("Ctrl+P")
    guide.wait("the exported form", lambda: _written(guide, 1))
    guide.picture("form-exported")


def notice(guide: Guide) -> None:
    guide.press("Alt+1")
    _open_queue(guide, Queue.UNPAID)
    guide.press("F8")
    guide.wait("the notice", lambda: bool(_state(guide, "notice").pages))
    guide.picture("notice")
    guide.press("Ctrl+P")
    guide.wait("the exported notice", lambda: _written(guide, 2))


def dark_and_locked(guide: Guide) -> None:
    from PySide6.QtWidgets import QApplication

    from ui import theme

    application = QApplication.instance()
    if not isinstance(application, QApplication):
        raise TourError("no application")
    guide.press("Alt+4")
    _wait_for_case(guide)
    theme.apply(application, "dark")
    guide.picture("pre-review-dark")
    guide.program.window.resize(1920, 1080)
    theme.apply(application, "light")
    guide.rest(0.5)
    guide.picture("pre-review-1920")
    guide.program.window.resize(1366, 768)
    guide.press("Ctrl+L")
    guide.wait("the lock", lambda: not guide.program.window.is_at_desk())
    guide.picture("locked")


def _part() -> Any:
    from app.services.pre_review_views import QueuePart

    return QueuePart.OPEN


def _state(guide: Guide, screen: str) -> Any:
    return guide.program.desk().made_screen(screen).presenter.state  # type: ignore[attr-defined]


def _found(guide: Guide) -> list[Any]:
    result = _state(guide, "look_up").result
    return [] if result is None else [hit.candidate_id for hit in result.hits]


def _chosen(guide: Guide) -> Any:
    row = guide.program.desk().made_screen("look_up").hits.current()  # type: ignore[attr-defined]
    return None if row is None else row.candidate_id


def _wait_for_case(guide: Guide) -> None:
    guide.wait("a case to review", lambda: _state(guide, "pre_review").case is not None)
    guide.rest(0.6)


def _go_to(guide: Guide, what: str, wanted: Callable[[Any], bool]) -> None:
    """Down the queue with the arrow until the case is `wanted`."""
    for _case in range(MOST_CASES):
        state = _state(guide, "pre_review")
        if state.case is not None and not state.busy and wanted(state):
            guide.rest(0.3)
            return
        before = None if state.case is None else state.case.application_id
        if state.neighbour(1) is None:
            break
        guide.press("→")
        guide.wait("another case", lambda before=before: _is_other(guide, before))  # type: ignore[misc]
    raise TourError(what)


def _go_to_top(guide: Guide) -> None:
    for _case in range(MOST_CASES):
        state = _state(guide, "pre_review")
        if state.neighbour(-1) is None:
            return
        before = state.case.application_id
        guide.press("←")
        guide.wait("another case", lambda before=before: _is_other(guide, before))  # type: ignore[misc]


def _is_other(guide: Guide, before: Any) -> bool:
    state = _state(guide, "pre_review")
    return state.case is not None and state.case.application_id != before and bool(state.offers)


def _moved_on(guide: Guide, decided: Any) -> bool:
    state = _state(guide, "pre_review")
    return state.decided is not None and (state.case is None or state.case.application_id != decided)


def _can_be_refused(state: Any) -> bool:
    return state.case.attempt == 1 and _offered(state, ActName.REFUSE)


def _offered(state: Any, act: ActName) -> bool:
    offer = state.offer(act)
    return offer is not None and offer.enabled


def _open_queue(guide: Guide, queue: Queue) -> None:
    guide.wait("Home", lambda: _state(guide, "home").view is not None)
    lines = [line.count.queue for line in _state(guide, "home").queue_lines()]
    page = guide.program.desk().made_screen("home")
    for _line in range(2 * len(lines)):
        at = page.queues.currentIndex().row()  # type: ignore[attr-defined]
        if lines[at] == queue:
            break
        guide.press("↓" if at < lines.index(queue) else "↑")
    guide.press("Enter")
    guide.wait("the queue", lambda: _state(guide, "queue_list").view is not None)
    guide.rest(0.3)


def _wait_for_form(guide: Guide) -> None:
    guide.wait("the pages of the form", lambda: bool(_state(guide, "registration_form").sheets))
    guide.rest(0.5)


def _into(guide: Guide) -> Callable[[str], Path | None]:
    def place(suggested: str) -> Path:
        sys.stdout.write(f"  {suggested}\n")
        guide.papers.append(guide.folder / suggested)
        return guide.papers[-1]

    return place


def _written(guide: Guide, papers: int) -> bool:
    """So many papers have been given a place, and what they were given is on the disk since then."""
    return len(guide.papers) == papers and guide.papers[-1].exists() and not _exporting(guide)


def _exporting(guide: Guide) -> bool:
    return any(_state(guide, screen).exporting for screen in ("registration_form", "notice"))


def _choose_printable(guide: Guide) -> None:
    """A row whose form can be exported; where the list has one, that of a name with a character beyond the BMP."""
    rows = _state(guide, "queue_list").view.rows
    printable = [at for at, row in enumerate(rows) if _is_printable(guide, row.candidate_id)]
    if not printable:
        raise TourError("a form that can be exported")
    rare = [at for at in printable if any(ord(character) > 0xFFFF for character in rows[at].name)]
    chosen = (rare or printable)[0]
    for _row in range(chosen):
        guide.press("↓")


def _is_printable(guide: Guide, candidate_id: Any) -> bool:
    station = guide.program.workstation
    signer = station.session.signer
    filing = station.candidate_file.refresh(candidate_id, signer).current_filing
    if filing is None:
        return False
    permission = station.registration_form.may_print(filing.applications[0].record.id, signer)
    return permission.refusal is None and not permission.draft_only
