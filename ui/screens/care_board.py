"""The care board: the queue on the left, on the right a case or what else is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from homevisit.text import _
from ui.care_rows import Board
from ui.kit.basics import column, row
from ui.kit.care_door import RoomDoor
from ui.kit.care_panes import CASE, CLUE, NOTHING, CarePanes
from ui.kit.care_side import CareSide
from ui.tokens import SPACE

if TYPE_CHECKING:
    from datetime import date

    from ui.appearance import Appearance
    from ui.care_rows import CasePage, Clue


class CareBoardView(CarePanes):
    """Nothing of a case is in here while the room is closed."""

    lock_wanted = Signal()

    def __init__(self, look: Appearance, today: date) -> None:
        super().__init__(look, today)
        self.door = RoomDoor(look)
        self.side = CareSide(look)
        self._build()
        self._connect()

    @property
    def is_open(self) -> bool:
        """Whether the room is open on screen."""
        return self._pages.currentIndex() == 1

    def show_door(self, *, is_new: bool, kept: str = "") -> None:
        """Close the room on screen: the words of every case are let go of."""
        self.door.clear()
        self.door.show_busy(False)
        self.door.show_state(is_new=is_new, kept=kept)
        self._pages.setCurrentIndex(0)
        self.side.show_board(Board())
        self.forget()

    def show_board(self, board: Board) -> None:
        self._pages.setCurrentIndex(1)
        self.side.show_board(board)
        has_cases = bool(board.items)
        words = _("Choose a case on the left.") if has_cases else ""
        self.nothing.setText(
            words or _("Nothing waits. Clues of colleagues come here.")
        )

    def show_case(self, page: CasePage) -> None:
        """Show a case, and where it stands in the queue."""
        super().show_case(page)
        self.side.queue.select(page.case_id)

    def show_clue(self, clue: Clue) -> None:
        """Show a clue; it stands in no queue."""
        super().show_clue(clue)
        self.side.queue.select("")

    def show_masked(self, is_masked: bool) -> None:
        self.side.queue.cases.show_masked(is_masked)
        self.mask_panes(is_masked)

    def focus_first(self) -> None:
        if not self.is_open:
            self.door.password.setFocus()
        elif self.shown == NOTHING:
            self.side.focus_first()
        else:
            self.focus_right()

    def _build(self) -> None:
        line = row(self.side, gap=SPACE.gap)
        line.addWidget(self.sheet, 1)
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
