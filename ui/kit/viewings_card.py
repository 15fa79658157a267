"""Who looked behind a mask of this file: when, and at which field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.text import _, translate_count
from ui.kit.basics import (
    Sheet,
    column,
    empty,
    hold,
    make_button,
    make_label,
    make_rule,
    row,
)

if TYPE_CHECKING:
    from ui.appearance import Appearance
    from ui.edit_rows import ViewingRow


class ViewingsCard(Sheet):
    """Folded to one line until opened; hidden while nobody has looked."""

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self._fold = make_button("", "quiet", size="small")
        self._lines = column(gap=2, margins=(18, 8, 18, 10))
        self._body = hold(column(make_rule(), self._lines))
        self._fold.clicked.connect(lambda: self._open(is_open=self._body.isHidden()))
        note = make_label(_("Kept in this vault only; the values are not."), "muted")
        head = row(self._fold, note, None, gap=8, margins=(10, 6, 14, 6))
        self.setLayout(column(head, self._body, margins=1))
        self._open(is_open=False)
        self.hide()

    def show_viewings(self, viewings: tuple[ViewingRow, ...]) -> None:
        """Show each look, the latest first."""
        empty(self._lines)
        words = translate_count(
            "Numbers were shown {count} time",
            "Numbers were shown {count} times",
            len(viewings),
        )
        self._fold.setText(words)
        for each in viewings:
            line = row(
                make_label(each.at, "muted"),
                make_label(each.who, "secondary"),
                make_label(each.what),
                None,
                gap=12,
            )
            self._lines.addWidget(hold(line))
        self.setVisible(bool(viewings))

    def _open(self, *, is_open: bool) -> None:
        self._body.setVisible(is_open)
        icon = "chevron-down" if is_open else "chevron-right"
        self._look.set_icon(self._fold, icon, "t2", 14)
