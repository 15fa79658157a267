"""The matrix itself: moved in by arrows, students in a column that stays in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QTableView

from homevisit.text import _
from ui.kit.talk_delegate import TalkDelegate, TalkHeader
from ui.kit.talk_model import COLUMNS, FIRST_KIND, STUDENT, TOTAL, TalkModel
from ui.talk_rows import BY_CLASS, BY_HELD

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from ui.appearance import Appearance

_NAME, _KIND, _SUM = 150, 100, 62
_LARGE = 1.25
_KIND_LARGE = 152


class TalkTable(QTableView):
    """Enter or a double click writes down, P plans, X says that it is not needed.

    Shift with arrows takes several. The wishes carry the students and the kind;
    `opened` carries whose file is to be opened, `order_chosen` the kind whose head was
    clicked, or `BY_HELD` or `BY_CLASS` of the last and the first one.
    """

    log_wanted = Signal(tuple, str)
    plan_wanted = Signal(tuple, str)
    exempt_wanted = Signal(tuple, str)
    opened = Signal(str)
    order_chosen = Signal(str)

    def __init__(self, look: Appearance, model: TalkModel) -> None:
        super().__init__()
        self._look, self.talks = look, model
        self._names = QTableView(self)
        self.setModel(model)
        for table in (self, self._names):
            self._set_up(table)
        self.setAccessibleName(_("The six talks"))
        self._freeze()
        self.doubleClicked.connect(lambda _at: self._ask(self.log_wanted))
        model.modelReset.connect(self._freeze_columns)
        look.follow(self._draw)

    def _set_up(self, table: QTableView) -> None:
        heads = TalkHeader(self._look, self.talks)
        heads.sectionClicked.connect(self._on_head)
        table.setHorizontalHeader(heads)
        table.setItemDelegate(TalkDelegate(self._look, self.talks, table))
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.verticalHeader().hide()

    def _freeze(self) -> None:
        """Lay a second table with the names alone over the first column."""
        names = self._names
        names.setModel(self.talks)
        names.setSelectionModel(self.selectionModel())
        names.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        names.setAccessibleName(_("Students"))
        off = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        names.setVerticalScrollBarPolicy(off)
        names.setHorizontalScrollBarPolicy(off)
        names.setProperty("frozen", True)
        self.verticalScrollBar().valueChanged.connect(
            names.verticalScrollBar().setValue
        )
        names.verticalScrollBar().valueChanged.connect(
            self.verticalScrollBar().setValue
        )
        names.doubleClicked.connect(lambda at: self._open(at.row()))
        self._freeze_columns()
        names.show()
        # Over the cells and over their heads.
        names.raise_()

    def _freeze_columns(self) -> None:
        for at in range(FIRST_KIND, COLUMNS):
            self._names.setColumnHidden(at, True)

    def current(self) -> tuple[str, str]:
        """Return the student and the kind of the current cell; "" where there is none.

        The first and the last column belong to no kind.
        """
        at = self.currentIndex()
        line = self.talks.line_at(at.row())
        return (line.student_id if line else "", self.talks.kind_at(at.column()))

    def chosen(self) -> tuple[str, ...]:
        """Return the students of all chosen cells, in the order of the list."""
        rows = sorted({at.row() for at in self.selectedIndexes()})
        found = (self.talks.line_at(at) for at in rows)
        return tuple(line.student_id for line in found if line)

    def select(self, student_id: str, kind: str) -> None:
        """Go to a student's cell of a kind, where both are shown."""
        at = self.talks.row_of(student_id)
        codes = [head.code for head in self.talks.heads]
        if at >= 0:
            column = FIRST_KIND + (codes.index(kind) if kind in codes else 0)
            index = self.talks.index(at, column)
            only = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(index, only)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        is_plain = event.modifiers() in {
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        }
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and is_plain:
            self._ask(self.log_wanted)
        elif key == Qt.Key.Key_P and is_plain:
            self._ask(self.plan_wanted)
        elif key == Qt.Key.Key_X and is_plain:
            self._ask(self.exempt_wanted)
        else:
            super().keyPressEvent(event)

    def _ask(self, signal: object) -> None:
        student_id, kind = self.current()
        if not student_id:
            return
        if kind:
            whom = self.chosen() or (student_id,)
            signal.emit(whom, kind)  # type: ignore[attr-defined]
        else:
            self.opened.emit(student_id)

    def _on_head(self, at: int) -> None:
        ends = {STUDENT: BY_CLASS, TOTAL: BY_HELD}
        self.order_chosen.emit(ends.get(at) or self.talks.kind_at(at))

    def _open(self, at: int) -> None:
        line = self.talks.line_at(at)
        if line:
            self.opened.emit(line.student_id)

    def scrollTo(
        self,
        index: QModelIndex | QPersistentModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        super().scrollTo(index, hint)
        if index.column() == STUDENT:
            return
        # What lies under the names is not in sight.
        covered = self.columnWidth(STUDENT) - self.visualRect(index).left()
        if covered > 0:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - covered)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def _draw(self) -> None:
        for table in (self, self._names):
            heads = table.verticalHeader()
            heads.setMinimumSectionSize(self._look.sizes.row)
            heads.setDefaultSectionSize(self._look.sizes.row)
        self._lay_out()

    def _lay_out(self) -> None:
        scale = _LARGE if self._look.is_large else 1.0
        name, last = int(_NAME * scale), int(_SUM * scale)
        least = _KIND_LARGE if self._look.is_large else _KIND
        room = (self.viewport().width() - name - last) // 6
        for table in (self, self._names):
            table.setColumnWidth(STUDENT, name)
        for at in range(FIRST_KIND, TOTAL):
            self.setColumnWidth(at, max(least, room))
        self.setColumnWidth(TOTAL, last)
        frame, head = self.frameWidth(), self.horizontalHeader().height()
        self._names.horizontalHeader().setFixedHeight(head)
        height = self.viewport().height() + head
        self._names.setGeometry(frame, frame, name, height)
