"""Writing a home visit: sections on the left, questions, and last time on the right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QFrame, QProgressBar, QScrollArea, QWidget

from homevisit.text import _, translate_count
from ui.kit.addenda import AddendaBox
from ui.kit.basics import (
    SerifLabel,
    Sheet,
    column,
    empty,
    head_row,
    hold,
    make_button,
    make_icon,
    make_label,
    make_rule,
    row,
)
from ui.kit.form_body import FormBody
from ui.kit.notices import SaveStamp
from ui.kit.open_items import PromisesCard
from ui.kit.preview import Card
from ui.kit.sections import SectionList, SectionModel
from ui.progress import missing_questions, section_lines
from ui.tokens import SPACE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QLayout

    from ui.appearance import Appearance
    from ui.rows import FormField, LastVisit, VisitForm

_NAV_WIDTH = 200
_SIDE_WIDTH = 300
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

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self.setProperty("clear", True)
        self._form: VisitForm | None = None
        self._at = 0
        self._lines = SectionModel()
        self._list = SectionList(look, self._lines)
        self._body = FormBody(look)
        self._promises = PromisesCard(look)
        self._tips = Card(look, "lightbulb", _("How to talk"), "tip")
        self.stamp = SaveStamp(look)
        self._addenda = AddendaBox(look)
        self._build()
        self._connect()

    @property
    def values(self) -> dict[str, Any]:
        return self._body.values

    def show_form(self, form: VisitForm, today: date) -> None:
        """Show a form from its beginning; a finalised one is locked."""
        self._form, self._at = form, 0
        self._body.show_sections(form.sections, today)
        self._addenda = AddendaBox(self._look)
        self._addenda.written.connect(self.addendum_written)
        self._addenda.show_addenda(form.addenda)
        self._addenda.setVisible(form.is_final)
        self._body.add_tail(self._addenda)
        self._body.show_values(form.values)
        self._body.lock(form.is_final)
        self._body.offer_carrying(self._carriable(form))
        self._show_last(form.last)
        self._promises.show_items(form.promises, form.judged, is_locked=form.is_final)
        self._tips.show_text("\n".join(form.tips))
        self._missing_box.hide()
        self._show_side()
        self._show_buttons(is_final=form.is_final)
        self.refresh()

    def show_values(self, values: dict[str, Any]) -> None:
        """Put answers into the fields without announcing them."""
        self._body.show_values(values)
        self.refresh()

    def refresh(self) -> None:
        """Recount what is filled in."""
        if self._form is None:
            return
        values = self._body.values
        lines = section_lines(self._form.sections, values)
        self._lines.show(lines)
        filled = sum(line.filled for line in lines)
        total = sum(line.total for line in lines)
        self._filled.setText(str(filled))
        self._total.setText(_("of {total}").format(total=total))
        self._bar.setRange(0, max(1, total))
        self._bar.setValue(filled)
        lacking = len(missing_questions(self._form.sections, values))
        words = translate_count(
            "{count} required answer missing",
            "{count} required answers missing",
            lacking,
        )
        self._lacking.setText(words if lacking else _("All required answers given"))
        self._list.setCurrentIndex(self._lines.index(self._at))
        if self._missing_box.isVisible():
            self._list_missing(missing_questions(self._form.sections, values))

    def show_missing(self, questions: Sequence[FormField]) -> None:
        """List what is missing with links, and go to the first."""
        self._list_missing(questions)
        if questions:
            self._body.go_to_field(questions[0].name)

    def _list_missing(self, questions: Sequence[FormField]) -> None:
        empty(self._missing)
        self._body.clear_messages()
        for question in questions:
            link = make_button(question.label, "link")
            link.clicked.connect(
                lambda _on=False, name=question.name: self._body.go_to_field(name)
            )
            self._missing.addWidget(link)
            self._body.show_message(question.name, _("This answer is required."))
        self._missing_box.setVisible(bool(questions))

    def focus_first(self) -> None:
        self._body.go_to_section(self._at)

    def _build(self) -> None:
        right = column(self._last_card(), self._promises, self._tips, None, gap=12)
        side = QScrollArea()
        side.setWidgetResizable(True)
        side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        side.setWidget(hold(right))
        self._side = side
        self._look.follow(self._fit_side)
        line = row(gap=SPACE.gap, margins=(SPACE.page, 0, SPACE.page, 12))
        line.addWidget(self._build_nav())
        middle = column(self._build_missing(), self._body, gap=10)
        middle.setStretch(1, 1)
        line.addLayout(middle, 1)
        line.addWidget(side)
        layout = column(line, self._build_footer())
        layout.setStretch(0, 1)
        self.setLayout(layout)

    def _build_nav(self) -> QWidget:
        self._filled = SerifLabel(self._look, "page")
        self._total = make_label("", "muted")
        self._lacking = make_label("", "caption")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(_("Filled in"))
        head = row(self._filled, self._total, None, gap=6, margins=(10, 4, 10, 0))
        under = column(self._lacking, self._bar, gap=6, margins=(10, 0, 10, 4))
        keys = row(
            make_label("Ctrl ↓", "key"),
            make_label(_("next section"), "caption"),
            None,
            gap=6,
            margins=(10, 0, 0, 0),
        )
        nav = hold(column(head, under, self._list, keys, gap=6))
        nav.setFixedWidth(_NAV_WIDTH)
        return nav

    def _last_card(self) -> Sheet:
        self._last_when = make_label("", "muted")
        self._last_text = make_label("", "secondary", wrap=True)
        self._last_link = make_button(_("Read it all"), "link")
        head = head_row(self._look, "history", _("Last visit"), self._last_when)
        head.addStretch(1)
        head.addWidget(self._last_link)
        text = hold(row(self._last_text, margins=(14, 10, 14, 12)))
        self._last = Sheet(column(head, make_rule(), text, margins=1))
        return self._last

    def _build_missing(self) -> QWidget:
        self._missing = row(gap=4)
        icon = make_icon(self._look, "circle-alert", "red")
        words = make_label(_("Still missing before it can be finalised:"), "strong")
        line = row(icon, words, self._missing, None, gap=8, margins=(14, 6, 14, 6))
        self._missing_box = Sheet(line, kind="error")
        self._missing_box.hide()
        return self._missing_box

    def _build_footer(self) -> QFrame:
        self._export = make_button(_("Export PDF"), "quiet", size="footer")
        self._save = make_button(_("Save draft"), size="footer")
        self._finalise = make_button(_("Finalise"), "primary", size="footer")
        self._look.set_icon(self._export, "file-down", "t1")
        self._look.set_icon(self._save, "save", "t1")
        self._look.set_icon(self._finalise, "signature", "on_pine")
        self._save.setShortcut("Ctrl+S")
        self._export.setShortcut("Ctrl+E")
        self._finalise.setShortcut("Ctrl+Return")
        footer = QFrame()
        footer.setProperty("footer", True)
        parts: tuple[QWidget | QLayout | None, ...] = (
            self.stamp,
            None,
            self._export,
            self._save,
            self._finalise,
        )
        footer.setLayout(row(*parts, gap=10, margins=(SPACE.page, 11, SPACE.page, 11)))
        return footer

    def _connect(self) -> None:
        self._body.edited.connect(self._on_edited)
        self._body.section_entered.connect(self._on_section_entered)
        self._body.left.connect(self.section_left)
        self._body.carry_requested.connect(self.carry_requested)
        self._list.section_chosen.connect(self._body.go_to_section)
        self._promises.judged.connect(self.promise_judged)
        self._save.clicked.connect(self.save_requested)
        self._finalise.clicked.connect(self.finalise_requested)
        self._export.clicked.connect(self.export_requested)
        self.stamp.retry_requested.connect(self.retry_requested)
        self._last_link.clicked.connect(self._on_last_link)
        QShortcut("Ctrl+Down", self, lambda: self._body.go_to_section(self._at + 1))
        QShortcut("Ctrl+Up", self, lambda: self._body.go_to_section(self._at - 1))
        QShortcut("F4", self, lambda: self._side.setVisible(not self._side.isVisible()))

    def _on_edited(self) -> None:
        self.refresh()
        self.edited.emit()

    def _on_section_entered(self, at: int) -> None:
        if at != self._at:
            self._at = at
            self._list.setCurrentIndex(self._lines.index(at))
            self.section_left.emit()

    def _on_last_link(self) -> None:
        if self._form is not None and self._form.last is not None:
            self.last_visit_requested.emit(self._form.last.visit_id)

    def _show_last(self, last: LastVisit | None) -> None:
        self._last.setVisible(last is not None)
        if last is not None:
            self._last_when.setText(f"{last.on[5:]} {last.form}")
            self._last_text.setText("\n".join(last.lines))
            self._last_link.setVisible(bool(last.visit_id))

    def _show_buttons(self, *, is_final: bool) -> None:
        self._save.setVisible(not is_final)
        self._finalise.setVisible(not is_final)
        self.stamp.setVisible(not is_final)

    @staticmethod
    def _carriable(form: VisitForm) -> frozenset[str]:
        if form.is_final:
            return frozenset()
        return frozenset(
            section.code
            for section in form.sections
            if any(question.name in form.carry for question in section.fields)
        )

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
