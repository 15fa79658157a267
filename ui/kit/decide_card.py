"""What waits for a decision: files that may be one child's, and versions of fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from homevisit.text import _, translate_count
from ui.kit.basics import Sheet, column, make_button, make_icon, make_label, row

if TYPE_CHECKING:
    from ui.appearance import Appearance


class DecideCard(Sheet):
    """Not there at all while nothing waits."""

    duplicates_requested = Signal()
    disputes_requested = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        title = row(
            make_icon(look, "list-checks"),
            make_label(_("For you to decide"), "strong"),
            None,
            gap=8,
        )
        self.duplicates = make_button("", "link")
        self.disputes = make_button("", "link")
        self.duplicates.clicked.connect(self.duplicates_requested)
        self.disputes.clicked.connect(self.disputes_requested)
        lines = (row(self.duplicates, None), row(self.disputes, None))
        self.setLayout(column(title, *lines, gap=4, margins=(14, 10, 14, 8)))
        self.hide()

    def show_counts(self, duplicates: int, disputes: int) -> None:
        said = translate_count(
            "{count} pair of files may be one child's",
            "{count} pairs of files may be one child's",
            duplicates,
        )
        self.duplicates.setText(said)
        self.duplicates.setVisible(duplicates > 0)
        said = translate_count(
            "{count} field has two versions",
            "{count} fields have two versions",
            disputes,
        )
        self.disputes.setText(said)
        self.disputes.setVisible(disputes > 0)
        self.setVisible(duplicates + disputes > 0)
