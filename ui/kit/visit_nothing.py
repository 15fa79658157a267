"""What stands where a list of visits is empty: one sentence, one button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from homevisit.text import _
from ui.kit.basics import column, make_button, make_icon, make_label

if TYPE_CHECKING:
    from ui.appearance import Appearance


class NothingHere(QWidget):
    """`all_wanted` where something narrows the list, otherwise `planning_wanted`."""

    all_wanted = Signal()
    planning_wanted = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self._is_narrowed = False
        self._words = make_label("", "secondary")
        self.button = make_button("", "secondary")
        icon = make_icon(look, "house", "t3", 40)
        stack = column(None, icon, self._words, self.button, None, gap=12)
        for widget in (icon, self._words, self.button):
            stack.setAlignment(widget, Qt.AlignmentFlag.AlignHCenter)
        self.setLayout(stack)
        self.button.clicked.connect(self._on_button)

    def show_state(self, state: str, *, is_narrowed: bool) -> None:
        """Say why there is nothing, and what could help."""
        self._is_narrowed = is_narrowed
        if is_narrowed:
            self._words.setText(_("Nothing was found."))
            self.button.setText(_("Show all"))
            return
        said = {
            "planned": _("No visit is planned for this time."),
            "done": _("Nobody was visited in this time."),
            "not_met": _("Every family was met."),
            "to_follow": _("There is nothing to follow up."),
            "drafts": _("Nothing is half written."),
            "review": _("Nothing waits for a review."),
        }
        self._words.setText(said[state])
        self.button.setText(_("Plan visits"))

    def _on_button(self) -> None:
        if self._is_narrowed:
            self.all_wanted.emit()
        else:
            self.planning_wanted.emit()
