"""Pictures and paper on a mat: portraits, scans and pages of forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from ui import icons, theme
from ui.privacy import privacy
from ui.widgets.painted import Painted
from ui.widgets.painting import paint_box, paint_parts, parts_width
from ui.widgets.parts import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

ZOOM_STEP, ZOOM_LEAST, ZOOM_MOST = 1.25, 0.25, 8.0


class PictureView(Painted):
    """One picture, whole or enlarged. Without one it says why; while personal data is hidden it shows nothing.

    `fixed`: width and height in px of the tokens for a portrait, else it takes the room there is.
    """

    zoomed = Signal(float)

    def __init__(
        self,
        *,
        fixed: tuple[int, int] | None = None,
        mat: bool = True,
        placeholder: str = "无照片",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._image: QImage | None = None
        self._mat, self._placeholder = mat, placeholder
        self._zoom = 1.0
        self._centre = QPointF(0.5, 0.5)
        self._grabbed: QPointF | None = None
        if fixed is not None:
            self.setFixedSize(theme.px(fixed[0]), theme.px(fixed[1]))
        else:
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_image(self, image: QImage | None, *, described: str = "", placeholder: str | None = None) -> None:
        """A decoded image (decode in a job) or none; `described` is what a screen reader says."""
        self._image = image
        self._placeholder = self._placeholder if placeholder is None else placeholder
        self.setAccessibleName(described or self._placeholder)
        self.whole()

    def image(self) -> QImage | None:
        return self._image

    def zoom(self) -> float:
        return self._zoom

    def set_zoom(self, zoom: float) -> None:
        """1 shows the whole picture."""
        self._zoom = min(ZOOM_MOST, max(ZOOM_LEAST, zoom))
        self.update()
        self.zoomed.emit(self._zoom)

    def zoom_in(self) -> None:
        self.set_zoom(self._zoom * ZOOM_STEP)

    def zoom_out(self) -> None:
        self.set_zoom(self._zoom / ZOOM_STEP)

    def whole(self) -> None:
        self._centre = QPointF(0.5, 0.5)
        self.set_zoom(1.0)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(240), theme.px(240))

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.zoom_in() if event.angleDelta().y() > 0 else self.zoom_out()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._grabbed = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grabbed is None or self._image is None:
            return
        drawn = self._drawn_size()
        moved = event.position() - self._grabbed
        self._grabbed = event.position()
        x = self._centre.x() - moved.x() / max(1.0, drawn[0])
        y = self._centre.y() - moved.y() / max(1.0, drawn[1])
        self._centre = QPointF(min(1.0, max(0.0, x)), min(1.0, max(0.0, y)))
        self.update()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._grabbed = None

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self._mat:
            painter.fillRect(self.rect(), theme.colour("mat"))
        if self._image is None or self._image.isNull() or privacy().hidden():
            self._paint_placeholder(painter)
            return
        wide, high = self._drawn_size()
        left = self.width() / 2 - self._centre.x() * wide
        top = self.height() / 2 - self._centre.y() * high
        painter.drawImage(QRectF(left, top, wide, high), self._image)
        if not self._mat:
            painter.setPen(theme.colour("line"))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _drawn_size(self) -> tuple[float, float]:
        if self._image is None:
            return 1.0, 1.0
        wide, high = max(1, self._image.width()), max(1, self._image.height())
        factor = min(self.width() / wide, self.height() / high) * self._zoom
        return wide * factor, high * factor

    def _paint_placeholder(self, painter: QPainter) -> None:
        rect = QRectF(self.rect())
        paint_box(painter, rect, "subtle", "line", 0)
        words = "已遮盖" if privacy().hidden() else self._placeholder
        size = theme.px(20)
        middle = rect.center()
        name = "eye_off" if privacy().hidden() else "photo"
        icons.paint(painter, name, middle.x() - size / 2, middle.y() - size, size, theme.colour("muted"))
        parts = (Text(words, "muted", theme.SMALL),)
        left = max(theme.px(4), (rect.width() - parts_width(parts)) / 2)
        paint_parts(painter, QRectF(left, middle.y(), rect.width() - left, theme.px(24)), parts)


class _Pages(Painted):
    GAP = 16

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.images: tuple[QImage, ...] = ()
        self.scale = 1.0

    def lay_out(self) -> None:
        gap = theme.px(self.GAP)
        sizes = [self._size(image) for image in self.images]
        wide = max((size.width() for size in sizes), default=theme.px(200))
        high = sum(size.height() + gap for size in sizes) + gap
        self.setMinimumSize(wide + 2 * gap, high)
        self.update()

    def top(self, page: int) -> int:
        gap = theme.px(self.GAP)
        return gap + sum(self._size(image).height() + gap for image in self.images[:page])

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), theme.colour("mat"))
        for page, image in enumerate(self.images):
            size = self._size(image)
            rect = QRectF((self.width() - size.width()) / 2, self.top(page), size.width(), size.height())
            painter.fillRect(rect, theme.colour("paper"))
            if privacy().hidden():
                self._say_hidden(painter, rect)
            else:
                painter.drawImage(rect, image)
            painter.setPen(theme.colour("edge"))
            painter.drawRect(rect.adjusted(-0.5, -0.5, 0.5, 0.5))

    def _say_hidden(self, painter: QPainter, page: QRectF) -> None:
        """In the middle of what can be seen of the page."""
        seen = page.intersected(QRectF(self.visibleRegion().boundingRect()))
        words = (Text("已遮盖个人信息", "paper_text"),)
        left = seen.left() + max(0.0, (seen.width() - parts_width(words)) / 2)
        if seen.height() >= theme.px(24):
            paint_parts(painter, QRectF(left, seen.top(), seen.right() - left, seen.height()), words)

    def _size(self, image: QImage) -> QSize:
        ratio = image.devicePixelRatio()
        return QSize(round(image.width() / ratio * self.scale), round(image.height() / ratio * self.scale))


class PageView(QScrollArea):
    """Pages of a paper under each other on the mat. Images are rendered in a job at the scale that is shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages = _Pages()
        self.setWidget(self._pages)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for bar in (self.verticalScrollBar(), self.horizontalScrollBar()):
            bar.valueChanged.connect(self._on_scrolled)

    def _on_scrolled(self) -> None:
        """The words on a hidden page stay in the middle of what is seen."""
        if privacy().hidden():
            self._pages.update()

    def set_pages(self, images: Sequence[QImage], *, described: str = "") -> None:
        self._pages.images = tuple(images)
        self._pages.lay_out()
        self.setAccessibleName(described)
        self.verticalScrollBar().setValue(0)

    def set_scale(self, scale: float) -> None:
        """Of the images as they are; 1 shows them pixel by pixel."""
        self._pages.scale = scale
        self._pages.lay_out()

    def scale(self) -> float:
        return self._pages.scale

    def show_page(self, page: int) -> None:
        """Counts from 0."""
        self.verticalScrollBar().setValue(max(0, self._pages.top(page) - theme.px(_Pages.GAP)))
