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

SCAN_SCREEN = "look_up"


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
        if parked is not None:
            self._navigation.parked.append(parked)
        self.open_screen(name, argument)
        if parked is not None:
            self.show_message(self._parked_message(parked))

    def back_to_parked(self) -> None:
        if not self._navigation.parked:
            return
        parked = self._navigation.parked.pop()
        self._leave()
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
        self._navigation.parked = [each for each in parked if self._navigation.knows(each.screen)]
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

    def set_status(self, status: FrameStatus) -> None:
        self.top_bar.set_status(status)

    def acts(self) -> list[Act]:
        """Every key that works now: the screen's own first, then those of the frame."""
        if self.top_bar.search.line.hasFocus():
            return [KeyAct("Esc", "关闭查找", self.palette_list.close_list), *self._frame_acts()]
        screen = self.current()
        own = list(screen.key_acts()) if screen is not None else []
        return [*self.strip.acts(), *own, *self._frame_acts()]

    # inside

    def _frame_acts(self) -> list[Act]:
        groups = [
            KeyAct(f"Alt+{at + 1}", group.title, lambda at=at: self._on_group(at), shown=False)  # type: ignore[misc]
            for at, group in enumerate(GROUPS)
        ]
        hidden = privacy().hidden()
        return [
            KeyAct("F4", "返回原案件", self.back_to_parked, enabled=bool(self._navigation.parked)),
            KeyAct("Alt+P", "显示个人信息" if hidden else "遮盖个人信息", privacy().toggle),
            KeyAct("F1", "帮助", lambda: self.help_requested.emit(self._navigation.current)),
            KeyAct("Ctrl+K", "查找考生或操作", self._open_palette, shown=False),
            KeyAct("Ctrl+L", "锁屏", self.lock_requested.emit, shown=False),
            KeyAct("Esc", "返回", self._on_back, shown=False),
            *groups,
        ]

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
            self.stack.addWidget(screen)
        return screen

    def _leave(self) -> None:
        screen = self.current()
        if screen is not None:
            screen.deactivate()
        self.strip.show_message(None)

    def _enter(self, name: str) -> Screen:
        screen = self._made(name)
        self.stack.setCurrentWidget(screen)
        self.rail.set_current(self._navigation.group_of(name), name)
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
        focus = QApplication.focusWidget()
        self.key_bar.set_acts([act for act in self.acts() if self._arbiter.would_run(act, focus)])

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
        self.strip.show_message(None)
        name, argument = place
        for other, screen in self._screens.items():
            if screen is self.stack.currentWidget() and other != name:
                screen.deactivate()
        self._enter(name).activate(argument)
        self._refresh_acts()
        self.screen_changed.emit(name)

    def _on_scanned(self, text: str) -> None:
        screen = self.current()
        if (screen is None or not screen.take_scan(text)) and self._navigation.knows(SCAN_SCREEN):
            self.open_parking(SCAN_SCREEN, text)

    def _open_palette(self) -> None:
        self.palette_list.open(QApplication.focusWidget())

    def _act_hits(self, text: str) -> list[PaletteHit]:
        """Screens and present keys whose words hold the text."""
        places = [
            PaletteHit((Text(entry.title),), lambda name=entry.name: self.open_screen(name))  # type: ignore[misc]
            for entry in self._navigation.entries
            if entry.on_rail and text in entry.title
        ]
        acts = [
            PaletteHit((Text(act.label),), act.run, act.key)
            for act in self.acts()
            if isinstance(act, KeyAct) and act.enabled and not act.decides and text in act.label and len(act.key) > 1
        ]
        return [*places, *(hit for hit in acts if not hit.key.startswith(("Alt+1", "Ctrl+K", "Esc", "Enter")))]

    def _parked_message(self, parked: Parked) -> Message:
        act = KeyAct("F4", "返回原案件", self.back_to_parked)
        return Message("认领、位置和原因草稿都已保留。", icon="pause", strong=f"已挂起 {parked.title}", act=act)
