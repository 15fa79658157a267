"""What of all that is known is printed on the paper for the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from homevisit.text import _
from ui import paper_rows as codes
from ui.kit.basics import column, make_label
from ui.kit.checks import CheckBox

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ui.appearance import Appearance


class PaperOptions(QWidget):
    """A box to tick for each part; phones are off, because paper gets lost."""

    changed = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self.setProperty("clear", True)
        words = {
            codes.ADDRESS: _("Home address"),
            codes.SIBLINGS: _("Brothers and sisters"),
            codes.PROMISES: _("Open promises of last time"),
            codes.PHONE: _("Phone numbers (paper gets lost)"),
        }
        self.ticks = {code: CheckBox(look, each) for code, each in words.items()}
        for code, tick in self.ticks.items():
            tick.setChecked(code in codes.USUALLY)
            tick.toggled.connect(lambda _on: self.changed.emit())
        head = make_label(_("What is printed"), "strong")
        self.setLayout(column(head, *self.ticks.values(), gap=5))

    @property
    def chosen(self) -> frozenset[str]:
        return frozenset(code for code, tick in self.ticks.items() if tick.isChecked())

    def offer(self, offered: Iterable[str]) -> None:
        """Show these boxes only, and nothing at all where there are none."""
        wanted = set(offered)
        for code, tick in self.ticks.items():
            tick.setVisible(code in wanted)
        self.setVisible(bool(wanted))
