"""The application against the record, row by row; what differs is marked at the left edge, by sign and by character."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from ui import theme
from ui.privacy import privacy
from ui.widgets.differences import Runs, differing_runs, grouped
from ui.widgets.painting import paint_focus_ring, paint_parts
from ui.widgets.parts import Icon, KeyCap, Marked, Part, Parts, Stretch, Text, plain_text
from ui.widgets.run_lines import run_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

BAR, INSET, SIGN = 4, 16, 20
LINE_STEP = 22


@dataclass(frozen=True, slots=True)
class CompareRow:
    """Plain text on both sides is compared here, character by character; parts are shown as they are.

    `compared` False: two statements in words, which wrap but are not held against each other by characters.
    `groups`: how a number is broken up where it has just so many digits, both where it agrees and where it differs.
    `kind` name: 44 px with 28 px serif, so that look-alike characters can be told apart. `personal`: hidden by Alt+P.
    """

    label: str
    left: Parts | str
    right: Parts | str
    differs: bool = False
    kind: Literal["plain", "name"] = "plain"
    personal: bool = False
    key: str = ""
    compared: bool = True
    groups: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class CompareSection:
    """Rows under a heading. `collapsed` hides the equal rows and the heading says so by `note`."""

    title: str
    rows: tuple[CompareRow, ...]
    note: str = ""
    act: str = ""  # 展开 / 收起 and its key, shown at the right
    act_key: str = ""
    collapsed: bool = False


Line = CompareSection | CompareRow


class ComparisonTable(QAbstractScrollArea):
    difference_chosen = Signal(object)  # CompareRow

    def __init__(
        self, headings: tuple[str, str, str] = ("项目", "申请填报", "考籍与成绩记录"), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.headings = headings
        self._sections: tuple[CompareSection, ...] = ()
        self._lines: list[Line] = []
        self._tops: list[int] = []
        self._only_differences = False
        self._at = -1
        self._heading_strip = _Headings(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setViewportMargins(0, theme.px(28), 0, 0)
        theme.changes().changed.connect(self._on_look_changed)
        privacy().changed.connect(self._on_privacy_changed)

    def set_sections(self, sections: Sequence[CompareSection]) -> None:
        """A new case: scrolled to the top, no row chosen."""
        self._sections = tuple(sections)
        self._at = -1
        self._lay_out()
        self.verticalScrollBar().setValue(0)
        self._speak()

    def _speak(self) -> None:
        differing = "，".join(
            f"{row.label}：{plain_text(_parts(row.left, row))}，记录 {plain_text(_parts(row.right, row))}"
            for section in self._sections
            for row in section.rows
            if row.differs
        )
        self.setAccessibleName("申请与记录对照")
        self.setAccessibleDescription(f"不一致：{differing}" if differing else "全部一致")

    def set_only_differences(self, only: bool) -> None:  # noqa: FBT001 a slot
        self._only_differences = only
        self._lay_out()

    def only_differences(self) -> bool:
        return self._only_differences

    def differences(self) -> list[CompareRow]:
        return [line for line in self._lines if isinstance(line, CompareRow) and line.differs]

    def next_difference(self, step: int = 1) -> CompareRow | None:
        """Goes round to the next row that differs and brings it into view."""
        places = [at for at, line in enumerate(self._lines) if isinstance(line, CompareRow) and line.differs]
        if not places:
            return None
        ahead = [at for at in places if (at > self._at if step > 0 else at < self._at)]
        self._at = (ahead or places)[0 if step > 0 else -1]
        self._show(self._at)
        row = self._lines[self._at]
        self.difference_chosen.emit(row)
        return row if isinstance(row, CompareRow) else None

    def sizeHint(self) -> QSize:
        return QSize(theme.px(694), theme.px(500))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key())) if event.key() else None
        if step is None:
            super().keyPressEvent(event)
            return
        at = self._at + step
        while 0 <= at < len(self._lines) and isinstance(self._lines[at], CompareSection):
            at += step
        if 0 <= at < len(self._lines):
            self._at = at
            self._show(at)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        y = event.position().y() + self.verticalScrollBar().value()
        for at, top in enumerate(self._tops[:-1]):
            if top <= y < self._tops[at + 1] and isinstance(self._lines[at], CompareRow):
                self._at = at
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._heading_strip.setGeometry(0, 0, self.width(), theme.px(28))
        self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.colour("panel"))
        offset = self.verticalScrollBar().value()
        for at, line in enumerate(self._lines):
            top, below = self._tops[at] - offset, self._tops[at + 1] - offset
            if below < 0 or top > self.viewport().height():
                continue
            rect = QRectF(0, top, self.viewport().width(), below - top)
            if isinstance(line, CompareSection):
                self._paint_section(painter, rect, line)
            else:
                self._paint_row(painter, rect, line)
            if at == self._at and self.hasFocus():
                paint_focus_ring(painter, rect, 4)

    def _paint_section(self, painter: QPainter, rect: QRectF, section: CompareSection) -> None:
        painter.fillRect(rect, theme.colour("subtle"))
        self._underline(painter, rect)
        parts: list[Part] = [Text(section.title, "text2", theme.SMALL, strong=True)]
        if section.note:
            parts.append(Text(section.note, "muted", theme.SMALL))
        if section.act:
            parts += [Stretch(), Text(section.act, "muted", theme.SMALL, gap=6), KeyCap(section.act_key)]
        paint_parts(painter, rect.adjusted(theme.px(INSET), 0, -theme.px(INSET), -1), parts)

    def _paint_row(self, painter: QPainter, rect: QRectF, row: CompareRow) -> None:
        self._underline(painter, rect)
        label_at = theme.px(INSET) + theme.px(SIGN)
        label, left, _right = self.columns()
        if row.differs:
            painter.fillRect(QRectF(0, rect.top(), theme.px(BAR), rect.height()), theme.colour("amber_line"))
            sign = QRectF(theme.px(INSET), rect.top(), theme.px(SIGN), rect.height() - 1)
            paint_parts(painter, sign, (Icon("not_equal", "amber", 16),))
        named = Text(row.label, "text" if row.differs else "muted", strong=row.differs)
        paint_parts(painter, QRectF(label_at, rect.top(), label - label_at, rect.height() - 1), (named,))
        first, second = self._values(row)
        self._paint_lines(painter, rect, label, first, large=row.kind == "name")
        self._paint_lines(painter, rect, left, second, large=row.kind == "name")

    def _paint_lines(
        self, painter: QPainter, rect: QRectF, at: float, lines: tuple[Parts, ...], *, large: bool
    ) -> None:
        """In the middle of the row, at equal steps on both sides."""
        high = rect.height() - 1
        step = min(high, theme.px(40 if large else LINE_STEP)) if len(lines) > 1 else high
        top = rect.top() + (high - step * len(lines)) / 2
        for number, parts in enumerate(lines):
            paint_parts(painter, QRectF(at, top + number * step, self._value_width(at), step), parts)

    def _values(self, row: CompareRow) -> tuple[tuple[Parts, ...], tuple[Parts, ...]]:
        """The lines of both sides."""
        label, left, _right = self.columns()
        if row.differs and row.compared and isinstance(row.left, str) and isinstance(row.right, str):
            first, second = differing_runs(row.left, row.right)
            return (
                self._marked(grouped(first, row.groups), label, row),
                self._marked(grouped(second, row.groups), left, row),
            )
        return self._shown(row.left, label, row), self._shown(row.right, left, row)

    def _marked(self, runs: Runs, at: float, row: CompareRow) -> tuple[Parts, ...]:
        size, serif = _look(row)
        lines = run_lines(runs, self._value_width(at), size, serif=serif)
        return tuple((Marked(line, size, serif, personal=row.personal),) for line in lines)

    def _shown(self, value: Parts | str, at: float, row: CompareRow) -> tuple[Parts, ...]:
        if not isinstance(value, str):
            return (value,)
        size, serif = _look(row)
        if not value:
            return ((Text("—", "muted", size, serif=serif),),)
        lines = run_lines(grouped(((value, False),), row.groups), self._value_width(at), size, serif=serif)
        texts = ("".join(run for run, _differs in line) for line in lines)
        return tuple((Text(text, "text", size, serif=serif, personal=row.personal),) for text in texts)

    def _value_width(self, at: float) -> float:
        label, left, right = self.columns()
        return (left if at == label else right) - at - theme.px(8)

    def columns(self) -> tuple[float, float, float]:
        """Left edges of the two value columns, and where the second one ends: equal texts break equally.

        The scroll bar's room is left out whether it shows or not: heights that depended on it would call it and send
        it away without end, and columns would move between cases.
        """
        label = theme.px(124)
        end = self.width() - self.verticalScrollBar().sizeHint().width() - theme.px(8)
        return label, label + (end - label) / 2, end

    @staticmethod
    def _underline(painter: QPainter, rect: QRectF) -> None:
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), theme.colour("line"))

    def _height(self, line: Line) -> int:
        if isinstance(line, CompareSection):
            return theme.px(28)
        whole = theme.px(44) if line.kind == "name" else theme.row_height()
        lines = max(len(side) for side in self._values(line))
        step = theme.px(40 if line.kind == "name" else LINE_STEP)
        return whole + (lines - 1) * step

    def _lay_out(self) -> None:
        self._lines = []
        for section in self._sections:
            rows = [row for row in section.rows if row.differs or not (self._only_differences or section.collapsed)]
            if rows or not self._only_differences:
                self._lines += [section, *rows]
        self._tops = [0]
        for line in self._lines:
            self._tops.append(self._tops[-1] + self._height(line))
        self._at = min(self._at, len(self._lines) - 1)
        self._set_range()
        self.viewport().update()

    def _set_range(self) -> None:
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, (self._tops[-1] if self._tops else 0) - self.viewport().height()))
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(theme.row_height())
        self.update()

    def _show(self, at: int) -> None:
        bar = self.verticalScrollBar()
        if self._tops[at] < bar.value():
            bar.setValue(self._tops[at])
        elif self._tops[at + 1] > bar.value() + self.viewport().height():
            bar.setValue(self._tops[at + 1] - self.viewport().height())
        self.viewport().update()

    def _on_look_changed(self) -> None:
        self.setViewportMargins(0, theme.px(28), 0, 0)
        self._lay_out()

    def _on_privacy_changed(self) -> None:
        self._speak()
        self.viewport().update()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        self.viewport().update()


def _parts(value: Parts | str, row: CompareRow) -> Parts:
    return (Text(value, personal=row.personal),) if isinstance(value, str) else value


def _look(row: CompareRow) -> tuple[int, bool]:
    """Size and whether serif."""
    return (theme.NAME, True) if row.kind == "name" else (theme.BASE, False)


class _Headings(QWidget):
    """The three headings above the columns; they stay while the rows scroll."""

    def __init__(self, table: ComparisonTable) -> None:
        super().__init__(table)
        self._table = table

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("panel"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.colour("line"))
        label, left, right = self._table.columns()
        edges = (float(theme.px(INSET)), label, left, right)
        for at, heading in enumerate(self._table.headings):
            rect = QRectF(edges[at], 0, edges[at + 1] - edges[at], self.height())
            paint_parts(painter, rect, (Text(heading, "muted", theme.SMALL),))
