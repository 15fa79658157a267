"""All keys of the window by what they are for, on screen and on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from homevisit.text import _, translate
from ui.keys import GROUPS, Group, keys_in, spoken
from ui.kit.basics import hold, make_button, make_label, row
from ui.kit.setting_pane import SettingPane

if TYPE_CHECKING:
    from ui.appearance import Appearance


class KeysPane(SettingPane):
    """The table of keys; `print_requested` asks for it on paper."""

    print_requested = Signal()

    def __init__(self, look: Appearance) -> None:
        about = _("Everything can be done without a mouse.")
        super().__init__(look, _("Keyboard"), about)
        self.print = make_button(_("Save the list as PDF…"))
        look.set_icon(self.print, "printer", "t1")
        self.print.clicked.connect(self.print_requested)
        self.add(hold(row(self.print, None)))
        for group, title in GROUPS.items():
            self.add_sheet(_table(group), title=translate(title))


def _table(group: Group) -> QWidget:
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(6)
    # The same width in every sheet, so that the words stand under each other.
    for across in (0, 2):
        grid.setColumnMinimumWidth(across, 130)
    grid.setColumnStretch(1, 1)
    grid.setColumnStretch(3, 1)
    keys = keys_in(group)
    half = -(-len(keys) // 2)
    for at, key in enumerate(keys):
        across = 2 * (at // half)
        chip = hold(row(make_label(spoken(key.keys), "key"), None))
        words = make_label(translate(key.words), wrap=True)
        grid.addWidget(chip, at % half, across, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(words, at % half, across + 1, Qt.AlignmentFlag.AlignTop)
    return hold(grid)
