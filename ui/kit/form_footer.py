"""The footer of a form: what is saved, and what can be done with the whole of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame

from homevisit.text import _
from ui.kit.basics import make_button, row
from ui.kit.notices import SaveStamp
from ui.tokens import SPACE

if TYPE_CHECKING:
    from ui.appearance import Appearance

_FINALISE_KEY = "Ctrl+Return"


class FormFooter(QFrame):
    """Its buttons are wired by the form; they change with the state of the visit."""

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self.setProperty("footer", True)
        self.stamp = SaveStamp(look)
        self.export = make_button(_("Export PDF"), "quiet", size="footer")
        self.save = make_button(_("Save draft"), size="footer")
        self.finalise = make_button(_("Finalise"), "primary", size="footer")
        words = _("Show to the guardian")
        self.hand_over = make_button(words, "primary", size="footer")
        look.set_icon(self.export, "file-down", "t1")
        look.set_icon(self.save, "save", "t1")
        look.set_icon(self.finalise, "signature", "on_pine")
        look.set_icon(self.hand_over, "signature", "on_pine")
        self.save.setShortcut("Ctrl+S")
        self.export.setShortcut("Ctrl+E")
        self.finalise.setShortcut(_FINALISE_KEY)
        line = row(gap=10, margins=(SPACE.page, 11, SPACE.page, 11))
        line.addWidget(self.stamp, 100)
        # Where nothing is saved any more, the buttons stay on their side.
        line.addStretch(1)
        for button in (self.export, self.save, self.finalise, self.hand_over):
            line.addWidget(button)
        self.setLayout(line)

    def name_finalising(self, *, was_met: bool) -> None:
        """Promise a signature only where somebody was met."""
        words = _("Finalise and sign") if was_met else _("Finalise")
        if words != self.finalise.text():
            # New words would take the key away.
            self.finalise.setText(words)
            self.finalise.setShortcut(_FINALISE_KEY)

    def show_state(self, *, is_final: bool, was_met: bool) -> None:
        """Offer what can be done now."""
        for part in (self.stamp, self.save, self.finalise):
            part.setVisible(not is_final)
        self.hand_over.setVisible(is_final and was_met)
