"""Where things lie: one data folder for a workstation, and the resources that come with the program."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from app.domain.errors import ClerkError

PROGRAM = "zikao-desk"
_OWNER_ONLY = 0o700


def _resources() -> Path:
    frozen = getattr(sys, "_MEIPASS", None)
    return Path(frozen if frozen is not None else Path(__file__).parent.parent) / "resources"


RESOURCES = _resources()
FONTS = RESOURCES / "fonts"


@dataclass(frozen=True, slots=True)
class Paths:
    """The files of one workstation. Nothing here touches the disk but `prepare`."""

    data: Path

    @classmethod
    def at(cls, data_dir: Path | None = None) -> Paths:
        """The folder given with `--data-dir`, else the one the operating system keeps for this user's programs."""
        if data_dir is None:
            return cls(platformdirs.user_data_path(PROGRAM, appauthor=False))
        return cls(data_dir.expanduser().absolute())

    @property
    def store(self) -> Path:
        return self.data / "store.db"

    @property
    def blobs(self) -> Path:
        """Scans, photos and portraits: a file of their own, so that the store stays small."""
        return self.data / "blobs.db"

    @property
    def keys(self) -> Path:
        return self.data / "keys.json"

    @property
    def sign_in(self) -> Path:
        """Wrong tries and waits of each clerk, and who signed in when."""
        return self.data / "sign-in.json"

    @property
    def lock(self) -> Path:
        """Held by the one process that writes the store."""
        return self.data / "store.lock"

    @property
    def socket(self) -> Path:
        """Where a second process asks the one that holds the lock."""
        return self.data / "store.socket"

    @property
    def settings(self) -> Path:
        return self.data / "settings.json"

    @property
    def logs(self) -> Path:
        return self.data / "logs"

    def prepare(self) -> Paths:
        """Makes the folders, readable by their owner only.

        Raises ClerkError `data_dir.unusable` where they cannot be made or written.
        """
        try:
            for folder in (self.data, self.logs):
                folder.mkdir(mode=_OWNER_ONLY, parents=True, exist_ok=True)
        except OSError as error:
            raise ClerkError("data_dir.unusable", folder=str(self.data)) from error
        if not os.access(self.data, os.W_OK | os.X_OK):
            raise ClerkError("data_dir.unusable", folder=str(self.data))
        return self
