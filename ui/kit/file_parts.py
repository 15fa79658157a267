"""The parts of a student's file, made when they are first turned to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from ui.kit.attachments_tab import AttachmentsTab
from ui.kit.concern_tab import ConcernTab
from ui.kit.details_tab import DetailsTab
from ui.kit.family_tab import FamilyTab
from ui.kit.follow_ups_tab import FollowUpsTab
from ui.kit.groups_tab import GroupsTab
from ui.kit.history_part import HistoryPart
from ui.kit.history_tab import HistoryTab
from ui.kit.overview_tab import OverviewTab
from ui.kit.visits_tab import VisitsTab

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from ui.appearance import Appearance
    from ui.edit_rows import FieldWrite
    from ui.kit.file_tab import FileTab
    from ui.rows import StudentFile

OVERVIEW, FOLLOW_UPS = "overview", "follow_ups"


class FileParts(QStackedWidget):
    """Shows one part of a file. Parts behind it show the file when turned to."""

    written = Signal(object)
    deed_wanted = Signal(object)
    reveal_requested = Signal(str, str)
    decide_requested = Signal(str)
    visit_wanted = Signal(str)
    student_wanted = Signal(str)
    mates_wanted = Signal(str)
    card_wanted = Signal(str)
    duty_done = Signal(object)
    care_wanted = Signal(str)
    raise_wanted = Signal()
    entry_opened = Signal(object)
    items_wanted = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._file: StudentFile | None = None
        self._today: date | None = None
        self._stale: set[str] = set()
        self._is_masked = False
        self._made: dict[str, FileTab] = {}
        self.attachments = AttachmentsTab(look)
        self.history = HistoryTab(look)
        self._makers: dict[str, Callable[[], FileTab]] = {
            OVERVIEW: lambda: OverviewTab(look),
            "details": lambda: DetailsTab(look),
            "family": lambda: FamilyTab(look),
            "groups": lambda: GroupsTab(look),
            "visits": lambda: VisitsTab(look),
            "talks": lambda: VisitsTab(look, "talk"),
            FOLLOW_UPS: lambda: FollowUpsTab(look),
            "care": lambda: ConcernTab(look),
            "attachments": lambda: self.attachments,
            "history": lambda: HistoryPart(look, self.history),
        }

    @property
    def made(self) -> list[FileTab]:
        """The parts that were turned to so far."""
        return list(self._made.values())

    def part(self, code: str) -> FileTab:
        """Return a part, made now if need be."""
        if code not in self._made:
            made = self._made[code] = self._makers[code]()
            self.addWidget(made)
            self._connect(made)
            self._stale.add(code)
            made.show_masked(self._is_masked)
        return self._made[code]

    def show_file(self, file: StudentFile, today: date) -> None:
        """Take a file; `turn_to` shows it."""
        self._file, self._today = file, today
        self._stale = set(self._made)

    def turn_to(self, code: str) -> None:
        """Bring a part to the front."""
        part = self.part(code)
        if code in self._stale and self._file is not None and self._today is not None:
            self._stale.discard(code)
            part.show_file(self._file, self._today)
        self.setCurrentWidget(part)

    def show_masked(self, is_masked: bool) -> None:
        """Mask the names of people in every part, or show them again."""
        self._is_masked = is_masked
        self.history.show_masked(is_masked)
        for part in self.made:
            part.show_masked(is_masked)

    def reveal(self, record_id: str, name: str, value: str) -> None:
        """Show the full value of a field, for a while."""
        for part in self.made:
            part.reveal(record_id, name, value)

    def take_again(self, write: FieldWrite, why: str) -> None:
        """Keep as unsaved what was handed on and could not be written."""
        for part in self.made:
            part.take_again(write, why)

    def flush(self) -> None:
        """Hand on everything that was typed."""
        for part in self.made:
            part.flush()

    def _connect(self, part: FileTab) -> None:
        part.written.connect(self.written)
        part.deed_wanted.connect(self.deed_wanted)
        part.reveal_requested.connect(self.reveal_requested)
        part.decide_requested.connect(self.decide_requested)
        part.visit_wanted.connect(self.visit_wanted)
        part.student_wanted.connect(self.student_wanted)
        part.mates_wanted.connect(self.mates_wanted)
        part.card_wanted.connect(self.card_wanted)
        part.duty_done.connect(self.duty_done)
        part.care_wanted.connect(self.care_wanted)
        part.raise_wanted.connect(self.raise_wanted)
        if isinstance(part, OverviewTab | VisitsTab):
            part.entry_opened.connect(self.entry_opened)
        if isinstance(part, OverviewTab):
            part.items_wanted.connect(self.items_wanted)
