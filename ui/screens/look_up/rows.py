"""What stands in each cell of the hits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.privacy import privacy
from ui.screens.look_up import wording
from ui.widgets.parts import Chip, Text, id_number
from ui.widgets.rows import Column

if TYPE_CHECKING:
    from app.services.lookup import LookupHit
    from app.services.lookup_preview import Progress
    from ui.widgets.parts import Part

MOST_REASONS = 2
COLUMNS = (
    Column("name", wording.COLUMNS["name"], 140),
    Column("id_number", wording.COLUMNS["id_number"], 164),
    Column("candidate_no", wording.COLUMNS["candidate_no"], 196),
    Column("progress", wording.COLUMNS["progress"], 0),
    Column("reason", wording.COLUMNS["reason"], 180),
)


def cell(hit: LookupHit, column: str, progress: Progress | None) -> list[Part]:
    if column == "name":
        return _name(hit)
    if column == "id_number":
        return list(id_number(hit.id_number, masked=True))
    if column == "candidate_no":
        return _numbers(hit)
    if column == "progress":
        return _progress(progress)
    said = wording.reason_kind if privacy().hidden() else wording.reason
    return [Chip(said(why)) for why in hit.reasons[:MOST_REASONS]]


def _name(hit: LookupHit) -> list[Part]:
    parts: list[Part] = [Text(hit.name, personal=True)]
    if hit.rare_characters:
        parts.append(Chip(wording.RARE))
    return parts


def _numbers(hit: LookupHit) -> list[Part]:
    if not hit.candidate_nos:
        return [Text("—", "muted")]
    parts: list[Part] = [Text(hit.candidate_nos[0], personal=True, gap=6)]
    if hit.needs_merging:
        parts.append(Chip(wording.NUMBERS.format(count=len(hit.candidate_nos)), "amber", "warning"))
    return parts


def _progress(progress: Progress | None) -> list[Part]:
    if progress is None:
        return []
    text = wording.progress(progress)
    return [Text(text, "text2" if text == wording.NOT_FILED else "text")]
