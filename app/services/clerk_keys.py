"""A clerk's keys: what signs her commands and opens what was sealed for her, wrapped under her password.

`clerk.credentials` holds, all of it in base64 where it is bytes: `form`; `kdf` argon2id with `memory_kib`, `passes`,
`lanes` and `salt`; `nonce` and `wrapped` (ChaCha20-Poly1305 over the X25519 private key and the signing key); the
X25519 `public_key`; `key_version`.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import unicodedata
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from app.domain.errors import ClerkError
from app.services.key_derivation import derive

if TYPE_CHECKING:
    from collections.abc import Mapping

FORM = 1


@dataclass(frozen=True, slots=True)
class Cost:
    """What one try of a password costs, in Argon2id's terms."""

    memory_kib: int
    passes: int
    lanes: int


OFFICE_COST = Cost(memory_kib=65_536, passes=3, lanes=2)
"""A tenth of a second on two cores, and 64 MiB for every guess of somebody who has the file."""

SHORTEST_PASSWORD = 8
LONGEST_PASSWORD = 128
_FEWEST_DIFFERENT = 4
_KEY_BYTES = 32
_NONCE_BYTES = 12
_MOST_MEMORY_KIB = 1_048_576
_MOST_PASSES = 16
_MOST_LANES = 16


def create_credentials(password: str, key_version: int = 1) -> dict[str, Any]:
    """New keys wrapped under a password, in the form of the column `clerk.credentials`.

    Raises ClerkError `password.too_short`, `password.too_long`, `password.characters`, `password.too_simple`.
    """
    return ClerkKeys.new(key_version).wrap(password)


def unlock(credentials: Mapping[str, Any], password: str) -> ClerkKeys:
    """Raises ClerkError `session.wrong_password`, `session.credentials_damaged`."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    try:
        wrapping = _wrapping_key(password, credentials)
        nonce, wrapped = _bytes(credentials, "nonce"), _bytes(credentials, "wrapped")
        public_key, version = _bytes(credentials, "public_key"), int(credentials["key_version"])
    except (KeyError, TypeError, ValueError) as error:
        raise ClerkError("session.credentials_damaged") from error
    try:
        material = ChaCha20Poly1305(wrapping).decrypt(nonce, wrapped, _bound(public_key, version))
    except InvalidTag as error:
        raise ClerkError("session.wrong_password") from error
    keys = ClerkKeys(material[:_KEY_BYTES], material[_KEY_BYTES:], version)
    if keys.public_key != public_key:
        raise ClerkError("session.credentials_damaged")
    return keys


def warm_up() -> None:
    """Loads the cryptography, which this module does not do when it is imported."""
    import argon2.low_level
    from cryptography.hazmat.primitives.asymmetric import x25519
    from cryptography.hazmat.primitives.ciphers import aead

    _loaded = (argon2.low_level.Type, x25519.X25519PrivateKey, aead.ChaCha20Poly1305)


def check_password(password: str) -> None:
    """Raises ClerkError `password.too_short`, `password.too_long`, `password.characters`, `password.too_simple`."""
    if len(password) < SHORTEST_PASSWORD:
        raise ClerkError("password.too_short", shortest=SHORTEST_PASSWORD)
    if len(password) > LONGEST_PASSWORD:
        raise ClerkError("password.too_long", longest=LONGEST_PASSWORD)
    if not password.isprintable():
        raise ClerkError("password.characters")
    if len(set(password)) < _FEWEST_DIFFERENT or _is_run(password):
        raise ClerkError("password.too_simple")


def seal(public_key: bytes, content: bytes, purpose: str) -> dict[str, str]:
    """Sealed so that only the clerk whose public key it is opens it, for that purpose only."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    passing = X25519PrivateKey.generate()
    shared = passing.exchange(X25519PublicKey.from_public_bytes(public_key))
    point = passing.public_key().public_bytes_raw()
    nonce = os.urandom(_NONCE_BYTES)
    box = ChaCha20Poly1305(derive(shared, purpose, salt=point + public_key)).encrypt(nonce, content, purpose.encode())
    return {"point": _text(point), "nonce": _text(nonce), "box": _text(box)}


