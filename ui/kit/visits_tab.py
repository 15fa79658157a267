"""The visits of a student alone, or the talks, newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from ui.kit.basics import Sheet, column
from ui.kit.file_tab import FileTab
from ui.kit.timeline import TimelineModel, TimelineView, with_months

if TYPE_CHECKING:
    from datetime import date

    from ui.appearance import Appearance
    from ui.rows import StudentFile


class VisitsTab(FileTab):
    """The entries of one kind; `entry_opened` carries the one that was chosen."""

    entry_opened = Signal(object)

    def __init__(self, look: Appearance, kind: str = "visit") -> None:
        super().__init__()
        self._kind = kind
        self._visits = TimelineModel()
        self._view = TimelineView(look, self._visits)
        self._view.opened.connect(self.entry_opened)
        self.setLayout(column(Sheet(column(self._view, margins=1))))

    def show_file(self, file: StudentFile, today: date) -> None:
        visits = [e for e in file.timeline if e.kind == self._kind]
        self._visits.show(with_months(visits, today.year), today.isoformat())

    def focus_first(self) -> None:
        self._view.setFocus()
