"""Which columns a command may set: those that the workflow table gives it, and the rows that hang on its regions."""

from __future__ import annotations

from functools import cache

from app.domain.workflow import Region
from app.domain.workflow_table import transitions_for

_DETAIL_ROWS = {
    Region.REVIEW: ("application_attempt", "substitution_choice"),
    Region.FORM: ("form_content", "form_export"),
    Region.PRIOR: ("prior_qualification",),
    Region.CORRECTION: ("former_identity",),
}
_CORRECTED = ("name", "id_number", "sex", "ethnicity", "political_status", "born_on", "phone", "address", "postcode")
_EVERY = "*"


@cache
def permitted_columns(command: str) -> frozenset[str]:
    """As `application.review_state`, and `application_attempt.*` where the whole row is the command's to set."""
    allowed: set[str] = set()
    for way in transitions_for(command):
        entity = way.entity.value
        for region in (way.region, *(consequence.region for consequence in way.consequences)):
            allowed |= {region.fact, f"{region.entity.value}.{region.value}_reason"}
        allowed |= {f"{entity}.{column}" for column in (*way.sets, *(column for column, _value in way.assigns))}
        allowed |= {f"{table}.{_EVERY}" for table in _DETAIL_ROWS.get(way.region, ())}
        if way.region is Region.CORRECTION and way.to_state == "applied":
            allowed |= {f"candidate.{column}" for column in _CORRECTED}
    return frozenset(allowed)


def may_set(command: str, entity: str, column: str) -> bool:
    allowed = permitted_columns(command)
    return f"{entity}.{column}" in allowed or f"{entity}.{_EVERY}" in allowed
