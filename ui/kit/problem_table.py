"""Problems of a foreign list, row by row: level, where, what, why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QSize,
    Qt,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from homevisit.text import _, run_on
from ui.kit.painting import Brush
from ui.words import masked_name

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter, QResizeEvent

    from ui.appearance import Appearance
    from ui.rows import ImportProblem

Index = QModelIndex | QPersistentModelIndex
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_TOOLTIP = int(Qt.ItemDataRole.ToolTipRole)
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
_WIDTHS = (84, 56, 96, 118, 150, 0)


class ProblemModel(QAbstractTableModel):
    """An immutable tuple of problems."""

    def __init__(self) -> None:
        super().__init__()
        self._problems: tuple[ImportProblem, ...] = ()
        self._is_masked = False
        self._heads = (
            _("Level"),
            _("Row"),
            _("Name"),
            _("Field"),
            _("In the list"),
            _("Problem"),
        )

    def show(self, problems: tuple[ImportProblem, ...]) -> None:
        self.beginResetModel()
        self._problems = problems
        self.endResetModel()

    def show_masked(self, is_masked: bool) -> None:
        """Hide the names in the list, or show them."""
        self.beginResetModel()
        self._is_masked = is_masked
        self.endResetModel()

    def problem(self, at: int) -> ImportProblem:
        return self._problems[at]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own
        return 0 if parent.isValid() else len(self._problems)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own
        return 0 if parent.isValid() else len(_WIDTHS)

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        if role is _DISPLAY or role is _TOOLTIP:
            return self._cells(index.row())[index.column()]
        if role is _ACCESSIBLE:
            return run_on(part for part in self._cells(index.row()) if part)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY
    ) -> object:
        if orientation == Qt.Orientation.Horizontal and role is _DISPLAY:
            return self._heads[section]
        return None

    def _cells(self, at: int) -> tuple[str, ...]:
        each = self._problems[at]
        level = _("Error") if each.is_error else _("To check")
        name, value = each.name, each.value
        if self._is_masked:
            name, value = masked_name(name), value.replace(name, masked_name(name))
        return (level, str(each.row), name, each.field, value, each.text)


class ProblemDelegate(QStyledItemDelegate):
    """Paints the level with its shape and word, the rest as text."""

    def __init__(self, look: Appearance, table: ProblemTable) -> None:
        super().__init__(table)
        self._look, self._table = look, table

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(60, self._look.sizes.row)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        painter.save()
        brush = Brush(painter, self._look, painter.device().devicePixelRatioF())
        area = option.rect
        brush.line(area.bottomLeft(), area.bottomRight())
        problem = self._table.problems.problem(index.row())
        inner = area.adjusted(14, 0, -4, 0)
        colour = "t2"
        if index.column() == 0:
            icon = "circle-x" if problem.is_error else "triangle-alert"
            colour = "red" if problem.is_error else "yellow_text"
            place = QPoint(inner.left(), inner.center().y() - 7)
            brush.icon(place, icon, colour, 15)
            inner = inner.adjusted(20, 0, 0, 0)
        text = str(index.data(_DISPLAY))
        brush.text(inner, text, font="secondary", colour=colour)
        painter.restore()


class ProblemTable(QTableView):
    """Read-only; arrows move through it."""

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self.problems = ProblemModel()
        self.setModel(self.problems)
        self.setItemDelegate(ProblemDelegate(look, self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Problems in the list"))
        self.verticalHeader().hide()
        heads = self.horizontalHeader()
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        heads.setDefaultAlignment(left)
        look.follow(self._draw)

    def _draw(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._look.sizes.row)
        self._lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        scale = 1.25 if self._look.is_large else 1.0
        fixed = [int(width * scale) for width in _WIDTHS]
        room = self.viewport().width() - sum(fixed)
        for column, width in enumerate(fixed):
            self.setColumnWidth(column, width or max(140, room))
