"""For whom paper is made: a list whose order and members are changed by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from homevisit.text import _, run_on
from ui.kit.painting import Brush
from ui.words import masked_name

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPainter

    from ui.appearance import Appearance
    from ui.paper_rows import PaperLine

Index = QModelIndex | QPersistentModelIndex
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
_LINE = int(Qt.ItemDataRole.UserRole)
_PAD = 12


class PaperLineModel(QAbstractListModel):
    """The lines in their order."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[PaperLine, ...] = ()
        self.is_masked = False

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(each.id for each in self.lines)

    def show(self, lines: tuple[PaperLine, ...]) -> None:
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def show_masked(self, is_masked: bool) -> None:
        self.is_masked = is_masked
        self.show(self.lines)

    def move(self, at: int, by: int) -> int:
        """Move a line up or down; return where it stands now."""
        to = at + by
        if not (0 <= at < len(self.lines) and 0 <= to < len(self.lines)):
            return at
        order = list(self.lines)
        order.insert(to, order.pop(at))
        self.show(tuple(order))
        self.changed.emit()
        return to

    def drop(self, at: int) -> None:
        """Take a line out."""
        if 0 <= at < len(self.lines):
            self.show(self.lines[:at] + self.lines[at + 1 :])
            self.changed.emit()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        line = self.lines[index.row()]
        name = masked_name(line.name) if self.is_masked else line.name
        if role == _LINE:
            return line
        if role == _DISPLAY:
            return name
        if role == _ACCESSIBLE:
            parts = (str(index.row() + 1), name, line.detail, line.group)
            return run_on(part for part in parts if part)
        return None


class PaperLines(QListView):
    """Alt with an arrow moves the line, Delete takes it out."""

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self.lines = PaperLineModel()
        self.setModel(self.lines)
        self.setItemDelegate(_LineDelegate(look, self))
        self.setAccessibleName(_("Who the paper is for"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setUniformItemSizes(True)
        look.changed.connect(self.doItemsLayout)

    def show_lines(self, lines: tuple[PaperLine, ...]) -> None:
        at = max(0, self.currentIndex().row())
        self.lines.show(lines)
        self.select(min(at, len(lines) - 1))

    def select(self, at: int) -> None:
        self.setCurrentIndex(self.lines.index(at))

    def shift(self, by: int) -> None:
        self.select(self.lines.move(self.currentIndex().row(), by))

    def drop(self) -> None:
        at = self.currentIndex().row()
        self.lines.drop(at)
        self.select(min(at, len(self.lines.lines) - 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {int(Qt.Key.Key_Up): -1, int(Qt.Key.Key_Down): 1}
        is_alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if is_alt and event.key() in steps:
            self.shift(steps[event.key()])
        elif event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.drop()
        else:
            super().keyPressEvent(event)


class _LineDelegate(QStyledItemDelegate):
    """Paints number, name, and what is beside it; a village where it changes."""

    def __init__(self, look: Appearance, view: PaperLines) -> None:
        super().__init__(view)
        self._look, self._view = look, view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(180, self._look.sizes.row_student)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        painter.save()
        brush = Brush(painter, self._look, painter.device().devicePixelRatioF())
        area: QRect = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, self._look.colour("sel"))
        line: PaperLine = index.data(_LINE)
        number = area.adjusted(_PAD, 0, 0, 0)
        number.setWidth(brush.metrics("secondary").horizontalAdvance("000"))
        brush.text(number, str(index.row() + 1), font="secondary", colour="t3")
        rest = area.adjusted(number.right() + 4 - area.left(), 0, -_PAD, 0)
        half = rest.height() // 2
        upper = QRect(rest.left(), rest.top() + 3, rest.width(), half)
        lower = QRect(rest.left(), rest.top() + half - 2, rest.width(), half)
        brush.text(upper, str(index.data(_DISPLAY)), font="body")
        said = "  ".join(filter(None, (line.detail, line.group)))
        brush.text(lower, said, font="secondary", colour="t3")
        brush.line(area.bottomLeft(), area.bottomRight())
        painter.restore()
