"""Fields with several versions: what was common, whose is whose, and a choice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from homevisit.text import _
from ui.kit.basics import make_button
from ui.kit.compare_desk import CompareDesk, DeskWords

if TYPE_CHECKING:
    from ui.appearance import Appearance


class DisputeView(CompareDesk):
    """`confirmed` carries the decisions by field; some fields may be left for later."""

    opened = Signal()

    def __init__(self, look: Appearance) -> None:
        words = DeskWords(
            icon="columns-3",
            title=_("For you to decide"),
            list_name=_("Records with two versions"),
            empty=_("Nothing to decide: every field has one version."),
            confirm=_("Settle"),
        )
        super().__init__(look, words)
        self.open = make_button(_("Open the file"), "quiet", size="footer")
        self.open.clicked.connect(self.opened)
        self.foot.insertWidget(0, self.open)
        self.why.setText(_("What is not chosen stays in the history."))

    def may_confirm(self) -> bool:
        return self.sheet is not None and bool(self.grid.decisions)
