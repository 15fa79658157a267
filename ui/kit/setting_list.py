"""A list of short lines to choose one from: sections, classes, colleagues, words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from homevisit.text import run_on
from ui.kit.painting import Brush

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from ui.appearance import Appearance, FontRole

Index = QModelIndex | QPersistentModelIndex
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
_TIP = int(Qt.ItemDataRole.ToolTipRole)
_LINE = int(Qt.ItemDataRole.UserRole)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Line:
    """A line: `note` stands at its right; a faint one is closed, left or hidden.

    A line without a code is a heading of those below it.
    """

    code: str
    words: str
    note: str = ""
    icon: str = ""
    is_faint: bool = False


class LineModel(QAbstractListModel):
    """The lines as a view asks for them."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[Line, ...] = ()

    def show(self, lines: tuple[Line, ...]) -> None:
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own
        return 0 if parent.isValid() else len(self.lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not self.lines[index.row()].code:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        line = self.lines[index.row()]
        if role == _LINE:
            return line
        if role == _DISPLAY:
            return line.words
        if role in {_ACCESSIBLE, _TIP}:
            return run_on(part for part in (line.words, line.note) if part)
        return None


class LineDelegate(QStyledItemDelegate):
    """Paints icon, words and note; the current line is paper with a bar."""

    def __init__(self, look: Appearance, view: LineList) -> None:
        super().__init__(view)
        self._look, self._view = look, view

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        line: Line = index.data(_LINE)
        sizes = self._look.sizes
        return QSize(120, sizes.row if line.code else sizes.secondary + 20)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        painter.save()
        brush = Brush(painter, self._look, painter.device().devicePixelRatioF())
        line: Line = index.data(_LINE)
        area: QRect = option.rect
        is_on = index.row() == self._view.currentIndex().row()
        if is_on:
            self._mark(brush, area)
        self._words(brush, area, line, is_on=is_on)
        painter.restore()

    def _mark(self, brush: Brush, area: QRect) -> None:
        edge = "focus" if self._view.hasFocus() else "line"
        brush.box(QRectF(area.adjusted(0, 0, -1, -1)), "sel", edge, 8)
        bar = QRect(area.left(), area.top() + 9, 3, area.height() - 18)
        brush.painter.fillRect(bar, self._look.colour("pine"))

    def _words(self, brush: Brush, area: QRect, line: Line, *, is_on: bool) -> None:
        left = 12
        if line.icon:
            size = self._look.sizes.icon
            top = area.center().y() - size // 2
            colour = "pine_t" if is_on else "t2"
            brush.icon(QPoint(area.left() + left, top), line.icon, colour, size)
            left += size + 10
        words = area.adjusted(left, 0, -12, 0)
        if not line.code:
            brush.text(words, line.words, font="caption", colour="t3")
            return
        colour = "t3" if line.is_faint else "pine_t" if is_on else "t1"
        font: FontRole = "strong" if is_on else "body"
        used = brush.text(words, line.words, font=font, colour=colour)
        # Where it is narrow, what a line is about comes before its note.
        note = words.adjusted(used + 10, 0, 0, 0)
        if note.width() > brush.metrics("caption").horizontalAdvance("……"):
            brush.text(note, line.note, font="caption", colour="t3", align=_RIGHT)


class LineList(QListView):
    """Choose a line by click or arrows; `chosen` carries its code."""

    chosen = Signal(str)

    def __init__(self, look: Appearance, name: str) -> None:
        super().__init__()
        self._lines = LineModel()
        self.setModel(self._lines)
        self.setItemDelegate(LineDelegate(look, self))
        self.setProperty("clear", True)
        self.setAccessibleName(name)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._on_current)
        look.changed.connect(self.scheduleDelayedItemsLayout)

    @property
    def code(self) -> str:
        """The code of the current line; "" where there is none."""
        at = self.currentIndex().row()
        return self._lines.lines[at].code if at >= 0 else ""

    @property
    def lines(self) -> tuple[Line, ...]:
        return self._lines.lines

    def show_lines(self, lines: tuple[Line, ...]) -> None:
        """Show these; the current line stays current, without announcing it."""
        if lines == self._lines.lines:
            return
        kept = self.code
        chooser = self.selectionModel()
        chooser.blockSignals(True)
        self._lines.show(lines)
        self.choose(kept)
        chooser.blockSignals(False)
        self.viewport().update()

    def choose(self, code: str) -> None:
        """Make a line current; an unknown code leaves the list as it is."""
        for at, line in enumerate(self._lines.lines):
            if code and line.code == code:
                self.setCurrentIndex(self._lines.index(at))
                return

    def _on_current(self, now: QModelIndex, _before: QModelIndex) -> None:
        self.viewport().update()
        if now.isValid():
            self.chosen.emit(self._lines.lines[now.row()].code)
