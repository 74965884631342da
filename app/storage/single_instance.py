"""A second start asks the first to show its window: a word on the loopback, with a token only this user can read."""

from __future__ import annotations

import hmac
import secrets
import socket
from typing import TYPE_CHECKING

from app.storage.atomic_file import read_json, write_json

if TYPE_CHECKING:
    from pathlib import Path

_TOKEN_BYTES = 32
_SECONDS = 1.0


class RaiseRequests:
    """Listens in the first process. The window watches `fileno()` and calls `take()` when it becomes readable."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._token = secrets.token_hex(_TOKEN_BYTES)
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._socket.settimeout(0)
        write_json(path, {"port": self._socket.getsockname()[1], "token": self._token})

    def fileno(self) -> int:
        return self._socket.fileno()

    def take(self) -> bool:
        """Whether somebody who may do so asked for the window."""
        try:
            caller, _address = self._socket.accept()
        except BlockingIOError:
            return False
        with caller:
            caller.settimeout(_SECONDS)
            try:
                said = caller.recv(2 * _TOKEN_BYTES)
                granted = hmac.compare_digest(said, self._token.encode())
                caller.sendall(b"y" if granted else b"n")
            except OSError:
                return False
        return granted

    def close(self) -> None:
        self._socket.close()
        self._path.unlink(missing_ok=True)


def ask_first_window(path: Path) -> bool:
    """Whether the process that holds the store has answered that it will show its window."""
    place = read_json(path)
    if place is None:
        return False
    try:
        with socket.create_connection(("127.0.0.1", place["port"]), timeout=_SECONDS) as caller:
            caller.sendall(place["token"].encode())
            return caller.recv(1) == b"y"
    except (OSError, KeyError, TypeError, AttributeError, OverflowError):
        return False
