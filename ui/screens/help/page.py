"""帮助: what the screen that was in front is for, and its keys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui import theme
from ui.screen import Screen
from ui.screens.help import wording
from ui.widgets.painted import Panel, Paragraph, PartsLine, Separator
from ui.widgets.parts import KeyCap, Part, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.keys import Act


@dataclass(frozen=True, slots=True)
class HelpTopic:
    """The screen asked about, and the keys that worked there."""

    screen: str
    acts: tuple[Act, ...]


class HelpPage(Screen):
    name = "help"
    title = wording.TITLE

    def __init__(self) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)

    def activate(self, argument: object = None) -> None:
        if isinstance(argument, HelpTopic):
            self._show(argument)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, topic: HelpTopic) -> None:
        while self._row.count():
            item = self._row.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        title, paragraphs = wording.TOPICS.get(topic.screen, wording.FALLBACK)
        words = Panel()
        words.column.addWidget(PartsLine([Text(title, size=theme.LARGE, strong=True)], height=52))
        for text in paragraphs:
            words.column.addWidget(Paragraph(text))
            words.column.addSpacing(theme.px(10))
        words.column.addStretch(1)
        keys = Panel()
        self._add_keys(keys.column, wording.KEYS_TITLE, _keys_of(topic.acts))
        keys.column.addWidget(Separator(band=True))
        self._add_keys(keys.column, wording.EVERYWHERE_TITLE, [((cap,), label) for cap, label in wording.EVERYWHERE])
        keys.column.addStretch(1)
        right = Panel(lines="left")
        right.setFixedWidth(theme.px(432))
        right.column.addWidget(_scrolled(keys))
        explained = _scrolled(words)  # fits the smallest window; paragraphs ask for more than they need
        explained.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._row.addWidget(explained, 1)
        self._row.addWidget(right)

    @staticmethod
    def _add_keys(column: QVBoxLayout, title: str, rows: Sequence[tuple[tuple[str, ...], str]]) -> None:
        column.addWidget(PartsLine([Text(title, strong=True)], height=40))
        for caps, label in rows:
            parts: list[Part] = [KeyCap(cap, gap=4) for cap in caps]
            column.addWidget(PartsLine([*parts, Text(label, "text2")], height=26))


def _keys_of(acts: Sequence[Act]) -> list[tuple[tuple[str, ...], str]]:
    """Every key of the screen once, with what it does there."""
    rows: dict[tuple[str, ...], str] = {}
    for act in sorted(acts, key=lambda act: not act.enabled):
        if act.label and act.keys():
            rows.setdefault(act.caps(), act.label)
    order = [act.caps() for act in acts]
    return sorted(rows.items(), key=lambda row: order.index(row[0]))


def _scrolled(inner: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidget(inner)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area
