"""The students: found as one types, filtered, with the chosen one beside the list."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShortcut
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from homevisit.text import _
from ui.kit.basics import (
    ElidedLabel,
    Sheet,
    column,
    hold,
    make_rule,
    row,
)
from ui.kit.chosen_bar import ChosenBar
from ui.kit.decide_card import DecideNote
from ui.kit.file_choice import ask_where_to_save
from ui.kit.filter_bar import FilterBar
from ui.kit.no_students import NoStudents
from ui.kit.preview import PreviewPanel
from ui.kit.student_table import StudentTable, StudentTableModel
from ui.tokens import SPACE

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtGui import QResizeEvent

    from ui.appearance import Appearance
    from ui.rows import StudentRow


class StudentsView(QWidget):
    """List and preview. Signals say what was asked for, with the student's id."""

    filter_changed = Signal(object)
    order_chosen = Signal(str)
    selected = Signal(str)
    opened = Signal(str)
    visit_requested = Signal(str)
    reveal_requested = Signal(str, str)
    import_requested = Signal()
    list_wanted = Signal(str)
    deed_wanted = Signal(str)

    def __init__(self, look: Appearance, today: date) -> None:
        super().__init__()
        self._look = look
        self.setProperty("clear", True)
        self.students = StudentTableModel()
        self.filters = FilterBar(look)
        self._search = self.filters.search
        self._table = StudentTable(look, self.students)
        self.preview = PreviewPanel(look)
        self.bar = ChosenBar(look, today)
        self._build()
        self._connect()

    def show_count(self, count: int, total: int) -> None:
        """Say how many were found; with none say what could help."""
        self.filters.show_count(count, total)
        self._body.setCurrentIndex(0 if count else 1)
        if not count:
            self._nobody.show_why(total, self._search.text().strip())
            self.preview.show_nobody()

    def show_students(
        self, ids: tuple[str, ...], first: tuple[StudentRow, ...], *, keep_current: bool
    ) -> None:
        """List these students; the one in focus stays so, or the first one comes."""
        current = self.current_id()
        at = ids.index(current) if keep_current and current in ids else 0
        self.students.show(ids, first)
        self._on_chosen()
        if ids:
            self.select(at)

    def select(self, at: int) -> None:
        self._table.setCurrentIndex(self.students.index(at, 0))

    def show_masked(self, is_masked: bool) -> None:
        self.students.show_masked(is_masked)
        self.preview.show_masked(is_masked)

    def focus_first(self) -> None:
        self._search.setFocus()
        self._search.selectAll()

    def current_id(self) -> str:
        return self._table.current_id()

    def _build(self) -> None:
        self._look.follow(self._fit_preview)
        note = _(
            "Groups overlap; their numbers do not add up to the number of students."
        )
        self.decide = DecideNote(self._look, note)
        foot = row(self.decide, gap=6, margins=(14, 8, 14, 8))
        hints = row(None, gap=6)
        keys = (
            ("↑ ↓", _("move")),
            (_("Space"), _("choose several")),
            ("Enter", _("open the file")),
            ("Ctrl N", _("write a visit")),
        )
        for key, words in keys:
            hints.addWidget(ElidedLabel(key, "key"))
            hints.addWidget(ElidedLabel(words, "caption"))
        held = hold(hints)
        # What the keys do gives way to what waits for a decision.
        held.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        foot.addWidget(held, 1)
        self._foot = hold(foot)
        self._body = QStackedWidget()
        self._body.addWidget(self._table)
        self._nobody = NoStudents(self._look)
        self._nobody.help_wanted.connect(self._on_help_wanted)
        self._body.addWidget(self._nobody)
        feet = (make_rule(), self._foot, self.bar)
        stack = column(self.filters, self._body, *feet, margins=1)
        stack.setStretch(1, 1)
        sheet = Sheet(stack)
        sides = (SPACE.page, 0, SPACE.page, SPACE.gap)
        line = row(gap=SPACE.gap, margins=sides)
        line.addWidget(sheet, 1)
        line.addWidget(self.preview)
        self.setLayout(line)

    def _connect(self) -> None:
        self.filters.changed.connect(self.filter_changed)
        self.filters.offered.connect(self._order_tabs)
        self.bar.made.connect(self._order_tabs)
        self._search.installEventFilter(self)
        self.students.chosen_changed.connect(self._on_chosen)
        self.bar.cleared.connect(self._choose_nobody)
        self.bar.deed_wanted.connect(self._on_deed)
        self._table.selected.connect(self.selected)
        self._table.order_chosen.connect(self.order_chosen)
        self._table.opened.connect(self.opened)
        self.preview.open_requested.connect(lambda: self.opened.emit(self.current_id()))
        self.preview.visit_requested.connect(self._on_visit)
        self.preview.reveal_requested.connect(
            lambda name: self.reveal_requested.emit(self.preview.student_id, name)
        )
        QShortcut("Ctrl+N", self, self._on_visit)
        QShortcut("Ctrl+F", self, self.focus_first)
        QShortcut("Ins", self, self.filters.adding.ask)
        QShortcut("Ctrl+R", self, self._table.sort_by_next)
        QShortcut("F4", self, self._toggle_preview)

    def _order_tabs(self) -> None:
        deeds = self.bar.deeds.values()
        stops = (self.filters.last_stop, self._table, *deeds, *self.preview.buttons)
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _on_chosen(self) -> None:
        count = self.students.chosen_count
        self.bar.show_chosen(count, self.students.chosen_elsewhere)
        self._foot.setVisible(not count)

    def _choose_nobody(self) -> None:
        self.students.choose(())
        self._table.setFocus()

    def _on_deed(self, deed: str) -> None:
        if deed != "list":
            self.deed_wanted.emit(deed)
            return
        name = _("Students list") + ".xlsx"
        ask_where_to_save(self, _("Save the list"), name, self.list_wanted.emit)

    def _on_visit(self) -> None:
        if self.current_id():
            self.visit_requested.emit(self.current_id())

    def _on_help_wanted(self) -> None:
        if self.filters.filter.is_empty:
            self.import_requested.emit()
        else:
            self.filters.clear()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            has_room = self.width() >= SPACE.narrow - self._look.sizes.rail
            self.preview.setVisible(has_room)

    def _fit_preview(self) -> None:
        self.preview.setFixedWidth(400 if self._look.is_large else 330)

    def _toggle_preview(self) -> None:
        self.preview.setVisible(not self.preview.isVisible())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows and Enter in the search field move in the list."""
        if watched is self._search and isinstance(event, QKeyEvent):
            is_press = event.type() == QEvent.Type.KeyPress
            if is_press and self._steer(event):
                return True
        return super().eventFilter(watched, event)

    def _steer(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape and self._search.text():
            self._search.clear()
            return True
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.current_id():
            self.opened.emit(self.current_id())
            return True
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(key, 0)
        if step and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            return self._table.choose_by_key(event)
        if not step:
            return False
        at = self._table.currentIndex().row() + step
        if 0 <= at < self.students.rowCount():
            self.select(at)
        return True
