"""The care board: the queue on the left, on the right a case or what else is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from homevisit.text import _
from ui.care_rows import Board
from ui.kit.basics import Sheet, column, make_label, row
from ui.kit.care_band import ConfidentialBand
from ui.kit.care_book import AppointmentBook
from ui.kit.care_case import CasePane
from ui.kit.care_clue import CluePane
from ui.kit.care_door import RoomDoor
from ui.kit.care_release import ReleasePane
from ui.kit.care_side import CareSide
from ui.tokens import SPACE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ui.appearance import Appearance
    from ui.care_rows import (
        AppointmentDay,
        CareForm,
        CasePage,
        Clue,
        Release,
    )
    from ui.kit.care_drawer import CareDrawer

NOTHING, CASE, CLUE, BOOK, RELEASE = range(5)


class CareBoardView(QWidget):
    """Nothing of a case is in here while the room is closed."""

    lock_wanted = Signal()

    def __init__(self, look: Appearance, today: date) -> None:
        super().__init__()
        self._look = look
        self.setProperty("clear", True)
        self.door = RoomDoor(look)
        self.side = CareSide(look)
        self.case = CasePane(look, today)
        self.clue = CluePane(look, today)
        self.book = AppointmentBook(look, today)
        self.release = ReleasePane(look)
        who = _("only psychology staff open it; this look was noted")
        self.band = ConfidentialBand(look, who)
        self._nothing = make_label("", "muted", wrap=True)
        self._build()
        self._connect()

    @property
    def is_open(self) -> bool:
        """Whether the room is open on screen."""
        return self._pages.currentIndex() == 1

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

    def show_door(self, *, is_new: bool, kept: str = "") -> None:
        """Close the room on screen: the words of every case are let go of."""
        self.door.clear()
        self.door.show_busy(False)
        self.door.show_state(is_new=is_new, kept=kept)
        self._pages.setCurrentIndex(0)
        self._right.setCurrentIndex(NOTHING)
        self.side.show_board(Board())
        self.case.forget()
        self.clue.forget()
        self.book.show_days(())
        self.release.forget()
        for drawer in self.drawers:
            drawer.forget()

    def show_board(self, board: Board) -> None:
        self._pages.setCurrentIndex(1)
        self.side.show_board(board)
        has_cases = bool(board.items)
        words = _("Choose a case on the left.") if has_cases else ""
        self._nothing.setText(
            words or _("Nothing waits. Clues of colleagues come here.")
        )

    def show_case(self, page: CasePage) -> None:
        self.case.show_case(page)
        self.side.queue.select(page.case_id)
        self._right.setCurrentIndex(CASE)

    def show_clue(self, clue: Clue) -> None:
        self.clue.show_clue(clue)
        self.side.queue.select("")
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

    def show_masked(self, is_masked: bool) -> None:
        self.side.queue.cases.show_masked(is_masked)
        for page in (self.case, self.clue, self.book):
            page.show_masked(is_masked)

    def focus_first(self) -> None:
        if not self.is_open:
            self.door.password.setFocus()
        elif self.shown == NOTHING:
            self.side.focus_first()
        else:
            self.focus_right()

    def focus_right(self) -> None:
        """Go into what stands on the right."""
        pages = (self.case, self.clue, self.book, self.release)
        if self.shown != NOTHING:
            pages[self.shown - 1].focus_first()

    def _build(self) -> None:
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._right = QStackedWidget()
        for page in (self._nothing, self.case, self.clue, self.book, self.release):
            self._right.addWidget(page)
        stack = column(self.band, self._right, margins=1)
        stack.setStretch(1, 1)
        line = row(self.side, gap=SPACE.gap)
        line.addWidget(Sheet(stack), 1)
        board = QWidget()
        board.setProperty("clear", True)
        board.setLayout(line)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.door)
        self._pages.addWidget(board)
        sides = (SPACE.page, 0, SPACE.page, SPACE.gap)
        self.setLayout(column(self._pages, margins=sides))

    def _connect(self) -> None:
        self.band.lock_wanted.connect(self.lock_wanted)
        self.side.queue.entered_case.connect(self.focus_right)
        for keys, act in (
            ("Ctrl+Shift+L", self.lock_wanted.emit),
            ("Ctrl+J", self._look_at_clue),
            ("Ctrl+M", self.side.book_wanted.emit),
            ("F6", self._next_area),
            ("Ctrl+Return", self._on_return),
        ):
            QShortcut(keys, self, act)

    def _look_at_clue(self) -> None:
        self.side.accept_first()

    def _on_return(self) -> None:
        """Send what is being written, or else accept the clue that is shown."""
        drawer = self.open_drawer
        if drawer is not None:
            drawer.send()
        elif self.shown == CASE and self.case.hint.is_open:
            self.case.hint.send()
        elif self.shown == CLUE:
            self.clue.accept.click()

    def _next_area(self) -> None:
        """Go from the queue to the right, and from anywhere else to the queue."""
        if not self.is_open:
            return
        if self.side.queue.hasFocus() and self.shown != NOTHING:
            self.focus_right()
            return
        self.side.focus_first()
        if self.shown == NOTHING:
            self.side.queue.go_to_first()
