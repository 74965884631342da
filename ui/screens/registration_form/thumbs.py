"""The sheets of a form as small pictures, with the page in front outlined; a click brings a page to the front."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy

from app.services.registration_form_views import FormLayout
from ui import theme
from ui.privacy import privacy
from ui.screens.registration_form import wording
from ui.screens.registration_form.sheets import on_sheet
from ui.widgets.painted import Painted
from ui.widgets.painting import paint_parts, parts_width
from ui.widgets.parts import Part, Text

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from ui.screens.registration_form.sheets import PanelPlace
    from ui.screens.registration_form.state import FormState

INSET, CAPTION, GAP, CURRENT = 16, 24, 12, 20


class SheetThumbs(Painted):
    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._images: tuple[QImage, ...] = ()
        self._places: tuple[PanelPlace, ...] = ()
        self._panel = 1
        self._booklet = True
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_state(self, state: FormState, images: tuple[QImage, ...]) -> None:
        self._places, self._panel = state.places, state.panel
        self._booklet = state.layout is FormLayout.A3_BOOKLET
        dots = self.devicePixelRatioF()
        width = max(1, round(self._sheet_width() * dots))
        self._images = tuple(image.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation) for image in images)
        count = len(self._places)
        self.setAccessibleName(wording.PANEL_OF.format(number=self._panel, count=count) if count else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        bottoms = [self._sheet_rect(sheet).bottom() for sheet in range(len(self._images))]
        return QSize(theme.px(174), round(max(bottoms, default=0)) + theme.px(CURRENT + GAP))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def panel_rect(self, place: PanelPlace) -> QRectF:
        sheet = self._sheet_rect(place.sheet)
        if place.half == "whole":
            return sheet
        middle = sheet.width() / 2
        return QRectF(sheet.left() + (middle if place.half == "right" else 0), sheet.top(), middle, sheet.height())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        for place in self._places:
            if self.panel_rect(place).contains(event.position()):
                self.chosen.emit(place.number)
                return

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for sheet, image in enumerate(self._images):
            self._paint_sheet(painter, sheet, image)
        current = next((place for place in self._places if place.number == self._panel), None)
        if current is not None:
            self._paint_current(painter, self.panel_rect(current))

    def _paint_sheet(self, painter: QPainter, sheet: int, image: QImage) -> None:
        rect = self._sheet_rect(sheet)
        caption = QRectF(rect.left(), rect.top() - theme.px(CAPTION), rect.width(), theme.px(CAPTION))
        paint_parts(painter, caption, self._caption(sheet))
        painter.fillRect(rect, theme.colour("paper"))
        if not privacy().hidden():
            painter.drawImage(rect, image)
        painter.setPen(QPen(theme.colour("edge"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect.adjusted(-0.5, -0.5, 0.5, 0.5))
        if self._booklet:
            x = rect.center().x()
            painter.drawLine(round(x), round(rect.top()), round(x), round(rect.bottom()))

    def _paint_current(self, painter: QPainter, rect: QRectF) -> None:
        painter.setPen(QPen(theme.colour("primary"), 2))
        painter.drawRoundedRect(rect.adjusted(-2, -2, 2, 2), 2, 2)
        word = (Text(wording.CURRENT, "primary", theme.SMALL, strong=True),)
        left = rect.center().x() - parts_width(word) / 2
        paint_parts(painter, QRectF(left, rect.bottom() + 2, rect.width(), theme.px(CURRENT)), word)

    def _caption(self, sheet: int) -> list[Part]:
        numbers = "、".join(wording.PANEL.format(number=place.number) for place in on_sheet(self._places, sheet))
        if not self._booklet:
            return [Text(numbers, "text2", theme.SMALL)]
        side = wording.SIDES[sheet] if sheet < len(wording.SIDES) else wording.MORE_SIDE
        return [Text(side, "text", theme.SMALL, strong=True), Text(numbers, "text2", theme.SMALL)]

    def _sheet_width(self) -> int:
        return theme.px(144 if self._booklet else 66)

    def _sheet_rect(self, sheet: int) -> QRectF:
        """Booklet sides stand under each other, single pages two in a row."""
        wide = self._sheet_width()
        columns = 1 if self._booklet else 2
        image = self._images[sheet]
        high = round(image.height() * wide / max(1, image.width()))
        row, column = divmod(sheet, columns)
        step = high + theme.px(CAPTION + GAP + CURRENT)
        left = theme.px(INSET) + column * (wide + theme.px(GAP))
        return QRectF(left, theme.px(CAPTION + 8) + row * step, wide, high)
