"""The key arbiter: who gets a key, and when a key may decide.

A key that decides acts only where no text field has the focus, only after 60 ms without a further
character, never by auto-repeat, and never before what is to be judged is painted. A scanner types fast
and ends with Enter: such a burst is recognised anywhere, given out as `scanned`, and decides nothing.
Two characters closer than 60 ms that are no scan are dropped: which of them was meant cannot be known.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

QUIET_MS = 60
SCAN_LENGTH = 6  # the shortest code on any paper of the office is longer
_MODIFIERS = Qt.KeyboardModifier
_NAMED = {
    Qt.Key.Key_Return: "Enter",
    Qt.Key.Key_Enter: "Enter",
    Qt.Key.Key_Escape: "Esc",
    Qt.Key.Key_Left: "←",
    Qt.Key.Key_Right: "→",
    Qt.Key.Key_Up: "↑",
    Qt.Key.Key_Down: "↓",
    Qt.Key.Key_PageUp: "PgUp",
    Qt.Key.Key_PageDown: "PgDn",
    Qt.Key.Key_Home: "Home",
    Qt.Key.Key_End: "End",
    Qt.Key.Key_Space: "空格",
    Qt.Key.Key_Delete: "Del",
}


@dataclass(frozen=True, slots=True)
class KeyAct:
    """One act of a screen and its key, declared once: the arbiter runs it, the key bar shows it while it works.

    `decides`: changes a case for good, so the arbiter's rules for decisions hold.
    `in_text`: also acts while a text field has the focus (Enter of a search box, never a decision).
    `repeats`: holding the key down repeats it (arrows).
    """

    key: str
    label: str
    run: Callable[[], None]
    enabled: bool = True
    decides: bool = False
    in_text: bool = False
    repeats: bool = False
    shown: bool = True

    def answers(self, key: str) -> bool:
        return key == self.key

    def keys(self) -> tuple[str, ...]:
        return (self.key,)

    def caps(self) -> tuple[str, ...]:
        return (self.key,)

    def press(self, _key: str) -> None:
        self.run()


@dataclass(frozen=True, slots=True)
class KeyChoice:
    """Several keys with one meaning, such as the digits of a reason list; `run` is told which one."""

    choice: tuple[str, ...]
    label: str
    run: Callable[[str], None]
    shown_as: tuple[str, ...] = ()
    enabled: bool = True
    decides: bool = False
    in_text: bool = False
    repeats: bool = False
    shown: bool = True

    def answers(self, key: str) -> bool:
        return key in self.choice

    def keys(self) -> tuple[str, ...]:
        return self.choice

    def caps(self) -> tuple[str, ...]:
        return self.shown_as or self.choice

    def press(self, key: str) -> None:
        self.run(key)


Act = KeyAct | KeyChoice


def digits(count: int, label: str, run: Callable[[str], None], *, decides: bool = False) -> KeyChoice:
    """The keys 1…`count` (ten: then 0), shown as one cap."""
    keys = tuple(str(number % 10) for number in range(1, count + 1))
    cap = "1" if count == 1 else f"1–{count}" if count < 10 else "1–9、0"
    return KeyChoice(keys, label, run, (cap,), enabled=count > 0, decides=decides)


def key_name(event: QKeyEvent) -> str:
    """The name that `KeyAct.key` uses: "R", "1", "Enter", "Ctrl+P", "Alt+1", "F8", "空格"; "" for what has none."""
    key = event.key()
    name = _NAMED.get(Qt.Key(key)) if key in _NAMED else None
    if name is None and Qt.Key.Key_F1 <= key <= Qt.Key.Key_F12:
        name = f"F{key - Qt.Key.Key_F1 + 1}"
    if name is None and 0x21 <= key <= 0x7E:
        name = chr(key).upper()
    if name is None:
        return ""
    held = event.modifiers()
    prefix = "Ctrl+" if held & _MODIFIERS.ControlModifier else ""
    prefix += "Alt+" if held & _MODIFIERS.AltModifier else ""
    if held & _MODIFIERS.ShiftModifier and (len(name) > 1 or prefix):
        prefix += "Shift+"
    return prefix + name


def is_text_field(widget: QWidget | None) -> bool:
    if isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit):
        return not widget.isReadOnly()
    return False


class PaintGate(QObject):
    """Shut when a new case is set, open once every watched widget has painted it."""

    opened = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._unpainted: set[QWidget] = set()
        self.generation = 0

    def shut(self, *judged: QWidget) -> None:
        """From now on decisions wait for a paint event of each of `judged` (a table counts by its viewport)."""
        self.generation += 1
        targets = {_painted_part(widget) for widget in judged}
        for widget in targets - self._unpainted:
            widget.installEventFilter(self)
        self._unpainted = targets
        for widget in targets:
            widget.update()

    def is_open(self) -> bool:
        return not self._unpainted

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget) and watched in self._unpainted:
            generation = self.generation
            QTimer.singleShot(0, self, lambda: self._painted(watched, generation))
        return False

    def _painted(self, widget: QWidget, generation: int) -> None:
        if generation != self.generation:
            return
        widget.removeEventFilter(self)
        self._unpainted.discard(widget)
        if not self._unpainted:
            self.opened.emit()


def _painted_part(widget: QWidget) -> QWidget:
    viewport = getattr(widget, "viewport", None)
    return widget if viewport is None else viewport()


@dataclass(slots=True)
class _Burst:
    """Characters that followed each other within the quiet time."""

    text: str = ""
    last: float = 0.0
    field: QLineEdit | None = None
    before: str = ""

    def begin(self, now: float, focus: QWidget | None) -> None:
        self.text, self.last = "", now
        self.field = focus if isinstance(focus, QLineEdit) else None
        self.before = self.field.text() if self.field is not None else ""


class KeyArbiter(QObject):
    """Sees every key before the widgets do. `acts` and `gate` answer for the screen in front.

    `owner` is the modal dialog whose keys these are; None: keys while no dialog is open.
    """

    scanned = Signal(str)

    def __init__(
        self,
        acts: Callable[[], Sequence[Act]],
        gate: Callable[[], PaintGate | None] = lambda: None,
        *,
        owner: QWidget | None = None,
        clock: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._acts = acts
        self._gate = gate
        self._owner = owner
        self._clock = clock
        self._on = False
        self._burst = _Burst()
        self._held: tuple[str, int] | None = None
        self._passed: tuple[QObject, str] | None = None
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(QUIET_MS)
        self._quiet.timeout.connect(self._on_quiet)

    def start(self) -> None:
        app = QApplication.instance()
        if app is not None and not self._on:
            app.installEventFilter(self)
            self._on = True

    def stop(self) -> None:
        """While the program is locked no key and no scan reaches a screen."""
        app = QApplication.instance()
        if app is not None and self._on:
            app.removeEventFilter(self)
        self._on = False
        self._quiet.stop()
        self._held = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or not isinstance(watched, QWidget):
            return False
        if QApplication.activeModalWidget() is not self._owner or QApplication.activePopupWidget() is not None:
            return False
        name = key_name(event)
        if self._passed is not None and self._passed == (watched, name):
            self._passed = self._next(watched, name)
            return False
        eaten = self._on_key(name, event)
        self._passed = None if eaten else self._next(watched, name)
        return eaten

    @staticmethod
    def _next(watched: QWidget, name: str) -> tuple[QObject, str] | None:
        """A key nobody wants travels up to the parents: it is the same press and is not judged again."""
        parent = watched.parentWidget()
        return None if parent is None or watched.isWindow() else (parent, name)

    def _on_key(self, name: str, event: QKeyEvent) -> bool:
        focus = QApplication.focusWidget()
        character = event.text() if len(name) == 1 or name == "空格" else ""
        if character and character.isprintable():
            return self._on_character(name, character, event, focus)
        if name == "Enter":
            return self._on_enter(event, focus)
        return self._run(name, event, focus)

    def _on_character(self, name: str, character: str, event: QKeyEvent, focus: QWidget | None) -> bool:
        if event.isAutoRepeat():
            return not is_text_field(focus)
        alone = not self._continues()
        if alone:
            self._burst.begin(self._clock(), focus)
        self._burst.text += character
        self._burst.last = self._clock()
        if is_text_field(focus):
            return False
        self._hold(name) if alone else self._drop()
        return self._find(name, focus) is not None

    def _on_enter(self, event: QKeyEvent, focus: QWidget | None) -> bool:
        if event.isAutoRepeat():
            return not is_text_field(focus)
        if self._continues():
            self._drop()
            text, self._burst.text = self._burst.text, ""
            if len(text) >= SCAN_LENGTH:
                if self._burst.field is not None:
                    self._burst.field.setText(self._burst.before)
                self.scanned.emit(text)
                return True
            if not is_text_field(focus):
                return True
        act = self._find("Enter", focus)
        if act is None:
            return False
        if act.decides:
            self._hold("Enter")
        else:
            act.press("Enter")
        return True

    def _continues(self) -> bool:
        return bool(self._burst.text) and (self._clock() - self._burst.last) * 1000 < QUIET_MS

    def _hold(self, name: str) -> None:
        gate = self._gate()
        if gate is not None and not gate.is_open() and self._decides(name):
            self._drop()
            return
        self._held = (name, gate.generation if gate is not None else 0)
        self._quiet.start()

    def _drop(self) -> None:
        self._held = None
        self._quiet.stop()

    def _on_quiet(self) -> None:
        held, self._held = self._held, None
        if held is None:
            return
        name, generation = held
        gate = self._gate()
        act = self._find(name, QApplication.focusWidget())
        if act is None or (act.decides and gate is not None and (gate.generation != generation or not gate.is_open())):
            return
        act.press(name)

    def _run(self, name: str, event: QKeyEvent, focus: QWidget | None) -> bool:
        act = self._find(name, focus)
        if act is None:
            return False
        if event.isAutoRepeat() and not act.repeats:
            return True
        if act.decides:
            self._hold(name)
        else:
            act.press(name)
        return True

    def _decides(self, name: str) -> bool:
        return any(act.answers(name) and act.decides for act in self._acts())

    def _find(self, name: str, focus: QWidget | None) -> Act | None:
        """The first act of this key that works now."""
        return next((act for act in self._acts() if act.answers(name) and self.would_run(act, focus, name)), None)

    @staticmethod
    def would_run(act: Act, focus: QWidget | None, name: str = "") -> bool:
        """In a text field plain keys belong to the text, and nothing is decided there."""
        if not act.enabled:
            return False
        if not is_text_field(focus):
            return True
        key = name or act.caps()[0]
        chord = key.startswith(("Ctrl+", "Alt+")) or (key[:1] == "F" and key[1:].isdigit())
        return not act.decides and (chord or act.in_text or key == "Esc")
