"""What is looked at before a form is drawn: characters that no font has, words and dates that must not stand there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.domain.errors import ClerkError
from app.forms import errors
from app.forms.content import texts_of
from app.forms.layout_check import FORBIDDEN_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.forms.content import FormContent
    from app.forms.typefaces import Typeface

OPINIONS: Final = ("moral_appraisal", "county_opinion", "host_opinion", "province_opinion")
GRADUATION_DAYS: Final = frozenset({(6, 30), (12, 30)})


def check_content(content: FormContent, typefaces: Iterable[Typeface]) -> None:
    """Raises: ClerkError ``form.missing_glyph``, ``form.forbidden_words`` or ``form.graduation_date``."""
    check_glyphs(texts_of(content), typefaces)
    for name in OPINIONS:
        if FORBIDDEN_WORDS in getattr(content, name):
            raise ClerkError(errors.FORBIDDEN_WORDS, field=name, words=FORBIDDEN_WORDS)
    day = content.graduation_date
    if (day.month, day.day) not in GRADUATION_DAYS:
        raise ClerkError(errors.GRADUATION_DATE, date=day)


def check_glyphs(texts: Iterable[tuple[str, str]], typefaces: Iterable[Typeface]) -> None:
    """Raises: ClerkError ``form.missing_glyph`` naming every character, its code point and the fields it stands in."""
    missing: dict[str, list[str]] = {}
    for typeface in typefaces:
        for field, text in texts:
            for character in typeface.lacking(text):
                if field not in missing.setdefault(character, []):
                    missing[character].append(field)
    if missing:
        raise ClerkError(
            errors.GLYPH_MISSING,
            characters=tuple(missing),
            code_points=tuple(f"U+{ord(character):04X}" for character in missing),
            fields=tuple(dict.fromkeys(field for fields in missing.values() for field in fields)),
        )


def from_fallback(content: FormContent, typeface: Typeface) -> tuple[str, ...]:
    """Characters that the first font lacks and another draws, in their order: a person should look at them."""
    found = {character: None for _, text in texts_of(content) for character in text if typeface.file_of[character] > 0}
    return tuple(found)
