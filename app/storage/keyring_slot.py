"""The store key in the operating system's keyring, where that answers in time; off until an office turns it on.

The keyring is asked in a process of its own: services have been seen to hang or to ask on a terminal, and a process can
be ended where a thread cannot. The key passes through pipes, never through an argument or the environment.
"""

from __future__ import annotations

import subprocess
import sys

SECONDS = 2.0
SERVICE = "zikao-desk"
_SOUND = ("keyring.backends.SecretService", "keyring.backends.Windows", "keyring.backends.macOS")
"""Never the chainer or keyrings.alt, which fall back to a password asked on the terminal or a file of their own."""


def fetch_key(store: str) -> bytes | None:
    """None where there is none, or the keyring is locked, missing or slow. `store`: the fingerprint of keys.json."""
    answer = _ask("get", store)
    try:
        key = bytes.fromhex(answer) if answer else b""
    except ValueError:
        return None
    return key if len(key) == 32 else None


def keep_key(store: str, key: bytes) -> bool:
    """Whether the keyring has it now."""
    return _ask("set", store, key.hex()) == "kept"


def forget_key(store: str) -> bool:
    return _ask("delete", store) == "gone"


def _ask(verb: str, store: str, secret: str = "") -> str:
    if getattr(sys, "frozen", False):  # there the executable is the whole program, not an interpreter
        return ""
    try:
        done = subprocess.run(  # noqa: S603 the arguments are ours
            [sys.executable, "-m", "app.storage.keyring_slot", verb, store],
            input=secret,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
            start_new_session=True,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def _answer(verb: str, store: str, secret: str) -> str:
    import keyring

    backend = keyring.get_keyring()
    if not type(backend).__module__.startswith(_SOUND):
        return ""
    if verb == "set":
        backend.set_password(SERVICE, store, secret)
        return "kept"
    if verb == "delete":
        backend.delete_password(SERVICE, store)
        return "gone"
    return backend.get_password(SERVICE, store) or ""


if __name__ == "__main__":
    sys.stdout.write(_answer(sys.argv[1], sys.argv[2], sys.stdin.read()))
