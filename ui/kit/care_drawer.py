"""The panel in which an act of a case is written down; fields differ with the act."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from homevisit.text import _
from ui.kit.answers import Binding, make_answer, mask_answer
from ui.kit.basics import (
    ElidedLabel,
    column,
    empty,
    hold,
    make_button,
    make_icon,
    make_icon_button,
    make_label,
    make_rule,
    restyle,
    row,
)
from ui.kit.choices import Option
from ui.kit.fields import ChoiceBox, FieldBlock
from ui.kit.scrolling import scrolled
from ui.kit.tab_order import step_within

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtGui import QKeyEvent

    from ui.appearance import Appearance
    from ui.care_rows import CareForm
    from ui.rows import FormField


class CareDrawer(QWidget):
    """`given` carries the form with its answers; `typed` says that words changed.

    `dropped` says that nothing of a form is to be kept.
    What is lacking is said at the field; what the flow refuses, above the button.
    """

    given = Signal(object, dict)
    typed = Signal()
    closed = Signal()
    dropped = Signal(object)

    def __init__(self, look: Appearance, today: date) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self._look, self._today, self._is_masked = look, today, False
        self.form: CareForm | None = None
        self.answers: dict[str, Binding] = {}
        self.blocks: dict[str, FieldBlock] = {}
        self._title = ElidedLabel(role="strong")
        self._draft = make_label("", "done", wrap=True)
        self._fields = column(gap=10)
        self._note = make_label("", "caption", wrap=True)
        self.refusal = make_label("", "error", wrap=True)
        self.save = make_button(_("Save"), "plum")
        self._build()
        self.save.clicked.connect(self.send)

    def show_form(self, form: CareForm) -> None:
        """Show the fields of an act, filled with what is known or was typed before."""
        self.form = form
        self._title.setText(form.title)
        self._draft.setText(
            _("Taken from what was typed before the room closed.")
            if form.is_draft
            else ""
        )
        self._draft.setVisible(form.is_draft)
        self._note.setText(form.note)
        self._note.setVisible(bool(form.note))
        self.save.setText(form.save)
        self.save.setToolTip(f"{form.save}  Ctrl+Enter")
        restyle(self.save, "kind", "danger" if form.is_serious else "plum")
        self.show_refusal("")
        self._show_fields(form)
        self.show()
        QTimer.singleShot(0, self, self.focus_first)

    def focus_first(self) -> None:
        """Begin with the first question that is not answered, and have it in sight."""
        empty_ones = (each for each in self.answers.values() if not each.read())
        first = next(empty_ones, next(iter(self.answers.values()), None))
        (first.widget if first else self.save).setFocus()
        # Where the panel stood before, and where the focus went meanwhile, is no
        # place to begin: from the top down to what is asked first.
        self._inner.activate()
        self._area.verticalScrollBar().setValue(0)
        if first is not None:
            self._area.ensureWidgetVisible(first.widget)

    def read(self) -> dict[str, Any]:
        """Return what stands in the fields."""
        return {name: answer.read() for name, answer in self.answers.items()}

    @property
    def has_words(self) -> bool:
        """Whether something was typed that was not there at first."""
        form = self.form
        if form is None or self.isHidden():
            return False
        known = form.blank
        return any(
            answer and answer != known.get(name) for name, answer in self.read().items()
        )

    def send(self) -> None:
        """Hand the answers on; lead to what has to be answered first."""
        if self.form is None:
            return
        for field in self.form.fields:
            if field.required and not self.answers[field.name].read():
                self.blocks[field.name].show_message(_("This is needed here."))
                self.answers[field.name].widget.setFocus()
                return
        self.given.emit(self.form, self.read())

    def show_refusal(self, sentence: str) -> None:
        """Say why the act cannot be done; what was typed stays."""
        self.refusal.setText(sentence)
        self.refusal.setVisible(bool(sentence))

    def show_masked(self, is_masked: bool) -> None:
        """Hide the names of people in the fields, or show them."""
        self._is_masked = is_masked
        for field in self.form.fields if self.form else ():
            if field.is_name:
                self._mask(field)

    def _mask(self, field: FormField) -> None:
        answer = self.answers[field.name]
        if isinstance(answer.widget, ChoiceBox):
            shown = field.masked if self._is_masked else field.options
            answer.widget.set_options([Option("", "—"), *(Option(*x) for x in shown)])
        else:
            mask_answer(answer, is_masked=self._is_masked)

    def forget(self) -> None:
        """Put the form away with all that stands in it."""
        self.form = None
        empty(self._fields)
        self.answers, self.blocks = {}, {}
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._on_close()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes down the panel, whichever fields it shows."""
        return step_within(self, forward=forward) or super().focusNextPrevChild(forward)

    def _show_fields(self, form: CareForm) -> None:
        empty(self._fields)
        self.answers, self.blocks = {}, {}
        for field in form.fields:
            answer = make_answer(self._look, field, self._today)
            answer.show(form.values.get(field.name))
            if isinstance(answer.widget, ChoiceBox):
                give_way(answer.widget)
            block = FieldBlock(
                field.label, answer.widget, hint=field.hint, required=field.required
            )
            self.answers[field.name], self.blocks[field.name] = answer, block
            answer.changed.connect(lambda block=block: self._on_changed(block))
            self._fields.addWidget(block)
        self.show_masked(self._is_masked)

    def _on_close(self) -> None:
        """Put the panel away; what was typed stays a draft unless all was cleared."""
        form, is_empty = self.form, not self.has_words
        self.closed.emit()
        if form is not None and is_empty:
            self.dropped.emit(form)

    def _on_changed(self, block: FieldBlock) -> None:
        block.show_message("")
        self.show_refusal("")
        self.typed.emit()

    def _build(self) -> None:
        close = make_icon_button(self._look, "x", _("Close"))
        close.clicked.connect(self._on_close)
        head = row(make_icon(self._look, "pencil-line", "plum"), gap=8)
        head.setContentsMargins(16, 5, 8, 5)
        head.addWidget(self._title, 1)
        head.addWidget(close)
        parts = (self._draft, self._fields, self._note)
        self._inner = column(*parts, None, gap=10, margins=(16, 12, 16, 12))
        foot = row(gap=10, margins=(16, 9, 16, 9))
        foot.addWidget(self.refusal, 1)
        foot.addWidget(self.save, 0, Qt.AlignmentFlag.AlignRight)
        self._area = scrolled(hold(self._inner))
        stack = column(head, make_rule(), self._area, make_rule(), foot)
        stack.setStretch(2, 1)
        self.setLayout(stack)


def give_way(box: ChoiceBox, *, letters: int = 6) -> None:
    """Let a list be narrower than its longest choice, down to so many letters."""
    policy = QComboBox.SizeAdjustPolicy
    box.setSizeAdjustPolicy(policy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(letters)
