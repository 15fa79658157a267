"""The table of students: moving, opening, sorting, and choosing several."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from homevisit.text import _
from ui.kit.student_delegate import StudentDelegate
from ui.kit.student_model import ORDERS, PAGE, Column, StudentTableModel

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent

    from ui.appearance import Appearance
    from ui.kit.student_model import Index

__all__ = ["PAGE", "Column", "StudentTable", "StudentTableModel"]

_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class StudentTable(QTableView):
    """Enter opens, arrows move; a click on a head sorts, Ctrl+R by the next one.

    Space, Ctrl+click or a click on the face chooses; Shift with arrows or a click
    chooses all between; Ctrl+A chooses all that were found, Esc nobody.
    """

    opened = Signal(str)
    order_chosen = Signal(str)
    selected = Signal(str)
    WIDTHS = (192, 84, 0, 164, 118)

    def __init__(self, look: Appearance, model: StudentTableModel) -> None:
        super().__init__()
        self._look = look
        self.students = model
        self.hovered_row = -1
        self._anchor = -1
        self._before: tuple[str, ...] = ()
        self.setModel(model)
        self.setItemDelegate(StudentDelegate(look, self))
        self._set_up()
        self.doubleClicked.connect(lambda index: self._open(index.row()))
        look.follow(self._draw)

    def _set_up(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(_("Students"))
        self.verticalHeader().hide()
        heads = self.horizontalHeader()
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heads.setHighlightSections(False)
        heads.setSectionsClickable(True)
        # A press on a head would choose a column, and rows are chosen here.
        heads.sectionPressed.disconnect()
        heads.sectionClicked.connect(self._on_head)
        heads.setToolTip(_("Sort the list (Ctrl+R: by the next column)"))
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        heads.setDefaultAlignment(left)
        heads.setTextElideMode(Qt.TextElideMode.ElideRight)

    def _on_head(self, section: int) -> None:
        order = ORDERS.get(Column(section), "")
        if order and order != self.students.order:
            self.students.show_order(order)
            self.order_chosen.emit(order)

    def sort_by_next(self) -> None:
        """Sort by the column after the one that the list is sorted by."""
        columns = list(ORDERS)
        at = list(ORDERS.values()).index(self.students.order)
        self._on_head(columns[(at + 1) % len(columns)])

    def current_id(self) -> str:
        return self.students.id_at(self.currentIndex().row())

    def is_choosing(self, student_id: str) -> bool:
        """Whether a row shows its box: somebody is chosen, or the mouse is there."""
        is_under = self.students.id_at(self.hovered_row) == student_id
        return is_under or bool(self.students.chosen_count)

    def choose_to(self, at: int) -> None:
        """Choose all between where choosing began and a row, and go there."""
        if not 0 <= at < self.students.rowCount():
            return
        if self._anchor < 0:
            self._anchor = max(0, self.currentIndex().row())
            self._before = self.students.chosen
        first, last = sorted((self._anchor, at))
        between = self.students.ids[first : last + 1]
        self.students.choose((*self._before, *between))
        anchor, before = self._anchor, self._before
        self.setCurrentIndex(self.students.index(at, 0))
        self._anchor, self._before = anchor, before

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self._anchor = -1
        if current.isValid() and current.row() != previous.row():
            self.selected.emit(self.current_id())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.choose_by_key(event):
            super().keyPressEvent(event)

    def choose_by_key(self, event: QKeyEvent) -> bool:
        """Do what a key means for opening and choosing; False when it means nothing."""
        key, at = Qt.Key(event.key()), self.currentIndex().row()
        has_shift = bool(event.modifiers() & _SHIFT)
        has_control = bool(event.modifiers() & _CONTROL)
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not has_control:
            self._open(at)
        elif key == Qt.Key.Key_Space and at >= 0:
            self.students.toggle(self.current_id())
        elif key in _STEPS and has_shift:
            self.choose_to(at + _STEPS[key])
        elif key == Qt.Key.Key_A and has_control:
            self.students.choose((*self.students.chosen, *self.students.ids))
        elif key == Qt.Key.Key_Escape and self.students.chosen_count:
            self.students.choose(())
        else:
            return False
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self.rowAt(event.position().toPoint().y())
        is_left = event.button() == Qt.MouseButton.LeftButton
        if at < 0 or not is_left or not self._choose_by_click(at, event):
            super().mousePressEvent(event)

    def _choose_by_click(self, at: int, event: QMouseEvent) -> bool:
        if event.modifiers() & _SHIFT:
            self.choose_to(at)
            return True
        place = event.position().toPoint()
        if event.modifiers() & _CONTROL or self._is_face(place):
            self.setCurrentIndex(self.students.index(at, 0))
            self.students.toggle(self.students.id_at(at))
            return True
        return False

    def _is_face(self, place: QPoint) -> bool:
        face = self._look.sizes.row_student
        left = self.columnViewportPosition(Column.PERSON)
        return left <= place.x() < left + face

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(event.position().toPoint().y()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def _open(self, at: int) -> None:
        student_id = self.students.id_at(at)
        if student_id:
            self.opened.emit(student_id)

    def _hover(self, at: int) -> None:
        if at != self.hovered_row:
            self.hovered_row = at
            self.viewport().update()

    def _draw(self) -> None:
        heads = self.verticalHeader()
        heads.setDefaultSectionSize(self._look.sizes.row_student)
        heads.setMinimumSectionSize(self._look.sizes.row_student)
        self._lay_out()

    def _lay_out(self) -> None:
        scale = 1.25 if self._look.is_large else 1.0
        fixed = [int(width * scale) for width in self.WIDTHS]
        room = self.viewport().width() - sum(fixed)
        for column, width in enumerate(fixed):
            self.setColumnWidth(column, width or max(120, room))
