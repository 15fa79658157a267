"""The term summary: what it says on the left, its true pages on the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QWidget

from homevisit.text import _
from ui.kit.basics import Sheet, column, hold, make_label, make_rule, row
from ui.kit.choices import Option, Segments
from ui.kit.pages import PagesView
from ui.kit.report_changes import ChangesSheet
from ui.kit.report_kept import ReportKept
from ui.kit.report_options import ReportOptions
from ui.kit.report_out import ReportOut
from ui.kit.report_state import ReportState
from ui.kit.report_texts import ReportTexts
from ui.tokens import SPACE

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtWidgets import QLayout

    from ui.appearance import Appearance
    from ui.report_rows import (
        Change,
        KeptLine,
        ReportChoices,
        ReportPreview,
        ReportWish,
    )
    from ui.serial_thread import SerialThread

_SIDE, _SIDE_LARGE = 336, 440
MAKE, WORDS, KEPT = "make", "words", "kept"


class ReportView(QWidget):
    """`wish` is what is chosen; `wish_changed` asks to draw its pages anew.

    What goes out is the paper of `wish`, or that of `kept_id` while `shows_kept`.
    """

    wish_changed = Signal()
    place_changed = Signal()
    texts_changed = Signal()
    kept_chosen = Signal(str)
    compare_wanted = Signal(str, str)
    print_requested = Signal()
    file_requested = Signal(str)
    tables_requested = Signal(str)

    def __init__(self, look: Appearance, drawing: SerialThread, today: date) -> None:
        super().__init__()
        self._look = look
        self.setProperty("clear", True)
        self._pdf = b""
        self.options = ReportOptions(look, today)
        self.texts = ReportTexts()
        self.kept = ReportKept(look)
        self.state = ReportState(look)
        self.pages = PagesView(look, drawing)
        self.pages.add_to_bar(self.state)
        self.pages.show_beside()
        self.changes = ChangesSheet(look)
        self.out = ReportOut(look, self._may_leave)
        self._build()
        self._connect()

    @property
    def wish(self) -> ReportWish:
        return self.options.wish(self.texts.own)

    @property
    def shows_kept(self) -> bool:
        """Whether one that was printed before is in front."""
        return self.parts.value == KEPT

    @property
    def kept_id(self) -> str:
        return self.kept.id

    def show_choices(self, choices: ReportChoices) -> None:
        self.out.name = choices.file_name
        self.options.show_choices(choices)
        has_terms = bool(choices.terms)
        self._no_term.setVisible(not has_terms)
        self.out.show_ready(has_terms)

    def show_preview(self, preview: ReportPreview) -> None:
        """Show the pages of what is chosen, unless a kept one is looked at."""
        self.options.show_preview(preview)
        self.texts.show_begun(preview.chapters)
        self.state.show_counted(preview.counted_at)
        self._pdf = preview.pdf
        if not self.shows_kept:
            self.show_pages(preview.pdf)

    def show_pages(self, content: bytes) -> None:
        self._right.setCurrentIndex(0)
        self.pages.show_document(content)

    def show_kept(self, lines: tuple[KeptLine, ...]) -> None:
        self.kept.show_lines(lines)
        self._show_ways_out()

    def show_changes(self, rows: tuple[Change, ...]) -> None:
        """Show a comparison instead of the pages."""
        self.changes.show_rows(rows)
        self._right.setCurrentIndex(1)

    def focus_first(self) -> None:
        can_print = self.out.print.isEnabled()
        (self.out.print if can_print else self.options.term).setFocus()

    def show_part(self, code: str) -> None:
        """Bring what makes a summary, its words, or those that were printed."""
        self.parts.set_value(code)
        self._left.setCurrentIndex((MAKE, WORDS, KEPT).index(code))
        self._show_ways_out()
        self.state.setVisible(code != KEPT)

    def _show_ways_out(self) -> None:
        self.out.tables.setVisible(not self.shows_kept)
        self.out.show_ready(not self.shows_kept or bool(self.kept_id))

    def _build(self) -> None:
        self.parts = Segments(
            self._look,
            [
                Option(MAKE, _("Summary")),
                Option(WORDS, _("In words")),
                Option(KEPT, _("Printed")),
            ],
        )
        self.parts.set_name(_("What is shown here"))
        words = _("The calendar has no term yet. Add the school year in Settings.")
        self._no_term = make_label(words, "warning", wrap=True)
        self._no_term.hide()
        self._left = QStackedWidget()
        self._left.addWidget(_scrolled(column(self._no_term, self.options, gap=10)))
        self._left.addWidget(_scrolled(column(self.texts)))
        self._left.addWidget(hold(column(self.kept, margins=(16, 0, 16, 12))))
        head = row(self.parts, margins=(16, 14, 16, 10))
        stack = column(head, self._left, make_rule(), self.out, margins=1)
        stack.setStretch(1, 1)
        self._side = Sheet(stack)
        self._look.follow(self._fit_side)
        self._right = QStackedWidget()
        self._right.addWidget(self.pages)
        self._right.addWidget(self.changes)
        sides = (SPACE.page, 0, SPACE.page, SPACE.gap)
        line = row(self._side, gap=SPACE.gap, margins=sides)
        line.addWidget(self._right, 1)
        self.setLayout(line)
        self.show_part(MAKE)

    def _connect(self) -> None:
        self.parts.chosen.connect(self._on_part)
        self.options.changed.connect(self.wish_changed)
        self.options.place_changed.connect(self.place_changed)
        self.texts.changed.connect(self.texts_changed)
        self.kept.chosen.connect(self._on_kept)
        self.kept.compared.connect(self._on_compared)
        self.state.again_requested.connect(self.wish_changed)
        self.out.print_requested.connect(self.print_requested)
        self.out.file_requested.connect(self.file_requested)
        self.out.tables_requested.connect(self.tables_requested)

    def _on_part(self, code: str) -> None:
        self.show_part(code)
        if code == KEPT:
            self.kept.choose_first()
        elif self._pdf:
            self.show_pages(self._pdf)

    def _on_kept(self, snapshot_id: str) -> None:
        self._show_ways_out()
        if self.shows_kept:
            self.kept_chosen.emit(snapshot_id)

    def _on_compared(self, snapshot_id: str, other: str) -> None:
        if other:
            self.compare_wanted.emit(snapshot_id, other)
        else:
            self.kept_chosen.emit(snapshot_id)

    def _may_leave(self) -> bool:
        if self.shows_kept:
            return True
        if self.options.has_reason():
            return True
        self.show_part(MAKE)
        return False

    def _fit_side(self) -> None:
        self._side.setFixedWidth(_SIDE_LARGE if self._look.is_large else _SIDE)


def _scrolled(inside: QLayout) -> QScrollArea:
    inside.setContentsMargins(16, 0, 16, 12)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(hold(inside))
    return area
