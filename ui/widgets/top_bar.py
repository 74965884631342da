"""The bar of 44 px at the top: program and office, search box, round, sync mark, clerk."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.widgets.edits import SearchEdit
from ui.widgets.painted import Painted
from ui.widgets.painting import paint_parts, parts_width
from ui.widgets.parts import Icon, KeyCap, Part, Text, Tone

PROGRAM = "自考毕业工作台"
HEIGHT, SEARCH_LEFT, WIDE, LEAST_SEARCH = 44, 220, 1600, 160


@dataclass(frozen=True, slots=True)
class FrameStatus:
    """What the frame shows of the day. Empty texts leave their place out."""

    office: str = ""
    round_label: str = ""  # 2026年下半年
    deadline: str = ""  # 距申请截止
    left: str = ""  # 6天3小时
    sync_text: str = ""  # 已同步
    sync_time: str = ""  # 09:41
    sync_icon: str = "double_check"
    sync_tone: Tone = "green"
    clerk: str = ""
    role: str = ""


class TopBar(Painted):
    lock_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._status = FrameStatus()
        self.search = SearchEdit("查找考生或操作…", key="Ctrl+K")
        self.search.setParent(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_status(self, status: FrameStatus) -> None:
        self._status = status
        words = (status.office, status.round_label, status.deadline, status.left, status.sync_text, status.clerk)
        self.setAccessibleName("，".join(word for word in words if word))
        self._place()
        self.update()

    def status(self) -> FrameStatus:
        return self._status

    def sizeHint(self) -> QSize:
        return QSize(theme.px(900), theme.px(HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("panel"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.colour("line"))
        line = QRectF(0, 0, self.width(), self.height() - 1)
        left: list[Part] = [Text(PROGRAM, strong=True, gap=12), Text(self._status.office, "text2")]
        paint_parts(painter, line.adjusted(theme.px(16), 0, -(self.width() - theme.px(SEARCH_LEFT - 8)), 0), left)
        right = self._right()
        while len(right) > 1 and parts_width(right) > self.width() - self.search.geometry().right() - theme.px(32):
            del right[0]  # the round gives way first, the clerk last
        wide = parts_width(right)
        paint_parts(painter, QRectF(self.width() - theme.px(16) - wide, 0, wide + 1, line.height()), right)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.position().x() > self.width() - theme.px(16 + 76):
            self.lock_clicked.emit()

    def _right(self) -> list[Part]:
        status = self._status
        parts: list[Part] = []
        if status.round_label:
            parts.append(Text(status.round_label, "text2", gap=10))
        if status.deadline:
            parts += [Text(status.deadline, "text2"), Text(status.left, strong=True, gap=20)]
        if status.sync_text:
            tone = status.sync_tone
            parts += [
                Icon(status.sync_icon, tone, 16),
                Text(status.sync_text, tone),
                Text(status.sync_time, "text2", gap=20),
            ]
        if status.clerk:
            parts += [Icon("person", "text2", 18), Text(status.clerk, gap=6), Text(status.role, "text2", gap=12)]
            parts += [KeyCap("Ctrl+L", gap=4), Text("锁屏", "text2", theme.SMALL)]
        return parts

    def _place(self) -> None:
        wanted = theme.px(400 if self.width() >= WIDE else 312)
        used = round(parts_width(self._right())) + theme.px(40)
        room = max(theme.px(LEAST_SEARCH), self.width() - theme.px(SEARCH_LEFT) - used)
        self.search.setGeometry(theme.px(SEARCH_LEFT), theme.px(5), min(wanted, room), theme.px(32))

    def _on_look_changed(self) -> None:
        self._place()
        super()._on_look_changed()
