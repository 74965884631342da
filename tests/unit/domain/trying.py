from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.domain.errors import ClerkError

if TYPE_CHECKING:
    from collections.abc import Callable


def tried(call: Callable[..., Any], *given: Any) -> Any:
    """What comes back, or the error of the rules; every other exception goes through."""
    try:
        return call(*given)
    except ClerkError as error:
        return error
