"""The package registry that this machine's pip is set to, said to uv in uv's own variables."""

from __future__ import annotations

import configparser
import os
import sys
from pathlib import Path

# pip's option -> the variable, and what stands between several values there
ONE_VALUE = {
    "index-url": ("UV_DEFAULT_INDEX",),
    "cert": ("SSL_CERT_FILE",),
    "client-cert": ("SSL_CLIENT_CERT",),
    "proxy": ("HTTPS_PROXY", "HTTP_PROXY"),
    "timeout": ("UV_HTTP_TIMEOUT",),
    "default-timeout": ("UV_HTTP_TIMEOUT",),
}
SEVERAL_VALUES = {
    "extra-index-url": ("UV_INDEX", " "),
    "trusted-host": ("UV_INSECURE_HOST", " "),
    "find-links": ("UV_FIND_LINKS", ","),
}


def environment_for_uv(environment: dict[str, str]) -> dict[str, str]:
    """The environment with pip's registry, certificates and proxy added; what is set for uv already stays."""
    settings = pip_settings(environment)
    added: dict[str, str] = {}
    for option, names in ONE_VALUE.items():
        if settings.get(option):
            added.update(dict.fromkeys(names, settings[option]))
    for option, (name, between) in SEVERAL_VALUES.items():
        values = [value for value in settings.get(option, "").split() if not _lost(value)]
        if values:
            added[name] = between.join(values)
    if settings.get("no-index", "").lower() in ("1", "true", "yes", "on"):
        added["UV_NO_INDEX"] = "1"
    # pip takes the best of all registries; with hashes in the lock, which one a file comes from does not matter.
    added["UV_INDEX_STRATEGY"] = "unsafe-best-match"
    if "SSL_CERT_FILE" not in environment and "SSL_CERT_FILE" not in added:
        added.update({"UV_SYSTEM_CERTS": "true", "UV_NATIVE_TLS": "true"})
    return {**added, **environment}


def pip_settings(environment: dict[str, str]) -> dict[str, str]:
    """Options of `pip install`, without the leading dashes: files first, then PIP_* variables, the last one wins."""
    settings: dict[str, str] = {}
    for file in configuration_files(environment):
        parser = configparser.RawConfigParser()
        try:
            parser.read(file, encoding="utf-8")
        except (configparser.Error, UnicodeDecodeError):
            print(f"bootstrap: {file} is not readable, left out", flush=True)
            continue
        for section in ("global", "install"):
            if parser.has_section(section):
                settings.update({option.replace("_", "-"): value for option, value in parser.items(section)})
    for name, value in environment.items():
        if name.startswith("PIP_") and value:
            settings[name[len("PIP_") :].lower().replace("_", "-")] = value
    return settings


def configuration_files(environment: dict[str, str]) -> list[Path]:
    """In pip's order: the machine's, the user's, this Python's, the one named by PIP_CONFIG_FILE."""
    named = environment.get("PIP_CONFIG_FILE")
    if named == os.devnull:
        return []
    home = Path(environment.get("HOME", "~")).expanduser()
    shared = [Path(folder) / "pip" for folder in environment.get("XDG_CONFIG_DIRS", "/etc/xdg").split(":") if folder]
    own = Path(environment.get("XDG_CONFIG_HOME") or home / ".config") / "pip"
    folders = [*shared, Path("/etc"), home / ".pip", own, Path(sys.prefix)]
    return [folder / "pip.conf" for folder in folders] + ([Path(named)] if named else [])


def _lost(place: str) -> bool:
    """Whether it is a local folder that is not there: pip passes over it, uv would stop."""
    path = place.removeprefix("file://")
    return path.startswith("/") and not Path(path).exists()
