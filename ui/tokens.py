"""The table of tokens: every colour and measure of both themes, read once."""

from __future__ import annotations

import json
from functools import cache
from typing import Any, Literal

from app.paths import RESOURCES

ThemeName = Literal["light", "dark"]


@cache
def table() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((RESOURCES / "theme" / "tokens.json").read_text(encoding="utf-8"))
    return loaded


def colours(theme: ThemeName) -> dict[str, str]:
    return {name: entry[theme] for name, entry in table()["colour"].items()}


def relative_luminance(colour: str) -> float:
    """WCAG 2.1, "relative luminance" of an #RRGGBB colour."""

    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    lighter, darker = sorted((relative_luminance(first), relative_luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)
