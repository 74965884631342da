"""The sentences of the 一次性告知单: data in resources/notice, one for each thing that can be lacking."""

from __future__ import annotations

import json
from dataclasses import dataclass
from string import Formatter
from typing import TYPE_CHECKING, Any

from app.domain.errors import ClerkError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from app.domain.lacking import Lack

FORMAT = "zikao-notice/1"


@dataclass(frozen=True, slots=True)
class LackText:
    matter: str
    how: str
    bring: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NoticeTexts:
    lacks: Mapping[str, LackText]
    places: Mapping[str, str]
    who: Mapping[str, str]
    reason: str
    remark: str
    later: str
    overdue: str
    no_time: str

    @classmethod
    def load(cls, folder: Path) -> NoticeTexts:
        """`folder` is resources/notice. Raises ClerkError("notice.texts_unreadable")."""
        try:
            document = json.loads((folder / "notice.json").read_text(encoding="utf-8"))
            if document["format"] != FORMAT:
                raise ClerkError("notice.texts_unreadable")
            return cls(
                lacks={code: _lack_text(each) for code, each in document["lacks"].items()},
                places=document["places"],
                who=document["who"],
                reason=document["reason"],
                remark=document["remark"],
                later=document["later"],
                overdue=document["overdue"],
                no_time=document["no_time"],
            )
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ClerkError("notice.texts_unreadable") from error

    def of(self, lack: Lack, words: Mapping[str, str]) -> LackText:
        """The sentences filled in with what the lack says of itself. Raises ClerkError("notice.text_missing")."""
        text = self.lacks.get(lack.code)
        if text is None:
            raise ClerkError("notice.text_missing", code=lack.code)
        how = filled(text.how, words)
        if words.get("reason"):
            how = f"{filled(self.reason, words)}{_stop(words['reason'])}{how}"
        if not lack.now:
            how = f"{self.later}{how}"
        return LackText(filled(text.matter, words), how, tuple(filled(each, words) for each in text.bring))

    def remark_on(self, lack: Lack, words: Mapping[str, str]) -> str:
        """One sentence or two for what is over and lacks nothing. Raises as `of`."""
        text = self.of(lack, words)
        return filled(self.remark, {"matter": text.matter, "how": text.how})

    def where(self, lack: Lack, words: Mapping[str, str]) -> str:
        return f"{filled(self.places[lack.place], words)}，{self.who[lack.who]}"


def variables_of(text: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name)


def filled(text: str, words: Mapping[str, str]) -> str:
    """A word that is not known stays out: the sentence must stand without it."""
    return text.format_map({name: words.get(name, "") for name in variables_of(text)})


def _stop(sentence: str) -> str:
    return "" if sentence[-1] in "。！？；" else "。"


def _lack_text(entry: Mapping[str, Any]) -> LackText:
    return LackText(entry["matter"], entry["how"], tuple(entry["bring"]))
