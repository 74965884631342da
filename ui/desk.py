"""The frame around the screens: top bar, rail, message strip, key bar, and the way from one screen to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.keys import Act, KeyAct, KeyArbiter, PaintGate
from ui.navigation import GROUPS, Navigation, ScreenEntry
from ui.palette import FindPeople, Palette, PaletteHit
from ui.privacy import privacy
from ui.screen import Message, Parked, Screen
from ui.widgets.key_bar import KeyBar
from ui.widgets.message_strip import MessageStrip
from ui.widgets.parts import Text
from ui.widgets.rail import Rail, RailEntry, RailGroup
from ui.widgets.top_bar import FrameStatus, TopBar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtGui import QHideEvent, QShowEvent

    from ui.jobs import JobRunner

SCAN_SCREEN, HELP_SCREEN = "look_up", "help"
_NOT_IN_PALETTE = ("Alt+1", "Ctrl+K", "Esc", "Enter")


class Desk(QWidget):
    """`lock_requested` by Ctrl+L; `help_requested` with the name of the screen by F1."""

    lock_requested = Signal()
    help_requested = Signal(str)
    screen_changed = Signal(str)

    def __init__(
        self,
        entries: Sequence[ScreenEntry],
        jobs: JobRunner,
        people: FindPeople | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._navigation = Navigation(entries)
        self._screens: dict[str, Screen] = {}
        self._told_parked: Message | None = None
        self._offered: list[KeyAct] = []
        self._came_back = False
        self._arbiter = KeyArbiter(self.acts, self._gate, parent=self)
        self._arbiter.scanned.connect(self._on_scanned)
        self.top_bar = TopBar()
        self.rail = Rail(self._rail_groups())
        self.strip = MessageStrip()
        self.stack = QStackedWidget()
        self.key_bar = KeyBar()
        self._build()
        self.palette_list = Palette(self.top_bar.search, jobs, self._act_hits, people, self)
        self._connect()

    # what screens and the program ask for

    def open_screen(self, name: str, argument: object = None) -> None:
        """Brings a screen to the front; made on its first visit."""
        self._leave()
        self._navigation.go(name, argument)
        self._enter(name).activate(argument)
        self._refresh_acts()
        self.screen_changed.emit(name)

    def open_parking(self, name: str, argument: object = None) -> None:
        """A walk-in: the case in hand is put aside first, F4 brings it back."""
        screen = self.current()
        parked = screen.park() if screen is not None else None
        self.open_screen(name, argument)
        if parked is not None:
            self._navigation.park(parked)
            self._told_parked = self._parked_message(parked)
            self.show_message(self._told_parked)

    def back_to_parked(self) -> None:
        elsewhere = self._parked_elsewhere()
        if not elsewhere:
            return
        parked = elsewhere[-1]
        self._navigation.take_up(parked.screen, parked.argument)
        self._leave()
        self.strip.show_message(None)
        self._navigation.go(parked.screen, parked.argument)
        self._enter(parked.screen).resume(parked)
        self._refresh_acts()
        self.screen_changed.emit(parked.screen)

    def rest(self) -> None:
        """The program is locked: the screen in front stays as it is and asks for nothing."""
        screen = self.current()
        if screen is not None:
            screen.rest()

    def forget(self) -> None:
        """Another clerk: no screen, no way back and no parked case of the first one stays."""
        for screen in self._screens.values():
            self.stack.removeWidget(screen)
            screen.deleteLater()
        self._screens.clear()
        self._navigation = Navigation(self._navigation.entries)
        self.palette_list.close_list()
        self.strip.show_message(None)

    def set_parked(self, parked: Iterable[Parked]) -> None:
        """Cases put aside before this sitting, the newest last."""
        self._navigation.parked.clear()
        for each in parked:
            if self._navigation.knows(each.screen):
                self._navigation.park(each)
        self._refresh_acts()

    def title_of(self, name: str) -> str:
        return self._navigation.entry(name).title if self._navigation.knows(name) else ""

    def current(self) -> Screen | None:
        return self._screens.get(self._navigation.current)

    def made_screen(self, name: str) -> Screen:
        """The screen of this name, made if need be, without going there."""
        return self._made(name)

    def parked(self) -> tuple[Parked, ...]:
        return tuple(self._navigation.parked)

    def show_message(self, message: Message | None) -> None:
        self.strip.show_message(message)

    def warn(self, message: Message | None) -> None:
        """What must be read now, such as that the lock is near; None: what was told before is there again."""
        self.strip.warn(message)

    def set_status(self, status: FrameStatus) -> None:
        self.top_bar.set_status(status)

    def acts(self) -> list[Act]:
        """Every key that works now: the screen's own first, then those of the frame."""
        if self.top_bar.search.line.hasFocus():
            return [KeyAct("Esc", "关闭查找", self.palette_list.close_list), *self._frame_acts()]
        screen = self.current()
        own = list(screen.key_acts()) if screen is not None else []
        if self._holds_clerk():
            return [*own, *self._frame_acts()]
        return [*self.strip.acts(), *own, *self._frame_acts()]

    # inside

    def _frame_acts(self) -> list[Act]:
        groups = [
            KeyAct(f"Alt+{at + 1}", group.title, lambda at=at: self._on_group(at), shown=False)  # type: ignore[misc]
            for at, group in enumerate(GROUPS)
        ]
        hidden = privacy().hidden()
        staying: list[Act] = [
            KeyAct("Alt+P", "显示个人信息" if hidden else "遮盖个人信息", privacy().toggle),
            KeyAct("Ctrl+L", "锁屏", self.lock_requested.emit, shown=False),
        ]
        if self._holds_clerk():
            return staying
        return [
            KeyAct("F4", "返回原案件", self.back_to_parked, enabled=bool(self._parked_elsewhere())),
            *staying,
            KeyAct("F1", "帮助", self._on_help, enabled=self._navigation.current != HELP_SCREEN),
            KeyAct("Ctrl+K", "查找考生或操作", self._open_palette, shown=False),
            KeyAct("Esc", "返回", self._on_back, shown=False),
            *groups,
        ]

    def _holds_clerk(self) -> bool:
        screen = self.current()
        return screen is not None and screen.holds_clerk()

    def _build(self) -> None:
        middle = QVBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self.strip)
        middle.addWidget(self.stack, 1)
        body = QHBoxLayout()
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        body.addWidget(self.rail)
        body.addLayout(middle, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar)
        column.addLayout(body, 1)
        column.addWidget(self.key_bar)

    def _connect(self) -> None:
        self.rail.group_chosen.connect(self._on_group)
        self.rail.entry_chosen.connect(self.open_screen)
        self.top_bar.lock_clicked.connect(self.lock_requested)
        self.strip.changed.connect(self._refresh_acts)
        self.key_bar.pressed.connect(lambda act: act.run())
        self.palette_list.closed.connect(self._refresh_acts)
        privacy().changed.connect(self._refresh_acts)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._arbiter.start()

    def hideEvent(self, event: QHideEvent) -> None:
        self._arbiter.stop()
        super().hideEvent(event)

    def _made(self, name: str) -> Screen:
        screen = self._screens.get(name)
        if screen is None:
            screen = self._screens[name] = self._navigation.entry(name).make()
            screen.message.connect(self.show_message)
            screen.open_requested.connect(self.open_screen)
            screen.park_requested.connect(self.open_parking)
            screen.acts_changed.connect(self._refresh_acts)
            screen.case_settled.connect(lambda case, name=name: self._navigation.take_up(name, case))
            self.stack.addWidget(screen)
        return screen

    def _leave(self) -> None:
        screen = self.current()
        self._came_back = False
        if screen is not None:
            screen.deactivate()
        self._clear_strip()

    def _clear_strip(self) -> None:
        """That a case was parked stays told where a scan leads through the look-up to the person."""
        told = self.strip.message()
        if told is None or told is not self._told_parked or self._navigation.current != SCAN_SCREEN:
            self.strip.show_message(None)

    def _case_in_hand(self) -> object | None:
        screen = self.current()
        return None if screen is None else screen.case_in_hand()

    def _parked_elsewhere(self) -> list[Parked]:
        """F4 is not for the case on the screen, whichever way led back to it."""
        here = (self._navigation.current, self._case_in_hand())
        return [each for each in self._navigation.parked if (each.screen, each.argument) != here]

    def _take_up_after_esc(self) -> None:
        """Whoever goes back to a parked case by Esc has it in hand again."""
        screen, in_hand = self.current(), self._case_in_hand()
        if not self._came_back or screen is None or in_hand is None:
            return
        self._came_back = False
        taken_up = self._navigation.take_up(self._navigation.current, in_hand)
        if taken_up is not None:
            screen.taken_up(taken_up)

    def _enter(self, name: str) -> Screen:
        """A screen of no group, such as the help, leaves the rail as it was."""
        screen = self._made(name)
        self.stack.setCurrentWidget(screen)
        group = self._navigation.group_of(name)
        if group is not None:
            self.rail.set_current(group, name)
        return screen

    def _rail_groups(self) -> list[RailGroup]:
        listed = {
            group.name: tuple(RailEntry(entry.name, entry.title) for entry in self._navigation.of_group(group.name))
            for group in GROUPS
        }
        return [RailGroup(group.name, group.title, group.icon, listed[group.name]) for group in GROUPS]

    def _gate(self) -> PaintGate | None:
        screen = self.current()
        return None if screen is None else screen.gate

    def _refresh_acts(self) -> None:
        """The bar shows what works with the focus where it is."""
        self._take_up_after_esc()
        focus = QApplication.focusWidget()
        working = (act for act in self.acts() if self._arbiter.would_run(act, focus))
        self.key_bar.set_acts(_one_of_each_key(working))

    def _on_focus_changed(self, _old: QWidget | None, _new: QWidget | None) -> None:
        if self.isVisible():
            self._refresh_acts()

    def _on_group(self, at: int) -> None:
        entries = self._navigation.of_group(GROUPS[at].name)
        if entries:
            self.open_screen(entries[0].name)
        else:
            self.show_message(Message(f"本机还没有“{GROUPS[at].title}”的操作，其余各组照常使用。", seconds=6))

    def _on_back(self) -> None:
        place = self._navigation.back()
        if place is None:
            return
        self._leave_for(place)

    def _leave_for(self, place: tuple[str, object]) -> None:
        self._came_back = True
        self._clear_strip()
        name, argument = place
        for other, screen in self._screens.items():
            if screen is self.stack.currentWidget() and other != name:
                screen.deactivate()
        self._enter(name).activate(argument)
        self._refresh_acts()
        self.screen_changed.emit(name)

    def _on_scanned(self, text: str) -> None:
        screen = self.current()
        if self._holds_clerk():
            return
        if (screen is None or not screen.take_scan(text)) and self._navigation.knows(SCAN_SCREEN):
            self.open_parking(SCAN_SCREEN, text)

    def _on_help(self) -> None:
        self.help_requested.emit(self._navigation.current)

    def _open_palette(self) -> None:
        """What the screen in front offers is offered in words, too; decisions keep their own keys."""
        screen = self.current()
        own = [*self.strip.acts(), *(screen.key_acts() if screen is not None else ())]
        self._offered = [act for act in own if isinstance(act, KeyAct) and act.enabled and not act.decides]
        self.palette_list.open(QApplication.focusWidget())

    def _act_hits(self, text: str) -> list[PaletteHit]:
        """Screens and present keys whose words hold the text."""
        places = [
            PaletteHit((Text(entry.title),), lambda name=entry.name: self.open_screen(name))  # type: ignore[misc]
            for entry in self._navigation.entries
            if entry.on_rail and text in entry.title
        ]
        frame = [act for act in self._frame_acts() if isinstance(act, KeyAct) and act.enabled]
        acts = [
            PaletteHit((Text(act.label),), act.run, act.key)
            for act in (*self._offered, *frame)
            if text in act.label and not act.key.startswith(_NOT_IN_PALETTE)
        ]
        return [*places, *acts]

    def _parked_message(self, parked: Parked) -> Message:
        act = KeyAct("F4", "返回原案件", self.back_to_parked)
        told, text = f"已挂起 {parked.title}", "认领、位置和原因草稿都已保留。"
        return Message(text, icon="pause", strong=told, personal=parked.person, act=act)


def _one_of_each_key(acts: Iterable[Act]) -> list[Act]:
    """As the arbiter finds them: the first act of a key is the one it runs."""
    taken: set[str] = set()
    first: list[Act] = []
    for act in acts:
        if not taken.issuperset(act.keys()):
            first.append(act)
        taken.update(act.keys())
    return first
