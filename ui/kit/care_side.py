"""The left of the board: how many cases, what is new, and the queue by level."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from homevisit.text import _, run_on, translate_count
from ui.care_rows import BY_CLASS, BY_DUE, BY_NAME, Board
from ui.kit.basics import (
    ElidedLabel,
    Sheet,
    column,
    empty,
    hold,
    make_button,
    make_icon,
    make_icon_button,
    make_label,
    row,
)
from ui.kit.care_drawer import give_way
from ui.kit.care_notices import Sentences
from ui.kit.care_queue import CareQueue
from ui.kit.choices import Option
from ui.kit.fields import ChoiceBox

if TYPE_CHECKING:
    from ui.appearance import Appearance
    from ui.care_rows import AskRow

# Enough for the longest order in both languages.
_LETTERS = 4


class CareSide(Sheet):
    """`clue_wanted` and `ask_wanted` lead to what waits; `order_chosen` sorts."""

    clue_wanted = Signal(str)
    ask_wanted = Signal(str)
    order_chosen = Signal(str)
    book_wanted = Signal()
    ended_wanted = Signal(bool)
    page_wanted = Signal(str)

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self._board = Board()
        self.queue = CareQueue(look)
        self._total = make_label("", "muted")
        self._late = ElidedLabel(role="late")
        self._late_icon = make_icon(look, "clock-alert", "red", 15)
        self._make_tools()
        self.notices = Sentences(look)
        self.accept = make_button(_("Look at it"), "link")
        self._waiting = column(gap=6)
        self._nothing = make_label(_("No case is open at present."), "muted", wrap=True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._build()
        look.follow(self._fit)

    def show_board(self, board: Board) -> None:
        """Show the queue anew; who was chosen stays so."""
        is_same = board.clues == self._board.clues and board.asks == self._board.asks
        self._board = board
        self._total.setText(str(board.total or ""))
        self._late.setText(_("{count} overdue").format(count=board.late))
        for part in (self._late, self._late_icon):
            part.setVisible(bool(board.late))
        self.notices.show_words(board.notices, board.forks)
        if not is_same:
            self._show_waiting(board)
        self.queue.show_items(board.items)
        self._body.setCurrentIndex(0 if board.items else 1)

    def focus_first(self) -> None:
        """Begin with the queue, or with what waits where there is none."""
        has_clues = bool(self._board.clues)
        first = self.accept if has_clues and not self._board.items else self.queue
        (first if self._board.items or has_clues else self.order).setFocus()

    def accept_first(self) -> None:
        """Lead to the first thing that waits to be accepted."""
        if self._board.clues:
            self.clue_wanted.emit(self._board.clues[0].id)

    def _open_menu(self) -> None:
        self._menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _show_waiting(self, board: Board) -> None:
        empty(self._waiting)
        if board.clues:
            count = translate_count(
                "{count} new clue waits", "{count} new clues wait", len(board.clues)
            )
            since = _("first at {at}").format(at=board.clues[0].at)
            words = run_on((count, since))
            self.accept = make_button(_("Look at it"), "link")
            self.accept.setToolTip(f"{_('Look at it')}  Ctrl+J")
            self.accept.setAccessibleName(run_on((_("Look at it"), words)))
            self.accept.clicked.connect(self.accept_first)
            self._waiting.addWidget(self._strip("bell", words, self.accept))
        for ask in board.asks:
            self._waiting.addWidget(self._ask(ask))
        self._held.setVisible(bool(board.clues or board.asks))

    def _ask(self, ask: AskRow) -> QWidget:
        words = _("{who} asks to know more").format(who=ask.who)
        look_at = make_button(_("Look at it"), "link")
        look_at.setAccessibleName(f"{_('Look at it')}：{words}")
        look_at.clicked.connect(lambda _on: self.ask_wanted.emit(ask.request_id))
        return self._strip("landmark", words, look_at)

    def _strip(self, icon: str, words: str, button: QWidget) -> Sheet:
        line = row(make_icon(self._look, icon, "plum"), gap=9, margins=(12, 5, 8, 5))
        line.addWidget(make_label(words, "body", wrap=True), 1)
        line.addWidget(button)
        strip = Sheet(line, kind="confidential")
        strip.setProperty("plum", True)
        return strip

    def _make_tools(self) -> None:
        self.order = ChoiceBox(
            self._look,
            [
                Option(BY_DUE, _("Due")),
                Option(BY_CLASS, _("Class")),
                Option(BY_NAME, _("Name")),
            ],
        )
        self.order.setAccessibleName(_("Order within a level"))
        self.order.set_value(BY_DUE)
        give_way(self.order, letters=_LETTERS)
        words = _("Appointments")
        self.book = make_icon_button(self._look, "calendar-days", words, boxed=True)
        self.book.setToolTip(f"{words}  Ctrl+M")
        self.more = make_icon_button(self._look, "ellipsis", _("More"), boxed=True)
        self._menu = QMenu(self)
        self.ended = self._menu.addAction(_("Show ended cases"))
        self.ended.setCheckable(True)
        self._screenings = self._menu.addAction(_("Screenings"))
        self._others = self._menu.addAction(_("What others see of concerns"))
        self.order.chosen.connect(self.order_chosen)
        self.book.clicked.connect(self.book_wanted)
        self.ended.toggled.connect(self.ended_wanted)
        self.more.clicked.connect(self._open_menu)
        self._screenings.triggered.connect(lambda: self.page_wanted.emit("screening"))
        self._others.triggered.connect(lambda: self.page_wanted.emit("concerns"))

    def _build(self) -> None:
        icon = make_icon(self._look, "heart-handshake")
        title = ElidedLabel(_("Care list"), "strong")
        late = row(self._late_icon, self._late, gap=4)
        head = row(
            icon,
            title,
            self._total,
            late,
            None,
            self.order,
            self.book,
            self.more,
            gap=6,
        )
        head.setContentsMargins(14, 7, 12, 7)
        self.notices.setContentsMargins(12, 0, 12, 8)
        self._held = hold(column(self._waiting, margins=(12, 0, 12, 8)))
        self._held.hide()
        self._body = QStackedWidget()
        self._body.addWidget(self.queue)
        self._body.addWidget(self._nothing)
        stack = column(head, self.notices, self._held, self._body, margins=1)
        stack.setStretch(3, 1)
        self.setLayout(stack)

    def _fit(self) -> None:
        self.setFixedWidth(480 if self._look.is_large else 404)
