"""Alt+P: while somebody is looking, personal data on every screen is painted as dots."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class Privacy(QObject):
    changed = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._hidden = False

    def hidden(self) -> bool:
        return self._hidden

    def set_hidden(self, hidden: bool) -> None:  # noqa: FBT001 a Qt slot
        if hidden != self._hidden:
            self._hidden = hidden
            self.changed.emit(hidden)

    def toggle(self) -> None:
        self.set_hidden(not self._hidden)


class _Holder:
    privacy: Privacy | None = None


def privacy() -> Privacy:
    if _Holder.privacy is None:
        _Holder.privacy = Privacy()
    return _Holder.privacy
