"""A clerk's keys: what signs her commands and opens what was sealed for her, wrapped under her password."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


def create_credentials(password: str, key_version: int = 1) -> dict[str, Any]:
    """New keys wrapped under a password, in the form of the column `clerk.credentials`.

    Raises ClerkError `password.too_short`, `password.too_long`, `password.characters`, `password.too_simple`.
    """
    raise NotImplementedError


def unlock(credentials: Mapping[str, Any], password: str) -> ClerkKeys:
    """Raises ClerkError `session.wrong_password`, `session.credentials_damaged`."""
    raise NotImplementedError


class ClerkKeys:
    def sign(self, text: bytes) -> str:
        raise NotImplementedError
