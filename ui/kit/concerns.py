"""What somebody should look at again in a file, in one quiet card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.text import _, labelled
from ui.kit.basics import (
    Sheet,
    column,
    empty,
    head_row,
    hold,
    make_label,
    make_rule,
)

if TYPE_CHECKING:
    from ui.appearance import Appearance
    from ui.rows import Concern


class ConcernsCard(Sheet):
    """A line per field; hidden where nothing looks wrong."""

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._count = make_label("", "muted")
        self._lines = column(gap=8, margins=(14, 10, 14, 12))
        head = head_row(look, "circle-alert", _("To check"), self._count)
        head.addStretch(1)
        self.setLayout(column(head, make_rule(), self._lines, margins=1))
        self.hide()

    def show_concerns(self, concerns: tuple[Concern, ...]) -> None:
        empty(self._lines)
        self._count.setText(str(len(concerns) or ""))
        for each in concerns:
            where = f"{each.who} · {each.label}" if each.who else each.label
            label = make_label(where, "strong")
            text = make_label(each.text, "secondary", wrap=True)
            text.setAccessibleName(labelled(where, each.text))
            self._lines.addWidget(hold(column(label, text, gap=2)))
        self.setVisible(bool(concerns))
