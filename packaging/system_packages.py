"""What the desktop and its tests need of Debian-like systems, and how it is brought."""

from __future__ import annotations

import os
import shutil
import subprocess

from fatal import Fatal

QT_OFFSCREEN = (
    "libglib2.0-0",
    "libgl1",
    "libegl1",
    "libx11-6",
    "libdbus-1-3",
    "libfontconfig1",
    "libfreetype6",
    "libxkbcommon0",
    "libbrotli1",
)
QT_WINDOWS = (
    "libx11-xcb1",
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-image0",
    "libxcb-keysyms1",
    "libxcb-randr0",
    "libxcb-render-util0",
    "libxcb-render0",
    "libxcb-shape0",
    "libxcb-shm0",
    "libxcb-sync1",
    "libxcb-util1",
    "libxcb-xfixes0",
    "libxcb-xkb1",
    "libxkbcommon-x11-0",
)
PRINTING = ("libcups2",)
DOWNLOADS = ("ca-certificates",)
DESKTOP = QT_OFFSCREEN + QT_WINDOWS + PRINTING + DOWNLOADS
# pdftotext reads papers back, strace counts what reaches the disk, pango is for a peer of the benchmarks.
TESTS = ("poppler-utils", "strace", "libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")


def bring(wanted: tuple[str, ...]) -> None:
    """Installs what is missing, or raises Fatal with the line that does."""
    if shutil.which("dpkg-query") is None or shutil.which("apt-get") is None:
        print("bootstrap: not a Debian-like system; these libraries must be there under its own names:", flush=True)
        print("  " + " ".join(wanted), flush=True)
        return
    missing = sorted(set(wanted) - _present())
    if not missing:
        return
    print("bootstrap: missing system packages: " + " ".join(missing), flush=True)
    prefix = _rights()
    if prefix is None:
        raise Fatal(_refusal(missing), "缺少系统软件包。请由系统管理员执行上面的命令，然后重新运行。", code=2)
    _install(prefix, missing)


def _present() -> set[str]:
    """Names of installed packages and of what they provide: a library may have been renamed, as for 64-bit time."""
    listing = subprocess.run(
        ["dpkg-query", "-W", "-f", "${db:Status-Abbrev}\t${Package}\t${Provides}\n"],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    ).stdout
    present = set()
    for line in listing.splitlines():
        status, package, provides = line.split("\t")
        if status.strip() == "ii":
            present.add(package)
            present.update(one.strip().split(" ")[0] for one in provides.split(","))
    return present


def _rights() -> list[str] | None:
    """What to put before a command so that it may install; None where nobody may without being asked."""
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo is not None and subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode == 0:
        return [sudo, "-n"]
    return None


def _install(prefix: list[str], missing: list[str]) -> None:
    quiet = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-o", "DPkg::Lock::Timeout=120"]
    # A failed update may still leave usable lists, as with a medium or a mirror in the house.
    subprocess.run([*prefix, *quiet, "update"], check=False)
    install = [*prefix, *quiet, "install", "--yes", "--no-install-recommends", *missing]
    if subprocess.run(install, stdin=subprocess.DEVNULL, check=False).returncode != 0:
        raise Fatal(_refusal(missing), "系统软件包安装失败。请检查软件源和网络，或由系统管理员执行上面的命令。", code=2)


def _refusal(missing: list[str]) -> str:
    sudo = "sudo " if shutil.which("sudo") is not None else ""
    line = f"{sudo}apt-get update && {sudo}apt-get install --yes --no-install-recommends " + " ".join(missing)
    return "system packages are missing; run this line as an administrator, then start again:\n  " + line
