"""From an error code to the sentence a clerk reads: what is wrong, what was kept, what to do next.

In a sentence `{name}` is a detail of the error; what stands between `[` and `]` is left out where a detail in it is
unknown.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING

from ui import words
from ui.sentences.demands import DEMANDS
from ui.sentences.entries import ENTRIES
from ui.sentences.form_fields import form_field
from ui.sentences.papers import PAPERS
from ui.sentences.workstation import WORKSTATION

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.domain.errors import ClerkError

_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
_FIELD = re.compile(r"\{(\w+)\}")
_sentences: dict[str, str] = {**ENTRIES, **DEMANDS, **WORKSTATION, **PAPERS}


def known(code: str) -> bool:
    return code in _sentences


def sentence(error: ClerkError) -> str:
    return sentence_for(error.code, error.details)


def sentence_for(code: str, details: Mapping[str, object] | None = None) -> str:
    """An unknown code gives a plain sentence with the code, for the telephone."""
    text = _sentences.get(code)
    if text is None:
        return f"这一步没有办成，已办的内容都已保存。请重试；仍不行，请告知管理员编号 {code}。"
    shown = {name: _shown(name, value) for name, value in (details or {}).items()}
    text = _OPTIONAL.sub(lambda found: _filled(found[1], shown) or "", text)
    return _filled(text, shown) or _FIELD.sub("", text)


def _filled(text: str, shown: Mapping[str, str]) -> str | None:
    wanted = _FIELD.findall(text)
    if any(not shown.get(name) for name in wanted):
        return None
    return _FIELD.sub(lambda found: shown[found[1]], text)


def _shown(name: str, value: object) -> str:
    if isinstance(value, datetime):
        return words.day_and_time(value)
    if name == "kind":
        return words.TIMES.get(str(value), str(value))
    if name == "field":
        return form_field(str(value))
    if isinstance(value, tuple | list | frozenset | set):
        if name == "roles":
            return words.roles(value)
        return "、".join(_shown(name, entry) for entry in value)
    return "" if value is None else str(value)
