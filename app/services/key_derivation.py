"""Keys from keys: HKDF (RFC 5869) with SHA-256, one block long."""

from __future__ import annotations

import hashlib
import hmac


def derive(key: bytes, purpose: str, *, salt: bytes = b"") -> bytes:
    """32 bytes that tell nothing of `key`, another value for every purpose."""
    extracted = hmac.digest(salt or bytes(32), key, hashlib.sha256)
    return hmac.digest(extracted, purpose.encode() + b"\x01", hashlib.sha256)
