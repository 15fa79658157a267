"""Today: the week, who waits for a visit, what is due, what was begun."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QWidget

from homevisit.text import _
from ui.kit.basics import (
    Sheet,
    column,
    head_row,
    hold,
    make_button,
    make_icon,
    make_icon_button,
    make_label,
    make_rule,
    row,
)
from ui.kit.care_today_card import CareTodayCard
from ui.kit.copy_card import CopyCard
from ui.kit.decide_card import DecideCard
from ui.kit.drafts import DraftCard
from ui.kit.due_list import DueCard
from ui.kit.next_visits import NextVisitsCard
from ui.kit.reminder_card import ReminderCard
from ui.kit.returned_card import ReturnedCard
from ui.kit.term_progress import TermProgress
from ui.kit.waiting_list import WaitingView
from ui.tokens import SPACE

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QToolButton

    from ui.appearance import Appearance
    from ui.rows import DraftRow
    from ui.today_rows import TodayPage

_SIDE, _SIDE_LARGE, _SIDE_NARROW = 372, 430, 340


class TodayView(QWidget):
    """Signals carry the student's id, except where they say otherwise."""

    opened = Signal(str)
    visit_requested = Signal(str)
    plan_requested = Signal(str)
    talk_requested = Signal(str)
    item_settled = Signal(str, str)
    copy_requested = Signal(str)
    students_requested = Signal()
    visits_requested = Signal()
    visit_opened = Signal(str)
    import_requested = Signal()
    due_requested = Signal()
    paper_requested = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self.setProperty("clear", True)
        self._progress = TermProgress(look)
        self.waiting = WaitingView(look)
        self.due = DueCard(look)
        self.coming = NextVisitsCard(look)
        self.returned = ReturnedCard(look)
        self.reminders = ReminderCard(look)
        self.drafts = DraftCard(look)
        self.copy = CopyCard(look)
        self.care = CareTodayCard(look)
        self.decide = DecideCard(look)
        self._has_students = False
        self.deeds: dict[str, QToolButton] = {}
        self._build()
        self._connect()

    def show_today(self, page: TodayPage) -> None:
        self._progress.show_today(page)
        before = self.waiting.current_id()
        self.waiting.waiting.show(page.waiting)
        self._count.setText(str(page.waiting_count or ""))
        ids = [each.student_id for each in page.waiting]
        at = ids.index(before) if before in ids else 0
        self.waiting.setCurrentIndex(self.waiting.waiting.index(at))
        self._body.setCurrentIndex(0 if page.waiting else 1)
        self._has_students = page.everybody[1] > 0
        self._show_emptiness()
        self.due.show_rows(page.due, page.due_count, page.late)
        self.copy.show_age(page.copy)
        self.coming.show_rows(page.planned)
        self.returned.show_rows(page.returned)

    def show_drafts(self, drafts: tuple[DraftRow, ...]) -> None:
        self.drafts.show_drafts(drafts)

    def show_due(self, count: int) -> None:
        """Say how many students the targets in use still ask for."""
        words = _("{count} due by the targets").format(count=count)
        self.by_targets.setText(words)
        self.by_targets.setVisible(count > 0)
        self._fit()

    def show_copying(self, is_copying: bool) -> None:
        self.copy.show_copying(is_copying)

    def show_masked(self, is_masked: bool) -> None:
        self.waiting.waiting.show_masked(is_masked)
        self.due.show_masked(is_masked)
        self.coming.show_masked(is_masked)
        self.returned.show_masked(is_masked)
        self.reminders.show_masked(is_masked)
        self.drafts.show_masked(is_masked)
        self.care.show_masked(is_masked)

    def focus_first(self) -> None:
        self.waiting.setFocus()

    def _show_emptiness(self) -> None:
        if self._has_students:
            self._words.setText(_("Everybody of the special groups was visited."))
            self._button.setText(_("All students"))
        else:
            self._words.setText(_("There are no students yet. Bring in a list."))
            self._button.setText(_("Import a list"))

    def _build(self) -> None:
        lower = row(gap=SPACE.gap)
        left = column(self.coming, self._build_waiting(), gap=12)
        left.setStretch(1, 1)
        lower.addLayout(left, 1)
        middle = column(self.reminders, self.due, gap=12)
        middle.setStretch(0, 1)
        middle.setStretch(1, 1)
        lower.addLayout(middle, 1)
        cards = (self.care, self.decide, self.returned, self.drafts, self.copy)
        self._side = _scrolled(hold(column(*cards, None, gap=12)))
        lower.addWidget(self._side)
        sides = (SPACE.page, 0, SPACE.page, SPACE.gap)
        layout = column(self._progress, lower, gap=12, margins=sides)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self._look.follow(self._fit)

    def _build_waiting(self) -> QWidget:
        self._count = make_label("", "muted")
        head = head_row(self._look, "house", _("Waiting for a visit"), self._count)
        head.addStretch(1)
        self._all = make_button(_("All students"), "link")
        head.addWidget(self._all)
        name = _("Visit form on paper (Ctrl+Shift+P)")
        paper = make_icon_button(self._look, "printer", name)
        paper.clicked.connect(self.paper_requested)
        head.addWidget(paper)
        deeds = row(gap=4)
        for icon, name, key, deed in (
            ("pencil-line", _("Write a visit"), "Ctrl+N", self.visit_requested),
            ("calendar-days", _("Plan visits"), "Ctrl+Shift+N", self.plan_requested),
            (
                "message-square-text",
                _("Write down a talk"),
                "Ctrl+T",
                self.talk_requested,
            ),
        ):
            button = make_icon_button(self._look, icon, name)
            button.setToolTip(f"{name}  {key}")
            button.clicked.connect(lambda _on, d=deed: self._do(d))
            QShortcut(key, self, button.click)
            self.deeds[icon] = button
            deeds.addWidget(button)
        deeds.addStretch(1)
        self.by_targets = make_button("", "link")
        self.by_targets.hide()
        foot = row(deeds, self.by_targets, margins=(10, 4, 14, 4))
        self._body = QStackedWidget()
        self._body.addWidget(self.waiting)
        self._body.addWidget(self._build_empty())
        stack = column(head, make_rule(), self._body, make_rule(), foot, margins=1)
        stack.setStretch(2, 1)
        return Sheet(stack)

    def _build_empty(self) -> QWidget:
        icon = make_icon(self._look, "house", "t3", 40)
        self._words = make_label("", "secondary", wrap=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._button = make_button("")
        stack = column(None, icon, self._words, self._button, None, gap=12)
        for widget in (icon, self._button):
            stack.setAlignment(widget, Qt.AlignmentFlag.AlignHCenter)
        return _scrolled(hold(stack))

    def _connect(self) -> None:
        self.waiting.opened.connect(self.opened)
        self.coming.opened.connect(self.opened)
        self.coming.visit_requested.connect(self.visit_requested)
        self.coming.all_requested.connect(self.visits_requested)
        self.returned.opened.connect(self.visit_opened)
        self.due.opened.connect(self.opened)
        self.drafts.opened.connect(self.opened)
        self.due.settled.connect(self.item_settled)
        self.copy.copy_requested.connect(self.copy_requested)
        self._all.clicked.connect(self.students_requested)
        self.by_targets.clicked.connect(self.due_requested)
        self._button.clicked.connect(self._on_button)
        QShortcut("Ctrl+F", self, self.students_requested.emit)

    def _do(self, deed: SignalInstance) -> None:
        """Do something with the child in focus among those who wait."""
        if self.waiting.current_id():
            deed.emit(self.waiting.current_id())

    def _on_button(self) -> None:
        if self._has_students:
            self.students_requested.emit()
        else:
            self.import_requested.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        width = _SIDE_LARGE if self._look.is_large else _SIDE
        is_narrow = self.width() < SPACE.narrow - self._look.sizes.rail
        self._side.setFixedWidth(_SIDE_NARROW if is_narrow else width)
        # The rail leads there, too; without it both columns are of one width.
        self._all.setVisible(not (is_narrow and self._look.is_large))


def _scrolled(widget: QWidget) -> QScrollArea:
    """Let what is higher than its place be scrolled, rather than cut."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(widget)
    return area
