"""What stands in the place of an empty list of students, and what could help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from homevisit.text import _
from ui.kit.basics import column, make_button, make_icon, make_label

if TYPE_CHECKING:
    from ui.appearance import Appearance


class NoStudents(QWidget):
    """`help_wanted` asks to clear the filters, or to bring in a list."""

    help_wanted = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self.words = make_label("", "secondary")
        self._help = make_button(_("Import a list"), "secondary")
        icon = make_icon(look, "users-round", "t3", 40)
        stack = column(None, icon, self.words, self._help, None, gap=12)
        for widget in (icon, self.words, self._help):
            stack.setAlignment(widget, Qt.AlignmentFlag.AlignHCenter)
        self._help.clicked.connect(self.help_wanted)
        self.setLayout(stack)

    def show_why(self, total: int, typed: str) -> None:
        """Say why nobody is listed: of how many, and after what was typed."""
        if total and typed:
            words = _("Nobody found for “{typed}”. Try the initials of the pinyin.")
            self.words.setText(words.format(typed=typed))
        elif total:
            self.words.setText(_("Nobody matches these filters."))
        else:
            self.words.setText(_("There are no students yet. Bring in a list."))
        self._help.setText(_("Clear filters") if total else _("Import a list"))
