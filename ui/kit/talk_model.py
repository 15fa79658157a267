"""The matrix of the six talks as a model: a student, six kinds, how many were held."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)

from homevisit.text import _
from ui.talk_rows import BY_CLASS, BY_HELD
from ui.words import masked_name

if TYPE_CHECKING:
    from ui.talk_rows import TalkCell, TalkHead, TalkLine

Index = QModelIndex | QPersistentModelIndex
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_TIP = int(Qt.ItemDataRole.ToolTipRole)
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
STUDENT, FIRST_KIND, TOTAL = 0, 1, 7
COLUMNS = 8


class TalkModel(QAbstractTableModel):
    """Holds the lines of the matrix; they are few values even for a large school."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[TalkLine, ...] = ()
        self.heads: tuple[TalkHead, ...] = ()
        self._places: dict[str, int] = {}
        self.is_masked = False
        self.order = ""

    def show(self, lines: tuple[TalkLine, ...], heads: tuple[TalkHead, ...]) -> None:
        self.beginResetModel()
        self.lines, self.heads = lines, heads
        # Planning for many asks for each student and kind.
        self._places = {line.student_id: at for at, line in enumerate(lines)}
        self.endResetModel()

    def show_masked(self, is_masked: bool) -> None:
        self.is_masked = is_masked
        if self.lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.lines) - 1, 0))

    def line_at(self, at: int) -> TalkLine | None:
        return self.lines[at] if 0 <= at < len(self.lines) else None

    def row_of(self, student_id: str) -> int:
        """Return where a student stands, or -1."""
        return self._places.get(student_id, -1)

    def kind_at(self, at: int) -> str:
        """Return the kind of a column, or "" of the first and the last."""
        place = at - FIRST_KIND
        return self.heads[place].code if 0 <= place < len(self.heads) else ""

    def head_at(self, at: int) -> TalkHead | None:
        place = at - FIRST_KIND
        return self.heads[place] if 0 <= place < len(self.heads) else None

    def cell_of(self, student_id: str, kind: str) -> TalkCell | None:
        """Return how a student stands in a kind, where both are shown."""
        line = self.line_at(self.row_of(student_id))
        codes = [head.code for head in self.heads]
        return line.cells[codes.index(kind)] if line and kind in codes else None

    def name_of(self, line: TalkLine) -> str:
        return masked_name(line.name) if self.is_masked else line.name

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own
        return 0 if parent.isValid() else COLUMNS

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        if role is not _DISPLAY and role is not _ACCESSIBLE and role is not _TIP:
            return None
        line, at = self.lines[index.row()], index.column()
        if role is _TIP:
            return line.cells[at - FIRST_KIND].why if STUDENT < at < TOTAL else ""
        if at == STUDENT:
            return self.name_of(line)
        if at == TOTAL:
            return f"{line.held}/{line.wanted}"
        cell = line.cells[at - FIRST_KIND]
        if role is _DISPLAY:
            return cell.words
        return f"{self.name_of(line)}，{cell.spoken}"

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY
    ) -> object:
        if orientation != Qt.Orientation.Horizontal or role is not _DISPLAY:
            return None
        head = self.head_at(section)
        if head:
            arrow = " ↓" if head.code == self.order else ""
            return f"{head.label}{arrow} {head.held}/{head.whole}"
        words, code = (
            (_("Student"), BY_CLASS) if section == STUDENT else (_("Sum"), BY_HELD)
        )
        return f"{words} ↓" if code == self.order else words