class ClerkKeys:
    """The open keys. `close` forgets them; a language without memory of its own cannot promise to wipe them."""

    def __init__(self, private_key: bytes, signing_key: bytes, key_version: int) -> None:
        from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

        self.key_version = key_version
        self.public_key = X25519PrivateKey.from_private_bytes(private_key).public_key().public_bytes_raw()
        self._private: bytes | None = private_key
        self._signing: bytes | None = signing_key

    @classmethod
    def new(cls, key_version: int = 1) -> ClerkKeys:
        return cls(os.urandom(_KEY_BYTES), os.urandom(_KEY_BYTES), key_version)

    @property
    def signing_key(self) -> bytes:
        """What the province keeps to verify her signatures. Raises ClerkError `session.locked`."""
        return self._open(self._signing)

    def sign(self, text: bytes) -> str:
        """HMAC-SHA-256 in hexadecimal. Raises ClerkError `session.locked`."""
        return hmac.new(self._open(self._signing), text, hashlib.sha256).hexdigest()

    def unseal(self, sealed: Mapping[str, str], purpose: str) -> bytes:
        """What `seal` sealed for her. Raises ClerkError `session.credentials_damaged`, `session.locked`."""
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
        from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

        private = X25519PrivateKey.from_private_bytes(self._open(self._private))
        try:
            point = _bytes(sealed, "point")
            shared = private.exchange(X25519PublicKey.from_public_bytes(point))
            key = derive(shared, purpose, salt=point + self.public_key)
            return ChaCha20Poly1305(key).decrypt(_bytes(sealed, "nonce"), _bytes(sealed, "box"), purpose.encode())
        except (InvalidTag, KeyError, TypeError, ValueError) as error:
            raise ClerkError("session.credentials_damaged") from error

    def encrypt(self, content: bytes, about: bytes) -> bytes:
        """For herself only; `about` must be the same when it is opened. Raises ClerkError `session.locked`."""
        from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

        nonce = os.urandom(_NONCE_BYTES)
        return nonce + ChaCha20Poly1305(self._own_key()).encrypt(nonce, content, about)

    def decrypt(self, sealed: bytes, about: bytes) -> bytes | None:
        """None where it is not hers or not about that."""
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

        try:
            return ChaCha20Poly1305(self._own_key()).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], about)
        except (InvalidTag, ValueError):
            return None

    def published(self) -> dict[str, Any]:
        """The part of the credentials that everybody may know."""
        return {"public_key": _text(self.public_key), "key_version": self.key_version}

    def are_of(self, credentials: Mapping[str, Any]) -> bool:
        """Whether these are the keys that the credentials publish."""
        return all(credentials.get(name) == value for name, value in self.published().items())

    def wrap(self, password: str, cost: Cost = OFFICE_COST) -> dict[str, Any]:
        """The same keys under another password. Raises as `check_password`."""
        from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

        check_password(password)
        nonce = os.urandom(_NONCE_BYTES)
        credentials: dict[str, Any] = {
            "form": FORM,
            "kdf": "argon2id",
            "memory_kib": cost.memory_kib,
            "passes": cost.passes,
            "lanes": cost.lanes,
            "salt": _text(os.urandom(16)),
            "nonce": _text(nonce),
        } | self.published()
        material = self._open(self._private) + self._open(self._signing)
        cipher = ChaCha20Poly1305(_wrapping_key(password, credentials))
        credentials["wrapped"] = _text(cipher.encrypt(nonce, material, _bound(self.public_key, self.key_version)))
        return credentials

    def close(self) -> None:
        self._private = self._signing = None

    def _own_key(self) -> bytes:
        return derive(self._open(self._private), "zikao-desk drafts")

    @staticmethod
    def _open(key: bytes | None) -> bytes:
        if key is None:
            raise ClerkError("session.locked")
        return key


def _wrapping_key(password: str, credentials: Mapping[str, Any]) -> bytes:
    """Raises ValueError for a form or cost that no office of ours has ever written."""
    from argon2.low_level import Type, hash_secret_raw

    memory, passes, lanes = (int(credentials[name]) for name in ("memory_kib", "passes", "lanes"))
    if credentials["form"] != FORM or credentials["kdf"] != "argon2id":
        raise ValueError("unknown form of credentials")
    if not (0 < memory <= _MOST_MEMORY_KIB and 0 < passes <= _MOST_PASSES and 0 < lanes <= _MOST_LANES):
        raise ValueError("unreasonable cost")
    secret = unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass")
    return hash_secret_raw(secret, _bytes(credentials, "salt"), passes, memory, lanes, _KEY_BYTES, Type.ID)


def _bound(public_key: bytes, key_version: int) -> bytes:
    return b"zikao-desk clerk keys" + public_key + key_version.to_bytes(4, "big")


def _is_run(password: str) -> bool:
    """12345678, abcdefgh, 87654321."""
    steps = {ord(after) - ord(before) for before, after in pairwise(password)}
    return steps in ({1}, {-1})


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode()


def _bytes(document: Mapping[str, Any], name: str) -> bytes:
    return base64.b64decode(document[name], validate=True)
