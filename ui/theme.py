"""The look of the program: colours of the theme in force, fonts, scale and the one style sheet.

Painters ask `colour()` while they paint, so a change of theme needs only a repaint.
The style sheet holds no font rule: a rule that reaches a label beats `setFont`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QGuiApplication, QPalette

from app.paths import FONTS
from ui.tokens import ThemeName, colours

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

FONT_FILES = ("NotoSansSC-Regular.ttf", "NotoSansSC-SemiBold.ttf", "NotoSerifSC-Regular.ttf", "HanaMinB.ttf")
SANS = ["Noto Sans SC", "HanaMinB"]
SERIF = ["Noto Serif SC", "HanaMinB"]
SMALL, BASE, LARGE, NAME = 12, 14, 18, 28
BASELINE = 0.37  # of the size below the centre of a row: centres Chinese and figures together
TYPICAL_DPI = 96.0

ThemeChoice = Literal["light", "dark", "system"]


class _Changes(QObject):
    changed = Signal()


@dataclass
class _Look:
    name: ThemeName = "light"
    scale: float = 1.0
    compact: bool = False
    colours: dict[str, QColor] = field(default_factory=dict)
    fonts: dict[tuple[int, bool, bool], QFont] = field(default_factory=dict)
    metrics: dict[tuple[int, bool, bool], QFontMetricsF] = field(default_factory=dict)
    changes: _Changes | None = None


_look = _Look()


def changes() -> _Changes:
    """The object whose `changed` says that colours or sizes are new."""
    if _look.changes is None:
        _look.changes = _Changes()
    return _look.changes


def load_fonts(folder: Path | None = None) -> tuple[str, ...]:
    """Registers the bundled fonts; answers the files that could not be loaded, the program goes on without them."""
    missing = []
    for name in FONT_FILES:
        path = (FONTS if folder is None else folder) / name
        if not path.is_file() or QFontDatabase.addApplicationFont(str(path)) < 0:
            missing.append(name)
    return tuple(missing)


def apply(
    app: QApplication, choice: ThemeChoice = "light", *, scale: float | None = None, compact: bool = False
) -> None:
    """Puts the theme on the application. `scale` is the clerk's own setting; None follows the system's font scale."""
    _look.name = _system_theme() if choice == "system" else choice
    _look.scale = system_scale() if scale is None else scale
    _look.compact = compact
    _look.colours = {name: QColor(value) for name, value in colours(_look.name).items()}
    _look.fonts.clear()
    _look.metrics.clear()
    app.setStyle("Fusion")
    app.setFont(font())
    app.setPalette(_palette())
    app.setStyleSheet(style_sheet())
    changes().changed.emit()


def system_scale() -> float:
    """The system's font scale: logical dots per inch against the usual 96, between 1 and 2."""
    screen = QGuiApplication.primaryScreen()
    dots = TYPICAL_DPI if screen is None else screen.logicalDotsPerInch()
    return min(2.0, max(1.0, dots / TYPICAL_DPI))


def name() -> ThemeName:
    return _look.name


def colour(token: str) -> QColor:
    if not _look.colours:
        _look.colours = {key: QColor(value) for key, value in colours(_look.name).items()}
    return _look.colours[token]


def px(length: float) -> int:
    """A length of the tokens in device-independent pixels at the scale in force."""
    return round(length * _look.scale)


def row_height() -> int:
    return px(28 if _look.compact else 32)


def font(size: int = BASE, *, strong: bool = False, serif: bool = False) -> QFont:
    key = (size, strong, serif)
    known = _look.fonts.get(key)
    if known is None:
        known = _look.fonts[key] = _new_font(size, strong=strong, serif=serif)
    return known


def metrics(size: int = BASE, *, strong: bool = False, serif: bool = False) -> QFontMetricsF:
    """Floating-point metrics: widths of figures are fractions of a pixel."""
    key = (size, strong, serif)
    known = _look.metrics.get(key)
    if known is None:
        known = _look.metrics[key] = QFontMetricsF(font(size, strong=strong, serif=serif))
    return known


def baseline(top: float, height: float, size: int) -> float:
    return top + height / 2 + BASELINE * size * _look.scale


def _new_font(size: int, *, strong: bool, serif: bool) -> QFont:
    made = QFont()
    made.setFamilies(SERIF if serif else SANS)
    made.setPixelSize(px(size))
    made.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    made.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    made.setFeature(QFont.Tag("tnum"), 1)
    return made


def _system_theme() -> ThemeName:
    from PySide6.QtCore import Qt

    hints = QGuiApplication.styleHints()
    return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"


def _palette() -> QPalette:
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: "window",
        QPalette.ColorRole.Base: "panel",
        QPalette.ColorRole.AlternateBase: "subtle",
        QPalette.ColorRole.Text: "text",
        QPalette.ColorRole.WindowText: "text",
        QPalette.ColorRole.ButtonText: "text",
        QPalette.ColorRole.Button: "panel",
        QPalette.ColorRole.Highlight: "primary",
        QPalette.ColorRole.HighlightedText: "on_primary",
        QPalette.ColorRole.PlaceholderText: "muted",
        QPalette.ColorRole.ToolTipBase: "panel",
        QPalette.ColorRole.ToolTipText: "text",
    }
    for role, token in roles.items():
        palette.setColor(role, colour(token))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, colour("disabled"))
    return palette


def style_sheet() -> str:
    c = {key: value.name() for key, value in _look.colours.items()}
    bar = px(10)
    return f"""
QMainWindow, QDialog {{ background: {c["window"]}; }}
QAbstractScrollArea {{ background: {c["panel"]}; border: none; }}
QScrollArea > QWidget > QWidget {{ background: transparent; }}
QTableView {{ border: none; selection-background-color: transparent; }}
QHeaderView {{ background: {c["panel"]}; border: none; }}
QLineEdit {{ placeholder-text-color: {c["muted"]}; }}
QLineEdit, QPlainTextEdit {{ background: transparent; border: none; color: {c["text"]};
  selection-background-color: {c["primary"]}; selection-color: {c["on_primary"]}; }}
QToolTip {{ background: {c["panel"]}; color: {c["text"]}; border: 1px solid {c["edge"]}; padding: 4px 8px; }}
QScrollBar:vertical {{ background: transparent; width: {bar}px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: {bar}px; margin: 0; }}
QScrollBar::handle {{ background: {c["scroll"]}; border-radius: 3px; margin: 2px; }}
QScrollBar::handle:vertical {{ min-height: {px(32)}px; }}
QScrollBar::handle:horizontal {{ min-width: {px(32)}px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""
