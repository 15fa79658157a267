"""The visits: as a list by state, or as a month with the day beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from homevisit.text import _
from ui import visits_rows as codes
from ui.kit.basics import (
    Sheet,
    column,
    make_button,
    make_icon_button,
    make_rule,
)
from ui.kit.visit_actions import VisitActions
from ui.kit.visit_filters import VisitFilters
from ui.kit.visit_list import VisitTable, VisitTableModel
from ui.kit.visit_month import MonthPane
from ui.kit.visit_nothing import NothingHere
from ui.tokens import SPACE

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from ui.appearance import Appearance
    from ui.visits_rows import MonthPage, VisitRow, VisitsChoices

LIST, MONTH = "list", "month"


class VisitsView(QWidget):
    """Signals say what was asked for; rows are handed on as they were shown."""

    filter_changed = Signal(object)
    mode_changed = Signal(str)
    opened = Signal(object)
    asked = Signal(str, object)
    given = Signal(str, object, str, str, str)
    planning_requested = Signal()
    paper_requested = Signal(str)

    def __init__(self, look: Appearance, today: date) -> None:
        super().__init__()
        self._look = look
        self.setProperty("clear", True)
        self.visits = VisitTableModel()
        self.filters = VisitFilters(look)
        self.plan = make_button(_("Plan visits"), "primary")
        self.plan.setToolTip(f"{_('Plan visits')}  Ctrl+Shift+N")
        look.set_icon(self.plan, "plus", "on_pine", 16)
        self.table = VisitTable(look, self.visits)
        self.month = MonthPane(look, today)
        self.deeds = VisitActions(look, today)
        self.nothing = NothingHere(look)
        self._can_review = False
        self._mode = LIST
        self._build()
        self._connect()

    @property
    def mode(self) -> str:
        """Whether the list or the month is shown."""
        return self._mode

    def show_choices(self, choices: VisitsChoices, *, can_review: bool) -> None:
        self._can_review = can_review
        self.filters.show_choices(choices)

    def show_found(
        self, count: int, first: tuple[VisitRow, ...], counts: Mapping[str, int]
    ) -> None:
        """Show the list anew; what was chosen stays chosen where it still is."""
        before = [each.id for each in self.table.rows()]
        self.visits.show(count, first)
        self.filters.states.show_counts(counts)
        self._body.setCurrentIndex(0 if count else 1)
        narrowed = self.filters.is_narrowed
        self.nothing.show_state(self.filters.filter.state, is_narrowed=narrowed)
        at = max(0, self.visits.find(before[0])) if before else 0
        if count:
            self.table.setCurrentIndex(self.visits.index(at, 0))
        self._show_actions()

    def show_month(self, page: MonthPage) -> None:
        self.month.show_month(page)

    def show_day(self, day: str, rows: tuple[VisitRow, ...]) -> None:
        self.month.show_day(day, rows)
        self._show_actions()

    def show_mode(self, mode: str) -> None:
        """Show the list or the month."""
        self._mode = mode
        self.filters.show_mode(mode)
        self._pages.setCurrentIndex(0 if mode == LIST else 1)
        self._show_actions()
        self.mode_changed.emit(mode)
        if not self.filters.isAncestorOf(self.window().focusWidget()):
            self.focus_first()

    def show_masked(self, is_masked: bool) -> None:
        self.visits.show_masked(is_masked)
        self.month.list.day.show_masked(is_masked)

    def focus_first(self) -> None:
        if self._mode == MONTH:
            self.month.grid.setFocus()
        elif self.visits.rowCount():
            self.table.setFocus()
        else:
            self.filters.search.setFocus()

    def chosen(self) -> tuple[VisitRow, ...]:
        """Return the rows that a deed is meant for."""
        return self.table.rows() if self._mode == LIST else self.month.list.rows()

    def _build(self) -> None:
        for code, icon, name in (
            ("forms", "printer", _("Visit form on paper (Ctrl+Shift+P)")),
            ("scans", "file-input", _("Bring in signed sheets")),
            ("campaigns", "flag", _("Campaigns of visits")),
        ):
            button = make_icon_button(self._look, icon, name, boxed=True)
            button.clicked.connect(lambda _on, p=code: self.paper_requested.emit(p))
            self.filters.top.addWidget(button)
        self.filters.top.addWidget(self.plan)
        self._body = QStackedWidget()
        self._body.addWidget(self.table)
        self._body.addWidget(self.nothing)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._body)
        self._pages.addWidget(self.month)
        parts = (self.filters, make_rule(), self._pages, self.deeds)
        stack = column(*parts, margins=1)
        stack.setStretch(2, 1)
        sides = (SPACE.page, 0, SPACE.page, SPACE.gap)
        self.setLayout(column(Sheet(stack), margins=sides))

    def _connect(self) -> None:
        self.filters.changed.connect(self.filter_changed)
        self.filters.mode_chosen.connect(self.show_mode)
        self.filters.search.installEventFilter(self)
        self.plan.clicked.connect(self.planning_requested)
        self.nothing.planning_wanted.connect(self.planning_requested)
        self.nothing.all_wanted.connect(self.filters.clear)
        self.table.chosen.connect(self._show_actions)
        self.table.opened.connect(self.opened)
        self.table.order_chosen.connect(
            lambda order: self.filters.choose_quietly("order", order)
        )
        self.month.list.chosen.connect(self._show_actions)
        self.month.list.opened.connect(self.opened)
        self.deeds.asked.connect(lambda code: self.asked.emit(code, self.chosen()))
        self.deeds.given.connect(
            lambda code, *said: self.given.emit(code, self.chosen(), *said)
        )
        self.deeds.left.connect(self._back_to_rows)
        self._make_keys()

    def _make_keys(self) -> None:
        for keys, code in (
            ("Ctrl+N", codes.WRITE),
            ("Ctrl+D", codes.MOVE),
            ("Del", codes.CANCEL),
            ("Ctrl+Return", codes.ACCEPT),
            ("Ctrl+Backspace", codes.RETURN),
        ):
            QShortcut(keys, self, lambda c=code: self.deeds.ask(c))
        QShortcut("Ctrl+Shift+N", self, self.planning_requested.emit)
        QShortcut("Ctrl+F", self, self._focus_search)
        QShortcut("Ctrl+R", self, self.table.sort_by_next)
        QShortcut("Ctrl+M", self, self._turn)

    def _turn(self) -> None:
        self.show_mode(MONTH if self._mode == LIST else LIST)
        self.focus_first()

    def _focus_search(self) -> None:
        self.filters.search.setFocus()
        self.filters.search.selectAll()

    def _show_actions(self) -> None:
        self.deeds.close_strip()
        self.deeds.show_rows(self.chosen(), can_review=self._can_review)

    def _back_to_rows(self) -> None:
        target = self.table if self._mode == LIST else self.month.list
        target.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes from the search to the list, Esc clears the search."""
        is_press = event.type() == QEvent.Type.KeyPress
        if watched is self.filters.search and is_press and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Down:
                self.focus_first()
                return True
            if event.key() == Qt.Key.Key_Escape and self.filters.search.text():
                self.filters.search.clear()
                return True
        return super().eventFilter(watched, event)
