"""A line in which something to be done is written down: what, who, until when."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from homevisit.text import _
from ui.kit.basics import column, hold, make_button, make_label, row
from ui.kit.edit_answers import PersonBox
from ui.kit.fields import DateField
from ui.kit.password_field import PRIVATE_HINTS
from ui.kit.undo_key import UndoKey

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtGui import QKeyEvent

    from ui.appearance import Appearance

_WEEK = timedelta(days=7)


class ItemComposer(QWidget):
    """`added` carries description, owner and day; Enter adds, Esc closes an empty one.

    Nothing typed is lost: `flush` adds what was written and not yet added.
    """

    added = Signal(dict)
    closed = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self._look = look
        self._text = QLineEdit()
        self._text.setInputMethodHints(PRIVATE_HINTS)
        self._text.setPlaceholderText(_("What is to be done"))
        self._text.setAccessibleName(_("What is to be done"))
        self._owner = PersonBox(look, ())
        self._owner.set_name(_("Responsible"))
        self._owner.setMinimumWidth(look.sizes.body * 8)
        self._place = row(gap=8)
        self._due: DateField | None = None
        self._add = make_button(_("Add"), "primary", size="small")
        self._add.clicked.connect(self._on_add)
        self._text.returnPressed.connect(self._on_add)
        line = row(self._owner, gap=8)
        line.setStretch(0, 1)
        line.addWidget(make_label(_("until"), "muted"))
        line.addLayout(self._place)
        line.addWidget(self._add)
        self.setLayout(column(self._text, hold(line), gap=8, margins=14))
        UndoKey(self._text)
        UndoKey(self._owner.line)

    def begin(self, staff: tuple[str, ...], owner: str, today: date) -> None:
        """Show an empty line: by `owner`, in a week."""
        self._owner.offer(staff)
        self._owner.set_value(owner)
        if self._due is None:
            self._due = DateField(self._look, today)
            self._due.setAccessibleName(_("Until when"))
            self._due.returnPressed.connect(self._on_add)
            self._place.addWidget(self._due)
        self._text.setText("")
        self._due.set_value((today + _WEEK).isoformat())
        self._text.setFocus()

    def focus(self) -> None:
        self._text.setFocus()

    def flush(self) -> None:
        """Add what was written."""
        text = self._text.text().strip()
        if not text or self._due is None:
            return
        self._text.setText("")
        self.added.emit(
            {
                "description": text,
                "owner": self._owner.value,
                "due_date": self._due.value,
            }
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self._text.text().strip():
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def _on_add(self) -> None:
        self.flush()
        self._text.setFocus()
