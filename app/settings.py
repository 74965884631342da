"""What an office sets on one workstation. Each setting is declared once, with its type, bounds and default."""

from __future__ import annotations

import contextlib
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Any, Literal

import msgspec

from app.domain.errors import ClerkError
from app.files import write_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

VERSION = 1
_KEPT_ASIDE = 9
_MOST_BYTES = 1 << 20

UPGRADES: Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]] = MappingProxyType({})
"""Version n -> what turns a file of version n into one of n + 1. A name is never given to another setting."""

Percent = Annotated[int, msgspec.Meta(ge=80, le=200)]
Minutes = Annotated[int, msgspec.Meta(ge=1, le=60)]
Pixels = Annotated[int, msgspec.Meta(ge=0, le=20_000)]
Line = Annotated[str, msgspec.Meta(max_length=200)]


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Names are the keys of the file. Nothing here is about a person, so the file is not encrypted."""

    # the office, as papers and slips name it
    office_name: Line = ""
    office_address: Line = ""
    office_phone: Line = ""
    office_hours: Line = ""

    # the desktop
    theme: Literal["system", "light", "dark"] = "system"
    text_scale: Percent = 100
    """Per cent of the size that the operating system asks for."""
    window_size: tuple[Pixels, Pixels] | None = None
    column_widths: dict[str, tuple[Pixels, ...]] = {}
    """Name of a table -> width of each of its columns in pixels."""

    # signing in
    idle_lock_minutes: Minutes = 10

    # paper
    form_layout: Literal["a3-booklet", "a4"] = "a3-booklet"
    printer: Line = ""
    """Name of the print queue; empty for the system's own."""


class SettingsFile:
    """The settings of one data folder, read once and written whole."""

    def __init__(self, file: Path) -> None:
        """Reads the file; no file means the defaults.

        Raises ClerkError `settings.damaged` when it cannot be understood: it has then been moved aside to the name in
        `kept`, so reading once more gives the defaults. Raises `settings.unreadable` when the disk does not give it.
        """
        self._file = file
        self.now = self._read()

    def change(self, **changes: object) -> Settings:
        """Keeps the changed settings on disk and answers with all of them.

        Raises ClerkError `settings.value` for a value that its declaration does not allow, `settings.unwritable` when
        the disk refuses; in both cases the old settings stand.
        """
        try:
            changed = msgspec.convert(msgspec.to_builtins(self.now) | msgspec.to_builtins(changes), Settings)
        except msgspec.ValidationError as error:
            raise ClerkError("settings.value", names=sorted(changes)) from error
        self._write(changed)
        self.now = changed
        return changed

    def _read(self) -> Settings:
        try:
            with self._file.open("rb") as file:
                content = file.read(_MOST_BYTES + 1)
        except FileNotFoundError:
            return Settings()
        except OSError as error:
            raise ClerkError("settings.unreadable") from error
        try:
            return _understand(content)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise ClerkError("settings.damaged", kept=self._keep_aside()) from error

    def _keep_aside(self) -> str:
        """Moves the file to the first free of nine names; with all taken the ninth is overwritten."""
        stem, ending = self._file.stem, self._file.suffix
        names = [self._file.with_name(f"{stem}.damaged-{n}{ending}") for n in range(1, _KEPT_ASIDE + 1)]
        aside = next((name for name in names if not name.exists()), names[-1])
        with contextlib.suppress(OSError):
            self._file.replace(aside)
        return aside.name

    def _write(self, settings: Settings) -> None:
        content = msgspec.json.format(msgspec.json.encode({"version": VERSION, "settings": settings}), indent=2)
        try:
            write_whole(self._file, content)
        except OSError as error:
            raise ClerkError("settings.unwritable") from error


def _understand(content: bytes) -> Settings:
    if len(content) > _MOST_BYTES:
        raise msgspec.ValidationError("longer than any settings file we write")
    document = msgspec.json.decode(content, type=dict[str, Any])
    version, values = document.get("version"), document.get("settings")
    if not isinstance(version, int) or not isinstance(values, dict) or not 1 <= version <= VERSION:
        raise msgspec.ValidationError("not a settings file of this or an earlier version")
    for step in range(version, VERSION):
        values = UPGRADES[step](values)
    return msgspec.convert(values, Settings)
