"""The codes with which this room refuses; ui/text.py holds a sentence for each."""

from __future__ import annotations

from typing import Final

FONT_MISSING: Final = "form.font_missing"
"""A font file of the bundle is not there. Details: file."""
FONT_DAMAGED: Final = "form.font_damaged"
"""A font file cannot be read as TrueType. Details: file."""
GLYPH_MISSING: Final = "form.missing_glyph"
"""No bundled font draws these characters. Details: characters, code_points, fields."""
TOO_LONG: Final = "form.too_long"
"""A value does not fit its box at the smallest size. Details: field, length."""
FORBIDDEN_WORDS: Final = "form.forbidden_words"
"""An opinion holds words that this form must not carry. Details: field, words."""
GRADUATION_DATE: Final = "form.graduation_date"
"""A graduation date is neither 30 June nor 30 December. Details: date."""
ACCEPTANCE_CODE: Final = "form.acceptance_code"
"""The application number cannot stand in a scanned code. Details: field."""
PHOTO_UNREADABLE: Final = "form.photo_unreadable"
"""The portrait's bytes are not a picture."""
LAYOUT_MISSING: Final = "form.layout_missing"
"""The layout file is not there. Details: file."""
LAYOUT_INVALID: Final = "form.layout_invalid"
"""The layout file breaks its own rules. Details: file, where, problem."""
LAYOUT_UNKNOWN: Final = "form.layout_unknown"
"""The layout has no such imposition. Details: layout, known."""
COPIES: Final = "form.copies"
"""The number of copies is not between 1 and 9. Details: copies."""
PDF_UNREADABLE: Final = "form.pdf_unreadable"
"""The bytes to be previewed are not a PDF document."""

ERROR_CODES: Final = frozenset(
    {
        FONT_MISSING,
        FONT_DAMAGED,
        GLYPH_MISSING,
        TOO_LONG,
        FORBIDDEN_WORDS,
        GRADUATION_DATE,
        ACCEPTANCE_CODE,
        PHOTO_UNREADABLE,
        LAYOUT_MISSING,
        LAYOUT_INVALID,
        LAYOUT_UNKNOWN,
        COPIES,
        PDF_UNREADABLE,
    }
)
