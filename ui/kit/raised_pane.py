"""After a concern was raised: what happens now, and a place to add what is learnt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from homevisit.text import _
from ui.kit.basics import (
    SerifLabel,
    Sheet,
    column,
    empty,
    hold,
    make_button,
    make_icon,
    make_label,
    row,
)
from ui.kit.clue_card import AdditionBox
from ui.tokens import SPACE

if TYPE_CHECKING:
    from ui.appearance import Appearance
    from ui.concern_rows import Raised


class RaisedPane(Sheet):
    """`added` carries an addition; what was raised is never changed."""

    added = Signal(str)
    report_wanted = Signal()
    left = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self._title = SerifLabel(look, "section", "")
        self._lines = column(gap=10)
        self.report = make_button(_("Write the report"), "primary", size="footer")
        look.set_icon(self.report, "shield-alert", "on_pine")
        self.done = make_button(_("Back"), size="footer")
        self.addition = AdditionBox(look)
        self.report.clicked.connect(self.report_wanted)
        self.done.clicked.connect(self.left)
        self.addition.added.connect(self.added)
        self._build()

    def show_raised(self, raised: Raised) -> None:
        """Say what happens now."""
        said = _("The concern {number} is raised.").format(number=raised.number)
        self._title.setText(said)
        empty(self._lines)
        for words in raised.lines:
            self._say(words, "check", "pine_t")
        for words in raised.remarks:
            self._say(words, "triangle-alert", "orange")
        self.report.setVisible(bool(raised.report_id))
        self.addition.clear()

    def _say(self, words: str, icon: str, colour: str) -> None:
        line = row(make_icon(self._look, icon, colour, 14), gap=8)
        line.addWidget(make_label(words, wrap=True), 1)
        self._lines.addWidget(hold(line))

    def focus_first(self) -> None:
        (self.done if self.report.isHidden() else self.report).setFocus()

    def _build(self) -> None:
        note = _(
            "What you raised stays as you wrote it; an addition stands beside it with"
            " its time."
        )
        icon = make_icon(self._look, "circle-check", "pine_t", 28)
        head = row(icon, self._title, None, gap=10)
        self.setLayout(
            column(
                head,
                make_label(_("What happens now"), "strong"),
                self._lines,
                row(self.report, self.done, None, gap=10),
                10,
                self.addition,
                make_label(note, "muted", wrap=True),
                None,
                gap=12,
                margins=(SPACE.form, 20, SPACE.form, 18),
            )
        )
