"""One student one file: its header, and the parts that its tabs turn to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from homevisit.text import _
from ui.edit_rows import begun
from ui.kit.attachments_tab import AttachmentsTab
from ui.kit.basics import column
from ui.kit.details_tab import DetailsTab
from ui.kit.family_tab import MEMBER, FamilyTab
from ui.kit.file_header import FileHeader
from ui.kit.follow_ups_tab import FollowUpsTab
from ui.kit.groups_tab import GroupsTab
from ui.kit.history_part import HistoryPart
from ui.kit.history_tab import HistoryTab
from ui.kit.overview_tab import OverviewTab
from ui.kit.visits_tab import VisitsTab
from ui.tokens import SPACE

if TYPE_CHECKING:
    from datetime import date

    from ui.appearance import Appearance
    from ui.edit_rows import FieldWrite
    from ui.kit.file_tab import FileTab
    from ui.rows import StudentFile

OVERVIEW = "overview"
FOLLOW_UPS = "follow_ups"


class StudentFileView(QWidget):
    """Header with tabs above, the chosen part below.

    `written` carries a `FieldWrite`, `deed_wanted` a `Deed`, `card_wanted` the kind of
    record that somebody wants to begin.
    """

    visit_requested = Signal()
    entry_opened = Signal(object)
    reveal_requested = Signal(str)
    print_requested = Signal()
    written = Signal(object)
    deed_wanted = Signal(object)
    field_wanted = Signal(str, str)
    decide_requested = Signal(str)
    visit_wanted = Signal(str)
    student_wanted = Signal(str)
    mates_wanted = Signal(str)
    card_wanted = Signal(str)
    undo_wanted = Signal()
    redo_wanted = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self._file: StudentFile | None = None
        self._today: date | None = None
        self._shown: tuple[str, ...] = (OVERVIEW,)
        self._at = 0
        self.header = FileHeader(look)
        self.overview = OverviewTab(look)
        self.details = DetailsTab(look)
        self.family = FamilyTab(look)
        self.groups = GroupsTab(look)
        self.visits = VisitsTab(look)
        self.follow_ups = FollowUpsTab(look)
        self.attachments = AttachmentsTab(look)
        self.history = HistoryTab(look)
        self.parts: dict[str, FileTab] = {
            OVERVIEW: self.overview,
            "details": self.details,
            "family": self.family,
            "groups": self.groups,
            "visits": self.visits,
            FOLLOW_UPS: self.follow_ups,
            "attachments": self.attachments,
            "history": HistoryPart(look, self.history),
        }
        self._build()
        self._connect()

    def show_file(self, file: StudentFile, today: date) -> None:
        """Show a file; the part that was chosen stays chosen where it exists."""
        is_same = self._file is not None and self._file.id == file.id
        chosen = self.part if is_same else OVERVIEW
        if not is_same:
            for cards in (self.family.members, self.groups.cards):
                cards.forget_begun()
        self._file, self._today = file, today
        self.header.show_file(file)
        for part in self.parts.values():
            part.show_file(file, today)
        self.show_part(chosen)

    @property
    def part(self) -> str:
        """The part that is in front, by its code."""
        return self._shown[min(self._at, len(self._shown) - 1)]

    def show_masked(self, is_masked: bool) -> None:
        self.header.show_masked(is_masked)
        self.history.show_masked(is_masked)

    def reveal(self, name: str, value: str) -> None:
        """Show the full value of a fact of the header."""
        self.header.reveal(name, value)

    def reveal_field(self, record_id: str, name: str, value: str) -> None:
        """Show the full value of a field, for a while."""
        for part in self.parts.values():
            part.reveal(record_id, name, value)

    def take_again(self, write: FieldWrite, why: str) -> None:
        """Keep as unsaved what was handed on and could not be written."""
        for part in self.parts.values():
            part.take_again(write, why)

    def begin_card(self, kind: str, record_id: str) -> None:
        """Open an empty card for a record that may come into being."""
        if self._file is None or self._today is None:
            return
        edits = self._file.edits
        is_member = kind == MEMBER
        blank = edits.blank_member if is_member else edits.blank_determination
        cards = self.family.members if is_member else self.groups.cards
        if blank is not None:
            cards.begin_card(begun(blank, record_id), self._today)

    def begin_item(self) -> None:
        """Turn to what is to be done, with an empty line for one more."""
        self.show_part(FOLLOW_UPS)
        self.follow_ups.begin_item()

    def flush(self) -> None:
        """Hand on everything that was typed."""
        for part in self.parts.values():
            part.flush()

    def show_part(self, part: str) -> None:
        """Turn to a part of the file, if it exists."""
        file = self._file
        if file is None:
            return
        visits = sum(entry.kind == "visit" for entry in file.timeline)
        words = {
            OVERVIEW: (_("Overview"), 0, True),
            "details": (_("Basics"), 0, True),
            "family": (_("Family"), len(file.edits.members), True),
            "groups": (_("Groups"), len(file.groups), True),
            "visits": (_("Visits"), visits, visits > 0),
            FOLLOW_UPS: (_("Follow-ups"), len(file.open_items), True),
            "attachments": (_("Attachments"), len(file.attachments), True),
            "history": (_("History"), 0, True),
        }
        self._shown = tuple(
            code for code, (_label, count, has) in words.items() if has or count
        )
        tabs = tuple((words[code][0], words[code][1]) for code in self._shown)
        at = self._shown.index(part) if part in self._shown else 0
        self.header.show_tabs(tabs, at)
        self._on_tab(at)

    def focus_first(self) -> None:
        self.parts[self.part].focus_first()

    def _build(self) -> None:
        self._stack = QStackedWidget()
        for part in self.parts.values():
            self._stack.addWidget(part)
        sides = (SPACE.page, 0, SPACE.page, SPACE.gap)
        layout = column(self.header, self._stack, gap=12, margins=sides)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        QShortcut("Ctrl+J", self, self.begin_item)
        QShortcut("Ctrl+Z", self, self.undo_wanted.emit)
        QShortcut("Ctrl+Y", self, self.redo_wanted.emit)
        QShortcut("Ctrl+PgDown", self, lambda: self._turn(+1))
        QShortcut("Ctrl+PgUp", self, lambda: self._turn(-1))

    def _connect(self) -> None:
        self.header.visit_requested.connect(self.visit_requested)
        self.header.print_requested.connect(self.print_requested)
        self.header.reveal_requested.connect(self.reveal_requested)
        self.header.tab_changed.connect(self._on_tab)
        self.overview.entry_opened.connect(self.entry_opened)
        self.overview.items_wanted.connect(self.begin_item)
        self.visits.entry_opened.connect(self.entry_opened)
        for part in self.parts.values():
            part.written.connect(self.written)
            part.deed_wanted.connect(self.deed_wanted)
            part.reveal_requested.connect(self.field_wanted)
            part.decide_requested.connect(self.decide_requested)
            part.visit_wanted.connect(self.visit_wanted)
            part.student_wanted.connect(self.student_wanted)
            part.mates_wanted.connect(self.mates_wanted)
            part.card_wanted.connect(self.card_wanted)

    def _turn(self, step: int) -> None:
        self.show_part(self._shown[(self._at + step) % len(self._shown)])
        self.focus_first()

    def _on_tab(self, at: int) -> None:
        self._at = at
        if 0 <= at < len(self._shown):
            self._stack.setCurrentWidget(self.parts[self._shown[at]])
