"""What was done in a case, newest first, each with the level before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from homevisit.text import _, run_on
from ui.kit.basics import (
    column,
    empty,
    hold,
    make_icon,
    make_label,
    make_rule,
    row,
)
from ui.kit.care_levels import LevelTile, spoken_level
from ui.kit.scrolling import scrolled

if TYPE_CHECKING:
    from PySide6.QtWidgets import QHBoxLayout

    from ui.appearance import Appearance
    from ui.care_rows import ReviewRow


class ReviewList(QWidget):
    """Scrolls by keys once it has the focus; nothing in it can be changed."""

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self._look = look
        self._rows: tuple[ReviewRow, ...] = ()
        self._lines = column()
        self._area = scrolled(hold(column(self._lines, None)))
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._area.setAccessibleName(_("What was done in this case"))
        self.setFocusProxy(self._area)
        self.setLayout(column(self._area))

    def show_rows(self, rows: tuple[ReviewRow, ...]) -> None:
        """Show these; where they are others than before, from the newest on."""
        if rows == self._rows:
            return
        self._rows = rows
        empty(self._lines)
        for each in rows:
            self._lines.addWidget(self._line(each))
            self._lines.addWidget(make_rule())
        self._area.verticalScrollBar().setValue(0)

    def _line(self, each: ReviewRow) -> QWidget:
        title = make_label(each.title, "strong", wrap=True)
        title.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        head = row(gap=7)
        head.addWidget(make_label(each.day, "secondary"))
        head.addWidget(title, 1)
        self._add_levels(head, each)
        lines = column(head, gap=3, margins=(16, 10, 14, 11))
        if each.who:
            lines.addWidget(make_label(each.who, "muted", wrap=True))
        if each.text:
            lines.addWidget(make_label(each.text, "secondary", wrap=True))
        if each.odd:
            mark = make_icon(self._look, "triangle-alert", "yellow_text", 14)
            words = make_label(each.odd, "warning", wrap=True)
            odd = row(mark, gap=6)
            odd.addWidget(words, 1)
            odd.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
            lines.addLayout(odd)
        line = hold(lines)
        levels = (spoken_level(sign)[0] for sign in (each.before, each.after) if sign)
        said = (each.day, each.title, *levels, each.who, each.text, each.odd)
        line.setAccessibleName(run_on(said))
        return line

    def _add_levels(self, head: QHBoxLayout, each: ReviewRow) -> None:
        add = head.addWidget
        if each.before is not None and each.before != each.after:
            add(LevelTile(self._look, each.before))
            add(make_icon(self._look, "arrow-right", "t2", 14))
        if each.after is not None:
            add(LevelTile(self._look, each.after))
