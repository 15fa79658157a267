"""What stands around every page of an open vault: rail, header, notices, long work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from homevisit.errors import Problem
from homevisit.text import _
from ui.defects import defect_explanation
from ui.kit.basics import column, hold, restyle, row
from ui.kit.header import HeaderBar
from ui.kit.notices import NoticeBar, TaskStrip, Toast
from ui.kit.practice_band import PracticeBand
from ui.kit.rail import Rail
from ui.places import PLACES, STANDS_FOR
from ui.tokens import SPACE

if TYPE_CHECKING:
    from ui.appearance import Appearance


class Chrome(QWidget):
    """Holds the pages in `stack`, and says above them what a person must know."""

    def __init__(self, look: Appearance, owner: str) -> None:
        super().__init__()
        self._look = look
        self.setProperty("ground", True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.rail = Rail(
            look, tuple((code, icon, _(label)) for code, icon, label in PLACES)
        )
        self.rail.show_owner(owner)
        self.header = HeaderBar(look)
        self.notice = NoticeBar(look)
        self.task = TaskStrip()
        self.stack = QStackedWidget()
        # Pages fold their side panels when it gets narrow; said here, because their
        # present needs would keep the window from getting narrow at all.
        self.stack.setMinimumSize(1, 1)
        sides = (SPACE.page, 0, SPACE.page, 10)
        self._said = hold(column(self.notice, self.task, gap=8, margins=sides))
        right = column(self.header, self._said, self.stack)
        right.setStretch(2, 1)
        line = row(self.rail)
        line.addLayout(right, 1)
        self._right = right
        self.setLayout(line)
        self.toast = Toast(look, self)
        self.notice.closed.connect(self.show_said)
        self.task.shown.connect(self.show_said)
        self.show_said()

    def show_practice(self) -> None:
        """Say over every page that nobody in this vault exists."""
        self._right.insertWidget(0, PracticeBand(self._look))
        self.rail.setProperty("practice", True)
        restyle(self, "practice", True)

    def show_page(self, page: QWidget, place: str) -> None:
        self.stack.setCurrentWidget(page)
        self.rail.show_place(STANDS_FOR.get(place, place))
        self.show_said()

    def show_problem(self, error: BaseException) -> None:
        """Explain a problem; of a defect say only that there was one."""
        if isinstance(error, Problem):
            self.notice.show_problem(error.explain())
        else:
            self.notice.show_problem(defect_explanation())
        self.show_said()

    def show_said(self) -> None:
        """Give room to what is said above the page only where something is said."""
        is_said = not (self.notice.isHidden() and self.task.isHidden())
        self._said.setVisible(is_said)
