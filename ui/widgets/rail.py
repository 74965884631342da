"""The rail of 76 px: six groups on Alt+1…6; the open group lists its screens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import icons, theme
from ui.widgets.painted import Painted
from ui.widgets.painting import paint_parts, parts_width
from ui.widgets.parts import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH, GROUP, ENTRY, TOP, BAR = 76, 56, 28, 4, 3


@dataclass(frozen=True, slots=True)
class RailEntry:
    """A screen named under its group."""

    name: str
    title: str


@dataclass(frozen=True, slots=True)
class RailGroup:
    name: str
    title: str
    icon: str
    entries: tuple[RailEntry, ...] = ()


class Rail(Painted):
    group_chosen = Signal(int)
    entry_chosen = Signal(str)

    def __init__(self, groups: Sequence[RailGroup] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._groups = tuple(groups)
        self._group = 0
        self._entry = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("导航")

    def set_groups(self, groups: Sequence[RailGroup]) -> None:
        self._groups = tuple(groups)
        self.update()

    def set_current(self, group: int, entry: str) -> None:
        self._group, self._entry = group, entry
        if 0 <= group < len(self._groups):
            self.setAccessibleDescription(self._groups[group].title)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(WIDTH), theme.px(500))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(WIDTH), theme.px(200))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("window"))
        painter.fillRect(self.width() - 1, 0, 1, self.height(), theme.colour("line"))
        for at, entry, rect in self._places():
            if entry is None:
                self._paint_group(painter, at, rect)
            else:
                self._paint_entry(painter, entry, rect)
        listed = self._listed(self._group)
        if listed:
            below = max(rect.bottom() for at, entry, rect in self._places() if at == self._group)
            painter.fillRect(QRectF(theme.px(16), below + theme.px(3), theme.px(44), 1), theme.colour("line"))
        hint = (Text("Alt+数字", "muted", theme.SMALL),)
        room = (self.width() - parts_width(hint)) / 2
        paint_parts(painter, QRectF(room, self.height() - theme.px(34), self.width(), theme.px(28)), hint)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        for at, entry, rect in self._places():
            if rect.contains(event.position()):
                self.group_chosen.emit(at) if entry is None else self.entry_chosen.emit(entry.name)
                return

    def _places(self) -> list[tuple[int, RailEntry | None, QRectF]]:
        """Every group and every listed entry with the rectangle it takes."""
        places: list[tuple[int, RailEntry | None, QRectF]] = []
        wide, top = self.width() - 1, theme.px(TOP)
        for at in range(len(self._groups)):
            places.append((at, None, QRectF(0, top, wide, theme.px(GROUP))))
            top += theme.px(GROUP)
            for entry in self._listed(at):
                places.append((at, entry, QRectF(0, top, wide, theme.px(ENTRY))))
                top += theme.px(ENTRY)
            top += theme.px(8) if self._listed(at) else 0
        return places

    def _listed(self, at: int) -> tuple[RailEntry, ...]:
        """One screen alone needs no line of its own."""
        if at != self._group or not 0 <= at < len(self._groups):
            return ()
        entries = self._groups[at].entries
        return entries if len(entries) > 1 else ()

    def _paint_group(self, painter: QPainter, at: int, rect: QRectF) -> None:
        group, here = self._groups[at], at == self._group
        if here and not self._listed(at):
            self._paint_selected(painter, rect)
        colour = "primary" if here else "text2" if group.entries else "disabled"
        size = theme.px(20)
        icons.paint(
            painter,
            group.icon,
            rect.center().x() - size / 2 + 0.5,
            rect.top() + theme.px(9),
            size,
            theme.colour(colour),
        )
        title = (Text(group.title, colour, theme.SMALL, strong=here),)
        room = (rect.width() - parts_width(title)) / 2
        paint_parts(painter, QRectF(room, rect.top() + theme.px(31), rect.width(), theme.px(18)), title)
        digit = QRectF(theme.px(59), rect.top() + theme.px(6), theme.px(14), theme.px(18))
        paint_parts(painter, digit, (Text(str(at + 1), "muted", theme.SMALL),))

    def _paint_entry(self, painter: QPainter, entry: RailEntry, rect: QRectF) -> None:
        here = entry.name == self._entry
        if here:
            self._paint_selected(painter, rect)
        title = (Text(entry.title, "primary" if here else "text2", theme.SMALL, strong=here),)
        room = max(4.0, (rect.width() - parts_width(title)) / 2)
        paint_parts(painter, rect.adjusted(room, 0, 0, 0), title)

    @staticmethod
    def _paint_selected(painter: QPainter, rect: QRectF) -> None:
        painter.fillRect(rect, theme.colour("selected"))
        painter.fillRect(QRectF(0, rect.top(), theme.px(BAR), rect.height()), theme.colour("primary"))
