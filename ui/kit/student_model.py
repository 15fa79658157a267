"""The list of students as a model: ids, the pages looked at, and who is chosen."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from homevisit.text import _, listed, run_on
from ui.words import days_ago, masked_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ui.due_rows import StudentDue
    from ui.rows import StudentRow

Index = QModelIndex | QPersistentModelIndex
PAGE = 200
# Qt hands roles over as small integers, which Python keeps only once: `is` holds.
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
_CHECKED = int(Qt.ItemDataRole.CheckStateRole)
ROW_ROLE = int(Qt.ItemDataRole.UserRole)


class Column(IntEnum):
    """Columns of the student list, from the left."""

    PERSON = 0
    CLASS = 1
    GROUPS = 2
    VISIT = 3
    ITEMS = 4


# What a click on a head sorts by; the names are those of `StudentQuery.order`.
ORDERS = {Column.CLASS: "class", Column.PERSON: "name", Column.VISIT: "visit"}


class StudentTableModel(QAbstractTableModel):
    """Holds ids and the pages that were looked at; asks for the others.

    Who is chosen stays chosen when the list is narrowed or sorted anew.
    """

    page_wanted = Signal(int)
    chosen_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.ids: tuple[str, ...] = ()
        self._pages: dict[int, tuple[StudentRow, ...]] = {}
        self._asked: set[int] = set()
        self._chosen: dict[str, None] = {}
        self.is_masked = False
        self.due: Mapping[str, StudentDue] = {}
        self.order = ORDERS[Column.CLASS]
        self._heads = (
            _("Student"),
            _("Class"),
            _("Groups (several possible)"),
            _("Last visit"),
            _("Open items"),
        )

    def show(self, ids: tuple[str, ...], first_page: tuple[StudentRow, ...]) -> None:
        """Show these students, the first of whom are the rows of `first_page`."""
        self.beginResetModel()
        self.ids = ids
        self._pages = {0: first_page}
        self._asked = {0}
        self.endResetModel()

    def put_page(self, page: int, rows: tuple[StudentRow, ...]) -> None:
        self._pages[page] = rows
        last = min(len(self.ids), page * PAGE + len(rows)) - 1
        if rows and last >= 0:
            top = self.index(page * PAGE, 0)
            self.dataChanged.emit(top, self.index(last, len(Column) - 1))

    def show_due(self, due: Mapping[str, StudentDue]) -> None:
        """Say with whom something is due; it is read after the list."""
        self.due = due
        self._redraw()

    def show_masked(self, is_masked: bool) -> None:
        self.is_masked = is_masked
        self._redraw()

    @property
    def chosen(self) -> tuple[str, ...]:
        """Who is chosen: those of the list in its order, then the others."""
        here = tuple(each for each in self.ids if each in self._chosen)
        listed = set(here)
        return (*here, *(each for each in self._chosen if each not in listed))

    @property
    def chosen_count(self) -> int:
        return len(self._chosen)

    @property
    def chosen_elsewhere(self) -> int:
        """How many are chosen that the list does not show."""
        return len(self._chosen.keys() - set(self.ids))

    def is_chosen(self, student_id: str) -> bool:
        return student_id in self._chosen

    def choose(self, student_ids: Iterable[str]) -> None:
        """Let exactly these be chosen."""
        self._chosen = dict.fromkeys(student_ids)
        self._redraw()
        self.chosen_changed.emit()

    def toggle(self, student_id: str) -> None:
        """Choose a student, or no longer."""
        rest = [each for each in self._chosen if each != student_id]
        is_new = len(rest) == len(self._chosen)
        self.choose([*rest, student_id] if is_new else rest)

    def id_at(self, at: int) -> str:
        """Return who stands in a row, known or not; nobody outside the list."""
        return self.ids[at] if 0 <= at < len(self.ids) else ""

    def row_at(self, at: int) -> StudentRow | None:
        """Return the row, or None while its page is on the way."""
        page, place = divmod(at, PAGE)
        rows = self._pages.get(page)
        if rows is None:
            if page not in self._asked:
                self._asked.add(page)
                self.page_wanted.emit(page)
            return None
        return rows[place] if place < len(rows) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own
        return 0 if parent.isValid() else len(self.ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        # Identity first: comparing enums by value is what makes Python models slow.
        if role is ROW_ROLE:
            return self.row_at(index.row())
        if role is _DISPLAY:
            row = self.row_at(index.row())
            return self.text_of(row, index.column()) if row else ""
        if role is _ACCESSIBLE:
            return _sentence(self, index.row())
        if role is _CHECKED and index.column() == Column.PERSON:
            is_on = self.id_at(index.row()) in self._chosen
            return Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY
    ) -> object:
        if orientation == Qt.Orientation.Horizontal and role is _DISPLAY:
            is_sorted = ORDERS.get(Column(section)) == self.order
            return f"{self._heads[section]} ↓" if is_sorted else self._heads[section]
        return None

    def show_order(self, order: str) -> None:
        """Say in the heads what the list is sorted by."""
        self.order = order
        last = len(Column) - 1
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, last)

    def _redraw(self) -> None:
        if self.ids:
            bottom = self.index(len(self.ids) - 1, len(Column) - 1)
            self.dataChanged.emit(self.index(0, 0), bottom)

    def text_of(self, row: StudentRow, column: int) -> str:
        if column == Column.PERSON:
            return masked_name(row.name) if self.is_masked else row.name
        if column == Column.CLASS:
            return row.class_name
        if column == Column.GROUPS:
            return "" if self.is_masked else listed(t.label for t in row.groups)
        if column == Column.VISIT:
            return visit_words(row)
        return str(row.open_items or "")


def visit_words(row: StudentRow) -> str:
    """Return how long ago the last visit was, in words."""
    if row.days_since is None:
        return _("Not yet this term")
    return days_ago(row.days_since)


def _sentence(model: StudentTableModel, at: int) -> str:
    row = model.row_at(at)
    if row is None:
        return _("Loading")
    parts = [model.text_of(row, column) for column in Column if column < Column.ITEMS]
    if row.open_items:
        parts.append(_("{count} open items").format(count=row.open_items))
    if row.id in model.due:
        parts.append(model.due[row.id].words)
    if row.to_check:
        parts.append(_("to check"))
    if model.is_chosen(row.id):
        parts.append(_("chosen"))
    return run_on(part for part in parts if part)
