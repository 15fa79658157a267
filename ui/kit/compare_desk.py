"""What both pages of deciding are: the cases on the left, the versions on the right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFrame,
    QLayout,
    QStackedWidget,
    QWidget,
)

from homevisit.text import _, translate_count
from ui.compare_rows import MERGED
from ui.kit.basics import (
    Sheet,
    column,
    head_row,
    make_button,
    make_icon,
    make_icon_button,
    make_label,
    make_rule,
    row,
)
from ui.kit.compare_grid import CompareGrid
from ui.kit.compare_list import CaseList
from ui.tokens import SPACE

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from ui.appearance import Appearance
    from ui.compare_rows import CaseRow, CompareSheet

_SIDE, _SIDE_LARGE, _SIDE_NARROW = 320, 330, 264


@dataclass(frozen=True, slots=True)
class DeskWords:
    """What one of the pages calls things."""

    icon: str
    title: str
    list_name: str
    empty: str
    confirm: str


class CompareDesk(QWidget):
    """F6 goes round list, versions and buttons; Ctrl+Enter confirms.

    A subclass says the words and adds its own buttons to `foot`.
    """

    case_chosen = Signal(str)
    confirmed = Signal(object)
    revealed = Signal(str)

    def __init__(self, look: Appearance, words: DeskWords) -> None:
        super().__init__()
        self._look, self._words = look, words
        self.setProperty("clear", True)
        self.list = CaseList(look, words.list_name)
        self.grid = CompareGrid(look)
        self.confirm = make_button(words.confirm, "primary", size="footer")
        self.confirm.setToolTip(f"{words.confirm}  Ctrl+Enter")
        look.set_icon(self.confirm, "check", "on_pine")
        self.before = make_icon_button(
            look, "chevron-left", _("Previous case"), shortcut="Alt+Up", boxed=True
        )
        self.after = make_icon_button(
            look, "chevron-right", _("Next case"), shortcut="Alt+Down", boxed=True
        )
        self.foot = row(gap=10, margins=(SPACE.sheet, 10, SPACE.sheet, 10))
        self.why = make_label("", "secondary", wrap=True)
        self._left = make_label("", "soon")
        self._sheet: CompareSheet | None = None
        self._build()
        self._connect()

    def show_cases(self, cases: tuple[CaseRow, ...], wanted: str = "") -> None:
        """Show the list; an empty one says so in place of the versions."""
        waiting = sum(case.kind != MERGED for case in cases)
        self._count.setText(str(waiting or ""))
        self._body.setCurrentIndex(0 if cases else 1)
        self.list.show_cases(cases, wanted)

    def show_sheet(self, sheet: CompareSheet) -> None:
        self._sheet = sheet
        self.grid.show_sheet(sheet)
        self.on_sheet(sheet)
        self._on_changed()

    def on_sheet(self, sheet: CompareSheet) -> None:
        """Say what else changes with the case that is shown."""

    def show_masked(self, is_masked: bool) -> None:
        self.list.cases.show_masked(is_masked)
        self.grid.show_masked(is_masked)

    def focus_first(self) -> None:
        self.list.setFocus(Qt.FocusReason.TabFocusReason)

    @property
    def sheet(self) -> CompareSheet | None:
        return self._sheet

    def may_confirm(self) -> bool:
        """Whether what is chosen is enough to confirm."""
        return self._sheet is not None and self.grid.left_to_decide == 0

    def _build(self) -> None:
        self._count = make_label("", "muted")
        head = head_row(self._look, self._words.icon, self._words.title, self._count)
        head.addStretch(1)
        stack = column(head, make_rule(), self.list, margins=1)
        stack.setStretch(2, 1)
        side = Sheet(stack)
        self.foot.addStretch(1)
        for part in (self.before, self.after, self.confirm):
            self.foot.addWidget(part)
        footer = QFrame()
        footer.setProperty("footer", True)
        footer.setLayout(self.foot)
        top = row(gap=SPACE.gap, margins=(SPACE.sheet, 10, SPACE.sheet, 10))
        top.addWidget(self.why, 1)
        top.addWidget(self._left)
        right = column(top, make_rule(), self.grid, footer, margins=1)
        right.setStretch(2, 1)
        self._body = QStackedWidget()
        self._body.addWidget(Sheet(right))
        self._body.addWidget(Sheet(self._build_empty()))
        layout = row(gap=SPACE.gap, margins=(SPACE.page, 0, SPACE.page, SPACE.gap))
        layout.addWidget(side)
        layout.addWidget(self._body, 1)
        self.setLayout(layout)
        self._side = side
        self._look.follow(self._fit)

    def _build_empty(self) -> QLayout:
        icon = make_icon(self._look, "circle-check", "t3", 40)
        words = make_label(self._words.empty, "secondary", wrap=True)
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        stack = column(None, icon, words, None, gap=12, margins=24)
        stack.setAlignment(icon, Qt.AlignmentFlag.AlignHCenter)
        return stack

    def _connect(self) -> None:
        self.list.chosen.connect(self.case_chosen)
        self.list.entered_case.connect(self.grid.focus_first)
        self.grid.changed.connect(self._on_changed)
        self.grid.revealed.connect(self.revealed)
        self.confirm.clicked.connect(self._on_confirm)
        self.before.clicked.connect(lambda: self.list.go(-1))
        self.after.clicked.connect(lambda: self.list.go(1))
        QShortcut("F6", self, self._on_round)
        # Not the button's own: a button that is called otherwise forgets its shortcut.
        QShortcut("Ctrl+Return", self, self._on_confirm)

    def _on_changed(self) -> None:
        left = self.grid.left_to_decide
        words = translate_count(
            "{count} field still to decide", "{count} fields still to decide", left
        )
        self._left.setText(words if left else "")
        self.confirm.setEnabled(self.may_confirm())

    def _on_confirm(self) -> None:
        if self.may_confirm():
            self.confirmed.emit(self.grid.decisions)

    def _on_round(self) -> None:
        """Go on to the next of list, versions and buttons."""
        at = QApplication.focusWidget()
        if at is self.list:
            self.grid.focus_first()
            return
        if at is not None and self.grid.isAncestorOf(at):
            self._first_button().setFocus(Qt.FocusReason.TabFocusReason)
            return
        self.focus_first()

    def _first_button(self) -> QAbstractButton:
        return self.confirm if self.confirm.isEnabled() else self.after

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        wide = _SIDE_LARGE if self._look.is_large else _SIDE
        is_narrow = self.width() < SPACE.minimum_width
        self._side.setFixedWidth(_SIDE_NARROW if is_narrow else wide)
