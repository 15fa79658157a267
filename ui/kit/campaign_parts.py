"""Tables of a campaign: how far each teacher is, and who goes to which village."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from homevisit.text import _, labelled
from ui.kit.basics import empty, make_label
from ui.kit.fields import ChoiceBox

if TYPE_CHECKING:
    from ui.appearance import Appearance
    from ui.campaign_rows import PartLine
    from ui.kit.choices import Option


class PartTable(QWidget):
    """A line per teacher or village; `assigned` carries a village and a colleague."""

    assigned = Signal(str, str)

    def __init__(self, look: Appearance, first: str) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self._look, self._first = look, first
        self._shown: tuple[object, ...] = ()
        self.boxes: dict[str, ChoiceBox] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(20)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(0, 1)

    def show_parts(
        self, parts: tuple[PartLine, ...], staff: tuple[Option, ...] = ()
    ) -> None:
        """Show these; with `staff` each line has a list of who goes."""
        if self._shown == (parts, staff):
            return
        self._shown = (parts, staff)
        empty(self._grid)
        self.boxes = {}
        last = _("Who goes") if staff else ""
        heads = (self._first, _("Visited"), _("On site"), _("Homes"), last)
        for at, words in enumerate(heads):
            self._grid.addWidget(make_label(words, "muted"), 0, at)
        for down, part in enumerate(parts, 1):
            self._add(down, part, staff)

    def _add(self, down: int, part: PartLine, staff: tuple[Option, ...]) -> None:
        self._grid.addWidget(make_label(part.name, wrap=True), down, 0)
        for at, words in enumerate((part.visited, part.on_site, part.homes), 1):
            self._grid.addWidget(make_label(words, "secondary"), down, at)
        if staff and part.key:
            box = ChoiceBox(self._look, staff)
            box.set_value(part.staff_id)
            box.setAccessibleName(labelled(_("Who goes"), part.name))
            box.chosen.connect(lambda code: self.assigned.emit(part.key, code))
            self.boxes[part.key] = box
            self._grid.addWidget(box, down, 4)
        else:
            self._grid.addWidget(make_label(part.note, "late"), down, 4)
