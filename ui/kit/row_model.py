"""A short list of rows as a view asks for it; what a row says, each list knows."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
DISPLAY = int(Qt.ItemDataRole.DisplayRole)
ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
ROW_ROLE = int(Qt.ItemDataRole.UserRole)


class RowModel(QAbstractListModel):
    """An immutable tuple of rows, shown whole; masked they show no names.

    A list says in `said` what a role shows of a row; `ROW_ROLE` gives the row itself.
    """

    rows: tuple[Any, ...]

    def __init__(self) -> None:
        super().__init__()
        self.rows = ()
        self.is_masked = False

    def show(self, rows: tuple[Any, ...]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def show_masked(self, is_masked: bool) -> None:
        self.is_masked = is_masked
        if self.rows:
            self.dataChanged.emit(self.index(0), self.index(len(self.rows) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = DISPLAY) -> object:
        row = self.rows[index.row()]
        return row if role is ROW_ROLE else self.said(row, role)

    def said(self, row: Any, role: int) -> object:  # noqa: ANN401  a row of the list
        """Return what a role shows of a row, None for what it does not show."""
        raise NotImplementedError
