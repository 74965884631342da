"""The columns of the screen: queue, case, scans."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import theme, words
from ui.screens.pre_review import rows, wording
from ui.text import sentence
from ui.widgets.comparison import ComparisonTable
from ui.widgets.painted import Panel, PartsLine
from ui.widgets.parts import CheckBox, Chip, Icon, KeyCap, Part, Stretch, Text
from ui.widgets.pictures import PictureView
from ui.widgets.rows import Column
from ui.widgets.states import TableState
from ui.widgets.table import DeskTable

if TYPE_CHECKING:
    from uuid import UUID

    from PySide6.QtGui import QImage

    from app.services.pre_review_views import CardView, CaseView
    from ui.images import PictureShelf
    from ui.screens.pre_review.state import PreReviewState


class QueueColumn(Panel):
    """The cases of one part of the queue, two lines each."""

    chosen = Signal(object)  # application id

    def __init__(self) -> None:
        super().__init__(lines="right")
        self._now = datetime.now(UTC)
        self._title = PartsLine(height=40, line_below=True)
        self.table = DeskTable((Column("case", "", 0),), self._cell, header=False, row_height=52, strong_selection=True)
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.table.selected.connect(self._on_selected)
        self.column.addWidget(self._title)
        self.column.addWidget(self.table, 1)
        self._quiet = False

    def show_state(self, state: PreReviewState) -> None:
        self._now = datetime.now(UTC)
        queue = state.queue
        if queue is None:
            self._title.set_parts([Text(wording.PARTS[state.part], strong=True)])
            waiting = TableState("loading", wording.LOADING)
            self.table.set_state(waiting if state.error is None else TableState("error", sentence(state.error)))
            return
        parts: list[Part] = [Text(wording.PARTS[queue.part], strong=True), Stretch()]
        parts += [Text(str(queue.total), strong=True, gap=4), Text("件", "text2")]
        self._title.set_parts(parts)
        self._quiet = True
        if self.table.rows_model.rows() != list(queue.rows):
            text, hint = wording.EMPTY[queue.part]
            self.table.set_rows(queue.rows, empty=TableState("empty", text, hint if len(hint) < 16 else ""))
        at = queue.position(state.case.application_id) if state.case is not None else None
        if at is None:
            self.table.clearSelection()
        else:
            self.table.select_row(at)
        self._quiet = False

    def _cell(self, row: Any, _column: str) -> Any:
        return rows.queue_cell(row, self._now)

    def _on_selected(self, row: Any) -> None:
        if row is not None and not self._quiet:
            self.chosen.emit(row.application_id)


class CaseColumn(Panel):
    """One application against the record."""

    def __init__(self) -> None:
        super().__init__(lines="right")
        self._case: CaseView | None = None
        self._drawn: tuple[object, bool] | None = None
        self._heading = PartsLine(height=40, line_below=True)
        self._filter = PartsLine(height=36, fill="subtle", line_below=True)
        self.table = ComparisonTable()
        self._foot = PartsLine(height=36)
        for part in (self._heading, self._filter):
            self.column.addWidget(part)
        self.column.addWidget(self.table, 1)
        self.column.addWidget(self._foot)
        self.table.difference_chosen.connect(self._on_difference)

    def show_state(self, state: PreReviewState) -> None:
        case = state.case
        if case is None:
            self._heading.set_parts([Text(wording.NO_CASE, "text2")] if state.queue is not None else [])
            self._filter.set_parts(())
            self._foot.set_parts(())
            self.table.set_sections(())
            self._case, self._drawn = None, None
            return
        fresh = self._case is None or self._case.application_id != case.application_id
        if self._drawn != (case, state.courses_open):
            self.table.set_sections(rows.sections(case, courses_open=state.courses_open))
            self._drawn = (case, state.courses_open)
        self._case = case
        self._heading.set_parts(_heading(case, state))
        self._filter.set_parts(self._filter_parts(case))
        if fresh:
            self._show_note("")

    def toggle_differences(self) -> None:
        self.table.set_only_differences(not self.table.only_differences())
        if self._case is not None:
            self._filter.set_parts(self._filter_parts(self._case))

    def _filter_parts(self, case: CaseView) -> list[Part]:
        count = case.differences
        first: list[Part]
        if count:
            first = [Icon("not_equal", "amber"), Text(str(count), strong=True, gap=4), Text("项不一致", gap=16)]
        else:
            first = [Icon("check", "green"), Text(wording.ALL_EQUAL, "green", gap=16)]
        box = CheckBox(self.table.only_differences())
        right: list[Part] = []
        if case.claim is not None:
            text = wording.MINE if case.claim.mine else wording.CLAIMED_BY.format(name=case.claim.clerk_name)
            right.append(Text(text, "muted" if case.claim.mine else "amber", gap=12))
        if any(card.scan for card in case.cards):
            right += [Text(wording.SEE_SCANS, gap=6), KeyCap("S")]
        return [*first, box, Text(wording.ONLY_DIFFERENCES, gap=6), KeyCap("D"), Stretch(), *right]

    def _on_difference(self, row: Any) -> None:
        if self._case is not None:
            note = rows.difference_note(self._case, row.key)
            self._show_note(note, row.label)

    def _show_note(self, note: str, label: str = "") -> None:
        parts: list[Part] = []
        if label:
            parts = [Icon("not_equal", "amber"), Text(label, gap=12), Text(note, "text2")]
        self._foot.set_parts([*parts, Stretch(), Text(wording.NEXT_DIFFERENCE, "muted", 12, gap=6), KeyCap("N")])


def _heading(case: CaseView, state: PreReviewState) -> list[Part]:
    parts: list[Part] = [Text(case.name, size=theme.LARGE, strong=True, personal=True, gap=12)]
    parts.append(Chip(wording.AGAIN, "amber") if case.attempt > 1 else Chip(wording.FIRST))
    parts.append(Chip(wording.ORDINALS.get(case.ordinal, str(case.ordinal))))
    if case.rare_characters:
        parts.append(Chip(wording.RARE, "amber", "warning"))
    if case.frozen:
        parts.append(Chip(wording.FROZEN, "wait", "lock"))
    if case.to_verify:
        parts.append(Chip(wording.VERIFY, "amber", "phone"))
    if state.position is not None and state.queue is not None:
        parts += [Stretch(), Text("第", "text2", gap=4), Text(str(state.position), strong=True, gap=4)]
        parts.append(Text(f"份，共 {state.queue.total} 份", "text2"))
    return parts


class ScanColumn(Panel):
    """The scans of the case under each other; on a narrow screen one at a time over the comparison."""

    arrived = Signal()  # one more picture is there to be judged

    def __init__(self, pictures: PictureShelf) -> None:
        super().__init__(lines="right")
        self._pictures = pictures
        self._shown: tuple[UUID, ...] = ()
        self._views: dict[UUID, PictureView] = {}
        self._holder = QWidget()
        self._rows = QVBoxLayout(self._holder)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self.column.addWidget(self._holder, 1)

    def show_state(self, state: PreReviewState, *, wide: bool) -> None:
        """`wide`: all scans at once, at most two; else the one in front."""
        cards = state.scanned_cards
        if not wide and state.card is not None:
            cards = (state.card,)
        cards = cards[:2]
        key = tuple(card.id for card in cards)
        if key == self._shown and self._rows.count():
            self._retitle(cards)
            return
        self._shown = key
        self._views.clear()
        while self._rows.count():
            item = self._rows.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if not cards:
            self._rows.addWidget(PartsLine([Text(wording.NO_SCANS, "muted")], height=40))
            self._rows.addStretch(1)
        for card in cards:
            self._add(card)

    def _add(self, card: CardView) -> None:
        title = PartsLine(_scan_title(card), height=36, line_below=True)
        title.setObjectName(str(card.id))
        picture = PictureView(placeholder=wording.NO_SCANS)
        self._rows.addWidget(title)
        self._rows.addWidget(picture, 1)
        self._views[card.id] = picture
        self._pictures.want(card.scan, lambda image: self._on_picture(card, image))

    def _on_picture(self, card: CardView, image: QImage | None) -> None:
        """By then another case may be in front."""
        picture = self._views.get(card.id)
        if picture is not None:
            picture.set_image(image, described=wording.card_title(card))
            self.arrived.emit()

    def shows(self, card_id: UUID) -> bool:
        """Whether the scan of this card is there to be seen, not only asked for."""
        picture = self._views.get(card_id)
        return picture is not None and picture.image() is not None and picture.isVisible()

    def _retitle(self, cards: tuple[CardView, ...]) -> None:
        for card in cards:
            title = self._holder.findChild(PartsLine, str(card.id))
            if isinstance(title, PartsLine):
                title.set_parts(_scan_title(card))


def _scan_title(card: CardView) -> list[Part]:
    look = {"entered": ("amber", "clock"), "ok": ("green", "check"), "refused": ("red", "cross_circle")}
    tone, icon = look[card.state]
    number = wording.SCAN.format(number=card.scan_number or 1)
    chip = Chip(words.STATES["card"][card.state], tone, icon)  # type: ignore[arg-type]
    return [Text(number, strong=True), Text(wording.card_title(card), "text2"), Stretch(), chip]
