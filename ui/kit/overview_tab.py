"""The overview of a file: its timeline, and beside it what is still to be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea

from homevisit.text import _
from ui.edit_rows import Deed
from ui.kit.basics import Sheet, column, head_row, hold, make_label, make_rule, row
from ui.kit.choices import Option, Segments
from ui.kit.concerns import ConcernsCard
from ui.kit.file_tab import FileTab
from ui.kit.open_items import OpenItemsCard
from ui.kit.preview import Card
from ui.kit.timeline import TimelineModel, TimelineView, with_months
from ui.tokens import SPACE

if TYPE_CHECKING:
    from datetime import date

    from ui.appearance import Appearance
    from ui.rows import StudentFile

_ALL = "all"


class OverviewTab(FileTab):
    """`entry_opened` carries what was chosen in the timeline."""

    entry_opened = Signal(object)
    items_wanted = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self._file: StudentFile | None = None
        self._today: date | None = None
        self.timeline = TimelineModel()
        self._timeline_view = TimelineView(look, self.timeline)
        self.items = OpenItemsCard(look)
        self._concerns = ConcernsCard(look)
        self._tip = Card(look, "lightbulb", _("How to talk"), "tip")
        self._kinds = Segments(look, [Option(_ALL, _("All"))])
        self._kind_place = row(self._kinds)
        self._term = make_label("", "muted")
        self._build()
        self._timeline_view.opened.connect(self.entry_opened)
        self.items.settled.connect(self._on_settled)
        self.items.add_wanted.connect(self.items_wanted)

    def show_file(self, file: StudentFile, today: date) -> None:
        self._file, self._today = file, today
        self._show_kinds()
        self._show_timeline()
        self.items.show_items(file.open_items)
        self._tip.show_text(file.tip)
        self._concerns.show_concerns(file.concerns)

    def focus_first(self) -> None:
        self._timeline_view.setFocus()

    def _build(self) -> None:
        head = head_row(self._look, "history", _("Timeline"), self._term)
        head.addStretch(1)
        head.addLayout(self._kind_place)
        stack = column(head, make_rule(), self._timeline_view, margins=1)
        stack.setStretch(2, 1)
        right = column(self._tip, self._concerns, self.items, None, gap=12)
        side = QScrollArea()
        side.setWidgetResizable(True)
        side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        side.setWidget(hold(right))
        side.setFixedWidth(SPACE.side)
        line = row(gap=SPACE.gap)
        line.addWidget(Sheet(stack), 1)
        line.addWidget(side)
        self.setLayout(line)

    def _on_settled(self, item_id: str, outcome: str) -> None:
        self.deed_wanted.emit(Deed("settle", item_id, {"outcome": outcome}))

    def _show_kinds(self) -> None:
        if self._file is None:
            return
        names = {"visit": _("Visits"), "follow_up": _("Follow-ups")}
        names["determination"] = _("Groups")
        present = {entry.kind for entry in self._file.timeline}
        options = [Option(_ALL, _("All"))]
        options += [Option(k, name) for k, name in names.items() if k in present]
        chosen = self._kinds.value if self._kinds.value in present else _ALL
        self._kind_place.removeWidget(self._kinds)
        self._kinds.deleteLater()
        self._kinds = Segments(self._look, options)
        self._kinds.set_name(_("What the timeline shows"))
        self._kinds.set_value(chosen)
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
        self.timeline.show(with_months(shown, day.year), day.isoformat())
