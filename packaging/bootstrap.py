"""From a bare Debian-like system with Python to the running program. Standard library only.

python3 packaging/bootstrap.py demo [WORDS]          the desktop on an invented province
python3 packaging/bootstrap.py test [WORDS]          every check; the words go to pytest
python3 packaging/bootstrap.py run PROGRAM [WORDS]   a program of the environment, such as: run zikao-desk --help
python3 packaging/bootstrap.py sync                  only set up

What is done already is left alone, so it may be interrupted and started again at any time.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import system_packages
from fatal import Fatal
from python_packages import PythonPackages

OLDEST_PYTHON = (3, 11)
ROOT = Path(__file__).resolve().parent.parent

CHECKS = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("mypy",),
    ("lint-imports",),
)
"""What `test` runs before pytest, from the environment's own programs."""


def main(words: list[str]) -> int:
    if not words or words[0] not in COMMANDS or (words[0] == "run" and len(words) == 1):
        print(__doc__)
        return 0 if words in (["--help"], ["-h"], ["help"]) else 2
    try:
        check_python()
        set_up(for_tests=words[0] == "test")
        return COMMANDS[words[0]](words[1:])
    except Fatal as fatal:
        print(f"bootstrap: {fatal}\n{fatal.chinese}", file=sys.stderr, flush=True)
        return fatal.code
    except KeyboardInterrupt:
        print("bootstrap: interrupted; start again to go on\n已中断，重新运行即可继续。", file=sys.stderr, flush=True)
        return 130


def check_python() -> None:
    if sys.version_info < OLDEST_PYTHON:
        found, oldest = sys.version.split()[0], ".".join(map(str, OLDEST_PYTHON))
        raise Fatal(
            f"Python {oldest} or newer is needed, this is {found} ({sys.executable})",
            f"需要 Python {oldest} 或更新版本，当前版本为 {found}。",
            code=2,
        )


def set_up(*, for_tests: bool) -> None:
    """System packages, environment, byte code: whatever of them is missing."""
    environment = PythonPackages(ROOT)
    with environment.alone():
        wanted = system_packages.DESKTOP + (system_packages.TESTS if for_tests else ())
        system_packages.bring(wanted + (("python3-venv",) if environment.needs_ensurepip() else ()))
        environment.bring()
        environment.compile(ROOT / "app", ROOT / "ui")


def child_environment() -> dict[str, str]:
    """Without PYTHONDONTWRITEBYTECODE, which slows every start down, and with a locale that knows Chinese."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    locale = environment.get("LC_ALL") or environment.get("LC_CTYPE") or environment.get("LANG") or ""
    if "utf" not in locale.lower():
        environment["LC_ALL"] = "C.UTF-8"
    environment["PATH"] = os.pathsep.join([str(ROOT / ".venv" / "bin"), environment.get("PATH", os.defpath)])
    return environment


def program(name: str) -> str:
    own = ROOT / ".venv" / "bin" / name
    return str(own) if own.exists() else name


def run(words: list[str]) -> int:
    """Becomes the program, so that signals and the exit code are its own."""
    sys.stdout.flush()
    try:
        os.execvpe(program(words[0]), words, child_environment())  # noqa: S606 - no shell is meant
    except OSError as error:
        raise Fatal(f"cannot run {words[0]}: {error.strerror}", "找不到要运行的程序。", code=2) from error


def demo(words: list[str]) -> int:
    return run(["zikao-desk", "demo", *words])


def test(words: list[str]) -> int:
    """Every check even when one fails; pytest last, so that its closing line closes."""
    failed = [" ".join(check) for check in CHECKS if not passes(list(check))]
    if not passes(["pytest", "-n", "2", "--dist", "loadfile", *words]):
        failed.append("pytest")
    if failed:
        print("bootstrap: failed: " + ", ".join(failed), file=sys.stderr, flush=True)
    return 1 if failed else 0


def passes(words: list[str]) -> bool:
    print("bootstrap: " + " ".join(words), flush=True)
    line = [program(words[0]), *words[1:]]
    return subprocess.run(line, cwd=ROOT, env=child_environment(), check=False).returncode == 0


def sync(words: list[str]) -> int:
    return 0 if not words else 2


COMMANDS = {"demo": demo, "test": test, "run": run, "sync": sync}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
