"""What the sign-in screen knows. The password is never in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from app.services.session import ClerkCard

Phase = Literal["loading", "ready", "checking", "waiting", "closed"]
ADMINISTRATOR = "county_admin"
CLOSING_CODES = ("store.", "keys.", "data_dir.")
"""Errors of these areas leave nothing to type a password for."""


@dataclass(frozen=True, slots=True)
class SignInState:
    """`closed`: the store cannot be opened, `problem` says why; `waiting`: too many wrong tries."""

    phase: Phase = "loading"
    clerks: tuple[ClerkCard, ...] = ()
    chosen: int = 0
    problem: str = ""
    problem_code: str = ""
    wait_seconds: int = 0
    capital_lock: bool | None = None
    shown: bool = False
    locked_by: str = ""

    @property
    def clerk(self) -> ClerkCard | None:
        return self.clerks[self.chosen] if 0 <= self.chosen < len(self.clerks) else None

    @property
    def can_type(self) -> bool:
        return self.phase == "ready" and self.clerk is not None

    def can_sign_in(self, *, has_password: bool) -> bool:
        return self.can_type and has_password

    @property
    def why_not(self) -> str:
        """Why the button does not work, in words; empty where it only lacks a password."""
        if self.phase == "waiting":
            return f"请等 {self.wait_seconds} 秒后再试"
        if self.phase == "checking":
            return "正在核对密码"
        return "数据没有打开，不能登录" if self.phase == "closed" else ""

    @property
    def administrator(self) -> str:
        """Who resets a forgotten password: another administrator than the clerk herself."""
        names = [card.name for card in self.clerks if ADMINISTRATOR in card.roles and card is not self.clerk]
        return names[0] if names else ""


def closes(code: str) -> bool:
    return code.startswith(CLOSING_CODES)
