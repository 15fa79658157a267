"""What waits for a decision: files that may be one child's, and versions of fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from homevisit.text import _, translate_count
from ui.kit.basics import Sheet, column, make_button, make_icon, make_label, row

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton

    from ui.appearance import Appearance


def _show(button: QPushButton, words: str, count: int) -> None:
    """Say how much waits; nothing while there is none."""
    button.setText(words)
    button.setVisible(count > 0)


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
        words = translate_count(
            "{count} pair of files may be one child's",
            "{count} pairs of files may be one child's",
            duplicates,
        )
        _show(self.duplicates, words, duplicates)
        words = translate_count(
            "{count} field has two versions",
            "{count} fields have two versions",
            disputes,
        )
        _show(self.disputes, words, disputes)
        self.setVisible(duplicates + disputes > 0)


class DecideNote(QWidget):
    """A note at the foot of a list; what waits takes its place.

    Large words leave room for one of both: the versions are on today's page, too.
    """

    duplicates_requested = Signal()
    disputes_requested = Signal()

    def __init__(self, look: Appearance, note: str) -> None:
        super().__init__()
        self._look, self._counts = look, (0, 0)
        self.setProperty("clear", True)
        self._note = make_label(note, "caption")
        self.duplicates = make_button("", "link")
        self.disputes = make_button("", "link")
        self.duplicates.clicked.connect(self.duplicates_requested)
        self.disputes.clicked.connect(self.disputes_requested)
        self.setLayout(row(self._note, self.duplicates, self.disputes, gap=14))
        look.follow(self._draw)

    def show_counts(self, duplicates: int, disputes: int) -> None:
        self._counts = (duplicates, disputes)
        self._draw()

    def _draw(self) -> None:
        duplicates, disputes = self._counts
        words = translate_count(
            "{count} possible duplicate", "{count} possible duplicates", duplicates
        )
        _show(self.duplicates, words, duplicates)
        words = translate_count("{count} to decide", "{count} to decide", disputes)
        has_room = not self._look.is_large or not duplicates
        _show(self.disputes, words, disputes if has_room else 0)
        self._note.setVisible(duplicates + disputes == 0)
