"""keys.json beside the store: for every clerk of the office her wrapped keys, and the store key sealed to her."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any
from uuid import UUID

from app.domain.errors import ClerkError
from app.services.clerk_keys import seal
from app.services.key_derivation import derive
from app.services.session_ports import KeySlot
from app.storage.atomic_file import read_json, write_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from app.services.session_ports import ClerkRow

FORM = 1


def fingerprint(store_key: bytes) -> str:
    """Says which key the slots hold, and nothing about it."""
    return derive(store_key, "zikao-desk store fingerprint")[:16].hex()


class KeySlots:
    """The file is read each time: another clerk's slot may have been written since."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @classmethod
    def create(cls, path: Path, store_key: bytes, clerks: Iterable[ClerkRow]) -> KeySlots:
        """Raises ClerkError `keys.last_slot` without any clerk: a store that nobody can open is lost."""
        slots = [_slot(store_key, clerk) for clerk in clerks if clerk.active]
        if not slots:
            raise ClerkError("keys.last_slot")
        write_json(path, {"form": FORM, "store": fingerprint(store_key), "slots": slots})
        return cls(path)

    def slots(self) -> tuple[KeySlot, ...]:
        content = self._content()
        try:
            return tuple(_read(each) for each in content["slots"])
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise ClerkError("keys.damaged") from error

    def purpose(self, clerk_id: UUID) -> str:
        return _purpose(self.store_fingerprint(), clerk_id)

    def store_fingerprint(self) -> str:
        """Under what name a keyring holds the store's key."""
        return str(self._content()["store"])

    def are_of(self, store_key: bytes) -> bool:
        return self.store_fingerprint() == fingerprint(store_key)

    def follow(self, clerks: Iterable[ClerkRow], store_key: bytes) -> None:
        """Brings the slots after the clerks' rows: new ones in, reset keys replaced, those who left out.

        The last slot stays whatever the rows say. A changed password of the same keys stays as it is here.
        """
        content = self._content()
        before = {slot.clerk_id: (slot, each) for slot, each in zip(self.slots(), content["slots"], strict=True)}
        after = [
            before[clerk.id][1] if clerk.id in before and _fits(before[clerk.id][0], clerk) else _slot(store_key, clerk)
            for clerk in clerks
            if clerk.active
        ]
        if after and after != content["slots"]:
            write_json(self._path, content | {"slots": after})

    def change_credentials(self, clerk_id: UUID, credentials: Mapping[str, Any]) -> None:
        content = self._content()
        slots = [
            each | {"credentials": dict(credentials)} if each["clerk_id"] == str(clerk_id) else each
            for each in content["slots"]
        ]
        write_json(self._path, content | {"slots": slots})

    def remove(self, clerk_id: UUID) -> None:
        """Raises ClerkError `keys.last_slot`."""
        content = self._content()
        left = [each for each in content["slots"] if each["clerk_id"] != str(clerk_id)]
        if not left:
            raise ClerkError("keys.last_slot")
        write_json(self._path, content | {"slots": left})

    def _content(self) -> dict[str, Any]:
        if not self._path.exists():
            raise ClerkError("keys.missing")
        content = read_json(self._path)
        if content is None or content.get("form") != FORM or not isinstance(content.get("slots"), list):
            raise ClerkError("keys.damaged")
        return content


def _slot(store_key: bytes, clerk: ClerkRow) -> dict[str, Any]:
    public_key = base64.b64decode(clerk.credentials["public_key"], validate=True)
    return {
        "clerk_id": str(clerk.id),
        "name": clerk.name,
        "roles": list(clerk.roles),
        "credentials": dict(clerk.credentials),
        "sealed": seal(public_key, store_key, _purpose(fingerprint(store_key), clerk.id)),
    }


def _read(document: Mapping[str, Any]) -> KeySlot:
    return KeySlot(
        UUID(document["clerk_id"]),
        str(document["name"]),
        tuple(document["roles"]),
        dict(document["credentials"]),
        dict(document["sealed"]),
    )


def _fits(slot: KeySlot, clerk: ClerkRow) -> bool:
    same_keys = all(slot.credentials.get(name) == clerk.credentials.get(name) for name in ("public_key", "key_version"))
    return same_keys and slot.name == clerk.name and slot.roles == clerk.roles


def _purpose(store: str, clerk_id: UUID) -> str:
    return f"zikao-desk store key {store} {clerk_id}"
