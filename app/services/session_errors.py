"""Every code with which signing in, drafts and claims answer."""

from __future__ import annotations

ERROR_CODES = frozenset(
    {
        "claim.held",
        "claim.reason_missing",
        "claim.reason_too_long",
        "draft.too_large",
        "password.characters",
        "password.too_long",
        "password.too_short",
        "password.too_simple",
        "session.credentials_damaged",
        "session.inactive",
        "session.keys_replaced",
        "session.locked",
        "session.same_clerk",
        "session.unknown_clerk",
        "session.wait",
        "session.wrong_password",
    }
)
