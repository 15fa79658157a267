"""A record as one line that opens into its fields, with what can be done to it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from homevisit.text import _
from ui.kit.basics import column, empty, hold, make_rule, row
from ui.kit.card_head import CardHead
from ui.kit.edit_form import EditForm
from ui.kit.facts import FactGrid
from ui.kit.fields import FieldBlock
from ui.kit.password_field import PRIVATE_HINTS

if TYPE_CHECKING:
    from datetime import date

    from ui.appearance import Appearance
    from ui.edit_rows import CardRow, FieldWrite

_SIDES = (14, 10, 14, 12)


class RecordCard(QWidget):
    """`acted` names what was asked for; `source_wanted` the record it comes from."""

    written = Signal(object)
    reveal_requested = Signal(str, str)
    decide_requested = Signal(str)
    acted = Signal(str, str)
    source_wanted = Signal(str)

    def __init__(self, look: Appearance, card: CardRow, today: date) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self._look, self._today = look, today
        self._is_masked = False
        self.card = card
        self.head = CardHead(look)
        self._facts = FactGrid(look, columns=2)
        self._reason = QLineEdit()
        self._reason_block = FieldBlock(
            _("Why it is corrected"), self._reason, hint=_("shown in the history")
        )
        self._form: EditForm | None = None
        self._strip = column()
        self._body = column(self._reason_block, gap=12, margins=(20, 6, 0, 4))
        self._inside = hold(self._body)
        self._inside.hide()
        self._build()
        self._connect()
        self.show_card(card)

    @property
    def is_open(self) -> bool:
        return not self._inside.isHidden()

    @property
    def form(self) -> EditForm | None:
        """The fields; None until the card was opened for the first time."""
        return self._form

    def show_card(self, card: CardRow) -> None:
        """Show the record as it is on the disk."""
        self.card = card
        self.head.show_card(card, is_masked=self._is_masked)
        self._facts.show_facts(card.facts)
        self._facts.setVisible(bool(card.facts) and not self.is_open)
        self._reason_block.setVisible(card.asks_reason)
        if self._form is not None:
            self._form.show_groups(card.groups, self._today)

    def show_masked(self, is_masked: bool) -> None:
        """Mask whom or what the card is about, or show it again."""
        self._is_masked = is_masked
        self.head.show_card(self.card, is_masked=is_masked)
        if self._form is not None:
            self._form.show_masked(is_masked)

    def open_up(self, is_open: bool) -> None:
        """Show the fields, or only the line."""
        if is_open and self._form is None:
            self._make_form()
        if not is_open and self._form is not None:
            self._form.flush()
        self._inside.setVisible(is_open)
        self._facts.setVisible(bool(self.card.facts) and not is_open)
        self.head.point(is_open=is_open)

    def begin(self) -> None:
        """Open it and put the focus into its first field."""
        self.open_up(True)
        if self._form is not None:
            self._form.focus_first()

    def focus(self) -> None:
        self.head.title.setFocus()

    def show_strip(self, strip: QWidget) -> None:
        """Show what an action asks for, below the line."""
        empty(self._strip)
        self._strip.addWidget(strip)

    def close_strip(self) -> None:
        """Take away what an action asked for, and give the keyboard back."""
        empty(self._strip)
        self.focus()

    def reveal(self, name: str, value: str) -> None:
        """Show the full value of a secret that was asked for."""
        self._facts.reveal(name, value)
        if self._form is not None:
            self._form.reveal(self.card.record_id, name, value)

    def flush(self) -> None:
        """Hand on what was typed."""
        if self._form is not None:
            self._form.flush()

    def _build(self) -> None:
        self._reason.setInputMethodHints(PRIVATE_HINTS)
        facts = hold(row(self._facts, margins=(20, 0, 0, 0)))
        parts = (self.head, facts, self._strip, self._inside)
        self.setLayout(column(column(*parts, gap=6, margins=_SIDES), make_rule()))

    def _connect(self) -> None:
        self.head.opened.connect(self._on_opened)
        self.head.source_wanted.connect(self.source_wanted)
        self.head.acted.connect(lambda c: self.acted.emit(c, self.card.record_id))
        self._facts.reveal_requested.connect(
            lambda name: self.reveal_requested.emit(self.card.record_id, name)
        )

    def _make_form(self) -> None:
        self._form = EditForm(self._look)
        self._form.written.connect(self._on_written)
        self._form.reveal_requested.connect(self.reveal_requested)
        self._form.decide_requested.connect(self.decide_requested)
        self._body.addWidget(self._form)
        self._form.show_groups(self.card.groups, self._today)
        self._form.show_masked(self._is_masked)

    def _on_opened(self) -> None:
        if self.is_open:
            self.open_up(False)
        else:
            self.begin()

    def _on_written(self, write: FieldWrite) -> None:
        self.written.emit(replace(write, reason=self._reason.text().strip()))
