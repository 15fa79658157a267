"""One student one file: the overview with its timeline, family, visits, history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from homevisit.text import _
from ui.kit.basics import (
    Sheet,
    column,
    empty,
    head_row,
    hold,
    make_icon,
    make_label,
    make_rule,
    row,
)
from ui.kit.choices import Option, Segments
from ui.kit.concerns import ConcernsCard
from ui.kit.facts import FactGrid
from ui.kit.file_header import FileHeader
from ui.kit.history_tab import HistoryTab
from ui.kit.open_items import OpenItemsCard
from ui.kit.preview import Card
from ui.kit.timeline import TimelineModel, TimelineView, with_months
from ui.tokens import SPACE

if TYPE_CHECKING:
    from datetime import date

    from ui.appearance import Appearance
    from ui.rows import FamilyMember, StudentFile

_ALL = "all"


class StudentFileView(QWidget):
    """Header with tabs above, the chosen part below."""

    visit_requested = Signal()
    entry_opened = Signal(object)
    item_settled = Signal(str, str)
    reveal_requested = Signal(str)
    print_requested = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self.setProperty("clear", True)
        self._file: StudentFile | None = None
        self._today: date | None = None
        self._parts: tuple[str, ...] = ("overview",)
        self._header = FileHeader(look)
        self._timeline = TimelineModel()
        self._timeline_view = TimelineView(look, self._timeline)
        self._visits = TimelineModel()
        self._visits_view = TimelineView(look, self._visits)
        self._items = OpenItemsCard(look)
        self._concerns = ConcernsCard(look)
        self.history = HistoryTab(look)
        self._tip = Card(look, "lightbulb", _("How to talk"), "tip")
        self._build()
        self._connect()

    def show_file(self, file: StudentFile, today: date) -> None:
        """Show a file; the part that was chosen stays chosen where it exists."""
        is_same = self._file is not None and self._file.id == file.id
        chosen = self._parts[self._stack_part] if is_same else "overview"
        self._file, self._today = file, today
        self._header.show_file(file)
        self._show_tabs(chosen)
        self._show_kinds()
        self._show_timeline()
        self._show_family(file.family)
        self._show_attachments()
        self._items.show_items(file.open_items)
        self._tip.show_text(file.tip)
        self._concerns.show_concerns(file.concerns)

    def show_masked(self, is_masked: bool) -> None:
        self._header.show_masked(is_masked)
        self.history.show_masked(is_masked)

    def reveal(self, name: str, value: str) -> None:
        self._header.reveal(name, value)

    def show_part(self, part: str) -> None:
        """Turn to a part of the file, if it exists."""
        self._show_tabs(part)

    def focus_first(self) -> None:
        self._timeline_view.setFocus()

    @property
    def _stack_part(self) -> int:
        return max(0, min(self._tab, len(self._parts) - 1))

    def _build(self) -> None:
        self._tab = 0
        self._stack = QStackedWidget()
        self._pages = {
            "overview": self._build_overview(),
            "family": self._build_scroll("family"),
            "visits": Sheet(column(self._visits_view, margins=1)),
            "attachments": self._build_scroll("attachments"),
            "history": self.history,
        }
        for page in self._pages.values():
            self._stack.addWidget(page)
        sides = (SPACE.page, 0, SPACE.page, SPACE.gap)
        layout = column(self._header, self._stack, gap=12, margins=sides)
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def _build_overview(self) -> QWidget:
        self._kinds = Segments(self._look, [Option(_ALL, _("All"))])
        self._kind_place = row(self._kinds)
        self._term = make_label("", "muted")
        head = head_row(self._look, "history", _("Timeline"), self._term)
        head.addStretch(1)
        head.addLayout(self._kind_place)
        stack = column(head, make_rule(), self._timeline_view, margins=1)
        stack.setStretch(2, 1)
        right = column(self._tip, self._concerns, self._items, None, gap=12)
        side = QScrollArea()
        side.setWidgetResizable(True)
        side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        side.setWidget(hold(right))
        side.setFixedWidth(392)
        line = row(gap=SPACE.gap)
        line.addWidget(Sheet(stack), 1)
        line.addWidget(side)
        return hold(line)

    def _build_scroll(self, name: str) -> QWidget:
        inner = QVBoxLayout()
        inner.setSpacing(0)
        inner.setContentsMargins(1, 1, 1, 1)
        if name == "family":
            self._family = inner
        else:
            self._attachments = inner
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(hold(column(inner, None)))
        return Sheet(column(area, margins=1))

    def _connect(self) -> None:
        self._header.visit_requested.connect(self.visit_requested)
        self._header.print_requested.connect(self.print_requested)
        self._header.reveal_requested.connect(self.reveal_requested)
        self._header.tab_changed.connect(self._on_tab)
        self._timeline_view.opened.connect(self.entry_opened)
        self._visits_view.opened.connect(self.entry_opened)
        self._items.settled.connect(self.item_settled)

    def _show_tabs(self, chosen: str) -> None:
        file = self._file
        if file is None:
            return
        visits = sum(entry.kind == "visit" for entry in file.timeline)
        words = {
            "overview": (_("Overview"), 0, True),
            "family": (_("Family"), 0, bool(file.family)),
            "visits": (_("Visits"), visits, visits > 0),
            "attachments": (_("Attachments"), len(file.attachments), False),
            "history": (_("History"), 0, True),
        }
        self._parts = tuple(
            part
            for part, (_label, count, has) in words.items()
            if has or (part == "attachments" and count)
        )
        tabs = tuple((words[part][0], words[part][1]) for part in self._parts)
        at = self._parts.index(chosen) if chosen in self._parts else 0
        self._header.show_tabs(tabs, at)
        self._on_tab(at)

    def _on_tab(self, at: int) -> None:
        self._tab = at
        if 0 <= at < len(self._parts):
            self._stack.setCurrentWidget(self._pages[self._parts[at]])

    def _show_kinds(self) -> None:
        if self._file is None:
            return
        names = {"visit": _("Visits"), "follow_up": _("Follow-ups")}
        names["determination"] = _("Groups")
        present = {entry.kind for entry in self._file.timeline}
        options = [Option(_ALL, _("All"))]
        options += [Option(k, name) for k, name in names.items() if k in present]
        self._kind_place.removeWidget(self._kinds)
        self._kinds.deleteLater()
        self._kinds = Segments(self._look, options)
        self._kinds.set_name(_("What the timeline shows"))
        self._kinds.set_value(_ALL)
        self._kinds.chosen.connect(lambda _code: self._show_timeline())
        self._kind_place.addWidget(self._kinds)
        self._kinds.setVisible(len(options) > 2)
        self._term.setText(self._file.term_line)

    def _show_timeline(self) -> None:
        if self._file is None or self._today is None:
            return
        kind = self._kinds.value
        shown = [e for e in self._file.timeline if kind in {_ALL, "", e.kind}]
        day = self._today
        self._timeline.show(with_months(shown, day.year), day.isoformat())
        visits = [e for e in self._file.timeline if e.kind == "visit"]
        self._visits.show(with_months(visits, day.year), day.isoformat())

    def _show_family(self, members: tuple[FamilyMember, ...]) -> None:
        empty(self._family)
        for member in members:
            title = row(
                make_label(member.name, "strong"),
                make_label(member.relation, "secondary"),
                gap=8,
            )
            if member.is_guardian:
                title.addWidget(make_label(_("Guardian"), "chip"))
            title.addStretch(1)
            facts = FactGrid(columns=2)
            facts.show_facts(member.facts)
            facts.reveal_requested.connect(self.reveal_requested)
            block = column(title, facts, gap=8, margins=(18, 14, 18, 14))
            self._family.addWidget(hold(block))
            self._family.addWidget(make_rule())

    def _show_attachments(self) -> None:
        empty(self._attachments)
        for each in self._file.attachments if self._file else ():
            icon = make_icon(self._look, "paperclip", "t2")
            words = (
                make_label(each.title, "strong"),
                make_label(each.kind, "secondary"),
                None,
                make_label(each.size, "muted"),
                make_label(each.on, "muted"),
            )
            line = row(icon, *words, gap=12, margins=(18, 10, 18, 10))
            self._attachments.addWidget(hold(line))
            self._attachments.addWidget(make_rule())
