"""A second start finds the first window; and the keyring answers in time or not at all."""

from __future__ import annotations

import json
import socket
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from app.storage import keyring_slot
from app.storage.single_instance import RaiseRequests, ask_first_window

if TYPE_CHECKING:
    from pathlib import Path


def asked(requests: RaiseRequests, path: Path) -> tuple[bool, bool]:
    """What the first window saw, and what the second start was answered."""
    with ThreadPoolExecutor(1) as second_start:
        answer = second_start.submit(ask_first_window, path)
        saw = False
        while not answer.done() and not saw:
            saw = requests.take()
        return saw, answer.result()


def test_a_second_start_asks_the_first_to_show_itself(tmp_path: Path) -> None:
    path = tmp_path / "store.socket"
    with closing(RaiseRequests(path)) as requests:
        assert requests.fileno() > 0
        assert requests.take() is False
        assert path.stat().st_mode & 0o077 == 0
        assert asked(requests, path) == (True, True)
    assert not path.exists()


def test_who_cannot_read_the_file_raises_nothing(tmp_path: Path) -> None:
    path = tmp_path / "store.socket"
    with closing(RaiseRequests(path)) as requests:
        path.write_text(json.dumps(json.loads(path.read_text()) | {"token": "0" * 64}))
        with ThreadPoolExecutor(1) as second_start:
            answer = second_start.submit(ask_first_window, path)
            while not answer.done():
                assert requests.take() is False
            assert answer.result() is False


def test_a_first_window_that_is_gone_does_not_answer(tmp_path: Path) -> None:
    path = tmp_path / "store.socket"
    assert ask_first_window(path) is False
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        port = server.getsockname()[1]
    odd = ({"port": "x", "token": "x"}, {"port": 1 << 20, "token": "x"}, {"port": None, "token": None})
    for content in (json.dumps({"port": port, "token": "x"}), "{}", "[]", "not json", *map(json.dumps, odd)):
        path.write_text(content)
        assert ask_first_window(path) is False


def test_without_a_sound_keyring_there_is_no_slot() -> None:
    assert keyring_slot.fetch_key("a store") is None
    assert keyring_slot.keep_key("a store", bytes(32)) is False


@pytest.mark.parametrize(
    ("backend", "kept"),
    [("class Keyring(Memory): pass", False), ("Keyring = type('Keyring', (Memory,), {'__module__': SOUND})", True)],
    ids=["unknown backend", "sound backend"],
)
def test_only_a_known_backend_is_trusted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, backend: str, *, kept: bool
) -> None:
    (tmp_path / "own_backend.py").write_text(
        "import keyring.backend, pathlib\n"
        f"FILE = pathlib.Path({str(tmp_path / 'kept')!r})\n"
        "SOUND = 'keyring.backends.SecretService'\n"
        "class Memory(keyring.backend.KeyringBackend):\n"
        "    priority = 1\n"
        "    def get_password(self, service, name): return FILE.read_text() if FILE.exists() else None\n"
        "    def set_password(self, service, name, secret): FILE.write_text(secret)\n"
        "    def delete_password(self, service, name): FILE.unlink()\n"
        f"{backend}\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "own_backend.Keyring")
    monkeypatch.setattr(keyring_slot, "SECONDS", 30.0)
    assert keyring_slot.keep_key("a store", bytes(range(32))) is kept
    assert keyring_slot.fetch_key("a store") == (bytes(range(32)) if kept else None)
    assert keyring_slot.forget_key("a store") is kept


def test_a_keyring_that_hangs_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "keyring.py").write_text("import time\ntime.sleep(60)\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setattr(keyring_slot, "SECONDS", 0.5)
    assert keyring_slot.fetch_key("a store") is None


def test_a_keyring_cannot_ask_on_the_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "keyring.py").write_text(
        f"import pathlib, sys\npathlib.Path({str(tmp_path / 'asked')!r}).write_text(repr(sys.stdin.isatty()))\n"
        "open('/dev/tty')\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setattr(keyring_slot, "SECONDS", 30.0)
    assert keyring_slot.fetch_key("a store") is None
    assert (tmp_path / "asked").read_text() == "False"
