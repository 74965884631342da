"""The program's own diary: what broke and where, never about whom. A file with a bound, in the data folder."""

from __future__ import annotations

import logging
import re
import secrets
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TYPE_CHECKING, Self

from app.domain.errors import ClerkError

if TYPE_CHECKING:
    from io import TextIOWrapper
    from types import TracebackType

FILE_BYTES = 1_000_000
FILES = 5
MASK = "***"

_LONG_NUMBER = re.compile(r"\d(?:[ \t\u3000\-–·.]?\d){5,}[ \-]?[Xx\uff38\uff58]?")
"""Six digits or more, also in groups: identity, candidate and certificate numbers, birth dates, telephones.
Digits of every script count, so full-width ones do not slip through."""

_ID_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Letters only: a number would be masked, and I and O are misread on the telephone."""

_logger = logging.getLogger("app")


class _Diary(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        """Only the message is masked: time, level and logger are the program's own."""
        lines = [masked(record.getMessage())]
        if record.exc_info is not None and record.exc_info[1] is not None:
            lines.append(without_words(record.exc_info[1]))
        return f"{self.formatTime(record)} {record.levelname} {record.name} " + "\n".join(lines)


class _OwnFiles(RotatingFileHandler):
    """Every file its owner's only, also the one that a rotation begins."""

    def _open(self) -> TextIOWrapper:
        stream = super()._open()
        Path(self.baseFilename).chmod(0o600)
        return stream


class Log:
    """An open diary; `close` it before opening another."""

    def __init__(self, folder: Path, level: int = logging.INFO) -> None:
        """Raises OSError when the folder takes no file."""
        self.file = folder / "zikao-desk.log"
        self._handler = _OwnFiles(
            self.file, maxBytes=FILE_BYTES, backupCount=FILES - 1, encoding="utf-8", errors="backslashreplace"
        )
        self._handler.setFormatter(_Diary())
        root = logging.getLogger()
        root.addHandler(self._handler)
        root.setLevel(level)
        logging.raiseExceptions = False  # a full disk must not fill the terminal as well
        logging.captureWarnings(capture=True)

    def close(self) -> None:
        logging.captureWarnings(capture=False)
        logging.getLogger().removeHandler(self._handler)
        self._handler.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


def masked(text: str) -> str:
    """The text with everything that looks like the number of a person or a telephone made unreadable."""
    return _LONG_NUMBER.sub(MASK, text)


def without_words(error: BaseException) -> str:
    """Type and place of an exception and of what caused it.

    Its words are left out: libraries put the values they choked on into them, and a value may be a name. The code of a
    ClerkError is ours and stays.
    """
    told: list[str] = []
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        places = traceback.extract_tb(current.__traceback__)
        frames = [f"  {place.filename}:{place.lineno} in {place.name}" for place in places]
        code = f" {current.code}" if isinstance(current, ClerkError) else ""
        told.append("\n".join([f"{type(current).__module__}.{type(current).__qualname__}{code}", *frames]))
        current = current.__cause__ if current.__cause__ is not None else current.__context__
    return masked("\nafter ".join(told))


def record_crash(error: BaseException) -> str:
    """Writes the crash down and answers with the short id under which it stands, for the clerk to read out."""
    crash_id = "-".join("".join(secrets.choice(_ID_LETTERS) for _ in range(4)) for _ in range(2))
    _logger.critical("crash %s", crash_id, exc_info=error)
    return crash_id
