"""Who may sign a second refusal."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from uuid import UUID

    from app.services.session import ClerkCard
    from ui.screens.pre_review.ports import SecondSignatures

SECOND_ROLES = frozenset({"second_review", "county_admin"})


def second_clerks(session: SecondSignatures, own: UUID) -> tuple[ClerkCard, ...]:
    """Colleagues with the right to it; never the clerk herself."""
    return tuple(card for card in session.clerks() if card.id != own and SECOND_ROLES.intersection(card.roles))
