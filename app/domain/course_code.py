"""课程代码: five digits as text, leading zeros count; provincial additions such as 43-00526."""

from __future__ import annotations

from app.domain.repaired_code import RepairedCode

__all__ = ["RepairedCode", "repair_course_code"]


def repair_course_code(value: str | float) -> RepairedCode:
    raise NotImplementedError
