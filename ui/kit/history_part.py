"""The history of a file, and below it who looked behind a mask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.kit.basics import column
from ui.kit.file_tab import FileTab
from ui.kit.viewings_card import ViewingsCard

if TYPE_CHECKING:
    from datetime import date

    from ui.appearance import Appearance
    from ui.kit.history_tab import HistoryTab
    from ui.rows import StudentFile


class HistoryPart(FileTab):
    """Holds the history; what it shows comes from elsewhere."""

    def __init__(self, look: Appearance, history: HistoryTab) -> None:
        super().__init__()
        self._history = history
        self.viewings = ViewingsCard(look)
        stack = column(history, self.viewings, gap=12)
        stack.setStretch(0, 1)
        self.setLayout(stack)

    def show_file(self, file: StudentFile, today: date) -> None:  # noqa: ARG002  as every part is shown
        self.viewings.show_viewings(file.edits.viewings)

    def focus_first(self) -> None:
        self._history.list.setFocus()
