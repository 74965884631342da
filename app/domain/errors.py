"""The one error of the office's rules, and every code the domain can answer with."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class ClerkError(Exception):
    """Something a clerk must be told; the sentence is made elsewhere from code and details.

    str() shows only the code, because details may hold personal data and exceptions end up in logs.
    """

    def __init__(self, code: str, /, **details: object) -> None:
        super().__init__(code)
        self.code = code
        self.details: Mapping[str, object] = MappingProxyType(details)

    def __str__(self) -> str:
        return self.code

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.code!r})"


INPUT_CODES = frozenset(
    {
        "candidate_number.characters",
        "candidate_number.empty",
        "candidate_number.half",
        "candidate_number.length",
        "candidate_number.serial",
        "certificate_number.characters",
        "certificate_number.empty",
        "certificate_number.level",
        "certificate_number.length",
        "certificate_number.province",
        "certificate_number.year",
        "course_code.characters",
        "course_code.empty",
        "course_code.length",
        "identity_number.characters",
        "identity_number.check_digit",
        "identity_number.date_future",
        "identity_number.date_impossible",
        "identity_number.empty",
        "identity_number.length",
        "name.characters",
        "name.control_character",
        "name.empty",
        "name.too_long",
        "name.unpaired_surrogate",
        "round.time_missing",
        "round.time_order",
        "specialty_code.characters",
        "specialty_code.empty",
        "specialty_code.length",
        "verification_code.characters",
        "verification_code.empty",
        "verification_code.length",
    }
)

WARNING_CODES = frozenset(
    {
        "identity_number.age_unusual",
        "identity_number.area_not_of_that_year",
        "identity_number.area_unknown",
        "identity_number.no_check_digit",
    }
)

REFUSAL_CODES = frozenset(
    {
        "workflow.actor",
        "workflow.application_submitted",
        "workflow.applications_undecided",
        "workflow.attempt_first_only",
        "workflow.attempt_second_only",
        "workflow.attempt_used",
        "workflow.card_refused",
        "workflow.card_unjudged",
        "workflow.card_without_scan",
        "workflow.clerk_may_not_enter",
        "workflow.command_unknown",
        "workflow.confirm_again",
        "workflow.correction_open",
        "workflow.form_locked",
        "workflow.form_not_exported",
        "workflow.frozen",
        "workflow.gates_closed",
        "workflow.gates_open",
        "workflow.hosts_full",
        "workflow.identity_not_passed",
        "workflow.materials_handed_in",
        "workflow.materials_not_accepted",
        "workflow.materials_overdue",
        "workflow.not_awaiting_county",
        "workflow.not_graduated",
        "workflow.not_marked",
        "workflow.not_open_yet",
        "workflow.not_over_yet",
        "workflow.not_own_office",
        "workflow.not_passed",
        "workflow.not_registered",
        "workflow.not_submitted",
        "workflow.original_missing",
        "workflow.own_work",
        "workflow.payload_missing",
        "workflow.photo_not_passed",
        "workflow.prior_not_passed",
        "workflow.role",
        "workflow.round_unknown",
        "workflow.second_clerk_missing",
        "workflow.second_clerk_own_work",
        "workflow.second_clerk_role",
        "workflow.second_clerk_same",
        "workflow.state",
        "workflow.time_over",
        "workflow.unpaid",
        "workflow.verdict_not_eligible",
        "workflow.already_marked",
    }
)

ERROR_CODES = INPUT_CODES | WARNING_CODES | REFUSAL_CODES
"""Every code the domain raises, warns with or refuses with: what ui/text.py must have a sentence for."""
