"""Special groups: what holds, what has ended, and what follows from the facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from homevisit.text import _, labelled
from ui.edit_rows import Deed
from ui.kit.basics import (
    Sheet,
    column,
    empty,
    head_row,
    hold,
    make_label,
    make_rule,
    row,
)
from ui.kit.card_strips import EndStrip
from ui.kit.cards_list import CardsList
from ui.kit.file_tab import FileTab
from ui.tokens import SPACE

if TYPE_CHECKING:
    from datetime import date

    from ui.appearance import Appearance
    from ui.edit_rows import Derived
    from ui.rows import StudentFile

DETERMINATION = "determination"
END = "end"


class GroupsTab(FileTab):
    """Determinations at the left; both notions of left-behind beside, as derived."""

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self._today: date | None = None
        self.cards = CardsList(look, "tag", _("Special groups"), _("Add a group"))
        self.cards.say_nothing(_("This student is in no special group."))
        self.keep(self.cards)
        self._derived = DerivedCard(look)
        side = QScrollArea()
        side.setWidgetResizable(True)
        side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        side.setWidget(hold(column(self._derived, None)))
        side.setFixedWidth(SPACE.side)
        line = row(gap=SPACE.gap)
        line.addWidget(self.cards, 1)
        line.addWidget(side)
        self.setLayout(line)
        self.cards.added.connect(lambda: self.card_wanted.emit(DETERMINATION))
        self.cards.acted.connect(self._on_acted)

    def show_file(self, file: StudentFile, today: date) -> None:
        self._today = today
        self.cards.show_cards(file.id, file.edits.determinations, today)
        self._derived.show_derived(file.edits.derived)

    def focus_first(self) -> None:
        self.cards.focus_first()

    def _on_acted(self, code: str, record_id: str) -> None:
        card = self.cards.card(record_id)
        if code != END or card is None or self._today is None:
            self.deed_wanted.emit(Deed(code, record_id))
            return
        strip = EndStrip(self._look, self._today)
        strip.closed.connect(card.close_strip)
        strip.ended.connect(lambda on, why: self._on_ended(record_id, on, why))
        card.show_strip(strip)
        strip.focus_first()

    def _on_ended(self, record_id: str, on: str, why: str) -> None:
        card = self.cards.card(record_id)
        if card is not None:
            card.close_strip()
        self.deed_wanted.emit(Deed(END, record_id, {"on": on, "why": why}))


class DerivedCard(Sheet):
    """What follows from the facts, and why; nobody writes it."""

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._lines = column(gap=14, margins=14)
        head = head_row(look, "lightbulb", _("Left-behind, from the facts"), None)
        self.setLayout(column(head, make_rule(), self._lines, margins=1))

    def show_derived(self, derived: tuple[Derived, ...]) -> None:
        """Show each notion with its reasons."""
        empty(self._lines)
        for each in derived:
            self._lines.addWidget(_derived(each))
        if not derived:
            words = _("No parent is written down; add them under “Family”.")
            self._lines.addWidget(make_label(words, "muted", wrap=True))
        note = _("Derived from the family's records; only a determination counts.")
        self._lines.addWidget(make_label(note, "caption", wrap=True))


def _derived(each: Derived) -> QWidget:
    answer = make_label(each.answer, "strong", wrap=True)
    answer.setAccessibleName(labelled(each.title, each.answer))
    lines = column(make_label(each.title, "muted"), answer, gap=3)
    for reason in each.reasons:
        lines.addWidget(make_label(f"· {reason}", "secondary", wrap=True))
    if each.note:
        lines.addWidget(make_label(each.note, "warning", wrap=True))
    return hold(lines)
