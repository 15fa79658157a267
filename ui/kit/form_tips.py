"""How to talk: what the file says of this family, then what the school asks of all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.text import _
from ui.kit.basics import Sheet, column, make_icon, make_label, make_rule, row

if TYPE_CHECKING:
    from ui.appearance import Appearance


class TipsCard(Sheet):
    """The school's part is a slot for its own rules; empty, it says how to fill it."""

    def __init__(self, look: Appearance) -> None:
        super().__init__(kind="tip")
        self._own = make_label("", "secondary", wrap=True)
        self._rule = make_rule()
        self._school = make_label("", "secondary", wrap=True)
        self._empty = make_label(
            _("Your school's own rules for talks appear here: Settings, School."),
            "caption",
            wrap=True,
        )
        title = make_label(_("How to talk"), "strong")
        head = row(make_icon(look, "lightbulb"), title, None, gap=8)
        parts = (head, self._own, self._rule, self._school, self._empty)
        self.setLayout(column(*parts, gap=8, margins=12))

    def show_tips(self, own: str, school: str, *, is_writing: bool) -> None:
        """Show both while writing; who reads a visit needs no tips for it."""
        self._own.setText(own)
        self._school.setText(school)
        self._own.setVisible(bool(own))
        self._school.setVisible(bool(school))
        self._empty.setVisible(not school)
        self._rule.setVisible(bool(own))
        self.setVisible(is_writing)
