"""What every screen is to the frame."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.keys import Act, KeyAct, PaintGate

if TYPE_CHECKING:
    from collections.abc import Sequence

MessageTone = Literal["wait", "green", "amber", "red"]


@dataclass(frozen=True, slots=True)
class Message:
    """News for the strip under the top bar: what happened, what was kept, what to do."""

    text: str
    tone: MessageTone = "wait"
    icon: str = "info"
    strong: str = ""  # words set bold before the text, such as whose case was parked
    personal: str = ""  # what of `strong` is hidden by Alt+P
    act: KeyAct | None = None  # one thing to do about it; None: 知道了 Esc
    seconds: float | None = None  # goes by itself after this time, None: stays until read


@dataclass(frozen=True, slots=True)
class Parked:
    """A case put aside for a walk-in: enough to come back to exactly this place with F4."""

    screen: str
    argument: object
    title: str
    person: str = ""  # the name in the title


class Screen(QWidget):
    """Base of all screens. `activate` comes with every visit, `deactivate` when another screen is opened."""

    name: ClassVar[str] = ""
    title: ClassVar[str] = ""

    message = Signal(object)  # Message, or None: nothing more to say
    open_requested = Signal(str, object)  # screen name, argument
    park_requested = Signal(str, object)  # as open_requested, but the case in hand is parked first
    acts_changed = Signal()
    case_settled = Signal(object)  # the argument of a case that is dealt with: it is parked no longer

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.gate = PaintGate(self)

    def key_acts(self) -> Sequence[Act]:
        """The keys of this screen, each once; the bar shows those that are enabled now."""
        return ()

    def activate(self, argument: object = None) -> None:
        """Shows what `argument` names; None is the plain visit by the rail."""

    def deactivate(self) -> None:
        """Another screen comes to the front."""

    def rest(self) -> None:
        """The program is locked: nothing is asked for until `activate`; what is being typed stays."""
        self.deactivate()

    def park(self) -> Parked | None:
        """Puts the case in hand aside; None where nothing is in hand."""
        return None

    def resume(self, parked: Parked) -> None:
        """Comes back to a parked case."""
        self.activate(parked.argument)

    def case_in_hand(self) -> object | None:
        """The argument by which the case on the screen is parked; None while there is none or another is on its way."""
        return None

    def taken_up(self, parked: Parked) -> None:
        """The clerk went back to a parked case by Esc instead of F4."""

    def holds_clerk(self) -> bool:
        """While a colleague's password is asked for, no key leads away."""
        return False

    def take_scan(self, text: str) -> bool:  # noqa: ARG002 named for those who do take it
        """A scanner read `text`; True where this screen itself wants it, else the case is opened."""
        return False
