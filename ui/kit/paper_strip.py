"""The way out for one paper about a child: why it leaves, then printer or file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from homevisit.text import _
from ui.kit.basics import Sheet, column, make_button, make_icon_button, make_label, row
from ui.kit.fields import FieldBlock
from ui.kit.file_choice import ask_where_to_save
from ui.kit.password_field import PRIVATE_HINTS

if TYPE_CHECKING:
    from ui.appearance import Appearance

_LEAST_REASON = 2


class PaperStrip(Sheet):
    """Hidden until `ask`; `printed` carries the reason, `saved` a path and the reason.

    `name` is the name of the file that is proposed; it names nobody.
    """

    printed = Signal(str)
    saved = Signal(str, str)

    def __init__(self, look: Appearance) -> None:
        super().__init__(kind="inset")
        self.name = ""
        self.reason = QLineEdit()
        self.reason.setInputMethodHints(PRIVATE_HINTS)
        self.print = make_button(_("Print…"), "primary")
        look.set_icon(self.print, "printer", "on_pine")
        self.save = make_button(_("Save PDF…"))
        close = make_icon_button(look, "x", _("Close"))
        self._block = FieldBlock(_("Why the paper leaves"), self.reason, required=True)
        note = _("Every copy is numbered and written down with its reason.")
        line = row(gap=10)
        line.addWidget(self._block, 1)
        for part in (self.print, self.save, close):
            line.addWidget(part)
        said = make_label(note, "muted", wrap=True)
        self.setLayout(column(line, said, gap=6, margins=(14, 8, 8, 10)))
        self.print.clicked.connect(self._on_print)
        self.save.clicked.connect(self._on_save)
        close.clicked.connect(self.hide)
        self.hide()

    def ask(self, name: str) -> None:
        """Ask why the paper leaves."""
        self.name = name
        self._block.show_message("")
        self.show()
        self.reason.setFocus()

    def _has_reason(self) -> bool:
        is_given = len(self.reason.text().strip()) >= _LEAST_REASON
        self._block.show_message("" if is_given else _("Write in a few words why."))
        return is_given

    def _on_print(self) -> None:
        if self._has_reason():
            self.printed.emit(self.reason.text().strip())

    def _on_save(self) -> None:
        if self._has_reason():
            words, reason = _("Save the paper"), self.reason.text().strip()
            ask_where_to_save(
                self, words, self.name, lambda path: self.saved.emit(path, reason)
            )
