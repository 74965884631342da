"""Where one can go, where one came from, and what is parked. No Qt: the desk asks, this answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ui.screen import Parked, Screen

BACK_STEPS = 20


@dataclass(frozen=True, slots=True)
class Group:
    name: str
    title: str
    icon: str


GROUPS = (
    Group("home", "工作台", "home"),
    Group("look_up", "查找", "search"),
    Group("intake", "受理", "inbox"),
    Group("review", "审核", "shield"),
    Group("papers", "材料", "file"),
    Group("office", "管理", "sliders"),
)


@dataclass(frozen=True, slots=True)
class ScreenEntry:
    """A screen of the program. `on_rail`: listed under its group; others are reached from screens and by Ctrl+K.

    `group` empty: it belongs to whichever screen asked for it.
    """

    name: str
    title: str
    group: str
    make: Callable[[], Screen]
    on_rail: bool = True


@dataclass(slots=True)
class Navigation:
    entries: Sequence[ScreenEntry]
    current: str = ""
    argument: object = None
    parked: list[Parked] = field(default_factory=list)
    _past: list[tuple[str, object]] = field(default_factory=list)

    def entry(self, name: str) -> ScreenEntry:
        """Raises KeyError for a name that no screen has."""
        for entry in self.entries:
            if entry.name == name:
                return entry
        raise KeyError(name)

    def knows(self, name: str) -> bool:
        return any(entry.name == name for entry in self.entries)

    def of_group(self, group: str) -> list[ScreenEntry]:
        return [entry for entry in self.entries if entry.group == group and entry.on_rail]

    def group_of(self, name: str) -> int | None:
        """None for a screen that belongs to whichever screen asked for it."""
        wanted = self.entry(name).group
        return next((at for at, group in enumerate(GROUPS) if group.name == wanted), None)

    def park(self, parked: Parked) -> None:
        """The newest last, each case once."""
        self.take_up(parked.screen, parked.argument)
        self.parked.append(parked)

    def take_up(self, screen: str, argument: object) -> Parked | None:
        """The case is in hand again; answers with it where it was parked."""
        found = next((each for each in self.parked if (each.screen, each.argument) == (screen, argument)), None)
        if found is not None:
            self.parked.remove(found)
        return found

    def go(self, name: str, argument: object) -> None:
        if self.current and (self.current, self.argument) != (name, argument):
            self._past = [*self._past, (self.current, self.argument)][-BACK_STEPS:]
        self.current, self.argument = name, argument

    def back(self) -> tuple[str, object] | None:
        """Where Esc leads; None at the beginning."""
        if not self._past:
            return None
        self.current, self.argument = self._past.pop()
        return self.current, self.argument
