"""One student one file: its header, and the parts that its tabs turn to."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QWidget

from homevisit.text import _
from ui.edit_rows import begun
from ui.kit.basics import column
from ui.kit.event_strip import EventStrip
from ui.kit.family_tab import MEMBER
from ui.kit.file_header import FileHeader
from ui.kit.file_parts import FOLLOW_UPS, OVERVIEW, FileParts
from ui.tokens import SPACE

if TYPE_CHECKING:
    from datetime import date

    from ui.appearance import Appearance
    from ui.kit.attachments_tab import AttachmentsTab
    from ui.kit.details_tab import DetailsTab
    from ui.kit.family_tab import FamilyTab
    from ui.kit.follow_ups_tab import FollowUpsTab
    from ui.kit.groups_tab import GroupsTab
    from ui.kit.history_tab import HistoryTab
    from ui.kit.overview_tab import OverviewTab
    from ui.rows import StudentFile


class StudentFileView(QWidget):
    """Header with tabs above, the chosen part below; `parts` says what is written."""

    visit_requested = Signal()
    reveal_requested = Signal(str)
    print_requested = Signal()
    undo_wanted = Signal()
    redo_wanted = Signal()
    event_wanted = Signal()

    def __init__(self, look: Appearance, today: date) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self._file: StudentFile | None = None
        self._today: date | None = None
        self._shown: tuple[str, ...] = (OVERVIEW,)
        self._at = 0
        self.header = FileHeader(look)
        self.event_strip = EventStrip(look, today)
        self.parts = FileParts(look)
        self._build()
        self._connect()

    @property
    def part(self) -> str:
        """The part that is in front, by its code."""
        return self._shown[min(self._at, len(self._shown) - 1)]

    @property
    def overview(self) -> OverviewTab:
        return cast("OverviewTab", self.parts.part(OVERVIEW))

    @property
    def details(self) -> DetailsTab:
        return cast("DetailsTab", self.parts.part("details"))

    @property
    def family(self) -> FamilyTab:
        return cast("FamilyTab", self.parts.part("family"))

    @property
    def groups(self) -> GroupsTab:
        return cast("GroupsTab", self.parts.part("groups"))

    @property
    def follow_ups(self) -> FollowUpsTab:
        return cast("FollowUpsTab", self.parts.part(FOLLOW_UPS))

    @property
    def attachments(self) -> AttachmentsTab:
        return self.parts.attachments

    @property
    def history(self) -> HistoryTab:
        return self.parts.history

    def show_file(self, file: StudentFile, today: date) -> None:
        """Show a file; the part that was chosen stays chosen where it exists."""
        is_same = self._file is not None and self._file.id == file.id
        chosen = self.part if is_same else OVERVIEW
        self._file, self._today = file, today
        self.header.show_file(file)
        self.parts.show_file(file, today)
        self.show_part(chosen)

    def show_masked(self, is_masked: bool) -> None:
        self.header.show_masked(is_masked)
        self.parts.show_masked(is_masked)

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

    def add_to(self, part: str) -> None:
        """Turn to the family or the groups, with an empty card for one more."""
        self.show_part(part)
        cards = self.family.members if part == "family" else self.groups.cards
        cards.added.emit()

    def show_part(self, part: str) -> None:
        """Turn to a part of the file, if it exists."""
        file = self._file
        if file is None:
            return
        kinds = [entry.kind for entry in file.timeline]
        visits, talks = kinds.count("visit"), kinds.count("talk")
        words = {
            OVERVIEW: (_("Overview"), 0),
            "details": (_("Basics"), 0),
            "family": (_("Family"), len(file.edits.members)),
            "groups": (_("Groups"), len(file.groups)),
            "visits": (_("Visits"), visits),
            "talks": (_("Talks"), talks),
            FOLLOW_UPS: (_("Follow-ups"), len(file.open_items)),
            "care": (_("Care"), len([each for each in file.care if each.is_open])),
            "attachments": (_("Attachments"), len(file.attachments)),
            "history": (_("History"), 0),
        }
        cases = len(file.care)
        for code, count in (("visits", visits), ("talks", talks), ("care", cases)):
            if not count:
                del words[code]
        self._shown = tuple(words)
        at = self._shown.index(part) if part in self._shown else 0
        self.header.show_tabs(tuple(words.values()), at)
        self._on_tab(at)

    def focus_first(self) -> None:
        self.parts.part(self.part).focus_first()

    def _build(self) -> None:
        sides = (SPACE.page, 0, SPACE.page, SPACE.gap)
        layout = column(
            self.header, self.event_strip, self.parts, gap=12, margins=sides
        )
        layout.setStretch(2, 1)
        self.setLayout(layout)
        QShortcut("Ctrl+J", self, self.begin_item)
        QShortcut("Ctrl+Z", self, self.undo_wanted.emit)
        QShortcut("Ctrl+Y", self, self.redo_wanted.emit)
        QShortcut("Ctrl+PgDown", self, lambda: self._turn(+1))
        QShortcut("Ctrl+PgUp", self, lambda: self._turn(-1))

    def _connect(self) -> None:
        self.header.visit_requested.connect(self.visit_requested)
        self.header.print_requested.connect(self.print_requested)
        self.header.event_requested.connect(self.event_wanted)
        self.header.concern_requested.connect(self.parts.raise_wanted)
        self.header.reveal_requested.connect(self.reveal_requested)
        self.header.tab_changed.connect(self._on_tab)
        self.parts.items_wanted.connect(self.begin_item)

    def _turn(self, step: int) -> None:
        self.show_part(self._shown[(self._at + step) % len(self._shown)])
        self.focus_first()

    def _on_tab(self, at: int) -> None:
        if 0 <= at < len(self._shown):
            self._at = at
            self.parts.turn_to(self._shown[at])
