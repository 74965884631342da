"""A code together with what was read: a repaired one is shown to the user."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class RepairedCode:
    text: str
    original: str
    repaired: bool
