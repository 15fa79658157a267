"""A line in which something that happened to a child is noted; it may call for care."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit

from homevisit.text import _
from ui.kit.basics import Sheet, column, hold, make_button, make_label
from ui.kit.choices import FlowLayout, Option
from ui.kit.fields import ChoiceBox, DateField, FieldBlock
from ui.kit.password_field import PRIVATE_HINTS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PySide6.QtGui import QKeyEvent

    from ui.appearance import Appearance

_WIDE = 180


class EventStrip(Sheet):
    """`noted` carries the kind of event, its day and a remark; Esc closes."""

    noted = Signal(str, str, str)
    closed = Signal()

    def __init__(self, look: Appearance, today: date) -> None:
        super().__init__(kind="inset")
        self._today = today
        self.what = ChoiceBox(look)
        self.what.setMinimumWidth(_WIDE)
        self.day = DateField(look, today)
        self.remark = QLineEdit()
        self.remark.setMinimumWidth(_WIDE)
        self.remark.setInputMethodHints(PRIVATE_HINTS)
        self._what_block = FieldBlock(_("What happened"), self.what, required=True)
        self._day_block = FieldBlock(_("On which day"), self.day, required=True)
        self.yes = make_button(_("Note it"), "primary")
        self._no = make_button(_("Cancel"), "quiet")
        words = _("If a rule asks for a visit or talk after it, you are reminded.")
        self._why = make_label(words, "muted", wrap=True)
        self._lay_out()
        self._connect()
        self.hide()

    def offer(self, kinds: Sequence[tuple[str, str]]) -> None:
        """Let these kinds of events be chosen; what is chosen stays."""
        chosen = self.what.value
        options = [Option("", _("choose")), *(Option(*each) for each in kinds)]
        self.what.set_options(options)
        self.what.set_value(chosen)

    def begin(self, today: date) -> None:
        """Open for an event of today."""
        self._today = today
        self.day.set_value(today.isoformat())
        self._say("", "")
        self.show()
        self.what.setFocus()

    def clear(self) -> None:
        """Let go of what was typed, and close."""
        self.remark.clear()
        self.what.set_value("")
        self.day.set_value(self._today.isoformat())
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._on_closed()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        fields = FlowLayout(gap=12)
        for each in (
            self._what_block,
            self._day_block,
            FieldBlock(_("Remark"), self.remark),
            hold(column(make_label(" ", "secondary"), self.yes, gap=5)),
            hold(column(make_label(" ", "secondary"), self._no, gap=5)),
        ):
            fields.addWidget(each)
        self.setLayout(column(hold(fields), self._why, gap=6, margins=(14, 10, 14, 10)))

    def _connect(self) -> None:
        self.yes.clicked.connect(self._on_note)
        self._no.clicked.connect(self._on_closed)
        self.day.returnPressed.connect(self._on_note)
        self.remark.returnPressed.connect(self._on_note)
        # Words that come back after a lock bring their line with them.
        self.remark.textChanged.connect(lambda text: self.show() if text else None)

    def _on_note(self) -> None:
        if not self.what.value:
            self._say(_("Choose what happened."), "")
            self.what.setFocus()
            return
        if not self.day.value or self.day.value > self._today.isoformat():
            self._say("", _("Say a day up to today."))
            self.day.setFocus()
            return
        self.noted.emit(self.what.value, self.day.value, self.remark.text().strip())

    def _on_closed(self) -> None:
        self.clear()
        self.closed.emit()

    def _say(self, of_what: str, of_day: str) -> None:
        self._what_block.show_message(of_what)
        self._day_block.show_message(of_day)
