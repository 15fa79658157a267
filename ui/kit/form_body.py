"""The questions of a form, section under section, on one sheet that scrolls."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QGridLayout, QScrollArea, QWidget

from homevisit.text import _
from ui.kit.answers import Binding, make_answer, mask_answer
from ui.kit.basics import (
    SerifLabel,
    Sheet,
    column,
    hold,
    make_button,
    make_label,
    make_rule,
    row,
)
from ui.kit.fields import FieldBlock, TextArea
from ui.kit.form_hints import FormHints
from ui.kit.form_messages import FormMessages
from ui.progress import is_filled, is_shown, section_line
from ui.tokens import SPACE
from ui.words import numbered

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QPushButton

    from homevisit.services.visit_wording import Wording
    from ui.appearance import Appearance
    from ui.rows import FormField, FormSection

_GUTTER = 24
_AROUND_CARET = 40
_WIDE = frozenset({"text", "items", "chips"})


class SectionBlock(QWidget):
    """One section: heading with n of m, and its questions in two columns."""

    carry_requested = Signal(str)

    def __init__(self, look: Appearance, number: int, section: FormSection) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self.section = section
        self._count = make_label("", "muted")
        self.carry: QPushButton = make_button(
            _("Carry over from last time"), "soft", size="small"
        )
        look.set_icon(self.carry, "copy", "t2", 14)
        self.carry.clicked.connect(lambda: self.carry_requested.emit(section.code))
        self.carry.hide()
        title = SerifLabel(look, "section", numbered(number, section.title))
        head = row(title, self._count, None, self.carry, gap=10)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(_GUTTER)
        self._grid.setVerticalSpacing(14)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        sides = (SPACE.form, 16, SPACE.form, 20)
        self.setLayout(column(head, self._grid, gap=14, margins=sides))
        self._blocks: list[tuple[FormField, FieldBlock]] = []
        self._laid_out: tuple[tuple[bool, ...], int] = ((), 0)

    def add(self, question: FormField, block: FieldBlock) -> None:
        # Without a parent, showing it would open a window of its own.
        block.setParent(self)
        self._blocks.append((question, block))

    def show_progress(self, values: Mapping[str, Any]) -> None:
        line = section_line(self.section, values)
        self._count.setText(f"{line.filled} / {line.total}")

    def lay_out(self, values: Mapping[str, Any], room: int) -> None:
        """Place the questions that apply now; the others keep their answers.

        What needs more than half of `room` pixels gets a line of its own.
        """
        shown = tuple(is_shown(question, values) for question, _block in self._blocks)
        half = (room - 2 * SPACE.form - _GUTTER) // 2
        if (shown, half) == self._laid_out:
            return
        self._laid_out = (shown, half)
        line, side = 0, 0
        for (question, block), applies in zip(self._blocks, shown, strict=True):
            self._grid.removeWidget(block)
            block.setVisible(applies)
            if not applies:
                continue
            is_wide = question.wide or question.shape in _WIDE
            is_wide = is_wide or block.minimumSizeHint().width() > half
            if is_wide and side:
                line, side = line + 1, 0
            self._grid.addWidget(block, line, side, 1, 2 if is_wide else 1)
            if is_wide or side:
                line, side = line + 1, 0
            else:
                side = 1


class FormBody(Sheet):
    """All sections; tells about every change and which section is worked in."""

    edited = Signal()
    left = Signal()
    section_entered = Signal(int)
    carry_requested = Signal(str)

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self._sections: list[SectionBlock] = []
        self._answers: dict[str, Binding] = {}
        self._blocks: dict[str, FieldBlock] = {}
        self.hints = FormHints(look)
        self.hints.kept_changed.connect(self.edited)
        self.hints.offered.connect(self._show_row)
        self.messages = FormMessages()
        self._is_masked = False
        self._tail: QWidget | None = None
        self._area = QScrollArea()
        self._inside = QWidget()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setLayout(column(self._area, margins=1))
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    def show_sections(
        self,
        sections: tuple[FormSection, ...],
        today: date,
        wording: Wording | None = None,
    ) -> None:
        """Build the questions anew; `wording` is looked for in what is written."""
        self._sections, self._answers, self._blocks = [], {}, {}
        self.hints.begin(wording)
        stack = column()
        for number, section in enumerate(sections, start=1):
            if number > 1:
                stack.addWidget(make_rule())
            block = self._make_section(number, section, today)
            stack.addWidget(block)
            self._sections.append(block)
        self._inside = hold(column(stack, None))
        if self._tail is not None:
            # The area deletes what it held; the tail goes on to the new questions.
            stack.addWidget(self._tail)
        self._area.setWidget(self._inside)
        self.messages.begin(self._blocks)
        self.show_masked(self._is_masked)

    def show_masked(self, is_masked: bool) -> None:
        """Hide the names among the answers, or show them."""
        self._is_masked = is_masked
        for section in self._sections:
            for question in section.section.fields:
                if question.is_name:
                    mask_answer(self._answers[question.name], is_masked=is_masked)

    def keep_tail(self, widget: QWidget) -> None:
        """Keep something below the last section, whichever questions there are."""
        self._tail = widget

    @property
    def values(self) -> dict[str, Any]:
        """What stands in the fields, valid or not; empty answers are left out."""
        found = {name: answer.read() for name, answer in self._answers.items()}
        return {name: value for name, value in found.items() if is_filled(value)}

    def show_values(self, values: Mapping[str, Any]) -> None:
        for name, answer in self._answers.items():
            answer.show(values.get(name))
        self.refresh()

    def refresh(self) -> None:
        """Recount, and show the questions that apply."""
        values = self.values
        for section in self._sections:
            section.lay_out(values, self._area.viewport().width())
            section.show_progress(values)

    def lock(self, is_locked: bool) -> None:
        for answer in self._answers.values():
            answer.lock(is_locked)
        self.hints.lock(is_locked)

    def offer_carrying(self, sections: frozenset[str]) -> None:
        for block in self._sections:
            block.carry.setVisible(block.section.code in sections)

    def go_to_field(self, name: str) -> None:
        """Bring a question into sight and give it the keyboard."""
        if name in self._answers:
            widget = self._answers[name].widget
            widget.setFocus()
            self._area.ensureWidgetVisible(self._blocks[name], 0, 60)

    def go_to_section(self, at: int) -> None:
        """Scroll to a section and enter its first question."""
        if not 0 <= at < len(self._sections):
            return
        block = self._sections[at]
        self.section_entered.emit(at)
        first = next(iter(block.section.fields), None)
        if first is not None:
            self.go_to_field(first.name)
        # After the focus has moved the view, so that the heading is at the top.
        QTimer.singleShot(0, block, lambda: self._scroll_to(block))

    def _scroll_to(self, block: SectionBlock) -> None:
        top = block.mapTo(self._inside, block.rect().topLeft()).y()
        self._area.verticalScrollBar().setValue(top)

    def _make_section(
        self, number: int, section: FormSection, today: date
    ) -> SectionBlock:
        block = SectionBlock(self._look, number, section)
        block.carry_requested.connect(self.carry_requested)
        for question in section.fields:
            answer = make_answer(self._look, question, today)
            answer.changed.connect(self._on_changed)
            answer.left.connect(self.left)
            frame = FieldBlock(
                question.label,
                answer.widget,
                hint=question.hint,
                required=question.required or question.required_when is not None,
            )
            self.hints.add(question, frame)
            if isinstance(answer.widget, TextArea):
                answer.widget.cursorPositionChanged.connect(self._follow_writing)
            block.add(question, frame)
            self._answers[question.name] = answer
            self._blocks[question.name] = frame
        return block

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            # The viewport has its new width only after this event.
            QTimer.singleShot(0, self, self.refresh)

    def _follow_writing(self) -> None:
        # A field that grows has its new height only after this event.
        QTimer.singleShot(0, self, self._show_caret)

    def _show_caret(self) -> None:
        """Scroll so far that the line being written is in sight."""
        area = self.focusWidget()
        if isinstance(area, TextArea) and area.hasFocus():
            caret = area.viewport().mapTo(self._inside, area.cursorRect().center())
            self._area.ensureVisible(0, caret.y(), 0, _AROUND_CARET)

    def _show_row(self, row: QWidget) -> None:
        QTimer.singleShot(0, row, lambda: self._area.ensureWidgetVisible(row, 0, 12))

    def _on_changed(self) -> None:
        self.refresh()
        self.edited.emit()

    def _on_focus(self, _old: QObject | None, new: QWidget | None) -> None:
        for at, block in enumerate(self._sections):
            if new is not None and block.isAncestorOf(new):
                self.section_entered.emit(at)
                return
