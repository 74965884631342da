"""A result as plain values for `candidates find --json` and for who prints lines: no Chinese, nothing masked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.lookup import FoundPerson, LookupResult


def result_document(result: LookupResult, found: Sequence[FoundPerson]) -> dict[str, Any]:
    """`found` as `LookupService.found` gives it. Moments and dates are ISO text."""
    return {
        "text": result.text,
        "hits": [_hit(each) for each in found],
        "more": result.more,
        "too_short": result.too_short,
        "hidden_graduated": result.hidden_graduated,
    }


def _hit(found: FoundPerson) -> dict[str, Any]:
    hit, progress = found.hit, found.progress
    document: dict[str, Any] = {
        "candidate_id": str(hit.candidate_id),
        "name": hit.name,
        "former_names": list(hit.former_names),
        "id_number": hit.id_number,
        "born_on": hit.born_on.isoformat(),
        "candidate_nos": list(hit.candidate_nos),
        "needs_merging": hit.needs_merging,
        "graduated": hit.graduated,
        "reasons": [{"kind": reason.kind.value, "text": reason.text} for reason in hit.reasons],
        "progress": None,
    }
    if progress is not None:
        stage = progress.stage
        document["progress"] = {
            "filed": progress.filed,
            "stage": stage.name.value,
            "status": stage.status.value,
            "actor": stage.actor.value,
            "state": stage.state,
            "until": None if stage.until is None else stage.until.isoformat(),
            "specialty_name": progress.specialty_name,
            "host_name": progress.host_name,
        }
    return document
