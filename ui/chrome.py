"""What stands around every page of an open vault: rail, header, notices, toast."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from homevisit.errors import Problem
from homevisit.text import _
from ui.defects import defect_explanation
from ui.kit.basics import column, hold, row
from ui.kit.drafts import DraftCard
from ui.kit.header import HeaderBar
from ui.kit.notices import NoticeBar, Toast
from ui.kit.rail import Rail
from ui.tokens import SPACE

if TYPE_CHECKING:
    from ui.appearance import Appearance
    from ui.rows import DraftRow

STUDENTS = "students"
IMPORT = "import"


class Chrome(QWidget):
    """Holds the pages in `stack`; `home` is where unfinished forms are offered."""

    def __init__(self, look: Appearance, owner: str) -> None:
        super().__init__()
        self.setProperty("ground", True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        places = (
            (STUDENTS, "users-round", _("Students")),
            (IMPORT, "file-input", _("Import")),
        )
        self.rail = Rail(look, places)
        self.rail.show_owner(owner)
        self.header = HeaderBar(look)
        self.notice = NoticeBar(look)
        self.drafts = DraftCard(look)
        self.stack = QStackedWidget()
        # Pages fold their side panels when it gets narrow; said here, because their
        # present needs would keep the window from getting narrow at all.
        self.stack.setMinimumSize(1, 1)
        self.home: QWidget | None = None
        sides = (SPACE.page, 0, SPACE.page, 10)
        self._said = hold(column(self.notice, self.drafts, gap=10, margins=sides))
        right = column(self.header, self._said, self.stack)
        right.setStretch(2, 1)
        line = row(self.rail)
        line.addLayout(right, 1)
        self.setLayout(line)
        self.toast = Toast(look, self)
        self.notice.closed.connect(self.show_said)
        self.drafts.closed.connect(self.show_said)
        self.show_said()

    def show_page(self, page: QWidget, place: str) -> None:
        self.stack.setCurrentWidget(page)
        self.rail.show_place(place)
        self.show_said()

    def show_problem(self, error: BaseException) -> None:
        """Explain a problem; of a defect say only that there was one."""
        if isinstance(error, Problem):
            self.notice.show_problem(error.explain())
        else:
            self.notice.show_problem(defect_explanation())
        self.show_said()

    def show_drafts(self, drafts: tuple[DraftRow, ...]) -> None:
        self.drafts.show_drafts(drafts)
        self.show_said()

    def show_said(self) -> None:
        """Give room to what is said above the page only where something is said."""
        is_home = self.stack.currentWidget() is self.home
        self.drafts.setVisible(is_home and self.drafts.has_any)
        has_any = not (self.notice.isHidden() and self.drafts.isHidden())
        self._said.setVisible(has_any)
