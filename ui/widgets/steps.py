"""Nodes on a line: the stages of an application and the states of a paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import icons, theme
from ui.widgets.painted import Painted
from ui.widgets.painting import paint_box, paint_focus_ring

if TYPE_CHECKING:
    from collections.abc import Sequence

Progress = Literal["done", "here", "next", "refused"]
_TITLES = {"done": "text", "here": "primary", "next": "text2", "refused": "red"}
_SPOKEN = {"done": "已完成", "here": "现在", "next": "之后", "refused": "未通过"}


@dataclass(frozen=True, slots=True)
class Stage:
    """`who` acts and `when`: 11-22 for a past day, 12-08 前 for a limit, 待办 where it is now."""

    title: str
    progress: Progress
    who: str = ""
    when: str = ""


class StepLine(Painted):
    """Equal columns, each a node with up to three short lines; chosen with the arrow keys."""

    chosen = Signal(int)
    NODE, NODE_HERE = 20, 22
    MARGIN = 0  # free room at both ends of the line
    OFFSETS = (16, 36, 54)  # of the lines' tops below the node's centre

    def __init__(self, *, node_top: int, height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stages: tuple[Stage, ...] = ()
        self._open = -1
        self._node_top, self._high = node_top, height
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_stages(self, stages: Sequence[Stage], opened: int | None = None) -> None:
        """`opened`: whose facts are shown below; by itself the stage that is here."""
        self._stages = tuple(stages)
        here = [at for at, stage in enumerate(stages) if stage.progress in {"here", "refused"}]
        self._open = opened if opened is not None else here[0] if here else -1
        self._tell()
        self.update()

    def opened(self) -> int:
        return self._open

    def choose(self, at: int) -> None:
        if 0 <= at < len(self._stages) and at != self._open:
            self._open = at
            self._tell()
            self.update()
            self.chosen.emit(at)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(660), theme.px(self._high))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(300), theme.px(self._high))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() in step:
            self.choose(self._open + step[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._stages and self._choosable():
            self.choose(int((event.position().x() - self._left(0)) / self._column_width()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_columns(painter)
        for at in range(len(self._stages) - 1):
            self._paint_link(painter, at)
        for at, stage in enumerate(self._stages):
            self._paint_node(painter, at, stage)
            self._paint_words(painter, at, stage)

    def _choosable(self) -> bool:
        return False

    def _paint_columns(self, painter: QPainter) -> None:
        """What lies behind the nodes."""

    def _column_width(self) -> float:
        return (self.width() - 2 * theme.px(self.MARGIN)) / max(1, len(self._stages))

    def _left(self, at: int) -> float:
        return theme.px(self.MARGIN) + at * self._column_width()

    def _centre(self, at: int) -> QPointF:
        return QPointF(self._left(at) + self._column_width() / 2, theme.px(self._node_top) + theme.px(self.NODE) / 2)

    def _radius(self, stage: Stage) -> float:
        return theme.px(self.NODE_HERE if stage.progress == "here" else self.NODE) / 2

    def _paint_link(self, painter: QPainter, at: int) -> None:
        first, second = self._stages[at], self._stages[at + 1]
        gap = theme.px(2)
        left = self._centre(at) + QPointF(self._radius(first) + gap, 0)
        right = self._centre(at + 1) - QPointF(self._radius(second) + gap, 0)
        done = first.progress == "done" and second.progress != "next"
        pen = QPen(theme.colour("green_line" if done else "wait_line"), 2 if done else 1)
        if not done:
            pen.setDashPattern([3, 3])
        painter.setPen(pen)
        painter.drawLine(left, right)

    def _paint_node(self, painter: QPainter, at: int, stage: Stage) -> None:
        centre, radius = self._centre(at), self._radius(stage)
        painter.setPen(Qt.PenStyle.NoPen)
        if stage.progress == "next":
            painter.setBrush(theme.colour("panel"))
            painter.setPen(QPen(theme.colour("edge"), 1.5))
            painter.drawEllipse(centre, radius - 1, radius - 1)
            return
        fills = {"done": "green_bg", "here": "primary", "refused": "red_bg"}
        painter.setBrush(theme.colour(fills[stage.progress]))
        painter.drawEllipse(centre, radius, radius)
        if stage.progress == "here":
            painter.setBrush(theme.colour("on_primary"))
            painter.drawEllipse(centre, theme.px(4), theme.px(4))
            return
        name, colour = ("check", "green") if stage.progress == "done" else ("close", "red")
        size = theme.px(14)
        icons.paint(painter, name, centre.x() - size / 2, centre.y() - size / 2, size, theme.colour(colour))

    def _paint_words(self, painter: QPainter, at: int, stage: Stage) -> None:
        here = stage.progress == "here"
        top = self._centre(at).y()
        lines = ((stage.title, _TITLES[stage.progress], here), (stage.who, "text2", False))
        for offset, (text, colour, strong) in zip(self.OFFSETS, (*lines, (stage.when, "text2", False)), strict=True):
            if text:
                self._centred_text(painter, at, top + theme.px(offset), text, colour, strong=strong)

    def _centred_text(self, painter: QPainter, at: int, top: float, text: str, colour: str, *, strong: bool) -> None:
        metrics = theme.metrics(theme.SMALL, strong=strong)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, self._column_width() - 2)
        painter.setFont(theme.font(theme.SMALL, strong=strong))
        painter.setPen(theme.colour(colour))
        left = self._centre(at).x() - metrics.horizontalAdvance(shown) / 2
        painter.drawText(QPointF(left, theme.baseline(top, theme.px(20), theme.SMALL)), shown)

    def _tell(self) -> None:
        spoken = (f"{stage.title}，{_SPOKEN[stage.progress]}，{stage.who} {stage.when}" for stage in self._stages)
        self.setAccessibleName("；".join(spoken))
        if 0 <= self._open < len(self._stages):
            self.setAccessibleDescription(f"当前查看 {self._stages[self._open].title}")


class StageLine(StepLine):
    """The way of an application in eleven columns: done, here, next, who acts."""

    MARGIN = 8

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(node_top=22, height=116, parent=parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _choosable(self) -> bool:
        return True

    def _paint_columns(self, painter: QPainter) -> None:
        if not 0 <= self._open < len(self._stages):
            return
        wide = self._column_width()
        rect = QRectF(self._left(self._open) + 2, theme.px(12), wide - 4, self.height() - theme.px(18))
        paint_box(painter, rect, "selected", None)
        if self.hasFocus():
            paint_focus_ring(painter, rect)


class StateLine(StepLine):
    """A paper: 已生成 → 已送打印 → 已印出 → 交回. Only a person says 已印出."""

    OFFSETS = (13, 31, 49)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(node_top=4, height=76, parent=parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
