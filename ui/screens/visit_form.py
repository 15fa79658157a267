"""Writing a home visit: sections on the left, questions, and last time on the right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QScrollArea, QWidget

from homevisit.text import _
from ui.desk.visit_questions import MET
from ui.kit.basics import (
    column,
    hold,
    row,
)
from ui.kit.form_body import FormBody
from ui.kit.form_footer import FormFooter
from ui.kit.form_navigator import FormNavigator
from ui.kit.form_tips import TipsCard
from ui.kit.last_visit import LastVisitCard, MissingBar
from ui.kit.open_items import PromisesCard
from ui.kit.visit_tail import VisitTail
from ui.progress import missing_questions, section_lines
from ui.tokens import SPACE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PySide6.QtGui import QResizeEvent

    from ui.appearance import Appearance
    from ui.rows import FormField, VisitForm

_SIDE_WIDTH = 320
_SIDE_LARGE = 356


class VisitFormView(QWidget):
    """A form being written, or a finalised one to read and add to."""

    edited = Signal()
    section_left = Signal()
    save_requested = Signal()
    retry_requested = Signal()
    finalise_requested = Signal()
    export_requested = Signal()
    carry_requested = Signal(str)
    promise_judged = Signal(str, str)
    last_visit_requested = Signal(str)
    addendum_written = Signal(str, str)
    guardian_requested = Signal(str)

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self.setProperty("clear", True)
        self._form: VisitForm | None = None
        self._at = 0
        self._nav = FormNavigator(look)
        self._body = FormBody(look)
        self.show_masked = self._body.show_masked
        self._last = LastVisitCard(look)
        self._missing = MissingBar(look)
        self._promises = PromisesCard(look)
        self._tips = TipsCard(look)
        self._footer = FormFooter(look)
        self.stamp = self._footer.stamp
        self.tail = VisitTail(look)
        self._body.keep_tail(self.tail)
        self._build()
        self._connect()

    @property
    def values(self) -> dict[str, Any]:
        return self._body.values

    @property
    def kept_words(self) -> dict[str, tuple[str, ...]]:
        return self._body.hints.kept

    @property
    def form_id(self) -> str:
        """The draft that is shown."""
        return self._form.draft_id if self._form is not None else ""

    def show_form(self, form: VisitForm, today: date) -> None:
        """Show a form from its beginning; a finalised one is locked."""
        self._form, self._at = form, 0
        self._body.show_sections(form.sections, today, form.wording)
        self.tail.show_form(form)
        self._body.show_values(form.values)
        self._body.hints.show_kept(form.kept_words)
        self._body.lock(form.is_final)
        self._nav.show_closed(is_closed=form.is_final)
        self._body.offer_carrying(_carriable(form))
        self._last.show_visit(form.last)
        self._promises.show_items(form.promises, form.judged, is_locked=form.is_final)
        self._tips.show_tips(form.tip, form.school_tips, is_writing=not form.is_final)
        self._missing.hide()
        self.show_doubts(form.doubts)
        self._show_side()
        was_met = form.values.get("outcome") == MET
        self._footer.show_state(is_final=form.is_final, was_met=was_met)
        self.tail.signature.setVisible(was_met)
        self.refresh()

    def show_values(self, values: dict[str, Any]) -> None:
        """Put answers into the fields without announcing them."""
        self._body.show_values(values)
        self.refresh()

    def show_doubts(self, doubts: dict[str, str]) -> None:
        """Say beside the questions what looks odd."""
        self._body.messages.show_doubts(doubts)

    def refresh(self) -> None:
        """Recount what is filled in."""
        if self._form is None:
            return
        values = self._body.values
        self._footer.name_finalising(was_met=values.get("outcome") == MET)
        missing = missing_questions(self._form.sections, values)
        lines = section_lines(self._form.sections, values)
        self._nav.show_progress(lines, len(missing))
        self._nav.show_current(self._at)
        if self._missing.isVisible():
            self._list_missing(missing)

    def show_missing(self, questions: Sequence[FormField]) -> None:
        """List what is missing with links, and go to the first."""
        self._list_missing(questions)
        if questions:
            self._body.go_to_field(questions[0].name)

    def _list_missing(self, questions: Sequence[FormField]) -> None:
        self._missing.show_questions(questions)
        said = _("This answer is required.")
        self._body.messages.show_errors({question.name: said for question in questions})

    def go_to_section(self, at: int) -> None:
        self._body.go_to_section(at)

    def focus_first(self) -> None:
        self._body.go_to_section(self._at)

    def _build(self) -> None:
        right = column(self._last, self._promises, self._tips, None, gap=12)
        side = QScrollArea()
        side.setWidgetResizable(True)
        side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        side.setWidget(hold(right))
        self._side = side
        self._look.follow(self._fit_side)
        line = row(gap=SPACE.gap, margins=(SPACE.page, 0, SPACE.page, 12))
        line.addWidget(self._nav)
        middle = column(self._missing, self._body, gap=10)
        middle.setStretch(1, 1)
        line.addLayout(middle, 1)
        line.addWidget(side)
        layout = column(line, self._footer)
        layout.setStretch(0, 1)
        self.setLayout(layout)

    def _connect(self) -> None:
        self.tail.addenda.written.connect(self.addendum_written)
        self._body.edited.connect(self._on_edited)
        self._body.section_entered.connect(self._on_section_entered)
        self._body.left.connect(self.section_left)
        self._body.carry_requested.connect(self.carry_requested)
        self._nav.section_chosen.connect(self._body.go_to_section)
        self._promises.judged.connect(self.promise_judged)
        self._footer.save.clicked.connect(self.save_requested)
        self._footer.finalise.clicked.connect(self.finalise_requested)
        self._footer.hand_over.clicked.connect(self._on_guardian)
        self.tail.signature.asked.connect(self._on_guardian)
        self._footer.export.clicked.connect(self.export_requested)
        self.stamp.retry_requested.connect(self.retry_requested)
        self._last.visit_requested.connect(self.last_visit_requested)
        self._missing.question_chosen.connect(self._body.go_to_field)
        QShortcut("Ctrl+Down", self, lambda: self._body.go_to_section(self._at + 1))
        QShortcut("Ctrl+Up", self, lambda: self._body.go_to_section(self._at - 1))
        QShortcut("F4", self, lambda: self._side.setVisible(not self._side.isVisible()))

    def _on_edited(self) -> None:
        self.refresh()
        self.edited.emit()

    def _on_section_entered(self, at: int) -> None:
        if at != self._at:
            self._at = at
            self._nav.show_current(at)
            self.section_left.emit()

    def _on_guardian(self) -> None:
        if self._form is not None:
            self.guardian_requested.emit(self._form.visit_id)

    def _fit_side(self) -> None:
        self._side.setFixedWidth(_SIDE_LARGE if self._look.is_large else _SIDE_WIDTH)

    def _show_side(self) -> None:
        """Give the form the whole width where nothing stands beside it."""
        cards = (self._last, self._promises, self._tips)
        has_any = any(not card.isHidden() for card in cards)
        has_room = self.width() >= SPACE.narrow - self._look.sizes.rail
        self._side.setVisible(has_any and has_room)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._show_side()


def _carriable(form: VisitForm) -> frozenset[str]:
    """Return the sections that have something to carry over."""
    if form.is_final:
        return frozenset()
    return frozenset(
        section.code
        for section in form.sections
        if any(question.name in form.carry for question in section.fields)
    )
