"""A list of records that open into their fields, one click to add, and what is past."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QScrollArea, QWidget

from homevisit.text import _
from ui.kit.basics import (
    Sheet,
    column,
    head_row,
    hold,
    make_button,
    make_label,
    make_rule,
    row,
)
from ui.kit.record_card import RecordCard

if TYPE_CHECKING:
    from datetime import date

    from ui.appearance import Appearance
    from ui.edit_rows import CardRow, FieldWrite

REMOVE = "remove"
ADD_KEY = "Ins"


class CardsList(Sheet):
    """`added` asks for a new card; the rest passes on what its cards say.

    Cards keep their place, their open fields and what is being typed while the list is
    shown again.
    """

    added = Signal()
    written = Signal(object)
    reveal_requested = Signal(str, str)
    decide_requested = Signal(str)
    acted = Signal(str, str)
    source_wanted = Signal(str)

    def __init__(self, look: Appearance, icon: str, title: str, add: str) -> None:
        super().__init__()
        self._look = look
        self._cards: dict[str, RecordCard] = {}
        self._begun: dict[str, CardRow] = {}
        self._student_id = ""
        self._is_masked = False
        self._count = make_label("", "muted")
        self.add_button = make_button(add, "soft", size="small")
        look.set_icon(self.add_button, "plus", "t2", 14)
        self.add_button.setToolTip(f"{add}  {ADD_KEY}")
        self.add_button.clicked.connect(self.added)
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(ADD_KEY, self, self.added.emit, context=within)
        head = head_row(look, icon, title, self._count, None, self.add_button)
        self._above = column()
        self._stack = column()
        self._past_head = make_label(_("What has ended"), "muted")
        self._past_line = hold(row(self._past_head, None, margins=(14, 12, 14, 2)))
        self._past = column()
        self._nothing = make_label("", "muted", wrap=True)
        self._nothing_line = hold(row(self._nothing, margins=14))
        inner = column(self._nothing_line, self._stack, self._past_line, self._past)
        inner.addStretch(1)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setWidget(hold(inner))
        layout = column(head, make_rule(), self._above, self._area, margins=1)
        layout.setStretch(3, 1)
        self.setLayout(layout)

    def say_nothing(self, words: str) -> None:
        """Say this while the list is empty."""
        self._nothing.setText(words)

    def put_above(self, widget: QWidget) -> None:
        """Put something between the head and the cards."""
        self._above.addWidget(widget)
        self._above.addWidget(make_rule())

    def card(self, record_id: str) -> RecordCard | None:
        """Return the card of a record."""
        return self._cards.get(record_id)

    @property
    def cards(self) -> list[RecordCard]:
        """All cards, in their order."""
        return list(self._cards.values())

    def show_cards(
        self, student_id: str, rows: tuple[CardRow, ...], today: date
    ) -> None:
        """Show these; a card that was begun and not yet written stays at the end."""
        known = {each.record_id for each in rows}
        if student_id != self._student_id:
            self._student_id, self._begun = student_id, {}
        self._begun = {k: v for k, v in self._begun.items() if k not in known}
        wanted = {each.record_id: each for each in (*rows, *self._begun.values())}
        for record_id in set(self._cards) - set(wanted):
            self._drop(record_id)
        for record_id, card in wanted.items():
            if record_id in self._cards:
                self._cards[record_id].show_card(card)
            else:
                self._cards[record_id] = self._make(card, today)
        self._cards = {each: self._cards[each] for each in wanted}
        self._arrange()
        self._count.setText(str(len(rows) or ""))

    def begin_card(self, card: CardRow, today: date) -> None:
        """Open a new, empty card and put the focus into it."""
        self._begun[card.record_id] = card
        made = self._cards[card.record_id] = self._make(card, today)
        self._arrange()
        made.begin()
        self._area.ensureWidgetVisible(made)

    def show_masked(self, is_masked: bool) -> None:
        """Mask whom or what the cards are about, or show it again."""
        self._is_masked = is_masked
        for card in self._cards.values():
            card.show_masked(is_masked)

    def reveal(self, record_id: str, name: str, value: str) -> None:
        """Show the full value of a secret that was asked for."""
        if (card := self._cards.get(record_id)) is not None:
            card.reveal(name, value)

    def take_again(self, write: FieldWrite, why: str) -> None:
        """Keep as unsaved what was handed on and could not be written."""
        for card in self._cards.values():
            if card.form is not None:
                card.form.take_again(write, why)

    def flush(self) -> None:
        """Hand on what was typed."""
        for card in self._cards.values():
            card.flush()

    def focus_first(self) -> None:
        """Put the focus on the first card, or on what adds one."""
        first = next(iter(self._cards.values()), None)
        if first is None:
            self.add_button.setFocus()
        else:
            first.focus()

    def _make(self, card: CardRow, today: date) -> RecordCard:
        made = RecordCard(self._look, card, today)
        made.written.connect(self.written)
        made.reveal_requested.connect(self.reveal_requested)
        made.decide_requested.connect(self.decide_requested)
        made.source_wanted.connect(self.source_wanted)
        made.acted.connect(self._on_acted)
        made.show_masked(self._is_masked)
        return made

    def _on_acted(self, code: str, record_id: str) -> None:
        if code == REMOVE:
            self._leave(record_id)
            if self._begun.pop(record_id, None) is not None:
                self._drop(record_id)
                return
        self.acted.emit(code, record_id)

    def _leave(self, record_id: str) -> None:
        """Move the focus off a card that is about to go."""
        ids = list(self._cards)
        at = ids.index(record_id)
        near = [*ids[at + 1 :], *reversed(ids[:at])]
        if near:
            self._cards[near[0]].focus()
        else:
            self.add_button.setFocus()

    def _drop(self, record_id: str) -> None:
        card = self._cards.pop(record_id)
        card.setParent(None)
        card.deleteLater()

    def _arrange(self) -> None:
        places = {False: 0, True: 0}
        for card in self._cards.values():
            is_past = card.card.is_past
            layout = self._past if is_past else self._stack
            if layout.indexOf(card) != places[is_past]:
                self._stack.removeWidget(card)
                self._past.removeWidget(card)
                layout.insertWidget(places[is_past], card)
            places[is_past] += 1
        self._past_line.setVisible(bool(places[True]))
        self._nothing_line.setVisible(not self._cards)
