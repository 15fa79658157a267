"""What stands on the right of the care board: one page at a time, a band above it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from homevisit.text import _
from ui.kit.basics import Sheet, column, make_label
from ui.kit.care_band import ConfidentialBand
from ui.kit.care_book import AppointmentBook
from ui.kit.care_case import CasePane
from ui.kit.care_clue import CluePane
from ui.kit.care_release import ReleasePane

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ui.appearance import Appearance
    from ui.care_rows import AppointmentDay, CareForm, CasePage, Clue, Release
    from ui.kit.care_drawer import CareDrawer

NOTHING, CASE, CLUE, BOOK, RELEASE = range(5)


class CarePanes(QWidget):
    """A case, a clue, the book, or what a leader asks for."""

    def __init__(self, look: Appearance, today: date) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self.case = CasePane(look, today)
        self.clue = CluePane(look, today)
        self.book = AppointmentBook(look, today)
        self.release = ReleasePane(look)
        who = _("only psychology staff open it; this look was noted")
        self.band = ConfidentialBand(look, who)
        self.nothing = make_label("", "muted", wrap=True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._right = QStackedWidget()
        for page in (self.nothing, self.case, self.clue, self.book, self.release):
            self._right.addWidget(page)
        stack = column(self.band, self._right, margins=1)
        stack.setStretch(1, 1)
        self.sheet = Sheet(stack)

    @property
    def shown(self) -> int:
        """What stands on the right."""
        return self._right.currentIndex()

    @property
    def drawers(self) -> tuple[CareDrawer, ...]:
        """The panels of all pages that have one."""
        return (self.case.drawer, self.clue.drawer, self.book.drawer)

    @property
    def form(self) -> CareForm | None:
        """The form that is open on the right."""
        drawer = self._formed.drawer
        return None if drawer.isHidden() else drawer.form

    @property
    def open_drawer(self) -> CareDrawer | None:
        """The panel in which somebody writes at present."""
        drawer = self._formed.drawer
        return None if drawer.isHidden() else drawer

    @property
    def _formed(self) -> CasePane | CluePane | AppointmentBook:
        if self.shown == CLUE:
            return self.clue
        return self.book if self.shown == BOOK else self.case

    def show_case(self, page: CasePage) -> None:
        self.case.show_case(page)
        self._right.setCurrentIndex(CASE)

    def show_clue(self, clue: Clue) -> None:
        self.clue.show_clue(clue)
        self._right.setCurrentIndex(CLUE)

    def show_book(self, days: Sequence[AppointmentDay]) -> None:
        self.book.show_days(tuple(days))
        self._right.setCurrentIndex(BOOK)

    def show_release(self, release: Release) -> None:
        self.release.show_release(release)
        self._right.setCurrentIndex(RELEASE)

    def show_nothing(self) -> None:
        self._right.setCurrentIndex(NOTHING)

    def show_form(self, form: CareForm) -> None:
        """Open the panel of an act on the page that is shown."""
        self._formed.show_form(form)

    def close_drawer(self) -> None:
        self._formed.close_drawer()

    def mask_panes(self, is_masked: bool) -> None:
        for page in (self.case, self.clue, self.book):
            page.show_masked(is_masked)
            page.drawer.show_masked(is_masked)

    def forget(self) -> None:
        """Let go of every word of a case."""
        self._right.setCurrentIndex(NOTHING)
        self.case.forget()
        self.clue.forget()
        self.book.show_days(())
        self.release.forget()
        for drawer in self.drawers:
            drawer.forget()

    def focus_right(self) -> None:
        """Go into what stands on the right."""
        pages = (self.case, self.clue, self.book, self.release)
        if self.shown != NOTHING:
            pages[self.shown - 1].focus_first()
