"""Rows of a desk table as data, and the model that holds them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from ui.widgets.parts import Cell, Part, plain_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Index = QModelIndex | QPersistentModelIndex
CELL_ROLE = Qt.ItemDataRole.UserRole + 1
ROW_ROLE = Qt.ItemDataRole.UserRole + 2


@dataclass(frozen=True, slots=True)
class Column:
    """`width` in px of the tokens; 0 takes what is left. `align` right for figures."""

    key: str
    title: str
    width: int = 0
    align: Literal["left", "right"] = "left"


@dataclass(frozen=True, slots=True)
class SectionRow:
    """A row across all columns that groups those below; never selected."""

    parts: tuple[Part, ...]


class RowsModel(QAbstractTableModel):
    """`cell(row, column key)` says what stands where; rows are the screen's own frozen objects."""

    def __init__(self, columns: Sequence[Column], cell: Callable[[Any, str], Cell]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self._cell = cell
        self._rows: list[Any] = []

    def reset(self, rows: Sequence[Any]) -> None:
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def replace_row(self, at: int, row: object) -> None:
        self._rows[at] = row
        self.dataChanged.emit(self.index(at, 0), self.index(at, len(self.columns) - 1))

    def row(self, at: int) -> Any:
        return self._rows[at]

    def rows(self) -> list[Any]:
        return self._rows

    def is_section(self, at: int) -> bool:
        return 0 <= at < len(self._rows) and isinstance(self._rows[at], SectionRow)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.is_section(index.row()):
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == ROW_ROLE:
            return self._rows[index.row()]
        if role == CELL_ROLE:
            return self.cell(index.row(), index.column())
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return plain_text(self.cell(index.row(), index.column()))
        return None

    def cell(self, row: int, column: int) -> Cell:
        held = self._rows[row]
        if isinstance(held, SectionRow):
            return held.parts if column == 0 else ()
        return self._cell(held, self.columns[column].key)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        return None
