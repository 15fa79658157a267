"""Files that may be of one child: why, both side by side, and what becomes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from homevisit.text import _
from ui.kit.basics import make_button
from ui.kit.compare_desk import CompareDesk, DeskWords

if TYPE_CHECKING:
    from ui.appearance import Appearance
    from ui.compare_rows import CompareSheet


class DuplicatesView(CompareDesk):
    """`confirmed` carries the decisions by field; the others are about the case."""

    kept_apart = Signal()
    separated = Signal()
    swapped = Signal()

    def __init__(self, look: Appearance) -> None:
        words = DeskWords(
            icon="users",
            title=_("Possible duplicates"),
            list_name=_("Files that may be of one child"),
            empty=_("No two files look like one child's."),
            confirm=_("Make one file"),
        )
        super().__init__(look, words)
        self._is_merged = False
        self.apart = make_button(_("Not the same child"), size="footer")
        self.separate = make_button(_("Separate again"), size="footer")
        self.swap = make_button(_("Keep the other one"), "quiet", size="footer")
        look.set_icon(self.swap, "arrow-left-right", "t1")
        self.apart.clicked.connect(self.kept_apart)
        self.separate.clicked.connect(self.separated)
        self.swap.clicked.connect(self.swapped)
        for at, button in enumerate((self.apart, self.separate, self.swap)):
            self.foot.insertWidget(at, button)

    def show_pair(self, sheet: CompareSheet, *, is_merged: bool) -> None:
        """Show two files; merged ones can be separated, or looked at again."""
        self._is_merged = is_merged
        self.show_sheet(sheet)

    def on_sheet(self, sheet: CompareSheet) -> None:
        rows = {row.key: row.note for row in self.list.cases.rows}
        self.why.setText(rows.get(sheet.key, ""))
        self.apart.setVisible(not self._is_merged)
        self.swap.setVisible(not self._is_merged)
        self.separate.setVisible(self._is_merged)
        self.confirm.setVisible(not self._is_merged or bool(sheet.undecided))
        again, first = _("Take over"), _("Make one file")
        self.confirm.setText(again if self._is_merged else first)
