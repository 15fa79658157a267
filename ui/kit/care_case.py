"""A case: what was done on the left, the plan on the right, below what can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from homevisit.text import _
from ui.care_rows import CasePage
from ui.kit.basics import (
    ElidedLabel,
    column,
    hold,
    make_button,
    make_icon,
    make_icon_button,
    make_label,
    make_rule,
    row,
)
from ui.kit.care_acts import ActBar
from ui.kit.care_drawer import CareDrawer
from ui.kit.care_head import CaseHead
from ui.kit.care_hint import HintBox
from ui.kit.care_lists import LineList
from ui.kit.care_notices import Sentences
from ui.kit.care_reviews import ReviewList
from ui.kit.choices import Option, Segments
from ui.kit.row_model import ROW_ROLE

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtGui import QResizeEvent

    from ui.appearance import Appearance
    from ui.care_rows import CareForm

STEPS, NOTES = "steps", "notes"
# What steps and a panel need side by side.
_BOTH = 720
# Below this the note that is being written needs the room of the steps.
_LOW = 540


class CasePane(QWidget):
    """`wanted` asks for an act of a case and what it is about, an id or empty."""

    wanted = Signal(str, str)
    opened = Signal(str)
    hint_given = Signal(str)

    def __init__(self, look: Appearance, today: date) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self._look = look
        self.page: CasePage | None = None
        self.head = CaseHead(look)
        self.notices = Sentences(look)
        self.reviews = ReviewList(look)
        self.notes = LineList(look, _("Counselling notes"))
        self.plan = LineList(look, _("Plan for this child"))
        self.hint = HintBox(look)
        self.drawer = CareDrawer(look, today)
        self.acts = ActBar(look)
        self.shown = Segments(
            look,
            [Option(STEPS, _("Reviews")), Option(NOTES, _("Sessions"))],
        )
        self.shown.set_name(_("Show"))
        self._count = make_label("", "muted")
        self._plan_count = make_label("", "muted")
        self._build()
        self._connect()
        self.show_part(STEPS)

    def show_case(self, page: CasePage) -> None:
        """Show a case; another than before puts open panels away."""
        is_other = self.page is None or self.page.case_id != page.case_id
        self.page = page
        self.head.show_case(page)
        self.notices.show_words(page.notices, page.forks)
        self.reviews.show_rows(page.reviews)
        self.plan.show_rows(page.plan)
        self._no_plan.setVisible(not page.plan)
        self.notes.show_rows(page.notes)
        self.hint.show_hint(page.hint, page.seen_by)
        plan = _("{count} items").format(count=len(page.plan)) if page.plan else ""
        self._plan_count.setText(plan)
        self.acts.show_acts(page.acts)
        if is_other:
            self.close_drawer()
            self.hint.end()
        self.show_part(STEPS if is_other else self.shown.value)

    def forget(self) -> None:
        """Let go of every word of the case that was shown."""
        self.show_case(CasePage("", "", "", "", ""))
        self.hint.field.clear()
        self.hint.end()
        self.page = None

    def show_form(self, form: CareForm) -> None:
        """Open the panel of an act in the place of the plan."""
        self.drawer.show_form(form)
        self._share()

    def close_drawer(self) -> None:
        had_focus = self.drawer.isAncestorOf(self.window().focusWidget())
        self.drawer.forget()
        self._share()
        if had_focus:
            self.focus_first()

    def show_part(self, code: str) -> None:
        """Show what was done, or the counselling notes."""
        self.shown.set_value(code)
        self._lists.setCurrentIndex(0 if code == STEPS else 1)
        self._new_note.setVisible(code == NOTES)
        has_notes = self.page is not None and bool(self.page.notes)
        self._print_note.setVisible(code == NOTES and has_notes)
        page = self.page
        rows = (page.reviews if code == STEPS else page.notes) if page else ()
        self._count.setText(str(len(rows) or ""))
        no_notes = code == NOTES and not rows
        self._nothing.setVisible(no_notes)

    def show_masked(self, is_masked: bool) -> None:
        self.head.show_masked(is_masked)

    def focus_first(self) -> None:
        """Begin with what is to be done next."""
        if self.drawer.isVisible():
            self.drawer.focus_first()
        else:
            self.acts.first.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        """Give the panel the place of the plan, or all of it where that is narrow."""
        form = None if self.drawer.isHidden() else self.drawer.form
        is_wide = form is not None and any(each.wide for each in form.fields)
        scale = 1.3 if self._look.is_large else 1.0
        is_narrow = self.width() < _BOTH * scale
        self._side.setVisible(form is None)
        self._left.setVisible(form is None or not (is_wide or is_narrow))
        self._shared.setVisible(form is None)
        # A low window has room for the steps or for the note that is written.
        is_low = self.height() < _LOW * scale
        self._lists.setVisible(not (self.hint.is_open and is_low))

    def _on_print_note(self) -> None:
        """Print the session one is at, or the latest."""
        row = self.notes.currentIndex().data(ROW_ROLE)
        rows = [each for each in (self.page.notes if self.page else ()) if each.id]
        chosen = row if row in rows else next(iter(rows), None)
        if chosen is not None:
            self.acts.paper_wanted.emit(f"counselling_record:{chosen.id}")

    def _build(self) -> None:
        self.notices.setContentsMargins(14, 0, 14, 8)
        body = row(gap=0)
        self._left = self._build_left()
        body.addWidget(self._left, 1)
        body.addWidget(make_rule(vertical=True))
        self._side = self._build_right()
        body.addWidget(self._side, 1)
        body.addWidget(self.drawer, 1)
        self.drawer.hide()
        stack = column(self.head, self.notices, make_rule())
        stack.addLayout(body, 1)
        stack.addWidget(make_rule())
        stack.addWidget(self.acts)
        self.setLayout(stack)

    def _build_left(self) -> QWidget:
        words = _("Print…")
        self._print_note = make_icon_button(self._look, "printer", words)
        self._print_note.clicked.connect(self._on_print_note)
        words = _("New note")
        self._new_note = make_icon_button(self._look, "plus", words)
        head = row(
            self.shown, self._count, None, self._print_note, self._new_note, gap=8
        )
        head.setContentsMargins(16, 4, 12, 4)
        self._lists = QStackedWidget()
        self._lists.addWidget(self.reviews)
        self._lists.addWidget(self.notes)
        # Low windows keep the note whole while it is written.
        self._lists.setMinimumHeight(40)
        words = _("No notes yet. They are kept under the number of the case.")
        self._nothing = make_label(words, "muted", wrap=True)
        self._nothing.setContentsMargins(16, 12, 16, 12)
        self._shared = hold(column(self.hint, None, margins=(16, 8, 16, 12)))
        stack = column(head, make_rule(), self._nothing, self._lists, self._shared)
        stack.setStretch(3, 1)
        return hold(stack)

    def _build_right(self) -> QWidget:
        self._add = make_button(_("Add"), "link")
        self._add.setAccessibleName(_("Add to the plan"))
        self._look.set_icon(self._add, "plus", "pine_t", 15)
        icon = make_icon(self._look, "hand-heart")
        title = ElidedLabel(_("Plan for this child"), "strong")
        head = row(icon, title, self._plan_count, None, self._add, gap=8)
        head.setContentsMargins(16, 8, 14, 8)
        words = _("Nothing is planned yet.")
        self._no_plan = make_label(words, "muted", wrap=True)
        self._no_plan.setContentsMargins(16, 12, 16, 12)
        stack = column(head, make_rule(), self._no_plan, self.plan)
        stack.setStretch(3, 1)
        return hold(stack)

    def _connect(self) -> None:
        self.shown.chosen.connect(self.show_part)
        self.notices.settled.connect(self.acts.want)
        self.acts.wanted.connect(lambda code: self.wanted.emit(code, ""))
        self.plan.opened.connect(lambda item: self.wanted.emit("plan_item", item))
        self._add.clicked.connect(lambda: self.wanted.emit("plan_item", ""))
        self.notes.opened.connect(lambda note: self.wanted.emit("note", note))
        self._new_note.clicked.connect(lambda: self.wanted.emit("note", ""))
        self.drawer.closed.connect(self.close_drawer)
        self.hint.given.connect(self.hint_given)
        self.hint.turned.connect(self._share)
        self.head.opened.connect(
            lambda: self.opened.emit(self.page.student_id if self.page else "")
        )
