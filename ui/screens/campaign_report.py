"""The closing report of a campaign: what it is at the left, its true pages right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.kit.basics import (
    SerifLabel,
    Sheet,
    column,
    hold,
    make_icon,
    make_label,
    make_rule,
    row,
)
from ui.kit.out_bar import OutBar
from ui.kit.pages import PagesView
from ui.tokens import SPACE

if TYPE_CHECKING:
    from ui.appearance import Appearance
    from ui.campaign_rows import CampaignPaper
    from ui.serial_thread import SerialThread

_SIDE, _SIDE_LARGE = 336, 440


class CampaignReportView(QWidget):
    """`file_requested` carries a path."""

    print_requested = Signal()
    file_requested = Signal(str)

    def __init__(self, look: Appearance, drawing: SerialThread) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self._look = look
        self.pages = PagesView(look, drawing)
        self.name = SerifLabel(look, "section")
        self.name.setWordWrap(True)
        self.said = make_label("", "secondary", wrap=True)
        self.out = OutBar(look)
        self.out.each.hide()
        self.out.show_ready(False)
        self._lay_out()
        self.out.print_requested.connect(self.print_requested)
        self.out.file_requested.connect(self.file_requested)
        look.follow(self._fit)

    def show_paper(self, paper: CampaignPaper) -> None:
        """Show the pages, ready to be let out."""
        self.name.setText(paper.name)
        self.said.setText(paper.said)
        self.out.name = paper.file_name
        self.out.show_ready(True)
        self.pages.show_document(paper.content)

    def let_go(self) -> None:
        """Hold no page any more."""
        self.out.show_ready(False)
        self.pages.show_pictures(())

    def focus_first(self) -> None:
        self.out.print.setFocus()

    def _lay_out(self) -> None:
        line = row(gap=10, margins=12)
        line.addWidget(make_icon(self._look, "badge-check", "pine_t"))
        line.addWidget(self.said, 1)
        inside = column(self.name, Sheet(line, kind="soft"), None, gap=12, margins=16)
        stack = column(hold(inside), make_rule(), self.out, margins=1)
        stack.setStretch(0, 1)
        self._side = Sheet(stack)
        sides = (SPACE.page, 0, SPACE.page, SPACE.gap)
        whole = row(self._side, gap=SPACE.gap, margins=sides)
        whole.addWidget(self.pages, 1)
        self.setLayout(whole)

    def _fit(self) -> None:
        self._side.setFixedWidth(_SIDE_LARGE if self._look.is_large else _SIDE)
