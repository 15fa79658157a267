"""The ways out for a print: a printer, one PDF, or a file for each visit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from homevisit.text import _
from ui.kit.basics import column, make_button, row
from ui.kit.file_choice import ask_for_folder, ask_where_to_save

if TYPE_CHECKING:
    from ui.appearance import Appearance


class OutBar(QWidget):
    """`file_requested` carries a path, `folder_requested` a folder."""

    print_requested = Signal()
    file_requested = Signal(str)
    folder_requested = Signal(str)

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self.name = ""
        self.print = make_button(
            _("Print…"), "primary", size="footer", shortcut="Ctrl+P"
        )
        look.set_icon(self.print, "printer", "on_pine")
        self.save = make_button(_("Save PDF…"), size="footer", shortcut="Ctrl+S")
        self.each = make_button(_("A file for each…"), size="footer")
        self.print.clicked.connect(self.print_requested)
        self.save.clicked.connect(self._on_save)
        self.each.clicked.connect(self._on_each)
        first = row(self.print, self.save, gap=8)
        first.setStretch(0, 1)
        self.setLayout(column(first, self.each, gap=8, margins=(16, 12, 16, 12)))

    def show_ready(self, is_ready: bool) -> None:
        """Let something out, or nothing while there is nothing."""
        for button in (self.print, self.save, self.each):
            button.setEnabled(is_ready)

    def _on_save(self) -> None:
        words = _("Save the paper")
        ask_where_to_save(self, words, self.name, self.file_requested.emit)

    def _on_each(self) -> None:
        words = _("Folder for a file of each visit")
        ask_for_folder(self, words, self.folder_requested.emit)
