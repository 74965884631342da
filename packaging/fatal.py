from __future__ import annotations


class Fatal(Exception):  # noqa: N818 - it is the end, not an error among others
    """Set-up cannot go on: one message for who maintains the machine, one line for who sits at it."""

    def __init__(self, message: str, chinese: str, *, code: int = 1) -> None:
        super().__init__(message)
        self.chinese = chinese
        self.code = code
