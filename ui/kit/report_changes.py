"""What two summaries say differently, as a table: what, before, after, by how much."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from homevisit.text import _, run_on
from ui.kit.basics import Sheet, column, make_label
from ui.tokens import SPACE

if TYPE_CHECKING:
    from ui.appearance import Appearance
    from ui.report_rows import Change

Index = QModelIndex | QPersistentModelIndex
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_TIP = int(Qt.ItemDataRole.ToolTipRole)
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
_ALIGN = int(Qt.ItemDataRole.TextAlignmentRole)
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_NUMBER_WIDTH = 6  # body sizes


class ChangesModel(QAbstractTableModel):
    """The changes as a table asks for them."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[Change, ...] = ()
        self._heads = (
            _("What is counted"),
            _("This copy"),
            _("The other"),
            _("Difference"),
        )

    def show(self, rows: tuple[Change, ...]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own
        return 0 if parent.isValid() else len(self._heads)

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        row = self.rows[index.row()]
        cells = (row.what, row.before, row.after, row.by)
        if role in {_DISPLAY, _TIP}:
            return cells[index.column()]
        if role == _ACCESSIBLE:
            return run_on(each for each in cells if each)
        if role == _ALIGN and index.column():
            return int(_RIGHT)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY
    ) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == _ALIGN:
            return int(_RIGHT if section else _LEFT)
        return self._heads[section] if role == _DISPLAY else None


class ChangesTable(QTableView):
    """Read by rows; the names of the numbers take what is left."""

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self.changes = ChangesModel()
        self.setModel(self.changes)
        self.setAccessibleName(_("What changed"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        look.follow(self._fit)

    def _fit(self) -> None:
        sizes = self._look.sizes
        self.verticalHeader().setDefaultSectionSize(sizes.row)
        for at in range(1, self.changes.columnCount()):
            self.setColumnWidth(at, sizes.body * _NUMBER_WIDTH)


class ChangesSheet(Sheet):
    """The table, or a line that says that there is nothing in it."""

    def __init__(self, look: Appearance) -> None:
        self.table = ChangesTable(look)
        self._equal = make_label(_("Both say the same numbers."), "secondary")
        self._equal.setAlignment(Qt.AlignmentFlag.AlignCenter)
        sides = (SPACE.gap, 6, SPACE.small, 6)
        super().__init__(column(self.table, self._equal, margins=sides))

    def show_rows(self, rows: tuple[Change, ...]) -> None:
        self.table.changes.show(rows)
        self._equal.setVisible(not rows)
        self.table.setVisible(bool(rows))
