"""The project's own Python environment, exactly as requirements.lock says."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import registry
from fatal import Fatal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

OLDEST_UV = (0, 5)
NO_ENVIRONMENT = "Python 环境安装失败。请检查网络和软件源后重新运行，已完成的部分会保留。"


class PythonPackages:
    """`.venv` beside the project, and `.venv-tools` for what makes it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.venv = root / ".venv"
        self.tools = root / ".venv-tools"
        self.python = self.venv / "bin" / "python"
        self._stamp = self.venv / "bootstrap.stamp"
        self._begun = self.venv / "bootstrap.begun"

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """Lets one set-up at a time work on the folder; others wait."""
        self.tools.mkdir(exist_ok=True)
        (self.tools / ".gitignore").write_text("*\n", encoding="utf-8")
        with (self.tools / "lock").open("w", encoding="utf-8") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                print("bootstrap: waiting for another set-up of this folder", flush=True)
                fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def needs_ensurepip(self) -> bool:
        """Whether Debian's python3-venv has to come first: no uv here, and nothing to bring it with."""
        return self._uv_at_hand() is None and importlib.util.find_spec("ensurepip") is None

    def bring(self) -> None:
        """Makes the environment what the lock says; does nothing where it is."""
        wanted = self._fingerprint()
        if self._stamp.exists() and self._stamp.read_text(encoding="utf-8") == wanted and self._version(self.python):
            return
        self._stamp.unlink(missing_ok=True)
        uv = self._uv_at_hand() or self._new_uv()
        if self._begun.exists() or self._version(self.python) != sys.version:
            print(f"bootstrap: new environment in {self.venv.name} for Python {sys.version.split()[0]}", flush=True)
            self._run([sys.executable, "-m", "venv", "--clear", "--without-pip", str(self.venv)])
        # A package that a power cut left half written looks installed: while this file is there, all is made anew.
        self._begun.touch()
        print("bootstrap: packages from requirements.lock", flush=True)
        self._run([uv, "pip", "sync", "--python", self.python, "--require-hashes", "requirements.lock"])
        project = ["--offline", "--no-deps", "--no-build-isolation", "--editable", "."]
        self._run([uv, "pip", "install", "--quiet", "--python", self.python, *project])
        print("bootstrap: byte-compiling", flush=True)
        self.compile(self.venv / "lib")
        self._stamp.write_text(wanted, encoding="utf-8")
        self._begun.unlink()

    def compile(self, *folders: Path) -> None:
        """Some packages carry templates that are no Python: that a file does not compile is not an error."""
        words = ["-m", "compileall", "-q", "-j", "0", *map(str, folders)]
        subprocess.run([str(self.python), *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)

    def _fingerprint(self) -> str:
        told = hashlib.sha256(f"{sys.version}\n{self.root}\n".encode())
        for name in ("requirements.lock", "pyproject.toml"):
            told.update((self.root / name).read_bytes())
        return told.hexdigest()

    def _uv_at_hand(self) -> str | None:
        for candidate in (str(self.tools / "bin" / "uv"), shutil.which("uv")):
            if candidate is None or not Path(candidate).exists():
                continue
            told = subprocess.run([candidate, "--version"], stdout=subprocess.PIPE, text=True, check=False)
            version = re.match(r"uv (\d+)\.(\d+)", told.stdout)
            if told.returncode == 0 and version and tuple(map(int, version.groups())) >= OLDEST_UV:
                return candidate
        return None

    def _new_uv(self) -> str:
        print("bootstrap: bringing uv", flush=True)
        self._run([sys.executable, "-m", "venv", str(self.tools)])
        (self.tools / ".gitignore").write_text("*\n", encoding="utf-8")
        wanted = self.root / "packaging" / "uv-requirements.txt"
        pip = [str(self.tools / "bin" / "python"), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
        self._run([*pip, "--only-binary", ":all:", "--require-hashes", "-r", wanted])
        return str(self.tools / "bin" / "uv")

    def _version(self, python: Path) -> str | None:
        if not python.exists():
            return None
        asked = [str(python), "-c", "import sys; sys.stdout.write(sys.version)"]
        told = subprocess.run(asked, stdout=subprocess.PIPE, text=True, check=False)
        return told.stdout if told.returncode == 0 else None

    def _run(self, words: Sequence[str | Path]) -> None:
        environment = registry.environment_for_uv(dict(os.environ))
        environment["UV_PYTHON_DOWNLOADS"] = "never"
        line = [str(word) for word in words]
        if subprocess.run(line, cwd=self.root, env=environment, stdin=subprocess.DEVNULL, check=False).returncode != 0:
            raise Fatal("failed: " + " ".join(line), NO_ENVIRONMENT)
