"""What an action of a card asks for before it is done, below the card's line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit

from homevisit.text import _
from ui.kit.basics import Sheet, column, make_button, make_label, row
from ui.kit.choices import Option, Segments
from ui.kit.fields import DateField, FieldBlock
from ui.kit.open_items import KEPT
from ui.kit.password_field import PRIVATE_HINTS

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtGui import QKeyEvent

    from ui.appearance import Appearance

_MIN_REASON = 2


class _Strip(Sheet):
    """`closed` asks to be taken away; Esc does so."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__(kind="inset")
        self._no = make_button(_("Cancel"), "quiet", size="small")
        self._no.clicked.connect(self.closed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)


class EndStrip(_Strip):
    """The day on which a determination ends, and why; `ended` carries both."""

    ended = Signal(str, str)

    def __init__(self, look: Appearance, today: date) -> None:
        super().__init__()
        self._day = DateField(look, today)
        self._day.set_value(today.isoformat())
        self._why = QLineEdit()
        self._why.setInputMethodHints(PRIVATE_HINTS)
        self._why.returnPressed.connect(self._on_end)
        self._day.returnPressed.connect(self._on_end)
        self._day_block = FieldBlock(_("Last day"), self._day, required=True)
        self._why_block = FieldBlock(_("Why it ends"), self._why, required=True)
        self._yes = make_button(_("End it"), "primary", size="small")
        self._yes.clicked.connect(self._on_end)
        fields = row(self._day_block, gap=12)
        fields.addWidget(self._why_block, 1)
        buttons = row(self._yes, self._no, None, gap=8)
        self.setLayout(column(fields, buttons, gap=8, margins=12))

    def focus_first(self) -> None:
        """Put the focus on the reason; the day is today unless changed."""
        self._why.setFocus()

    def _on_end(self) -> None:
        why = self._why.text().strip()
        if len(why) < _MIN_REASON:
            self._why_block.show_message(_("Write in a few words why it ends."))
            self._why.setFocus()
            return
        if not self._day.value:
            self._day_block.show_message(_("Say on which day it ends."))
            self._day.setFocus()
            return
        self.ended.emit(self._day.value, why)


class SettleStrip(_Strip):
    """How an item turned out, in a choice and in words; `settled` carries both."""

    settled = Signal(str, str)

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        options = (
            Option(KEPT, _("done")),
            Option("partly", _("partly")),
            Option("not", _("not done")),
        )
        self._outcome = Segments(look, options)
        self._outcome.set_name(_("How it turned out"))
        self._outcome.set_value(KEPT)
        self._result = QLineEdit()
        self._result.setInputMethodHints(PRIVATE_HINTS)
        self._result.returnPressed.connect(self._on_save)
        self._yes = make_button(_("Write it down"), "primary", size="small")
        self._yes.clicked.connect(self._on_save)
        fields = row(FieldBlock(_("How it turned out"), self._outcome), gap=12)
        fields.addWidget(FieldBlock(_("Result"), self._result), 1)
        hint = make_label(_("What is partly done or not done stays on the list."))
        hint.setProperty("role", "muted")
        buttons = row(self._yes, self._no, hint, None, gap=8)
        self.setLayout(column(fields, buttons, gap=8, margins=12))

    def focus_first(self) -> None:
        """Put the focus on the choice."""
        self._outcome.setFocus()

    def _on_save(self) -> None:
        self.settled.emit(self._outcome.value, self._result.text().strip())
