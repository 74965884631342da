"""专业代码: six digits as text, with K (国控), T (特设) or TK; older ones such as B020115 and 050105."""

from __future__ import annotations

from app.domain.repaired_code import RepairedCode

__all__ = ["RepairedCode", "repair_specialty_code"]


def repair_specialty_code(value: str | float) -> RepairedCode:
    raise NotImplementedError
