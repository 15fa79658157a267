"""The drawer in which a talk is written down: few fields, other ones for each kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from homevisit.text import _
from ui.kit.answers import Binding, make_answer, mask_answer
from ui.kit.basics import (
    Sheet,
    column,
    empty,
    head_row,
    hold,
    make_button,
    make_icon_button,
    make_label,
    make_rule,
    restyle,
    row,
)
from ui.kit.choices import FlowLayout, Option
from ui.kit.fields import ChoiceBox, FieldBlock
from ui.kit.scrolling import scrolled
from ui.kit.student_picker import StudentPicker
from ui.kit.tab_order import step_within
from ui.talk_rows import TalkForm
from ui.words import masked_name

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtGui import QKeyEvent

    from ui.appearance import Appearance

_WIDTH, _WIDTH_LARGE = 328, 408
_LEAST_LETTERS = 4
_PAIRS = {"on_date": "minutes", "place": "mode"}
_REQUIRED = ("topics", "theme")
_TYPED = frozenset({"line", "text"})


class TalkDrawer(Sheet):
    """`saved` carries answers and what comes then: `next`, `close`, or `plan`.

    `form_wanted` asks for another kind or other students, with what is typed. `raised`
    carries whom colleagues should look at.
    """

    saved = Signal(object, str)
    raised = Signal(str)
    form_wanted = Signal(str, tuple, object)
    closed = Signal()

    def __init__(self, look: Appearance, today: date) -> None:
        super().__init__()
        self._look, self._today = look, today
        self._is_masked = False
        self.form = TalkForm("", (), (), ())
        self.answers: dict[str, Binding] = {}
        self.blocks: dict[str, FieldBlock] = {}
        self.kind = ChoiceBox(look)
        self.picker = StudentPicker(look, _("Add a student to this talk"))
        self._people = FlowLayout(gap=4)
        self._due = make_label("", "late")
        self._fields = column(gap=10)
        self._note = make_label("", "caption", wrap=True)
        self.raise_concern = make_button(_("Raise a concern"), "link")
        look.set_icon(self.raise_concern, "heart-handshake", "t2")
        self.raise_concern.clicked.connect(self._on_raise)
        self.setLayout(self._build())
        self.setAccessibleName(_("Write down a talk"))
        _give_way(self.kind)
        self.kind.chosen.connect(lambda code: self._ask(code, self.form.student_ids))
        self.picker.picked.connect(lambda who, _name: self._add(who))
        look.follow(self._fit)

    def _build(self) -> QVBoxLayout:
        close = make_icon_button(self._look, "x", _("Close"), shortcut="")
        close.clicked.connect(self.closed)
        icon = "message-square-text"
        head = head_row(self._look, icon, _("Write down a talk"), None, close)
        kind = FieldBlock(_("Kind of talk"), self.kind)
        inner = column(
            hold(self._people),
            self._due,
            self.picker,
            kind,
            self._fields,
            self._note,
            row(self.raise_concern, None),
            None,
            gap=10,
            margins=(16, 12, 16, 12),
        )
        scroll = scrolled(hold(inner))
        self.plan = make_button(_("Plan it"), "quiet")
        self.save = make_button(_("Save"))
        self.following = make_button(_("Save and next"), "primary")
        self.following.setToolTip(f"{_('Save and next')}  Ctrl+Enter")
        for button, then in (
            (self.plan, "plan"),
            (self.save, "close"),
            (self.following, "next"),
        ):
            button.clicked.connect(lambda _on, then=then: self.send(then))
        foot = row(
            self.plan, None, self.save, self.following, gap=8, margins=(16, 10, 16, 10)
        )
        stack = column(head, make_rule(), scroll, make_rule(), foot, margins=1)
        stack.setStretch(2, 1)
        return stack

    def show_form(self, form: TalkForm, *, takes_focus: bool = True) -> None:
        """Show the fields of a kind for these students."""
        self.form = form
        self.kind.set_options([Option(*each) for each in form.kinds])
        self.kind.set_value(form.kind)
        self._due.setText(form.due)
        self._due.setVisible(bool(form.due))
        restyle(self._due, "role", "late" if form.is_late else "done")
        self._note.setText(form.note)
        self._note.setVisible(bool(form.note))
        self.raise_concern.setVisible(form.may_raise)
        self.picker.search.clear()
        self.picker.show_people(())
        self._show_people()
        self._show_fields()
        self.show()
        if takes_focus:
            QTimer.singleShot(0, self, self.focus_first)

    def focus_first(self) -> None:
        """Begin where something is written."""
        first = self.answers.get(self.form.writes_first)
        (first.widget if first else self.following).setFocus()

    def read(self) -> dict[str, Any]:
        """Return what stands in the fields."""
        return {name: answer.read() for name, answer in self.answers.items()}

    def text_fields(self) -> dict[str, QLineEdit | QPlainTextEdit]:
        """Return the fields that words are typed into, by name."""
        typed = {field.name for field in self.form.fields if field.shape in _TYPED}
        return {
            name: answer.widget
            for name, answer in self.answers.items()
            if name in typed and isinstance(answer.widget, QLineEdit | QPlainTextEdit)
        }

    @property
    def has_words(self) -> bool:
        """Say whether somebody typed more than what stood there at first."""
        typed = self.text_fields()
        return any(
            name in typed and value and value != self.form.values.get(name)
            for name, value in self.read().items()
        )

    def forget(self) -> None:
        """Hold nothing any more: what was typed is written, another form may come."""
        self.form = TalkForm("", (), (), ())
        self.answers, self.blocks = {}, {}

    def send(self, then: str) -> None:
        """Hand the answers on; lead to what has to be answered first."""
        if not self.form.kind:
            return
        lacking = next((name for name in _REQUIRED if self._lacks(name)), "")
        if then != "plan" and lacking:
            words = _("Say what it was about.")
            self.blocks[lacking].show_message(words)
            self.answers[lacking].widget.setFocus()
            return
        self.saved.emit(self.read(), then)

    def show_masked(self, is_masked: bool) -> None:
        self._is_masked = is_masked
        self._show_people()
        for field in self.form.fields:
            if field.is_name:
                mask_answer(self.answers[field.name], is_masked=is_masked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes down the drawer, whichever fields it shows."""
        return step_within(self, forward=forward) or super().focusNextPrevChild(forward)

    def _on_raise(self) -> None:
        self.raised.emit(self.form.student_ids[0])

    def _lacks(self, name: str) -> bool:
        return name in self.answers and not self.answers[name].read()

    def _ask(self, kind: str, whom: tuple[str, ...]) -> None:
        self.form_wanted.emit(kind, whom, self.read())

    def _add(self, student_id: str) -> None:
        if student_id not in self.form.student_ids:
            self._ask(self.form.kind, (*self.form.student_ids, student_id))

    def _show_people(self) -> None:
        empty(self._people)
        for student_id, name in self.form.people:
            shown = masked_name(name) if self._is_masked else name
            chip = make_button(shown, "soft", size="small")
            words = _("Take {name} out of this talk").format(name=shown)
            chip.setAccessibleName(words)
            chip.setToolTip(words)
            chip.setEnabled(len(self.form.people) > 1)
            chip.clicked.connect(lambda _on, who=student_id: self._drop(who))
            self._people.addWidget(chip)

    def _drop(self, student_id: str) -> None:
        rest = tuple(each for each in self.form.student_ids if each != student_id)
        self._ask(self.form.kind, rest)

    def _show_fields(self) -> None:
        empty(self._fields)
        self.answers, self.blocks = {}, {}
        beside: dict[str, QWidget] = {}
        for field in self.form.fields:
            answer = make_answer(self._look, field, self._today)
            answer.show(self.form.values.get(field.name))
            if isinstance(answer.widget, ChoiceBox):
                _give_way(answer.widget)
            block = FieldBlock(field.label, answer.widget, required=field.required)
            self.answers[field.name], self.blocks[field.name] = answer, block
            answer.changed.connect(lambda block=block: block.show_message(""))
            beside[field.name] = block
        for name, whole in beside.items():
            partner = beside.get(_PAIRS.get(name, ""))
            if partner:
                line = row(whole, partner, gap=10)
                line.setStretch(0, 3)
                line.setStretch(1, 2)
                self._fields.addWidget(hold(line))
            elif name not in _PAIRS.values():
                self._fields.addWidget(whole)

    def _fit(self) -> None:
        self.setFixedWidth(_WIDTH_LARGE if self._look.is_large else _WIDTH)


def _give_way(box: ChoiceBox) -> None:
    """Let a list be narrower than its longest choice; two stand side by side here."""
    box.setSizeAdjustPolicy(
        ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
    )
    box.setMinimumContentsLength(_LEAST_LETTERS)
