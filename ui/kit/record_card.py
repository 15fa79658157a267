"""A record as one line that opens into its fields, with what can be done to it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from homevisit.text import _
from ui.kit.basics import (
    column,
    empty,
    hold,
    make_button,
    make_icon_button,
    make_label,
    row,
)
from ui.kit.edit_form import EditForm
from ui.kit.facts import FactGrid
from ui.kit.fields import FieldBlock
from ui.kit.open_items import due_label
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
        self._title = make_button("", "quiet")
        self._title.setProperty("strong", True)
        self._title.clicked.connect(self._on_title)
        self._buttons: dict[str, QToolButton] = {}
        self._marks = row(gap=8)
        self._ends = row(gap=10)
        self._actions = row(gap=2)
        self._facts = FactGrid(look, columns=2)
        self._facts.reveal_requested.connect(self._on_fact)
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
        self._show_title()
        self._show_head()
        self._facts.show_facts(card.facts)
        self._facts.setVisible(bool(card.facts) and not self.is_open)
        self._reason_block.setVisible(card.asks_reason)
        if self._form is not None:
            self._form.show_groups(card.groups, self._today)

    def show_masked(self, is_masked: bool) -> None:
        """Mask whom or what the card is about, or show it again."""
        self._is_masked = is_masked
        self._show_title()
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
        icon = "chevron-down" if is_open else "chevron-right"
        self._look.set_icon(self._title, icon, "t2", 14)

    def begin(self) -> None:
        """Open it and put the focus into its first field."""
        self.open_up(True)
        if self._form is not None:
            self._form.focus_first()

    def focus(self) -> None:
        self._title.setFocus()

    def show_strip(self, strip: QWidget) -> None:
        """Show what an action asks for, below the line."""
        empty(self._strip)
        self._strip.addWidget(strip)

    def close_strip(self) -> None:
        """Take away what an action asked for, and give the keyboard back."""
        empty(self._strip)
        self._title.setFocus()

    def button(self, code: str) -> QToolButton | None:
        """Return the button of an action, if the card offers it."""
        return self._buttons.get(code)

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
        self._look.set_icon(self._title, "chevron-right", "t2", 14)
        self._reason.setInputMethodHints(PRIVATE_HINTS)
        head = row(self._title, self._marks, None, self._ends, self._actions, gap=8)
        facts = hold(row(self._facts, margins=(20, 0, 0, 0)))
        layout = column(head, facts, self._strip, self._inside, margins=_SIDES)
        layout.setSpacing(6)
        self.setLayout(layout)

    def _on_title(self) -> None:
        if self.is_open:
            self.open_up(False)
        else:
            self.begin()

    def _make_form(self) -> None:
        self._form = EditForm(self._look)
        self._form.written.connect(self._on_written)
        self._form.reveal_requested.connect(self.reveal_requested)
        self._form.decide_requested.connect(self.decide_requested)
        self._body.addWidget(self._form)
        self._form.show_groups(self.card.groups, self._today)
        self._form.show_masked(self._is_masked)

    def _show_title(self) -> None:
        is_masked = self._is_masked and bool(self.card.masked_title)
        title = self.card.masked_title if is_masked else self.card.title
        self._title.setText(title)
        self._title.setAccessibleName("，".join((title, *self.card.chips)))

    def _show_head(self) -> None:
        empty(self._marks)
        for chip in self.card.chips:
            middle = Qt.AlignmentFlag.AlignVCenter
            self._marks.addWidget(make_label(chip, "chip"), 0, middle)
        self._marks.addWidget(make_label(self.card.subtitle, "secondary"))
        empty(self._ends)
        if self.card.due_on:
            self._ends.addWidget(due_label(self._look, self.card))
        if self.card.source_id:
            self._ends.addWidget(self._make_source())
        self._show_buttons()

    def _show_buttons(self) -> None:
        wanted = {action.code: action for action in self.card.actions}
        for code in set(self._buttons) - set(wanted):
            gone = self._buttons.pop(code)
            gone.hide()
            gone.deleteLater()
        for code, action in wanted.items():
            if code not in self._buttons:
                button = make_icon_button(self._look, action.icon, action.label)
                button.clicked.connect(lambda _on, c=code: self._act(c))
                self._buttons[code] = button
                self._actions.addWidget(button)
            name = f"{action.label}：{self.card.title}"
            self._buttons[code].setAccessibleName(name)

    def _make_source(self) -> QWidget:
        link = make_button(self.card.source, "link", size="small")
        link.setAccessibleName(f"{_('Open')} {self.card.source}")
        link.clicked.connect(lambda: self.source_wanted.emit(self.card.source_id))
        return link

    def _act(self, code: str) -> None:
        self.acted.emit(code, self.card.record_id)

    def _on_written(self, write: FieldWrite) -> None:
        self.written.emit(replace(write, reason=self._reason.text().strip()))

    def _on_fact(self, name: str) -> None:
        self.reveal_requested.emit(self.card.record_id, name)
