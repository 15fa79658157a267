"""A visit to be read by its guardian: headings, labels, words, nothing to press."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QScrollArea

from homevisit.text import _, labelled
from ui.kit.basics import (
    SerifLabel,
    Sheet,
    column,
    hold,
    make_label,
    make_rule,
)
from ui.tokens import SPACE
from ui.words import numbered

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.appearance import Appearance
    from ui.signing_rows import SummaryPart, VisitShown

_LABELS = 116
_LABELS_LARGE = 148


class SummarySheet(Sheet):
    """Scrolls by arrow keys when it has the focus."""

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        never = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self._area.setHorizontalScrollBarPolicy(never)
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._area.setAccessibleName(_("Summary of the visit"))
        self.setFocusProxy(self._area)
        self.setLayout(column(self._area, margins=1))

    @property
    def text(self) -> str:
        """All that can be read on it, a line per row."""
        return self._text

    def show_visit(self, shown: VisitShown) -> None:
        stack = column()
        for number, part in enumerate(shown.parts, start=1):
            if number > 1:
                stack.addWidget(make_rule())
            stack.addWidget(self._part(number, part))
        stack.addStretch(1)
        self._area.setWidget(hold(stack))
        lines = [line for part in shown.parts for line in part.lines]
        self._text = "\n".join(labelled(label, words) for label, words in lines)
        self._area.setAccessibleDescription(self._text)

    def _part(self, number: int, part: SummaryPart) -> QWidget:
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(10)
        wide = _LABELS_LARGE if self._look.is_large else _LABELS
        grid.setColumnMinimumWidth(0, wide)
        grid.setColumnStretch(1, 1)
        for at, (label, words) in enumerate(part.lines):
            name = make_label(label, "secondary", wrap=True)
            name.setFixedWidth(wide)
            # On one line with the larger words beside it.
            name.setContentsMargins(0, 2, 0, 0)
            top = Qt.AlignmentFlag.AlignTop
            grid.addWidget(name, at, 0, top)
            grid.addWidget(make_label(words, "body", wrap=True), at, 1, top)
        title = SerifLabel(self._look, "section", numbered(number, part.title))
        sides = (SPACE.form, 16, SPACE.form, 18)
        return hold(column(title, grid, gap=12, margins=sides))
