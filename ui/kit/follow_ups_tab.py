"""Everything to be done for a student: open by urgency, done as history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.text import _
from ui.edit_rows import Deed
from ui.kit.basics import column
from ui.kit.card_strips import SettleStrip
from ui.kit.cards_list import CardsList
from ui.kit.file_tab import FileTab
from ui.kit.item_composer import ItemComposer

if TYPE_CHECKING:
    from datetime import date

    from ui.appearance import Appearance
    from ui.rows import StudentFile

SETTLE = "settle"


class FollowUpsTab(FileTab):
    """Items with owner, day, source and state; a line above adds one."""

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self._staff: tuple[str, ...] = ()
        self._owner = ""
        self._student_id = ""
        self._today: date | None = None
        self.cards = CardsList(look, "flag", _("To be done"), _("Add one  Ctrl+J"))
        self.cards.say_nothing(_("Nothing was ever promised or asked for here."))
        self.keep(self.cards)
        self.composer = ItemComposer(look)
        self.composer.hide()
        self.cards.put_above(self.composer)
        self.setLayout(column(self.cards))
        self.cards.added.connect(self.begin_item)
        self.cards.acted.connect(self._on_acted)
        self.cards.source_wanted.connect(self.visit_wanted)
        self.composer.closed.connect(self._on_closed)
        self.composer.added.connect(
            lambda values: self.deed_wanted.emit(Deed("add_item", "", values))
        )

    def show_file(self, file: StudentFile, today: date) -> None:
        if file.id != self._student_id:
            self._student_id = file.id
            self.composer.hide()
        self._today, self._staff = today, file.edits.staff
        self._owner = file.edits.owner
        self.cards.show_cards(file.id, file.edits.items, today)

    def focus_first(self) -> None:
        self.cards.focus_first()

    def flush(self) -> None:
        super().flush()
        self.composer.flush()

    def begin_item(self) -> None:
        """Show the line in which an item is written, and put the focus there."""
        if self.composer.isHidden() and self._today is not None:
            self.composer.show()
            self.composer.begin(self._staff, self._owner, self._today)
        self.composer.focus()

    def _on_closed(self) -> None:
        self.composer.hide()
        self.cards.add_button.setFocus()

    def _on_acted(self, code: str, record_id: str) -> None:
        card = self.cards.card(record_id)
        if code != SETTLE or card is None:
            self.deed_wanted.emit(Deed(code, record_id))
            return
        strip = SettleStrip(self._look)
        strip.closed.connect(card.close_strip)
        strip.settled.connect(lambda how, text: self._on_settled(record_id, how, text))
        card.show_strip(strip)
        strip.focus_first()

    def _on_settled(self, record_id: str, outcome: str, result: str) -> None:
        card = self.cards.card(record_id)
        if card is not None:
            card.close_strip()
        values = {"outcome": outcome, "result": result}
        self.deed_wanted.emit(Deed(SETTLE, record_id, values))
