"""The ways out for a term summary: a printer, a PDF, or the tables as Excel."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from homevisit.text import _
from ui.kit.basics import column, make_button, row
from ui.kit.file_choice import ask_where_to_save

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.appearance import Appearance


class ReportOut(QWidget):
    """Asks `may_leave` first; the signals of files carry a path."""

    print_requested = Signal()
    file_requested = Signal(str)
    tables_requested = Signal(str)

    def __init__(self, look: Appearance, may_leave: Callable[[], bool]) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self._may_leave = may_leave
        self.name = ""
        self.print = make_button(
            _("Print…"), "primary", size="footer", shortcut="Ctrl+P"
        )
        look.set_icon(self.print, "printer", "on_pine")
        self.save = make_button(_("Save PDF…"), size="footer", shortcut="Ctrl+S")
        look.set_icon(self.save, "file-down", "t1")
        self.tables = make_button(_("Save the tables as Excel…"), "link")
        self.print.clicked.connect(self._on_print)
        self.save.clicked.connect(partial(self._on_save, "pdf"))
        self.tables.clicked.connect(partial(self._on_save, "xlsx"))
        first = row(self.save, self.print, gap=8)
        first.setStretch(1, 1)
        margins = (16, 12, 16, 10)
        self.setLayout(column(first, self.tables, gap=6, margins=margins))

    def show_ready(self, is_ready: bool) -> None:
        """Let something out, or nothing while there is nothing."""
        for button in (self.print, self.save, self.tables):
            button.setEnabled(is_ready)

    def _on_print(self) -> None:
        if self._may_leave():
            self.print_requested.emit()

    def _on_save(self, kind: str) -> None:
        if self._may_leave():
            done = self.file_requested if kind == "pdf" else self.tables_requested
            name = f"{self.name}.{kind}"
            ask_where_to_save(self, _("Save the term summary"), name, done.emit)
